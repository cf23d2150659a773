"""scaling alive in Chromium: a task by keyboard and summary alone, and the question that fits."""

import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_a_round_valley_is_found_by_keyboard_and_summary(open_page):
    page = open_page("scaling-en.html")
    explorer = Explorer(page)
    explorer.hear("The unit of height is dm")
    explorer.radio("standardized").check()
    explorer.hear("Standardized; the correlation is 0.6. κ = 4")
    explorer.locator(".question", has_text="contours").wait_for()
    explorer.tab_to("Correlation")
    for _ in range(12):  # down to 0
        page.keyboard.press("ArrowLeft")
    explorer.hear("the correlation is 0. κ = 1")
