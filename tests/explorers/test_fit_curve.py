"""FitCurve as Python sees it: traits, fits by dlcore, the static picture."""

import numpy as np
import pytest
import traitlets

from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def FitCurve(static):
    from dlcore.explorers import FitCurve

    return FitCurve


def test_python_and_javascript_open_with_the_same_state(FitCurve):
    assert opening_state("fit_curve") == FitCurve().state


CANDIDATES = {
    "degree": [0, 9, 10, -1, 2.5],
    "n": [10, 200, 9, 201, 10.5],
    "noise": [0, 1, -0.1, 1.1],
    "decay": [-8, 1, -8.1, 1.1, -2.75],
    "pull": [-2, 2, 2.1],
    "axis": ["degree", "decay", "n", "noise", ""],
    "seed": [0, 2**32 - 1, 2**32, -1],
}


def test_python_and_javascript_accept_the_same_values(FitCurve):
    assert_accept_the_same("fit_curve", FitCurve, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"degree": 3, "seed": 7},
        {"decay": -2.75, "n": 35, "axis": "decay"},
        {"n": 200, "noise": 1.0, "pull": -1.5, "axis": "n"},
        {"degree": 0, "decay": 1.0},
    ],
)
def test_javascript_fits_as_dlcore_does(FitCurve, given):
    widget = FitCurve(**given)
    shown = node(
        'import { Model } from "./explorers/fit_curve/model.js";'
        f"const now = new Model().at({widget.state});"
        "console.log(JSON.stringify([...[now.train.y, now.test.x, now.test.y, now.weights],"
        "[now.trainError, now.testError]].map((row) => [...row])));"
    )
    train, test = widget.examples()
    expected = [train[1], *test, widget.weights(), widget.errors()]
    for mine, theirs in zip(shown, expected, strict=True):
        assert np.array(mine) == pytest.approx(theirs, rel=1e-10, abs=1e-10)


def test_bad_values_are_refused(FitCurve):
    for trait, value in (("degree", 10), ("noise", np.nan), ("axis", "noise")):
        with pytest.raises(traitlets.TraitError):
            setattr(FitCurve(), trait, value)


def test_the_picture_shows_curve_examples_and_errors(FitCurve):
    widget = FitCurve()
    left, right = widget.figure().axes
    _, curve, examples, chosen = left.lines
    (x, y), _ = widget.examples()
    at = [np.interp(v, curve.get_xdata(), curve.get_ydata()) for v in x]
    assert at == pytest.approx(y, abs=0.02)  # it passes through all of them
    assert len(examples.get_xdata()) == 9
    assert chosen.get_ydata() == pytest.approx(y[5])
    on_new = {line.get_label(): line.get_ydata() for line in right.lines}["error on new examples"]
    assert on_new[9] == pytest.approx(widget.errors()[1])
    assert on_new[3] == pytest.approx(FitCurve(degree=3).errors()[1])
