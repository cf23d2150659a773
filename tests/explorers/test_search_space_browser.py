"""search_space alive in Chromium: a search by hand, with keyboard and summary alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Beat the grid's 43.0% by hand: the optimum of seed 0 lies at a rate of 10^-1.95."""
    page = open_page("search_space-en.html")
    explorer = Explorer(page)
    explorer.hear("best so far 43.0%")
    explorer.hear("Different learning rates tried: 3; different weight decays: 3.")
    explorer.tab_to("Where to try next (log₁₀ η, log₁₀ λ). Enter tries it.")
    page.keyboard.press("Enter")
    explorer.hear("A search by hand, with up to 9 trials. Trial 1 of 9: best so far 10.")
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    explorer.hear(re.compile(r"Trial 2 of 9: best so far [89]\d\.\d%, at η = 0\.01,"))
    explorer.tab_to("Rewind")
    page.keyboard.press("Enter")
    explorer.hear("Nothing has been tried yet.")


def test_press_the_plane_and_let_random_search_play(open_page):
    page = open_page("search_space-en.html#search_space:k=2,n=4")
    explorer = Explorer(page)
    plane = explorer.locator(".picture .plot svg").first
    box = plane.bounding_box()
    for share in (0.3, 0.4, 0.5, 0.6, 0.7):
        page.mouse.click(box["x"] + share * box["width"], box["y"] + 0.3 * box["height"])
    explorer.hear("Trial 4 of 4")
    expect(explorer.note).to_contain_text("All 4 trials are spent")
    expect(explorer.note).to_be_in_viewport()
    assert plane.bounding_box() == box  # the note moves nothing under the pointer
    explorer.radio("random").check()
    explorer.hear("A random search with 4 trials on a logarithmic scale. Trial 4 of 4")
    before = explorer.picture()
    explorer.radio("shown").check()
    explorer.hear("The optimum is at η = 0.0112")
    assert explorer.picture() != before
    explorer.radio("linear").check()
    explorer.hear("on a linear scale")


def test_both_languages_say_the_same_numbers(open_page):
    state = "#search_space:m=random,k=4,n=11,w=0.3,r=shown"
    ko, en = (
        re.findall(r"[−\d.]*\d", Explorer(open_page(f"search_space-{lang}.html{state}")).stages())
        for lang in ("ko", "en")
    )
    assert sorted(ko) == sorted(en)
