"""Scaling as Python sees it: traits, the condition number by NumPy, the static picture."""

import numpy as np
import pytest
import traitlets

from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def Scaling(static):
    from dlcore.explorers import Scaling

    return Scaling


def test_python_and_javascript_open_with_the_same_state(Scaling):
    assert opening_state("scaling") == Scaling().state


CANDIDATES = {
    "unit": ["m", "mm", "km", 1],
    "correlation": [-0.95, 0.95, 1, -1],
    "mean": [0, 1, 1.1, -0.1],
    "prepared": ["raw", "whitened", "scaled"],
    "steps": [0, 200, 201, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(Scaling):
    assert_accept_the_same("scaling", Scaling, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"unit": "m", "mean": 1.0, "correlation": -0.4, "steps": 7},
        {"prepared": "standardized", "correlation": 0.9},
        {"prepared": "whitened", "steps": 1},
    ],
)
def test_javascript_finds_the_same_valley_and_the_same_path(Scaling, given):
    widget = Scaling(**given)
    kappa, path = node(
        'import { facts } from "./explorers/scaling/model.js";'
        f"const now = facts({widget.state});"
        "console.log(JSON.stringify([now.kappa, now.path]));"
    )
    assert kappa == pytest.approx(widget.condition_number(), rel=1e-6)
    drawn = widget.figure().axes[0].get_lines()[0].get_xydata()
    np.testing.assert_allclose(drawn, path, atol=1e-6)


def test_bad_values_are_refused(Scaling):
    for trait, value in (("unit", "km"), ("correlation", 1.0), ("mean", np.nan)):
        with pytest.raises(traitlets.TraitError):
            setattr(Scaling(), trait, value)
