"""SearchSpace as Python sees it: traits, searches and replays with NumPy, the static picture."""

import numpy as np
import pytest
import traitlets

from dlcore.search import grid_search
from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def SearchSpace(static):
    from dlcore.explorers import SearchSpace

    return SearchSpace


def test_python_and_javascript_open_with_the_same_state(SearchSpace):
    assert opening_state("search_space") == SearchSpace().state


CANDIDATES = {
    "method": ["own", "grid", "random", "Grid", ""],
    "scale": ["log", "linear", 1],
    "side": [2, 8, 1, 9, 2.5],
    "matters": [0, 1, -0.1, 1.1],
    "reveal": ["hidden", "shown", True],
    "trials": [0, 64, 65, -1],
    "own": [
        [],
        [[-5, -7], [0, -2]],
        [[-5.1, -4]],
        [[-3, -1.9]],
        [[-3]],
        [[-3, -4]] * 64,
        [[-3, -4]] * 65,
        "abc",
    ],
    "seed": [0, 2**32 - 1, 2**32, -1],
}


def test_python_and_javascript_accept_the_same_values(SearchSpace):
    assert_accept_the_same("search_space", SearchSpace, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"method": "random", "seed": 5, "matters": 0.7, "trials": 4},
        {"method": "random", "scale": "linear", "side": 5, "trials": 25},
        {"scale": "linear", "side": 8, "trials": 64, "matters": 1.0},
        {"method": "own", "own": [[-2, -5], [-1.9, -5.4]]},
    ],
)
def test_javascript_searches_as_numpy_does(SearchSpace, given):
    widget = SearchSpace(**given)
    shown = node(
        'import { Model } from "./explorers/search_space/model.js";'
        f"const now = new Model().at({widget.state});"
        "console.log(JSON.stringify([now.places.flat(), now.scores, now.replays.grid,"
        "now.replays.random].map((row) => [...row])));"
    )
    expected = [widget.places().ravel(), widget.scores(), *widget.replays()]
    for mine, theirs in zip(shown, expected, strict=True):
        assert np.array(mine) == pytest.approx(theirs, rel=1e-10, abs=1e-10)


def test_the_grid_is_that_of_dlcore(SearchSpace):
    widget = SearchSpace(side=4, trials=16)
    optimum, places = widget._search()
    rates, decays = (sorted(set(column.round(9))) for column in places.T)

    def objective(a, b):
        return widget._score(np.array([[a, b]]), optimum)[0]

    found = grid_search(objective, {"a": rates, "b": decays})
    assert sorted(trial.score for trial in found) == pytest.approx(sorted(widget.scores()))


def test_bad_values_are_refused(SearchSpace):
    for trait, value in (("side", 9), ("matters", np.nan), ("own", [[-9, -4]])):
        with pytest.raises(traitlets.TraitError):
            setattr(SearchSpace(), trait, value)


def test_the_picture_shows_trials_and_replays(SearchSpace):
    widget = SearchSpace()
    plane, curve = widget.figure().axes
    drawn = np.array([[line.get_xdata()[0], line.get_ydata()[0]] for line in plane.lines])
    assert drawn == pytest.approx(widget.places())
    squares = [k for k, line in enumerate(plane.lines) if line.get_marker() == "s"]
    assert squares == [widget.scores().argmax()]
    grid, random = widget.replays()
    assert curve.lines[0].get_ydata() == pytest.approx(random)
    assert curve.lines[1].get_ydata() == pytest.approx(grid)
    assert len(SearchSpace(trials=0).figure().axes[0].lines) == 0
