"""Counting dead units over many seeds says what one network at a time says."""

import numpy as np
import pytest

from dlcore.datasets import load_digits
from dlcore.experiments import count_dead_units
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.regions import activation_patterns
from dlcore.training import accuracy, fit

X, T = load_digits()
X, T = X[:200], T[:200]


@pytest.mark.parametrize(("lr", "bias"), [(0.1, 0.0), (0.8, -0.3)])
def test_each_network_is_what_fit_makes_of_it(lr, bias):
    seeds = [3, 11]
    found = count_dead_units(X, T, seeds=seeds, lr=lr, bias=bias, epochs=3)
    for i, seed in enumerate(seeds):
        rng = np.random.default_rng(seed)
        sizes = [(64, 32), (32, 32), (32, 10)]
        a, b, c = (Affine(*size, rng=rng) for size in sizes)
        a.params["b"][:] = b.params["b"][:] = bias
        net = Sequential(a, ReLU(), b, ReLU(), c)
        assert found.before[i] == pytest.approx(dead(net))
        fit(net, SoftmaxCrossEntropy(), SGD(lr), X, T, epochs=3, batch_size=32, rng=rng)
        assert found.after[i] == pytest.approx(dead(net))
        assert found.accuracy[i] == pytest.approx(accuracy(net, X, T))


def dead(net):
    off = ~activation_patterns(net, X).any(axis=0)
    return [off[:32].mean(), off[32:].mean()]


def test_units_far_below_zero_are_dead_from_the_start_and_stay_so():
    found = count_dead_units(X, T, seeds=[0, 1], bias=-100.0, epochs=1)
    assert (found.before == 1).all()
    assert (found.after == 1).all()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [({"lr": 0}, "lr"), ({"epochs": 0}, "epochs"), ({"seeds": []}, "seeds"),
     ({"bias": np.inf}, "bias"), ({"t": T - 1}, "t must"), ({"t": T[1:]}, "t")],
)  # fmt: skip
def test_bad_input_is_refused_by_name(wrong, word):
    arguments = {"x": X, "t": T, "seeds": [0]} | wrong
    with pytest.raises(ValueError, match=word):
        count_dead_units(arguments.pop("x"), arguments.pop("t"), **arguments)
