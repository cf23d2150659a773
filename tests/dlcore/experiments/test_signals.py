"""What layers hand on: equal to what dlcore's own layers give, and as the theory says."""

import numpy as np
import pytest

from dlcore import Affine, Sequential, Tanh
from dlcore.experiments import digits_race, signals
from dlcore.initializers import constant, he, normal, xavier
from dlcore.optimizers import SGD

SEEDS = range(10)


def test_signals_are_those_of_a_network_of_layers():
    found = signals(xavier, "tanh", depth=2, n_units=6, n_examples=5, rng=np.random.default_rng(3))
    rng = np.random.default_rng(3)
    x = rng.standard_normal((5, 6))
    layers = [Affine(6, n, init="xavier", rng=rng) for n in (6, 6, 10)]
    errors = rng.standard_normal((5, 10))
    net = Sequential(layers[0], Tanh(), layers[1], Tanh(), layers[2])
    net(x)
    np.testing.assert_allclose(found.activations[0], Sequential(*net.layers[:2])(x))
    np.testing.assert_allclose(found.activations[1], Sequential(*net.layers[:4])(x))
    net(x)
    net.backward(errors)
    np.testing.assert_allclose(found.gradients.sum(axis=1), [net.grads["0.b"], net.grads["2.b"]])
    np.testing.assert_allclose(x.T @ found.gradients[0], net.grads["0.W"])


def test_he_holds_the_mean_square_under_relu_and_xavier_halves_it():
    for init, factor in ((he, 1.0), (xavier, 0.5)):
        runs = [signals(init, "relu", n_units=200, rng=np.random.default_rng(s)) for s in SEEDS]
        squares = np.mean([(run.activations**2).mean(axis=(1, 2)) for run in runs], axis=0)
        np.testing.assert_allclose(squares[1:] / squares[:-1], factor, rtol=0.06)


def test_equal_weights_make_equal_units_and_no_other_start_does():
    rng = np.random.default_rng(0)
    twins = signals(constant(0.1), "sigmoid", depth=3, n_units=8, n_examples=4, rng=rng)
    for kind in (twins.activations, twins.gradients):
        np.testing.assert_allclose(kind, np.broadcast_to(kind[..., :1], kind.shape))
    apart = signals(normal(0.01), "tanh", depth=3, n_units=8, n_examples=4, rng=rng)
    assert all(len(np.unique(h.round(12), axis=1).T) == 8 for h in apart.activations)


def test_saturated_counts_flat_slopes():
    large = signals(normal(50.0), "sigmoid", rng=np.random.default_rng(0))
    small = signals(normal(0.01), "sigmoid", rng=np.random.default_rng(0))
    assert large.saturated.min() > 0.9
    assert small.saturated.max() == 0


def test_activations_without_derivative_are_refused():
    with pytest.raises(ValueError, match="softmax"):
        signals(he, "softmax", rng=np.random.default_rng(0))


def test_the_race_starts_where_it_is_told():
    rng = np.random.default_rng(0)
    x, t = rng.random((20, 4)), rng.integers(0, 10, 20)
    still = digits_race(lambda: SGD(0.1), x, t, seeds=[0], epochs=1, init="zeros")
    moving = digits_race(lambda: SGD(0.1), x, t, seeds=[0], epochs=1)
    assert still[0, 0] == pytest.approx(np.log(10), abs=1e-9)
    assert moving[0, 0] != pytest.approx(np.log(10), abs=1e-3)
