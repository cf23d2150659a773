"""fit_curve alive in Chromium: a task by keyboard and summary alone, the sweep, the drag."""

import re

import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Cure the overfitting of degree 9 twice: by a lower degree, then by decay."""
    page = open_page("fit_curve-en.html")
    explorer = Explorer(page)
    explorer.hear("Training error 0.00, error on new examples 1.21. The largest size")
    explorer.hear("smallest at degree 3: 0.28.")
    explorer.tab_to("Degree")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    explorer.hear("A polynomial of degree 3, 10 training examples")
    explorer.hear("error on new examples 0.28.")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    explorer.tab_to("Weight decay")
    for _ in range(21):
        page.keyboard.press("ArrowRight")
    explorer.hear(re.compile(r"λ = 0.00178\. .*error on new examples 0.27\."))
    explorer.locator(".question", has_text="cause of the overfitting").wait_for()


def test_sweep_press_and_drag(open_page):
    explorer = Explorer(open_page("fit_curve-en.html#fit_curve:d=3"))
    explorer.radio("×2").check()
    explorer.button("Sweep").click()  # from 0 to where it stood
    explorer.hear("degree 3, 10")
    explorer.button("Pause").wait_for(state="detached")
    errors = explorer.locator(".picture .plot svg").nth(1)
    box = errors.bounding_box()
    explorer.page.mouse.click(box["x"] + 0.95 * box["width"], box["y"] + 40)
    explorer.hear("degree 9, 10")
    before = explorer.picture()
    explorer.drag(explorer.grip("How far the middle example is moved"), 0, -60)
    explorer.hear(re.compile(r"The middle example is moved by [\d.]+\."))
    assert explorer.picture() != before


def test_both_languages_say_the_same_numbers(open_page):
    state = "#fit_curve:n=20,l=-3,a=n,p=0.5"
    ko, en = (
        re.findall(r"[−\d.]*\d", Explorer(open_page(f"fit_curve-{lang}.html{state}")).stages())
        for lang in ("ko", "en")
    )
    assert sorted(ko) == sorted(en)
