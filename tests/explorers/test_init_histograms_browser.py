"""init_histograms alive in Chromium: as dlcore computes, and a task solved by keyboard alone."""

import re

import pytest

from tests.explorers.harness import Explorer, number

pytestmark = pytest.mark.browser


def opened(open_page, state="", lang="en"):
    return Explorer(open_page(f"init_histograms-{lang}.html#init_histograms:{state}"))


@pytest.mark.parametrize(
    ("address", "traits"),
    [
        ("", {}),
        ("init=he,act=relu,l=4,u=20,seed=7", {
            "init": "he", "activation": "relu", "depth": 4, "units": 20, "seed": 7,
        }),
        ("init=equal,act=sigmoid,l=3", {"init": "equal", "activation": "sigmoid", "depth": 3}),
    ],
)  # fmt: skip
def test_the_figure_computes_as_dlcore_does(open_page, address, traits):
    from dlcore.explorers import InitHistograms

    explorer = opened(open_page, address)
    explorer.panel("Numbers by layer")
    explorer.settle()
    rows = [row.locator("td").all_text_contents() for row in explorer.locator("tbody tr").all()]
    found = InitHistograms(**traits).signals()
    assert len(rows) == len(found.activations)
    for (std, flat, back, _), h, d, share in zip(
        rows, found.activations, found.gradients, found.saturated, strict=True
    ):
        assert number(std) == pytest.approx(h.std(), rel=0.02)
        assert number(back) == pytest.approx(d.std(), rel=0.02)
        assert float(flat.rstrip("%")) == pytest.approx(100 * share, abs=0.51)
    assert {row[3] for row in rows} == ({"1"} if "equal" in address else {rows[0][3]})


def test_a_task_solved_by_keyboard_and_summary_alone(open_page):
    """Find a σ that keeps the signal of tanh layers alive, and hear when it is too large."""
    explorer = opened(open_page)
    page = explorer.page
    explorer.hear("The signal fades from layer to layer.")
    explorer.tab_to("Standard deviation σ of the weights")
    for _ in range(80):
        page.keyboard.press("ArrowRight")
        if "The signal survives" in explorer.stages():
            break
    sigma = float(re.search(r"standard deviation (\d+\.\d+)", explorer.summary.inner_text())[1])
    assert 0.05 < sigma < 0.25
    page.keyboard.press("End")
    explorer.hear("The layers are saturated.")
