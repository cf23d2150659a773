"""RobustFit as Python sees it: traits, lines that no other line beats, the static picture."""

import json

import numpy as np
import pytest
import traitlets

from dlcore.losses import Huber, MeanAbsoluteError, MeanSquaredError
from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def RobustFit(static):
    from dlcore.explorers import RobustFit

    return RobustFit


def test_python_and_javascript_open_with_the_same_state(RobustFit):
    assert opening_state("robust_fit") == RobustFit().state


CANDIDATES = {
    "loss": ["mse", "mae", "huber", "cauchy"],
    "delta": [0.1, 10, 0.09, 10.1, "1"],
    "moved": [[[0, 0], [10, 10]], [[9, 0.5]], [[9, -0.1], [2, 3]], [[9, 10.1], [2, 3]], 3],
}


def test_python_and_javascript_accept_the_same_values(RobustFit):
    assert_accept_the_same("robust_fit", RobustFit, CANDIDATES)


STATES = [
    {},
    {"loss": "huber", "delta": 0.3},
    {"loss": "mae", "moved": [[9, 0.5], [1, 8.5]]},
    {"loss": "huber", "delta": 2.5, "moved": [[10, 0], [7.5, 0.5]]},
]


@pytest.mark.parametrize("given", STATES)
def test_javascript_finds_the_lines_and_pulls_of_python(RobustFit, given):
    widget = RobustFit(**given)
    lines, errors, pulls = node(
        'import { at } from "./explorers/robust_fit/model.js";'
        f"const {{ fits, chosen }} = at({json.dumps(widget.state)});"
        "const lines = fits.map(({ w, b }) => [w, b]);"
        "console.log(JSON.stringify([lines, chosen.errors, chosen.pulls]));"
    )
    expected = [widget.line(loss) for loss in ("mse", "mae", "huber")]
    np.testing.assert_allclose(lines, expected, atol=1e-9)
    (w, b), (x, t) = widget.line(), widget.points()
    np.testing.assert_allclose(errors, w * x + b - t, atol=1e-9)
    np.testing.assert_allclose(pulls, widget.pull(w * x + b - t), atol=1e-9)


@pytest.mark.parametrize("given", STATES)
def test_no_line_nearby_has_less_loss(RobustFit, given):
    widget = RobustFit(**given)
    x, t = widget.points()
    losses = {"mse": MeanSquaredError(), "mae": MeanAbsoluteError()}
    losses["huber"] = Huber(delta=widget.delta)
    for name, loss in losses.items():
        w, b = widget.line(name)
        for dw, db in np.random.default_rng(0).normal(scale=0.01, size=(100, 2)):
            assert loss((w + dw) * x + b + db, t) > loss(w * x + b, t)


def test_the_pull_is_the_error_its_sign_or_the_error_capped(RobustFit):
    errors = [-3, -0.2, 0, 2]
    for given, expected in (
        ({"loss": "mse"}, errors),
        ({"loss": "mae"}, [-1, -1, 0, 1]),
        ({"loss": "huber", "delta": 0.5}, [-0.5, -0.2, 0, 0.5]),
    ):
        np.testing.assert_allclose(RobustFit(**given).pull(errors), expected)


def test_the_picture_shows_three_lines_and_the_pull_of_each_point(RobustFit):
    widget = RobustFit(loss="huber", delta=0.5)
    plane, pulls = widget.figure().axes
    for line, loss in zip(plane.get_lines(), ("mse", "mae", "huber"), strict=False):
        np.testing.assert_allclose(np.polyfit(*line.get_data(), 1), widget.line(loss))
    given, moved = (line.get_xydata() for line in pulls.get_lines()[-2:])
    assert (len(given), len(moved)) == (10, 2)
    np.testing.assert_allclose(moved[0], [moved[0][0], 0.5])  # capped
    np.testing.assert_allclose(given[:, 1], np.clip(given[:, 0], -0.5, 0.5))
    arrows = plane.collections[1].get_segments()
    np.testing.assert_allclose([a[0][1] - a[1][1] for a in arrows[-2:]], moved[:, 1])


def test_bad_values_are_refused(RobustFit):
    for trait, value in (("loss", "l2"), ("delta", 0), ("moved", [[1, 2]]), ("delta", np.nan)):
        with pytest.raises(traitlets.TraitError):
            setattr(RobustFit(), trait, value)
    with pytest.raises(ValueError, match="loss must be one of mse, mae, huber, got 'l2'"):
        RobustFit().line("l2")
