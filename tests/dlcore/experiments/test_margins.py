"""The widest cut keeps its distance, no cut does better, and Novikoff's bound holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.datasets import load_digits, make_gate
from dlcore.experiments import Margin, novikoff_bound, widest_margin
from dlcore.perceptron import Perceptron


@pytest.mark.parametrize(
    ("x", "t", "margin"),
    [
        ([[0], [3]], [0, 1], 1.5),
        ([[0, 0], [0, 3], [4, 0]], [0, 1, 1], 1.2),  # height of a 3-4-5 triangle, halved
        ([[0, 0], [1, 0], [0, 1], [1, 1]], [0, 0, 0, 1], np.sqrt(2) / 4),
        ([[-1, 5], [-1, -7], [2, 0], [9, 9]], [0, 0, 1, 1], 1.5),
    ],
)
def test_margins_found_with_pencil_and_paper(x, t, margin):
    cut = widest_margin(x, t, tolerance=1e-9)
    assert cut.separable
    assert cut.margin == pytest.approx(margin, rel=1e-6)
    assert cut.ceiling == pytest.approx(margin, rel=1e-6)


@given(seed=st.integers(0, 10_000), d=st.integers(1, 5))
def test_the_margin_is_kept_and_no_other_cut_passes_the_ceiling(seed, d):
    rng = np.random.default_rng(seed)
    true, x = rng.normal(size=d), rng.normal(size=(30, d))
    z = x @ true
    x, t = x[np.abs(z) > 0.3], (z > 0)[np.abs(z) > 0.3].astype(int)
    if len(np.unique(t)) < 2:
        return
    cut = widest_margin(x, t)
    distances = (2 * t - 1) * (x @ cut.weights + cut.bias)
    assert np.linalg.norm(cut.weights) == pytest.approx(1)
    assert distances.min() == pytest.approx(cut.margin, abs=1e-9)
    for w in [true, *rng.normal(size=(200, d))]:
        z = x @ w / np.linalg.norm(w)
        assert (z[t == 1].min() - z[t == 0].max()) / 2 <= cut.ceiling + 1e-9


@pytest.mark.parametrize("t", [[0, 1, 1, 0], [1, 0, 0, 1]])
def test_crossing_diagonals_have_no_margin(t):
    x, _ = make_gate("XOR")
    cut = widest_margin(x, t)
    assert not cut.separable
    assert cut.ceiling == pytest.approx(0, abs=1e-9)
    assert novikoff_bound(x, t) == np.inf


@pytest.mark.parametrize(("name", "plain", "centred"), [("AND", 51, 9), ("OR", 27, 9)])
def test_novikoff_bounds_of_the_gates(name, plain, centred):
    x, t = make_gate(name)
    assert novikoff_bound(x, t) == pytest.approx(plain, rel=1e-4)
    assert novikoff_bound(2 * x - 1, t) == pytest.approx(centred, rel=1e-4)


@given(seed=st.integers(0, 10_000))
def test_mistakes_stay_below_the_bound_in_any_order(seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (25, 2))
    z = x @ [1.0, -2.0] + 0.3
    x, t = x[np.abs(z) > 0.2], (z > 0)[np.abs(z) > 0.2].astype(int)
    if len(np.unique(t)) < 2:
        return
    unit = Perceptron([0, 0], 0).fit(x, t, max_epochs=2000, rng=rng)
    assert unit.mistakes[-1] == 0
    assert sum(unit.mistakes) <= novikoff_bound(x, t)


def test_a_pair_of_digits_is_separable_only_with_its_own_labels():
    x, labels = load_digits()
    either = np.isin(labels, (1, 8))
    x, t = x[either], (labels[either] == 8).astype(int)
    cut = widest_margin(x, t)
    assert ((x @ cut.weights + cut.bias > 0) == t).all()
    assert not widest_margin(x, np.random.default_rng(0).permutation(t)).separable


def test_margin_says_what_it_found():
    assert repr(Margin(np.zeros(2), 0.0, 0.25, 0.5)) == "Margin(0.2500, at most 0.5000)"


@pytest.mark.parametrize("measure", [widest_margin, novikoff_bound])
@pytest.mark.parametrize(
    ("x", "t", "message"),
    [
        ([[0], [1]], [1, 1], "t must hold both labels, 0 and 1, got only 1"),
        ([[0], [1]], [0, 2], "t must hold only labels 0 and 1"),
        ([[0], [np.nan]], [0, 1], "x must be finite"),
        ([[0], [1]], [0, 1, 1], r"t must have shape \(2,\)"),
    ],
)
def test_bad_input_is_named(measure, x, t, message):
    with pytest.raises(ValueError, match=message):
        measure(x, t)


@pytest.mark.parametrize("measure", [widest_margin, novikoff_bound])
@pytest.mark.parametrize("tolerance", [0, -1, np.nan])
def test_a_tolerance_is_positive(measure, tolerance):
    with pytest.raises(ValueError, match="tolerance must be"):
        measure([[0], [1]], [0, 1], tolerance=tolerance)
