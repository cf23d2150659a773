"""softmax_loss alive in Chromium: its controls, the race, the summary."""

import re

import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_the_race_from_a_bad_start(open_page):
    explorer = Explorer(open_page("softmax_loss-en.html"))
    explorer.hear("Step 0. Output of class 1: 0.00236 by cross-entropy, 0.00236 by")
    explorer.button("Step").click()
    explorer.hear("Step 1.")
    explorer.radio("×25").check()
    explorer.button("Learn").click()
    explorer.hear(re.compile("For cross-entropy.*The answer is class 1, which is right"))
    explorer.button("Pause").click()
    explorer.button("Rewind").click()
    explorer.hear("Step 0.")
    explorer.hear(re.compile("For cross-entropy.*The answer is class 2, which is wrong"))


def test_temperature_changes_outputs_and_gradients(open_page):
    explorer = Explorer(open_page("softmax_loss-en.html#softmax_loss:z1=2,z2=0"))
    before = explorer.picture()
    explorer.locator(".tick", has_text="0.2").click()
    explorer.hear("temperature 0.2")
    assert explorer.picture() != before


def test_a_changed_setting_starts_anew(open_page):
    explorer = Explorer(open_page("softmax_loss-en.html#softmax_loss:n=20"))
    explorer.hear("Step 20. Output of class 1: 0.961 by cross-entropy, 0.0068 by mean squared")
    explorer.radio("3").check()
    explorer.hear("target class 3, temperature 1. Step 0. Output of class 3")
    explorer.panel("Learning rate")
    explorer.locator(".panel").get_by_role("button", name="10", exact=True).click()
    explorer.locator(".panel output", has_text="η = 10").wait_for()


def test_questions_come_where_they_make_sense(open_page):
    explorer = Explorer(open_page("softmax_loss-en.html"))
    explorer.locator(".question", has_text="set out from the same logits").wait_for()
    explorer.button("Step").click()
    explorer.locator(".question", has_text="probability of being right").wait_for()


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Find a start from which the mean squared error too gets class 1 right in 20 steps."""
    page = open_page("softmax_loss-en.html")
    explorer = Explorer(page)
    right = re.compile("For mean squared error.*The answer is class 1")
    explorer.tab_to("logit z₂")
    for _ in range(30):  # down to 0
        page.keyboard.press("ArrowLeft")
    explorer.hear("Initial logits (−3, 0, 0)")
    explorer.tab_to("logit z₁", "Shift+Tab")
    for _ in range(28):
        page.keyboard.press("ArrowRight")
    explorer.hear("Initial logits (−0.2, 0, 0)")
    assert not right.search(explorer.stages())
    explorer.tab_to("Step")
    for _ in range(20):
        page.keyboard.press("Enter")
    explorer.hear(re.compile(r"Step 20\..*" + right.pattern))


def test_both_languages_say_the_same_numbers(open_page):
    state = "#softmax_loss:y=2,t=2,n=7"
    ko, en = (
        re.findall(r"[−\d.]*\d", Explorer(open_page(f"softmax_loss-{lang}.html{state}")).stages())
        for lang in ("ko", "en")
    )
    assert sorted(ko) == sorted(en)
