"""Regions as Python sees it: traits, the network, the count, the picture."""

import base64
import html
import json

import matplotlib.pyplot as plt
import numpy as np
import pytest
import traitlets
from bs4 import BeautifulSoup

from dlcore import plots
from dlcore.regions import activation_patterns
from tests.explorers.schema import assert_accept_the_same, opening_state


@pytest.fixture(scope="module")
def Regions(static):
    from dlcore.explorers import Regions

    return Regions


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_figure_element_carries_name_and_state(Regions):
    widget = Regions(width=3, lines=[[1, 0, 0.5]])
    figure = figure_of(widget)
    assert figure["data-explorer"] == "regions"
    assert json.loads(html.unescape(figure["data-state"])) == widget.state


def test_static_picture_is_small_and_follows_the_state(Regions):
    states = ({}, {"seed": 1}, {"depth": 1}, {"units": 3}, {"reach": 5.0}, {"units": 0}, {})
    pictures = [figure_of(Regions(**state)).img["src"] for state in states]
    assert len(set(pictures)) == 6
    assert pictures[0] == pictures[-1]
    assert len(base64.b64decode(pictures[0].removeprefix("data:image/webp;base64,"))) <= 40_000
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("width", 0, "not be less than 1"),
        ("width", 13, "not be greater than 12"),
        ("depth", 5, "not be greater than 4"),
        ("depth", 1.5, "expected an int"),
        ("start", "hand", "expected any of"),
        ("seed", -1, "not be less than 0"),
        ("lines", [[1, 2]], "at most 12 rows"),
        ("lines", [[1, 2, 101]], "within ±100"),
        ("lines", [[1, 2, float("nan")]], "within ±100"),
        ("lines", [[1, 2, 3]] * 13, "at most 12 rows"),
        ("lines", "abc", "at most 12 rows"),
        ("units", 49, "not be greater than 48"),
        ("reach", 0.1, "not be less than 0.5"),
        ("lang", "de", "expected any of"),
    ],
)
def test_bad_values_are_refused(Regions, trait, value, message):
    widget = Regions()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


@pytest.mark.parametrize("n", [1, 2, 4])
def test_lines_in_general_position_reach_the_formula_where_all_of_them_cross(Regions, n):
    most = 1 + n + n * (n - 1) // 2
    for seed in range(5):
        widget = Regions(width=n, depth=1, seed=seed, reach=50.0)
        assert len(widget.regions()) == most
        widget.reach = 0.5
        assert len(widget.regions()) <= most


def test_lines_that_cross_outside_the_window_make_fewer_regions(Regions):
    lines = [[1, 0, -0.5], [1, 0.1, 0.5]]
    widget = Regions(width=2, depth=1, lines=lines)
    assert len(widget.regions()) == 3
    widget.reach = 20.0
    assert len(widget.regions()) == 4


def test_folds_double_along_both_axes(Regions):
    for depth in (1, 2, 3, 4):
        assert len(Regions(width=4, depth=depth, start="fold").regions()) == 4**depth
        assert len(Regions(width=2, depth=depth, start="fold").regions()) == 2**depth


def test_random_depth_does_not_multiply_regions(Regions):
    means = [
        np.mean([len(Regions(width=w, depth=12 // w, seed=seed).regions()) for seed in range(20)])
        for w in (12, 6, 4, 3)
    ]
    assert means == sorted(means, reverse=True)


def test_every_unit_is_counted_in_turn(Regions):
    widget = Regions(width=3, depth=2, reach=50.0)
    counts = []
    for units in range(7):
        widget.units = units
        counts.append(len(widget.regions()))
    assert counts[:4] == [1, 2, 4, 7]
    assert counts == sorted(counts)
    widget.units = 48
    assert len(widget.regions()) == counts[-1]


def test_regions_fill_the_window_and_their_patterns_differ(Regions):
    widget = Regions(width=5, depth=2, seed=3, reach=2.0)
    pieces = widget.regions()
    areas = [
        0.5 * abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) for x, y in (p.T for p in pieces)
    ]
    assert sum(areas) == pytest.approx(16)
    inside = np.array([piece.mean(axis=0) for piece in pieces])
    patterns = activation_patterns(widget.network(), inside)
    rng = np.random.default_rng(0)
    met = activation_patterns(widget.network(), rng.uniform(-2, 2, (5000, 2)))
    assert {tuple(row) for row in met} <= {tuple(row) for row in patterns}


def test_own_lines_replace_those_of_the_first_units(Regions):
    widget = Regions(width=3, lines=[[1, 2, 0.5], [0, 1, 0]])
    drawn = Regions(width=3)
    weights, others = widget.network().params, drawn.network().params
    assert weights["0.W"][:, :2].T.tolist() == [[1, 2], [0, 1]]
    assert weights["0.b"][:2].tolist() == [0.5, 0]
    assert np.array_equal(weights["0.W"][:, 2], others["0.W"][:, 2])
    assert np.array_equal(weights["2.W"], others["2.W"])
    widget.width = 1
    assert widget.network().params["0.W"].ravel().tolist() == [1, 2]


def test_the_picture_shows_each_region_and_their_number(Regions):
    widget = Regions(width=4, depth=2, seed=1)
    (ax,) = plots.regions(widget.network()).axes
    n = len(widget.regions())
    assert ax.get_title(loc="left") == f"{n} linear regions"
    assert len(ax.patches) == n
    assert sorted(len(cut.get_paths()) for cut in ax.collections)[-1] == n
    assert plots.regions(Regions(units=0).network()).axes[0].get_title(loc="left") == (
        "1 linear region"
    )


def test_python_and_javascript_open_with_the_same_state(Regions):
    assert opening_state("regions") == Regions().state


CANDIDATES = {
    "width": [1, 12, 0, 13, 2.5],
    "depth": [1, 4, 0, 5],
    "start": ["seed", "fold", "hand"],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
    "lines": [
        [],
        [[1, 2, 3]],
        [[-100, 100, 0]] * 12,
        [[1, 2, 3]] * 13,
        [[1, 2]],
        [[101, 0, 0]],
        "a",
    ],
    "units": [0, 48, 49, -1],
    "reach": [0.5, 50, 0.4, 51],
}


def test_python_and_javascript_accept_the_same_values(Regions):
    assert_accept_the_same("regions", Regions, CANDIDATES)
