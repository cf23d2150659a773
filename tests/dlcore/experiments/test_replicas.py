"""The long experiments say what the plain package says."""

from functools import partial

import numpy as np
import pytest

from dlcore.datasets import make_gate
from dlcore.experiments import train_replicas
from dlcore.initializers import xavier
from dlcore.layers import Affine, Sequential, Sigmoid, Tanh
from dlcore.losses import BinaryCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import fit

X, T = make_gate("XOR")


@pytest.mark.parametrize(("name", "phi"), [("tanh", Tanh), ("sigmoid", Sigmoid)])
@pytest.mark.parametrize("width", [2, 5])
def test_each_replica_is_what_fit_makes_of_the_same_network(name, phi, width):
    seeds = [3, 4, 11]
    replicas = train_replicas(X, T, width, name, seeds=seeds, lr=0.5, n_steps=50)
    for i, seed in enumerate(seeds):
        rng = np.random.default_rng(seed)
        init = partial(xavier, distribution="uniform")
        first, last = Affine(2, width, init=init, rng=rng), Affine(width, 1, init=init, rng=rng)
        net = Sequential(first, phi(), last)
        fit(net, BinaryCrossEntropy(), SGD(0.5), X, T, epochs=50, batch_size=4, rng=rng)
        loss = BinaryCrossEntropy()(net(X), T)
        assert replicas.losses[i] == pytest.approx(loss, rel=1e-10)
        np.testing.assert_allclose(
            replicas.probabilities[i], 1 / (1 + np.exp(-net(X).ravel())), rtol=1e-10
        )


def test_solved_means_that_every_example_is_on_its_side():
    replicas = train_replicas(X, T, 2, "tanh", seeds=range(20))
    on_side = ((replicas.probabilities > 0.5) == (T == 1)).all(axis=1)
    np.testing.assert_array_equal(replicas.solved, on_side)
    assert 0 < replicas.solved.sum() < 20  # both kinds are in the sample


def test_a_network_that_merges_two_labels_rests_at_half_ln_2():
    replicas = train_replicas(X, T, 2, "tanh", seeds=[4], n_steps=20_000)
    assert replicas.losses[0] == pytest.approx(np.log(2) / 2, abs=1e-3)
    np.testing.assert_allclose(np.sort(replicas.probabilities[0]), [0, 0.5, 0.5, 1], atol=1e-2)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X[:3]}, r"t must have shape \(3,\), got \(4,\)"),
        ({"x": X[:, 0]}, r"x must have shape \(N, D\), got \(4,\)"),
        ({"x": X * np.nan}, "x must be finite, got nan"),
        ({"t": [0, 1, 2, 0]}, "t must hold only labels 0 and 1, got"),
        ({"t": [0, 1, np.nan, 0]}, "t must hold only labels 0 and 1, got"),
        ({"seeds": []}, "seeds must hold integers of at least 0, one or more"),
        ({"seeds": [0.5]}, "seeds must hold integers of at least 0"),
        ({"seeds": [-1]}, "seeds must hold integers of at least 0"),
        ({"lr": np.nan}, "lr must be a positive number, got nan"),
        ({"n_hidden": 0}, "at least 1, got 0"),
        ({"activation": "magic"}, "derivative in dlcore.activations: 'magic'"),
        ({"n_steps": 0}, "n_steps must be at least 1, got 0"),
        ({"lr": -1.0}, "lr must be a positive number, got -1.0"),
    ],
)
def test_bad_input_is_named(change, message):
    arguments = {"x": X, "t": T, "n_hidden": 2, "activation": "tanh", "seeds": [0]} | change
    with pytest.raises(ValueError, match=message):
        train_replicas(**arguments)
