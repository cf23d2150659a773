"""The mapping from Keras' formulas, as its documentation gives them, to ours."""

import numpy as np
import pytest

from dlcore.optimizers import SGD, AdaDelta, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSProp

RATE = 0.05
GRADIENTS = np.random.default_rng(0).normal([0.5, 0.0, -0.01], 1.0, size=(100, 3))
START = np.array([1.0, -2.0, 3.0])


def ours(optimizer, eps=None):
    """Our path under the gradients; `eps`, where given, is our ε at step t = 1, 2, …"""
    p = {"w": START.copy()}
    path = []
    for t, g in enumerate(GRADIENTS, start=1):
        if eps is not None:
            optimizer.eps = eps(t)
        optimizer.step(p, {"w": g})
        path.append(p["w"].copy())
    return np.array(path)


def keras(update, n_states):
    w, states, path = START.copy(), [np.zeros(3) for _ in range(n_states)], []
    for t, g in enumerate(GRADIENTS, start=1):
        w = update(w, g, t, *states)
        path.append(w)
    return np.array(path)


def sgd(momentum, nesterov):
    def update(w, g, t, velocity):
        velocity[:] = momentum * velocity - RATE * g
        return w + (momentum * velocity - RATE * g if nesterov else velocity)

    return keras(update, 1)


def adam(eps=1e-7, decay=0.0):
    def update(w, g, t, m, v):
        w = w - RATE * decay * w
        alpha = RATE * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        m += (g - m) * (1 - 0.9)
        v += (g**2 - v) * (1 - 0.999)
        return w - m * alpha / (np.sqrt(v) + eps)

    return keras(update, 2)


def divided_by_root(add):
    def update(w, g, t, h):
        h[:] = add(h, g)
        return w - RATE * g / np.sqrt(h + 1e-12)

    return keras(update, 1)


def adadelta():
    def update(w, g, t, h, s):
        h[:] = 0.95 * h + 0.05 * g**2
        d = np.sqrt(s + 1e-7) * g / np.sqrt(h + 1e-7)
        s[:] = 0.95 * s + 0.05 * d**2
        return w - 1.0 * d

    return keras(update, 2)


def corrected(t):
    return 1e-7 / np.sqrt(1 - 0.999**t)


@pytest.mark.parametrize(
    ("path", "theirs"),
    [
        (ours(SGD(RATE)), sgd(0.0, False)),
        (ours(Momentum(RATE, 0.8)), sgd(0.8, False)),
        (ours(Nesterov(RATE, 0.8)), sgd(0.8, True)),
        (ours(AdaDelta(1.0, rho=0.95, eps=1e-7)), adadelta()),
        (ours(Adam(RATE), corrected), adam()),
        (ours(AdamW(RATE, weight_decay=0.004), corrected), adam(decay=0.004)),
    ],
    ids=["SGD", "Momentum", "Nesterov", "AdaDelta", "Adam", "AdamW"],
)
def test_same_path(path, theirs):
    np.testing.assert_allclose(path, theirs, rtol=1e-10)


@pytest.mark.parametrize(
    ("optimizer", "add"),
    [
        (AdaGrad(RATE, eps=1e-12), lambda h, g: h + g**2),
        (RMSProp(RATE, rho=0.9, eps=1e-12), lambda h, g: 0.9 * h + 0.1 * g**2),
    ],
    ids=["AdaGrad", "RMSProp"],
)
def test_same_path_where_epsilon_is_tiny(optimizer, add):
    np.testing.assert_allclose(ours(optimizer), divided_by_root(add), rtol=1e-6)


def test_the_mapping_of_epsilon_is_needed():
    theirs, eps = adam(eps=0.1), 0.1
    mapped = ours(Adam(RATE), lambda t: eps / np.sqrt(1 - 0.999**t))
    np.testing.assert_allclose(mapped, theirs, rtol=1e-10)
    assert np.abs(ours(Adam(RATE, eps=eps)) - theirs).max() > 0.01
