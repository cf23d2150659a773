"""graph alive in Chromium: its controls, a planted bug, an expression of one's own."""

import re

import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Walk through the fork, plant a bug there, and let the gradient check find it."""
    page = open_page("graph-en.html")
    explorer = Explorer(page)
    explorer.hear("Back 4/6: h. Upstream gradient ∂J/∂h = 0.4898.")
    explorer.tab_to("one neuron")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    explorer.hear("Gradients: a 7. Gradient check: the gradient agrees at all inputs")
    explorer.tab_to("Planted bug")
    page.keyboard.press("ArrowDown")
    explorer.hear("Gradients: a 3. Gradient check: the gradient differs at a")
    explorer.tab_to("Rewind")
    page.keyboard.press("Enter")
    explorer.hear("The start: there are only inputs.")
    explorer.tab_to("Step", "Shift+Tab")
    page.keyboard.press("Enter")
    explorer.hear("Forward 1/2: v₁. v₁ = a · a = 3 · 3 = 9.")


def test_inputs_and_cut(open_page):
    explorer = Explorer(open_page("graph-en.html#graph:n=12"))
    explorer.locator("g.node", has_text=re.compile("^b")).click()
    explorer.locator("input[type=number]").first.fill("1.5")
    explorer.hear("b = 1.5")
    explorer.locator("select").nth(2).select_option("z → h")
    explorer.hear("Arrow that is cut: z → h.")
    explorer.hear("Gradients: w₁ 0, x 0, b 0, w₂ 0.7839")
    explorer.panel("Before and after")
    assert "1.5 − 0.5 · 0 = 1.5" in explorer.locator(".steps").inner_text()


def test_an_expression_of_ones_own_is_parsed_and_never_run(open_page):
    explorer = Explorer(open_page("graph-ko.html#graph:g=own"))
    field = explorer.locator(".expression input")
    field.fill("alert(a)")
    assert field.get_attribute("aria-invalid") == "true"
    explorer.hear("출력은 y = 2.1192")  # the last one that could be read
    field.fill("log(a) * b**2")
    assert field.get_attribute("aria-invalid") == "false"
    explorer.hear("출력은 y = 0.6931")
    explorer.hear("기울기: a 0.5, b −1.3863")
    field.fill("log(a-a)+b")
    explorer.hear("멈춥니다")
