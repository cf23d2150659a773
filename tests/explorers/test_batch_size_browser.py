"""batch_size alive in Chromium: two tasks by keyboard and summary alone, play, press and drag."""

import re

import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_batch_one_is_calmed_by_keyboard_and_summary_alone(open_page):
    """Batch 1 hovers above 1%; find a rate at which it gets there, before any other size."""
    page = open_page("batch_size-en.html")
    explorer = Explorer(page)
    explorer.hear("Cheapest, batch 5: 95 examples.")
    explorer.tab_to("5")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    explorer.hear("Batch 1, rate 0.5, without replacement")
    explorer.hear("To 1%, batch 1: not reached.")
    explorer.tab_to("Learning rate")
    for _ in range(40):
        if "Cheapest, batch 1" in explorer.stages():
            break
        page.keyboard.press("ArrowLeft")
    explorer.hear(re.compile(r"To 1%, batch 1: \d+ examples\. Cheapest, batch 1"))


def test_the_variance_halves_as_the_batch_doubles_but_not_without_replacement(open_page):
    page = open_page("batch_size-en.html#batch_size:d=again,b=10")
    explorer = Explorer(page)
    explorer.hear("by the formula 1/B, 0.1 times")
    explorer.tab_to("10")
    page.keyboard.press("ArrowRight")
    explorer.hear("by the formula 1/B, 0.05 times")
    explorer.radio("without").check()
    explorer.hear("by the formula 1/B × (N−B)/(N−1), 0.0404 times")
    explorer.radio("100").check()
    explorer.hear("is 0 times one example's")


def test_examples_and_steps_name_another_winner(open_page):
    explorer = Explorer(open_page("batch_size-en.html"))
    explorer.hear("After 500 examples: batch 5: 100 steps")
    before = explorer.picture()
    explorer.radio("steps").check()
    explorer.hear("After 40 steps: batch 5: 40 steps")
    explorer.hear("Cheapest, batch 50: 14 steps.")
    assert explorer.picture() != before


def test_play_goes_from_the_start_to_where_it_stood_and_a_step_is_a_batch(open_page):
    explorer = Explorer(open_page("batch_size-en.html#batch_size:seen=200"))
    explorer.radio("×16").check()
    explorer.button("Descend").click()
    explorer.hear("After 200 examples: batch 5: 40 steps")
    explorer.button("Pause").wait_for(state="detached")
    explorer.button("Step").click()
    explorer.hear("After 205 examples: batch 5: 41 steps")
    explorer.button("Rewind").click()
    explorer.hear("After 0 examples: batch 5: 0 steps, loss 100%.")


def test_press_and_drag(open_page):
    explorer = Explorer(open_page("batch_size-en.html"))
    costs = explorer.locator(".picture .plot svg").nth(1)
    box = costs.bounding_box()
    explorer.page.mouse.click(box["x"] + 0.93 * box["width"], box["y"] + 60)
    explorer.hear("Batch 100, rate 0.5")
    explorer.radio("5").check()
    explorer.drag(explorer.grip("Place to look at"), -200, 0)
    explorer.hear(re.compile(r"After [12]\d\d examples"))


def test_the_question_about_leaps_comes_with_the_full_batch_at_a_large_rate(open_page):
    explorer = Explorer(open_page("batch_size-en.html#batch_size:b=100,lr=1.3"))
    explorer.locator(".question", has_text="The full batch has no noise").wait_for()
    explorer = Explorer(open_page("batch_size-en.html#batch_size:b=100,lr=1.4"))
    explorer.hear("At a rate above 1.36 even the full batch diverges.")
    explorer.hear("No batch size gets there.")


def test_both_languages_say_the_same_numbers(open_page):
    state = "#batch_size:b=2,lr=0.2,d=again,seen=777"
    ko, en = (
        re.findall(r"[−\d.]*\d", Explorer(open_page(f"batch_size-{lang}.html{state}")).stages())
        for lang in ("ko", "en")
    )
    assert sorted(ko) == sorted(en)
