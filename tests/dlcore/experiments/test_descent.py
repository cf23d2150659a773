"""The experiments on descent say what the plain package says."""

import numpy as np
import pytest

from dlcore.datasets import load_digits
from dlcore.experiments import digits_race, examples_to_target, sharpness_along_descent
from dlcore.initializers import zeros
from dlcore.layers import Affine, ReLU, Sequential, Tanh
from dlcore.losses import MeanSquaredError, SoftmaxCrossEntropy
from dlcore.optimizers import SGD, Momentum
from dlcore.preprocessing import one_hot
from dlcore.training import fit

X, T = load_digits()
X, T = X[:60], T[:60]


@pytest.mark.parametrize("batch_size", [1, 20, 60])
def test_examples_are_counted_until_the_loss_of_the_plain_package_is_low_enough(batch_size):
    rates, seeds, target = [0.1, 1.0], [3, 7], 1.5
    options = {"rates": rates, "seeds": seeds, "target": target, "max_epochs": 40}
    seen = examples_to_target(X, T, batch_size=batch_size, **options)
    every = max(1, 60 // (10 * batch_size))
    for i, lr in enumerate(rates):
        for j, seed in enumerate(seeds):
            assert seen[i, j] == plain_count(batch_size, lr, seed, target, every)


def plain_count(batch_size, lr, seed, target, every):
    net, loss = Sequential(Affine(64, 10, init=zeros, rng=None)), SoftmaxCrossEntropy()
    optimizer, rng, steps = SGD(lr), np.random.default_rng(seed), 0
    while steps * batch_size < 40 * 60:
        order = rng.permutation(60)
        for rows in order.reshape(-1, batch_size):
            loss.forward(net.forward(X[rows]), T[rows])
            net.backward_params(loss.backward())
            optimizer.step(net.params, net.grads)
            steps += 1
            if steps % (60 // batch_size) % every == 0 and loss(net(X), T) <= target:
                return steps * batch_size
    return np.inf


def test_a_target_out_of_reach_takes_infinitely_many():
    options = {"batch_size": 60, "seeds": [0], "target": 0.01, "max_epochs": 2}
    assert np.isinf(examples_to_target(X, T, rates=[0.01], **options)).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"batch_size": 61}, "batch_size must be at most the 60 examples, got 61"),
        ({"batch_size": 0}, "batch_size must be"),
        ({"rates": [0.1, -1.0]}, "rates must hold numbers above 0"),
        ({"target": 0.0}, "target must be"),
        ({"max_epochs": 0}, "max_epochs must be"),
    ],
)
def test_what_cannot_be_counted(change, message):
    good = {"batch_size": 5, "rates": [0.1], "seeds": [0], "target": 1.0, "max_epochs": 2}
    with pytest.raises(ValueError, match=message):
        examples_to_target(X, T, **good | change)


def test_a_race_is_what_fit_makes_of_the_same_network():
    x, t = load_digits()
    x, t = x[:200], t[:200]
    runs = digits_race(lambda: Momentum(0.02), x, t, seeds=[2, 5], epochs=2)
    for row, seed in zip(runs, (2, 5), strict=True):
        rng = np.random.default_rng(seed)
        layers = [Affine(64, 100, rng=rng), ReLU()]
        for _ in range(3):
            layers += [Affine(100, 100, rng=rng), ReLU()]
        net = Sequential(*layers, Affine(100, 10, rng=rng))
        history = fit(
            net, SoftmaxCrossEntropy(), Momentum(0.02), x, t, epochs=2, batch_size=100, rng=rng,
        )  # fmt: skip
        np.testing.assert_allclose(row, history.loss, rtol=1e-12)


def test_a_race_may_have_a_schedule_and_may_diverge():
    run = {"seeds": [0], "epochs": 2}
    still = digits_race(lambda: SGD(0.1), X, T, schedule=lambda i: 0.0, **run)
    assert still[0, 0] == pytest.approx(still[0, 1], rel=1e-12)
    wild = digits_race(lambda: SGD(0.1), X, T, schedule=lambda i: 1e6, **run)
    assert not wild[0, 1] < 1e3  # huge, infinite or not a number


def test_sharpness_is_the_largest_eigenvalue_of_the_hessian():
    x, t = X[:20, 18:22], T[:20]
    losses, sharpness = sharpness_along_descent(x, t, lr=0.1, n_steps=1, every=1, seed=4)
    rng = np.random.default_rng(4)
    net = Sequential(Affine(4, 32, init="xavier", rng=rng), Tanh())
    net = Sequential(*net.layers, Affine(32, 10, init="xavier", rng=rng))
    loss, targets = MeanSquaredError(), one_hot(t, 10)
    assert losses[0] == pytest.approx(loss(net(x), targets), rel=1e-12)
    keys = list(net.params)
    flat = np.concatenate([net.params[key].ravel() for key in keys])

    def gradient(w):
        start = 0
        for key in keys:
            p = net.params[key]
            p[...] = w[start : start + p.size].reshape(p.shape)
            start += p.size
        loss.forward(net.forward(x), targets)
        net.backward_params(loss.backward())
        return np.concatenate([net.grads[key].ravel() for key in keys])

    h = 1e-5
    unit = np.eye(len(flat))
    columns = [(gradient(flat + h * e) - gradient(flat - h * e)) / (2 * h) for e in unit]
    hessian = np.array(columns)
    top = np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1]
    assert sharpness[0] == pytest.approx(top, rel=1e-4)


def test_descent_itself_is_that_of_sgd_and_looking_does_not_disturb_it():
    run = {"lr": 0.02, "n_steps": 30, "seed": 1}
    often, _ = sharpness_along_descent(X, T, every=1, **run)
    seldom, sharpness = sharpness_along_descent(X, T, every=30, **run)
    np.testing.assert_allclose(often, seldom, rtol=1e-12)
    assert len(sharpness) == 1
    assert often[-1] < often[0]
