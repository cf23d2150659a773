"""Stacked classifiers say what the plain package says, and each loss has its own gradient."""

import numpy as np
import pytest

from dlcore.activations import softmax
from dlcore.experiments import train_classifiers
from dlcore.experiments.classifiers import _gradient
from dlcore.gradients import numerical_gradient
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import fit

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(23, 5)), RNG.integers(0, 3, 23)
X_TEST, T_TEST = RNG.normal(size=(9, 5)), RNG.integers(0, 3, 9)
LOSSES = {
    "cross-entropy": lambda p, y: -(y * np.log(p)).sum(),
    "mse": lambda p, y: 0.5 * ((p - y) ** 2).sum(),
    "mae": lambda p, y: np.abs(p - y).sum(),
}


@pytest.mark.parametrize("batch_size", [10, 23])
def test_each_classifier_is_what_fit_makes_of_the_same_network(batch_size):
    seeds = [3, 8]
    labels = np.stack([T, T[::-1]])
    settings = {"n_hidden": 7, "lr": 0.3, "epochs": 4, "batch_size": batch_size}
    run = train_classifiers(X, labels, X_TEST, T_TEST, seeds=seeds, **settings)
    for i, seed in enumerate(seeds):
        rng = np.random.default_rng(seed)
        net = Sequential(Affine(5, 7, rng=rng), ReLU(), Affine(7, 3, rng=rng))
        fit(net, SoftmaxCrossEntropy(), SGD(0.3), X, labels[i],
            epochs=4, batch_size=batch_size, rng=rng)  # fmt: skip
        np.testing.assert_allclose(run.scores[i], net(X_TEST), rtol=1e-9)
        assert run.accuracy[i, -1] == np.mean(net(X_TEST).argmax(axis=1) == T_TEST)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_gradient_by_the_scores_is_that_of_the_loss(loss):
    z, y = RNG.normal(size=(4, 3)), np.eye(3)[[0, 2, 1, 1]]
    wanted = numerical_gradient(lambda scores: LOSSES[loss](softmax(scores), y), z)
    np.testing.assert_allclose(_gradient(softmax(z), y, loss), wanted, atol=1e-8)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X * np.nan}, "x must be finite"),
        ({"x_test": X_TEST[:, 1:]}, r"x_test must have shape \(N_test, 5\)"),
        ({"t": T[1:]}, r"t must have shape \(23,\)"),
        ({"t": np.stack([T, T])}, r"t must have shape \(1, 23\)"),
        ({"t": T - 1}, "t must hold classes, integers from 0"),
        ({"t_test": T_TEST * 1.0}, "t_test must hold classes"),
        ({"seeds": [-1]}, "seeds must hold integers of at least 0"),
        ({"loss": "hinge"}, "loss must be one of"),
        ({"lr": 0}, "lr must be a positive number"),
        ({"epochs": 0}, "epochs must be at least 1"),
    ],
)
def test_bad_input_is_named(change, message):
    arguments = {"x": X, "t": T, "x_test": X_TEST, "t_test": T_TEST, "seeds": [0]} | change
    with pytest.raises(ValueError, match=message):
        train_classifiers(**arguments)
