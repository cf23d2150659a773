"""dropout alive in Chromium: a task by keyboard and summary alone, masks drawn, units pressed."""

import re

import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_scaling_and_masks_by_keyboard_pointer_and_summary(open_page):
    """Find by keyboard where scaling goes wrong; then press a unit, and draw masks."""
    page = open_page("dropout-en.html")
    explorer = Explorer(page)
    explorer.hear("Units off: 2, 5. Output 0.945.")
    explorer.hear("1.44 on average in training, 1.44 at test time. They agree.")
    explorer.tab_to("Where to scale")
    page.keyboard.press("End")  # at test time, by p: at 0.5 nobody notices
    explorer.hear("They agree.")
    explorer.tab_to("Probability of dropping, p", key="Shift+Tab")
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    explorer.hear("1.25 on average in training, 0.39 at test time. They differ.")
    explorer.locator(".question", has_text="multiplied by").wait_for()
    explorer.button("Start over").click()
    network = explorer.locator(".picture .plot svg").first
    box = network.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.1)  # unit 1
    explorer.hear("Units off: 1, 2, 5.")
    assert explorer.get_by_role("checkbox", name="1").is_checked() is False
    explorer.get_by_role("checkbox", name="2").check()
    explorer.hear("Units off: 1, 5.")
    explorer.radio("×25").check()
    explorer.button("Draw").click()
    explorer.hear("Masks drawn: 500.")
    explorer.radio("evaluation").check()
    explorer.hear("Evaluation mode, p = 0.5. Units off: none. Output 0.808.")


def test_both_languages_say_the_same_numbers(open_page):
    state = "#dropout:p=0.3,n=12,scale=both,g=1.5"
    ko, en = (
        re.findall(r"[−\d.]*\d", Explorer(open_page(f"dropout-{lang}.html{state}")).stages())
        for lang in ("ko", "en")
    )
    assert ko == en
