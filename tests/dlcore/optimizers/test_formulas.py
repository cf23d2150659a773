import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    Adam,
    AdamW,
    Momentum,
    minimize,
    numerical_gradient,
    optimizers,
)
from tests.dlcore.zoo import OPTIMIZERS
from tools.goldens.pytorch import surface

pytestmark = pytest.mark.usefixtures("strict")
every = pytest.mark.parametrize("name", OPTIMIZERS)


def surface_gradient(x, y, z):
    c = 0.3 * np.cos(x * y)
    return 0.1 * x + c * y, 2 * y + c * x, 0.8 * z + 0.5


def test_the_list_is_complete():
    assert {*OPTIMIZERS, "Optimizer", "clip_gradients", "minimize"} == set(optimizers.__all__)


@every
def test_same_path_as_pytorch_over_100_steps(name, golden):
    data = golden("optimizers")
    path = minimize(OPTIMIZERS[name](), surface_gradient, data["start"], 100)
    np.testing.assert_allclose(path, data[name], rtol=1e-9, atol=1e-11)


def test_the_gradient_of_the_surface(golden):
    data = golden("optimizers")
    ours = surface_gradient(*data["start"])
    np.testing.assert_allclose(ours, data["gradient"], rtol=1e-13)
    numeric = numerical_gradient(lambda p: surface(p, np.sin), data["start"])
    np.testing.assert_allclose(ours, numeric, rtol=1e-8)


# The first two steps from x = 1 with g = x, by the formulas alone (η = 0.1).
E, B1, B2 = 1e-8, 0.9, 0.999


def by_hand(name):
    x, g = 1.0, 1.0
    if name == "SGD":
        return [0.9, 0.81]
    if name == "Momentum":
        return [0.9, 0.9 + 0.9 * -0.1 - 0.1 * 0.9]
    if name == "Nesterov":
        return [0.81, 0.81 + 0.9 * (0.9 * -0.1 - 0.081) - 0.081]
    if name == "AdaGrad":
        x1 = x - 0.1 * g / (1 + E)
        return [x1, x1 - 0.1 * x1 / ((1 + x1**2) ** 0.5 + E)]
    if name == "RMSProp":
        h = 0.1
        x1 = x - 0.1 / (h**0.5 + E)
        h = 0.9 * h + 0.1 * x1**2
        return [x1, x1 - 0.1 * x1 / (h**0.5 + E)]
    if name == "AdaDelta":
        h, e = 0.1, 1e-6
        d = (e / (h + e)) ** 0.5
        s, x1 = 0.1 * d**2, x - 0.1 * d
        h = 0.9 * h + 0.1 * x1**2
        return [x1, x1 - 0.1 * x1 * ((s + e) / (h + e)) ** 0.5]
    decay = 1 - 0.1 * 0.5 if name == "AdamW" else 1.0
    m, v, out = 0.0, 0.0, []
    for t in (1, 2):
        g = x
        m, v = B1 * m + (1 - B1) * g, B2 * v + (1 - B2) * g**2
        m_hat = m / (1 - B1**t)
        if name == "Nadam":
            m_hat = B1 * m / (1 - B1 ** (t + 1)) + (1 - B1) * g / (1 - B1**t)
        x = decay * x - 0.1 * m_hat / ((v / (1 - B2**t)) ** 0.5 + E)
        out.append(x)
    return out


@every
def test_first_two_steps_by_hand(name):
    optimizer = (
        AdamW(0.1, weight_decay=0.5) if name == "AdamW" else type(OPTIMIZERS[name]())(lr=0.1)
    )
    path = minimize(optimizer, lambda x: (x,), [1.0], 2)
    np.testing.assert_allclose(path[1:, 0], by_hand(name), rtol=1e-13)


@every
def test_solves_a_quadratic(name):
    # AdaDelta has no rate to choose and creeps at first; it needs a longer walk.
    n = 20_000 if name == "AdaDelta" else 3000
    optimizer = AdamW(0.1, weight_decay=0.0) if name == "AdamW" else OPTIMIZERS[name]()
    path = minimize(optimizer, lambda x, y: (x / 10 - 0.1, 2 * y + 2), [-7, 2], n)
    np.testing.assert_allclose(path[-1], [1, -1], atol=0.02)


def test_how_pytorchs_momentum_differs_when_the_rate_changes():
    # PyTorch: u ← α u + g, p ← p - η u. Here: v ← α v - η g, p ← p + v.
    ours, p = Momentum(0.1), {"x": np.array([1.0])}
    x, u = 1.0, 0.0
    for lr in (0.1, 0.1, 0.01):
        ours.lr = lr
        ours.step(p, {"x": p["x"].copy()})
        u = 0.9 * u + x
        x -= lr * u
        if lr == 0.1:
            assert p["x"][0] == pytest.approx(x, rel=1e-14)
    assert abs(p["x"][0] - x) > 0.05


def test_bias_correction_of_adam():
    # Without it the first step is (1 - β₁) / √(1 - β₂) = 3.16 times the rate.
    for corrected, first in ((True, 1.0), (False, 0.1 / 0.001**0.5)):
        path = minimize(Adam(0.01, bias_correction=corrected), lambda x: (x,), [1.0], 1)
        assert 1 - path[1, 0] == pytest.approx(0.01 * first, rel=1e-6)


def test_adamw_is_not_adam_with_l2():
    decay = 0.1
    w = minimize(AdamW(0.01, weight_decay=decay), lambda x, y: (10 * x, 0.1 * y), [1, 1], 50)
    l2 = minimize(Adam(0.01), lambda x, y: (10.1 * x, 0.2 * y), [1, 1], 50)
    assert np.abs(w[-1] - l2[-1]).max() > 0.01
    np.testing.assert_allclose(
        minimize(AdamW(0.01, weight_decay=0.0), lambda x: (x,), [1.0], 20),
        minimize(Adam(0.01), lambda x: (x,), [1.0], 20),
    )


@pytest.mark.parametrize("name", ["AdaGrad", "RMSProp", "Adam", "Nadam"])
@given(scale=st.floats(1e-2, 1e4), seed=st.integers(0, 99))
def test_adaptive_steps_do_not_depend_on_the_scale_of_the_gradient(name, scale, seed):
    grads = np.random.default_rng(seed).standard_normal((5, 3)) + 0.1
    paths = []
    for factor in (1.0, scale):
        optimizer, p = OPTIMIZERS[name](), {"x": np.zeros(3)}
        for g in grads:
            optimizer.step(p, {"x": factor * g})
        paths.append(p["x"])
    np.testing.assert_allclose(paths[0], paths[1], rtol=1e-3, atol=1e-4)


@every
@given(seed=st.integers(0, 99))
def test_a_small_step_lowers_a_smooth_function(name, seed):
    start = np.random.default_rng(seed).uniform(-2, 2, 2) + 0.01
    optimizer = OPTIMIZERS[name]()
    optimizer.lr *= 1e-3
    if name == "AdamW":
        optimizer.weight_decay = 0.0
    path = minimize(optimizer, lambda x, y: (x, 4 * y), start, 1)
    before, after = (0.5 * x**2 + 2 * y**2 for x, y in path)
    assert after < before
