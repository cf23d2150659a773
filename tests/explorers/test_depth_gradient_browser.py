"""depth_gradient alive in Chromium: as dlcore computes, dragged, and a task solved by keyboard."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.explorers.harness import Explorer, number

pytestmark = pytest.mark.browser


def opened(open_page, state="", lang="en", **options):
    return Explorer(open_page(f"depth_gradient-{lang}.html#depth_gradient:{state}", **options))


@pytest.mark.parametrize(
    ("address", "traits"),
    [
        ("", {}),
        ("act=tanh,l=4,init=he,g=3,b=7,seed=5,p=float64", {
            "activation": "tanh", "depth": 4, "init": "he", "gain": 3.0, "batch": 7, "seed": 5,
            "precision": "float64",
        }),
        ("k=time,act=tanh,l=20,g=1.1", {
            "kind": "time", "activation": "tanh", "depth": 20, "gain": 1.1,
        }),
        ("act=relu,init=unit,l=50", {"activation": "relu", "init": "unit", "depth": 50}),
    ],
)  # fmt: skip
def test_the_figure_computes_as_dlcore_does(open_page, address, traits):
    from dlcore.explorers import DepthGradient

    explorer = opened(open_page, address)
    explorer.panel("Numbers by layer")
    explorer.settle()
    rows = [row.locator("td").all_text_contents() for row in explorer.locator("tbody tr").all()]
    norms = DepthGradient(**traits).norms()
    assert len(rows) == len(norms["inputs"])
    edge = []
    for row, inputs, weights in zip(rows, norms["inputs"], norms["weights"], strict=True):
        for text, wanted in ((row[0], inputs), (row[1], weights)):
            found = number(text)
            if np.isfinite(found) and np.isfinite(wanted):
                assert found == pytest.approx(wanted, rel=0.05)  # powers of ten show two digits
            elif np.isfinite(found) != np.isfinite(wanted):
                edge.append(text)
        # Sums with inf and -inf may be NaN or not: the processor's order of adding decides.
        if np.isnan(number(row[0])) != np.isnan(inputs):
            edge.append(row[0])
    assert len(edge) <= 3  # where sums just overflow, that order decides too


def test_the_gain_is_dragged_along_the_curve(open_page):
    explorer = opened(open_page)
    before = explorer.picture()
    grip = explorer.grip("Gain of the weights, on the curve")
    explorer.drag(grip, 60, 0)
    explorer.hear(re.compile(r"gain 3\.\d"))
    assert explorer.picture() != before
    grip.press("ArrowLeft")
    explorer.hear(re.compile(r"gain 2\.\d"))


def test_a_finger_drags_the_gain(open_page):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    explorer = opened(open_page, **phone)
    explorer.drag_by_finger(explorer.grip("Gain of the weights, on the curve"), -40, 0)
    explorer.hear(re.compile(r"gain 0\.[2-5]"))


def test_play_adds_layers_and_stops_where_it_stood(open_page):
    explorer = opened(open_page, "l=4")
    layers = explorer.get_by_label("Layers", exact=True)
    explorer.button("Play").click()
    expect(layers).to_have_value("2")
    expect(layers).to_have_value("4")
    explorer.button("Play").wait_for()
    explorer.button("Next").click()
    explorer.hear("units: 5.")


def test_through_time_there_is_one_weight_and_nothing_to_draw_from(open_page):
    explorer = opened(open_page, "act=tanh")
    names = ("Gain of the weights", "Weight w", "Initialization")
    seen = [explorer.get_by_label(name, exact=True).is_visible() for name in names]
    assert seen == [True, False, True]
    explorer.radio("time steps").check(force=True)
    explorer.hear("One unit through time, activation: tanh. Steps: 10. Weight: 1.")
    seen = [explorer.get_by_label(name, exact=True).is_visible() for name in names]
    assert seen == [False, True, False]


def test_a_deep_network_answers_while_its_curve_is_still_computed(open_page):
    explorer = opened(open_page, "l=50,b=256")
    frames = explorer.evaluate(
        """async host => { const init = host.shadowRoot.querySelector("select"); let frames = 0;
        init.selectedIndex = 3; init.dispatchEvent(new Event("change"));
        do { await new Promise(requestAnimationFrame); frames += 1; }
        while (host.explorer.counters.busy || frames < 3);
        return frames; }"""
    )
    assert frames > 3  # it took its time over several frames, and came to an end
    explorer.hear("standard deviation 0.25.")


def test_a_task_solved_by_keyboard_and_summary_alone(open_page):
    """Find a gain that brings the gradient of tanh layers through, then one that makes it inf."""
    explorer = opened(open_page, "act=tanh,l=20,g=0.5")
    page = explorer.page
    explorer.hear("It vanishes.")
    told = re.search(r"Near gain ([\d.]+) it would stay level", explorer.summary.inner_text())
    explorer.tab_to("Gain of the weights")
    for _ in range(60):
        page.keyboard.press("ArrowRight")
        if "It keeps its size" in explorer.stages():
            break
    gain = float(re.search(r"gain ([\d.]+),", explorer.summary.inner_text())[1])
    assert 0.8 < gain <= float(told[1])
    explorer.tab_to("tanh", key="Shift+Tab")
    page.keyboard.press("ArrowRight")
    explorer.hear("Activation: ReLU.")
    explorer.tab_to("Layers")
    page.keyboard.press("End")
    explorer.tab_to("Gain of the weights")
    page.keyboard.press("End")
    explorer.hear("It has become NaN, and the program goes on.")
