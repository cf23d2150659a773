"""SoftmaxLoss as Python sees it: traits, both runs by dlcore, the static picture."""

import numpy as np
import pytest
import traitlets

from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def SoftmaxLoss(static):
    from dlcore.explorers import SoftmaxLoss

    return SoftmaxLoss


def test_python_and_javascript_open_with_the_same_state(SoftmaxLoss):
    assert opening_state("softmax_loss") == SoftmaxLoss().state


CANDIDATES = {
    "z1": [-6, 6, 6.1, 0.25],
    "z2": [-6.1, 6],
    "z3": [0, -7],
    "label": [1, 2, 3, 0, 4, "1"],
    "temperature": [0.2, 5, 0.1, 5.1],
    "lr": [0.1, 10, 0.05, 11],
    "steps": [0, 1000, 1001, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(SoftmaxLoss):
    assert_accept_the_same("softmax_loss", SoftmaxLoss, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {"steps": 0},
        {"steps": 40},
        {"label": 3, "temperature": 0.5, "lr": 2.0, "steps": 300},
        {"z1": 0.5, "z2": -0.25, "temperature": 4.0, "steps": 1000},
    ],
)
def test_javascript_learns_as_dlcore_does(SoftmaxLoss, given):
    widget = SoftmaxLoss(**given)
    shown = node(
        'import { Model } from "./explorers/softmax_loss/model.js";'
        f"const {{ ce, mse }} = new Model().at({widget.state});"
        "console.log(JSON.stringify([[ce.p, mse.p], [ce.gradient, mse.gradient]]"
        ".map((pair) => pair.map((row) => [...row]))));"
    )
    assert np.array(shown) == pytest.approx(np.array(widget._run()), abs=1e-10)


def test_bad_values_are_refused(SoftmaxLoss):
    for trait, value in (("label", 0), ("temperature", 0.0), ("z1", np.nan)):
        with pytest.raises(traitlets.TraitError):
            setattr(SoftmaxLoss(), trait, value)


def test_the_picture_shows_both_runs(SoftmaxLoss):
    widget = SoftmaxLoss(steps=20)
    left, right = widget.figure().axes
    for ax, values in zip((left, right), widget._run(), strict=True):
        bars = [[bar.get_height() for bar in bars] for bars in ax.containers if len(bars) == 3]
        assert np.array(bars) == pytest.approx(values)
    assert left.lines[0].get_ydata().tolist() == [1, 0, 0]
