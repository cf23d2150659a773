"""The live perceptron in Chromium: dragging the line, the rule step by step, the summary."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser

WEIGHTS = re.compile(r"w = \((\S+), (\S+)\), b = (\S+?)\.?(?= |입|$)")


def weights(explorer):
    """The weights that the summary says."""
    explorer.settle()
    found = WEIGHTS.search(explorer.stages()).groups()
    return [float(value.rstrip(".").replace("−", "-")) for value in found]


def test_dragging_and_turning_the_line(open_page):
    explorer = Explorer(open_page("perceptron-en.html"))
    explorer.drag(explorer.grip("Move the line"), -60, 60)
    explorer.hear("not looked at any example")
    w1, w2, b = weights(explorer)
    assert (w1, w2) == (3, 2)
    assert b > -4
    explorer.drag(explorer.grip("Turn the line"), 40, 20)
    turned = weights(explorer)
    assert turned[:2] != [3, 2]
    assert turned[0] ** 2 + turned[1] ** 2 == pytest.approx(13, abs=0.02)
    explorer.button("Weights to 0").click()
    explorer.hear("there is no line")
    expect(explorer.grip("Move the line")).to_be_hidden()


def test_dragging_by_finger(open_page):
    page = open_page("perceptron-en.html", viewport=PHONE, has_touch=True, is_mobile=True)
    explorer = Explorer(page)
    explorer.drag_by_finger(explorer.grip("Move the line"), -40, 40)
    assert weights(explorer)[2] > -4


def test_the_rule_step_by_step(open_page):
    explorer = Explorer(open_page("perceptron-en.html#perceptron:n=0"))
    explorer.hear("not looked at any example")
    for said, w in (
        ("Step 1: example 1 of 4, (0, 0), target 0. w·x + b = 0. On the line", [0, 0, -1]),
        ("Step 2: example 2 of 4, (0, 1), target 0. w·x + b = −1. Right", [0, 0, -1]),
        ("Step 3: example 3 of 4, (1, 0), target 0. w·x + b = −1. Right", [0, 0, -1]),
        ("Step 4: example 4 of 4, (1, 1), target 1. w·x + b = −1. A mistake", [1, 1, 0]),
    ):
        explorer.button("Step").click()
        explorer.hear(said)
        assert weights(explorer) == w
    explorer.hear("Mistakes so far: 2.")
    explorer.button("Rewind").click()
    explorer.hear("not looked at any example")


def test_learning_is_played_again_and_settles(open_page):
    explorer = Explorer(open_page("perceptron-en.html#perceptron:data=or,n=0"))
    explorer.radio("×40").check()
    explorer.button("Learn").click()
    explorer.hear("Mistakes so far: 9. Settled: epoch 6")
    explorer.button("Learn").wait_for()
    assert weights(explorer) == [2, 2, -1]
    explorer.hear("(R/γ)² = 27")


def test_xor_goes_round_without_a_bound(open_page):
    explorer = Explorer(open_page("perceptron-en.html"))
    explorer.radio("XOR").check()
    explorer.hear("no bound on the mistakes")
    explorer.radio("×40").check()
    explorer.button("Learn").click()
    explorer.hear("Epoch 2 begins with the weights of epoch 1")
    explorer.button("Pause").click()
    assert "Settled" not in explorer.stages()


def test_inputs_of_minus_one_and_one_lower_the_bound(open_page):
    explorer = Explorer(open_page("perceptron-en.html"))
    explorer.hear("(R/γ)² = 51")
    explorer.radio("−1 and 1").check()
    explorer.hear("(R/γ)² = 9 ")
    explorer.panel("Examples and margin")
    assert "R² = 3.00 and the margin γ = 0.5774" in explorer.locator(".panel").inner_text()


def test_a_start_of_ones_own_has_another_bound(open_page):
    explorer = Explorer(open_page("perceptron-en.html#perceptron:w1=1"))
    explorer.hear("is for a start from zero weights")


def test_the_figure_learns_as_dlcore_does(open_page):
    from dlcore.explorers import Perceptron

    from_weights = {"data": "nand", "coding": "pm", "w1": 0.5, "b": -2, "steps": 7}
    for state, given in (
        ("data=own,n=13", {"data": "own", "steps": 13}),
        ("data=nand,in=pm,w1=0.5,b=-2,n=7", from_weights),
    ):
        shown = weights(Explorer(open_page(f"perceptron-en.html#perceptron:{state}")))
        unit = Perceptron(**given).unit()
        assert shown == pytest.approx([*unit.weights, unit.bias], abs=6e-4)


def test_own_points_are_added_and_pasted(open_page):
    explorer = Explorer(open_page("perceptron-en.html"))
    explorer.radio("mine").check()
    explorer.hear("8 examples")
    explorer.locator(".fold summary").click()
    text = explorer.locator("textarea")
    text.fill("0 0 0\n0 9 1")
    explorer.button("Use these points").click()
    explorer.get_by_text("Line 2: x and y must be from −1.6 to 1.6").wait_for()
    explorer.hear("8 examples")
    text.fill("-1 -1 0\n1 1 1\n0.5 0 1")
    explorer.button("Use these points").click()
    explorer.hear("3 examples")
    explorer.button("Remove point").click()
    explorer.hear("2 examples")
    explorer.button("Remove point").click()
    assert "at least 2 points" in explorer.note.inner_text()


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Set a perceptron for NAND by hand, from the one for AND."""
    page = open_page("perceptron-en.html#perceptron:w1=1,w2=1,b=-1.5,n=0")
    explorer = Explorer(page)
    explorer.hear("4 of 4 points right")
    explorer.tab_to("AND")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    explorer.hear("Data NAND")
    explorer.hear("0 of 4 points right")
    for name, key, wanted in (
        ("weight w₁", "ArrowLeft", r"w = \(−1, 1\)"),
        ("weight w₂", "ArrowLeft", r"w = \(−1, −1\)"),
        ("bias b", "ArrowRight", "4 of 4 points right"),
    ):
        explorer.tab_to(name)
        for _ in range(60):
            if re.search(wanted, explorer.stages()):
                break
            page.keyboard.press(key)
        explorer.hear(re.compile(wanted))
    assert weights(explorer)[2] > 1


def test_both_languages_say_the_same_numbers(open_page):
    state = "#perceptron:data=or,n=7"
    ko, en = (Explorer(open_page(f"perceptron-{lang}.html{state}")) for lang in ("ko", "en"))
    assert weights(ko) == weights(en)
