"""The first network is what its fifteen lines make; reward alone teaches it; bad input is named."""

import numpy as np
import pytest

from dlcore.datasets import load_digits, train_test_split
from dlcore.experiments import learn_from_reward, train_classifier
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import accuracy, fit

X, T = load_digits()


def rng(seed=0):
    return np.random.default_rng(seed)


def same(one, other):
    assert one.params.keys() == other.params.keys()
    for name, array in one.params.items():
        np.testing.assert_array_equal(array, other.params[name])


@pytest.mark.parametrize("n_hidden", [0, 7])
def test_it_is_what_fit_makes_of_the_same_network(n_hidden):
    found = train_classifier(
        X[:100], T[:100], n_hidden, n_steps=8, lr=0.2, batch_size=25, rng=rng()
    )
    draws = rng()
    hidden = [Affine(64, n_hidden, rng=draws), ReLU()] if n_hidden else []
    net = Sequential(*hidden, Affine(n_hidden or 64, 10, rng=draws))
    fit(
        net, SoftmaxCrossEntropy(), SGD(0.2), X[:100], T[:100],
        epochs=2, batch_size=25, rng=draws, progress=False,
    )  # fmt: skip
    same(found, net)


@pytest.mark.parametrize(("n", "n_steps", "epochs"), [(10, 3, 3), (100, 1, 1), (100, 13, 3)])
def test_steps_are_whole_epochs(n, n_steps, epochs):
    found = train_classifier(
        X[:n], T[:n], 3, n_steps=n_steps, rng=rng()
    )  # 100 take 4 batches of 32
    draws = rng()
    net = Sequential(Affine(64, 3, rng=draws), ReLU(), Affine(3, 10, rng=draws))
    fit(
        net, SoftmaxCrossEntropy(), SGD(0.3), X[:n], T[:n],
        epochs=epochs, batch_size=32, rng=draws, progress=False,
    )  # fmt: skip
    same(found, net)


def test_reward_alone_teaches_it_to_read():
    x, x_test, t, t_test = train_test_split(X, T, test_size=360, rng=rng())
    assert accuracy(learn_from_reward(x, t, rng=rng()), x_test, t_test) > 0.9


def test_reward_for_wrong_labels_teaches_wrong_answers():
    net = learn_from_reward(X, (T + 1) % 10, rng=rng())
    assert accuracy(net, X, T) < 0.05
    assert accuracy(net, X, (T + 1) % 10) > 0.9


def test_an_answer_is_corrected_and_the_others_are_left_alone():
    """With one example, one step moves the bias of the answer that was given, and no other."""
    for seed in range(10):
        net = learn_from_reward(X[:1], T[:1], n_steps=1, batch_size=1, rng=rng(seed))
        assert np.count_nonzero(net.params["2.b"]) == 1


@pytest.mark.parametrize("train", [train_classifier, learn_from_reward])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X[0]}, r"x must have shape \(N, D\), got \(64,\)"),
        ({"x": X[:5] * np.nan}, "x must be finite|x must hold|finite"),
        ({"t": [0, 1, 2, 3, 10]}, r"0\.\.9"),
        ({"n_steps": 0}, "n_steps must be at least 1, got 0"),
        ({"batch_size": 0}, "batch_size must be at least 1, got 0"),
        ({"lr": 0.0}, "lr must be a positive number, got 0.0"),
    ],
)
def test_bad_input_is_named(train, change, message):
    arguments = {"x": X[:5], "t": T[:5], "rng": rng()} | change
    with pytest.raises(ValueError, match=message):
        train(**arguments)
