import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import AND, NAND, OR, Perceptron, xor
from dlcore.datasets import make_gate

TABLE, _ = make_gate("xor")


@pytest.mark.parametrize(("gate", "name"), [(AND, "and"), (OR, "or"), (NAND, "nand"), (xor, "xor")])
def test_truth_tables(gate, name):
    x, t = make_gate(name)
    answers = gate(x)
    assert answers.dtype.kind == "i"
    np.testing.assert_array_equal(answers, t)
    for row, want in zip(x, t, strict=True):
        assert type(gate(row)) is int
        assert gate(row) == want


def test_a_point_on_the_line_is_answered_by_zero():
    assert Perceptron([1.0], -1.0)([1.0]) == 0


@pytest.mark.parametrize(
    ("name", "centred", "mistakes", "widest", "bound"),
    [
        ("and", False, 18, (2, 2, -3), 51),
        ("or", False, 9, (2, 2, -1), 27),
        ("and", True, 1, (1, 1, -1), 9),
        ("or", True, 3, (1, 1, 1), 9),
    ],
)
def test_mistakes_stay_below_novikoffs_bound(name, centred, mistakes, widest, bound):
    x, t = make_gate(name)
    x = 2 * x - 1 if centred else x
    unit = Perceptron([0, 0], 0).fit(x, t, max_epochs=100)
    assert sum(unit.mistakes) == mistakes
    assert unit.mistakes[-1] == 0
    np.testing.assert_array_equal(unit(x), t)
    extended = np.column_stack([x, np.ones(4)])
    margin = ((2 * t - 1) * (extended @ widest)).min() / np.linalg.norm(widest)
    radius = np.linalg.norm(extended, axis=1).max()
    assert (radius / margin) ** 2 == pytest.approx(bound)
    assert mistakes <= bound


def test_xor_returns_to_zero_after_every_epoch():
    x, t = make_gate("xor")
    for epochs in (1, 2, 7):
        unit = Perceptron([0, 0], 0).fit(x, t, max_epochs=epochs)
        assert unit.weights.tolist() == [0, 0]
        assert unit.bias == 0
        assert unit.mistakes == [4] * epochs


@given(
    w=st.tuples(*[st.floats(-2, 2).filter(lambda v: abs(v) > 0.1)] * 2),
    seed=st.integers(0, 1000),
)
def test_learns_whatever_a_line_separates(w, seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (40, 2))
    z = x @ w
    x, t = x[np.abs(z) > 0.1], (z > 0)[np.abs(z) > 0.1].astype(int)
    unit = Perceptron([0, 0], 0).fit(x, t, max_epochs=2000, rng=rng)
    np.testing.assert_array_equal(unit(x), t)


def test_does_not_edit_what_it_is_given():
    weights, x = np.zeros(2), TABLE.copy()
    Perceptron(weights, 0).fit(x, [0, 0, 0, 1], max_epochs=5)
    np.testing.assert_array_equal(weights, 0)
    np.testing.assert_array_equal(x, TABLE)


def test_gates_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        AND.fit(TABLE, [1, 0, 0, 1], max_epochs=1)


def test_errors():
    unit = Perceptron([1, 1], 0)
    with pytest.raises(ValueError, match=r"x must have shape \(2,\) or \(N, 2\), got \(3,\)"):
        unit([1, 2, 3])
    with pytest.raises(ValueError, match=r"t must hold only 0 and 1, got \[-1  1\]"):
        unit.fit(TABLE, [-1, 1, 1, 1], max_epochs=1)
    with pytest.raises(ValueError, match=r"t must have shape \(4,\), got \(3,\)"):
        unit.fit(TABLE, [0, 1, 1], max_epochs=1)
    with pytest.raises(ValueError, match="x must be finite, got nan"):
        unit.fit(TABLE * np.nan, [0, 1, 1, 1], max_epochs=1)
    with pytest.raises(ValueError, match="max_epochs must be at least 1, got 0"):
        unit.fit(TABLE, [0, 1, 1, 1], max_epochs=0)
    with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator.*got 0"):
        unit.fit(TABLE, [0, 1, 1, 1], max_epochs=1, rng=0)
    with pytest.raises(ValueError, match="weights must have shape"):
        Perceptron([[1, 2]], 0)
    with pytest.raises(ValueError, match="weights must be finite"):
        Perceptron([1, np.inf], 0)


def test_repr_can_be_pasted_back():
    assert repr(Perceptron([1, 1], -1.5)) == "Perceptron([1.0, 1.0], -1.5)"


def test_nan_gets_no_answer():
    for unit in (Perceptron([1, 1], 0), AND, OR, NAND, xor):
        with pytest.raises(ValueError, match="x must be finite, got nan"):
            unit([np.nan, 1.0])
        with pytest.raises(ValueError, match="at least one example"):
            unit(np.zeros((0, 2)))
    for bad in (np.nan, np.inf, None, "0", [1.0]):
        with pytest.raises((TypeError, ValueError), match="bias must be a"):
            Perceptron([1, 1], bad)
