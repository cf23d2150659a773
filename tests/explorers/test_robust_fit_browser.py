"""robust_fit alive in Chromium: two tasks by keyboard and summary alone, drags, the table."""

import re

import pytest

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser


def test_an_outlier_is_brought_home_by_keyboard_and_summary_alone(open_page):
    """Bring A back among the others: the line of the MSE gets the slope of the ten others."""
    page = open_page("robust_fit-en.html")
    explorer = Explorer(page)
    explorer.hear("The ten others alone, fitted by MSE: 0.60.")
    explorer.tab_to("Point A")
    for _ in range(20):
        if "MSE 0.60, MAE" in explorer.stages():
            break
        page.keyboard.press("Shift+ArrowUp")
    explorer.hear(re.compile(r"slope 0\.60 .*Point A \(9, 7\.5\)"))


def test_a_cap_that_caps_nothing_is_found_by_keyboard_and_summary_alone(open_page):
    """Raise δ until the Huber loss is dragged as far as the MSE."""
    page = open_page("robust_fit-en.html#robust_fit:loss=huber")
    explorer = Explorer(page)
    explorer.hear("MSE 0.36, MAE 0.52, Huber loss (δ = 1) 0.55.")
    explorer.tab_to("δ of the Huber loss")
    for _ in range(100):
        if re.search(r"Huber loss \(δ = [\d.]+\) 0\.36", explorer.stages()):
            break
        page.keyboard.press("ArrowRight")
    explorer.hear(re.compile(r"Point A \(9, 0\.5\): error \+5\.\d+, pulls down by 5\.\d+"))


def test_the_loss_decides_how_hard_a_far_point_pulls(open_page):
    explorer = Explorer(open_page("robust_fit-en.html"))
    explorer.hear("error +5.49, pulls down by 5.49.")
    before = explorer.picture()
    explorer.radio("MAE").check()
    explorer.hear(re.compile(r"slope 0\.52 .*pulls down by 1\.00\."))
    explorer.radio("Huber").check()
    explorer.hear(re.compile(r"slope 0\.55 .*error \+6\.67, pulls down by 1\.00\."))
    assert explorer.picture() != before


def test_two_outliers_lay_the_line_of_squared_error_flat_and_leave_the_others(open_page):
    explorer = Explorer(open_page("robust_fit-en.html#robust_fit:loss=mae,p=10_0_10_0.5"))
    explorer.hear(re.compile(r"MSE 0\.0\d, MAE 0\.5\d"))


def test_drag_by_mouse_and_by_finger(open_page):
    explorer = Explorer(open_page("robust_fit-en.html"))
    explorer.drag(explorer.grip("Point A"), 0, -100)
    explorer.hear(re.compile(r"Point A \(9, [3-5]"))
    explorer.drag(explorer.grip("Point B"), 1000, 0)
    explorer.hear("Point B (10, 3.4)")  # no further than the points may lie
    explorer = Explorer(open_page("robust_fit-en.html", viewport=PHONE, has_touch=True))
    explorer.drag_by_finger(explorer.grip("Point B"), 0, -60)
    explorer.hear(re.compile(r"Point B \(2, [5-9]"))


def test_play_pulls_a_away_from_its_home_to_where_it_stood(open_page):
    explorer = Explorer(open_page("robust_fit-en.html#robust_fit:p=9_2_2_3.4"))
    explorer.hear("Point A (9, 2)")
    explorer.button("Rewind").click()
    explorer.hear("Point A (9, 7.4)")
    explorer.button("Step").click()
    explorer.hear("Point A (9, 7.3)")
    explorer = Explorer(open_page("robust_fit-en.html#robust_fit:p=9_9_2_3.4"))
    explorer.radio("×3").check()
    explorer.button("Pull A away").click()
    explorer.button("Pause").wait_for(state="detached")
    explorer.hear("Point A (9, 9)")


def test_the_table_holds_every_point(open_page):
    explorer = Explorer(open_page("robust_fit-en.html#robust_fit:loss=huber"))
    explorer.panel("All points")
    rows = explorer.locator(".panel tbody tr")
    assert rows.count() == 12
    assert rows.nth(10).locator("td").all_inner_texts() == ["9", "0.5", "+6.67", "6.17", "+1.00"]


def test_the_question_leaves_when_nothing_is_far_off(open_page):
    explorer = Explorer(open_page("robust_fit-en.html"))
    explorer.locator(".question", has_text="One point far off").wait_for()
    explorer.radio("Huber").check()
    explorer.locator(".question").wait_for(state="detached")
