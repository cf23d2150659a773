import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    SGD,
    AdaDelta,
    AdaGrad,
    Adam,
    AdamW,
    Momentum,
    Nadam,
    Nesterov,
    Optimizer,
    RMSProp,
    clip_gradients,
    minimize,
    numerical_gradient,
    optimizers,
)
from tools.make_goldens import surface

pytestmark = pytest.mark.usefixtures("strict")

MAKE = {  # as in tools/make_goldens.py
    "SGD": lambda: SGD(0.2),
    "Momentum": lambda: Momentum(0.05),
    "Nesterov": lambda: Nesterov(0.05),
    "AdaGrad": lambda: AdaGrad(0.5),
    "RMSProp": lambda: RMSProp(0.02),
    "AdaDelta": lambda: AdaDelta(),
    "Adam": lambda: Adam(0.1),
    "Nadam": lambda: Nadam(0.1),
    "AdamW": lambda: AdamW(0.1, weight_decay=0.05),
}
every = pytest.mark.parametrize("name", MAKE)
STATEFUL = [name for name in MAKE if name != "SGD"]


def surface_gradient(x, y, z):
    c = 0.3 * np.cos(x * y)
    return 0.1 * x + c * y, 2 * y + c * x, 0.8 * z + 0.5


def test_the_list_is_complete():
    assert {*MAKE, "Optimizer", "clip_gradients", "minimize"} == set(optimizers.__all__)


@every
def test_same_path_as_pytorch_over_100_steps(name, golden):
    data = golden("optimizers")
    path = minimize(MAKE[name](), surface_gradient, data["start"], 100)
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
    optimizer = AdamW(0.1, weight_decay=0.5) if name == "AdamW" else type(MAKE[name]())(lr=0.1)
    path = minimize(optimizer, lambda x: (x,), [1.0], 2)
    np.testing.assert_allclose(path[1:, 0], by_hand(name), rtol=1e-13)


@every
def test_solves_a_quadratic(name):
    # AdaDelta has no rate to choose and creeps at first; it needs a longer walk.
    n = 20_000 if name == "AdaDelta" else 3000
    optimizer = AdamW(0.1, weight_decay=0.0) if name == "AdamW" else MAKE[name]()
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
        optimizer, p = MAKE[name](), {"x": np.zeros(3)}
        for g in grads:
            optimizer.step(p, {"x": factor * g})
        paths.append(p["x"])
    np.testing.assert_allclose(paths[0], paths[1], rtol=1e-3, atol=1e-4)


@every
@given(seed=st.integers(0, 99))
def test_a_small_step_lowers_a_smooth_function(name, seed):
    start = np.random.default_rng(seed).uniform(-2, 2, 2) + 0.01
    optimizer = MAKE[name]()
    optimizer.lr *= 1e-3
    if name == "AdamW":
        optimizer.weight_decay = 0.0
    path = minimize(optimizer, lambda x, y: (x, 4 * y), start, 1)
    before, after = (0.5 * x**2 + 2 * y**2 for x, y in path)
    assert after < before


@every
def test_large_arrays_are_updated_exactly_like_small_ones(name, rng):
    big = rng.standard_normal((900, 70))  # 504,000 bytes: several pieces
    whole, parts = {"w": big.copy()}, {i: row.copy() for i, row in enumerate(big)}
    a, b = MAKE[name](), MAKE[name]()
    for _ in range(3):
        g = rng.standard_normal(big.shape)
        a.step(whole, {"w": g})
        b.step(parts, dict(enumerate(g)))
    np.testing.assert_array_equal(whole["w"], np.stack(list(parts.values())))


@every
def test_works_in_place_and_keeps_dtype_and_gradients(name, rng):
    p, g = rng.standard_normal((3, 2)).astype(np.float32), np.ones((3, 2), np.float32)
    params, before = {"w": p, "s": np.array(1.0, np.float32)}, p.copy()
    MAKE[name]().step(params, {"w": g, "s": np.array(1.0)})
    assert params["w"] is p
    assert p.dtype == np.float32
    assert (p < before).all()
    assert params["s"] < 1
    np.testing.assert_array_equal(g, 1)


@pytest.mark.parametrize("name", STATEFUL)
def test_state_is_not_carried_to_other_arrays(name):
    optimizer = MAKE[name]()
    optimizer.step({"x": np.ones(2)}, {"x": np.ones(2)})
    other = {"x": np.ones(2)}
    with pytest.raises(ValueError, match=r"holds state for other arrays: .* or call reset\(\)"):
        optimizer.step(other, {"x": np.ones(2)})
    np.testing.assert_array_equal(other["x"], 1)
    optimizer.reset()
    optimizer.step(other, {"x": np.ones(2)})
    fresh, twin = MAKE[name](), {"x": np.ones(2)}
    fresh.step(twin, {"x": np.ones(2)})
    np.testing.assert_array_equal(other["x"], twin["x"])


def test_sgd_has_no_state_and_serves_any_array():
    optimizer = SGD(0.5)
    for _ in range(2):
        p = {"x": np.ones(1)}
        optimizer.step(p, p.copy())
        assert p["x"] == 0.5


@every
def test_copies_made_together_go_on_together(name):
    optimizer, p = MAKE[name](), {"x": np.array([1.0, -2.0])}
    optimizer.step(p, {"x": p["x"].copy()})
    twin, q = copy.deepcopy((optimizer, p))
    optimizer.step(p, {"x": p["x"].copy()})
    twin.step(q, {"x": q["x"].copy()})
    np.testing.assert_array_equal(p["x"], q["x"])


@every
def test_errors_of_step(name):
    optimizer, ones = MAKE[name](), {"x": np.ones(2)}
    with pytest.raises(KeyError, match=r"must have equal keys, got \['x'\] and \['y'\]"):
        optimizer.step(ones, {"y": np.ones(2)})
    with pytest.raises(ValueError, match=r"grads\['x'\] must have shape \(2,\), got \(1,\)"):
        optimizer.step(ones, {"x": np.ones(1)})
    optimizer.reset()
    for bad, got in (
        (np.array([1, 2]), "dtype int64"),
        ([1.0], "list"),
        (np.float64(1), "float64"),
    ):
        with pytest.raises(TypeError, match=rf"params\['x'\] must be a writeable .* got {got}"):
            optimizer.step({"x": bad}, {"x": bad})


@every
def test_errors_of_the_options(name):
    kind = type(MAKE[name]())
    for bad in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match=f"lr must be a positive number, got {bad}"):
            kind(lr=bad)
    options = {
        "Momentum": {"alpha": 1.0},
        "Nesterov": {"alpha": -0.1},
        "AdaGrad": {"eps": 0},
        "RMSProp": {"rho": 1.0},
        "AdaDelta": {"rho": 1.5},
        "Adam": {"beta1": 1.0},
        "Nadam": {"beta2": 1.0},
        "AdamW": {"weight_decay": -0.1},
    }.get(name, {})
    for option, bad in options.items():
        with pytest.raises(ValueError, match=f"{option} must be .* got {bad}"):
            kind(lr=0.1, **{option: bad})


def test_minimize(rng):
    optimizer = Momentum(0.1)
    path = minimize(optimizer, lambda x, y: (x / 10, 2 * y), (-7, 2), 30)
    assert path.shape == (31, 2)
    np.testing.assert_array_equal(path[0], [-7, 2])
    again = minimize(optimizer, lambda x, y: (x / 10, 2 * y), (-7, 2), 30)
    np.testing.assert_array_equal(path, again)  # it starts afresh
    with pytest.raises(ValueError, match="n_steps must be at least 1, got 0"):
        minimize(optimizer, lambda x: x, [1.0], 0)
    with pytest.raises(ValueError, match=r"must have shape \(2,\), got \(1,\)"):
        minimize(optimizer, lambda x, y: (x,), [1.0, 2.0], 1)


def test_the_ravine_of_the_lectures():
    # f = x²/20 + y² from (-7, 2), 30 steps at the rates that lectures use
    rates = {SGD: 0.95, Momentum: 0.1, AdaGrad: 1.5, Adam: 0.3}
    end = {
        kind.__name__: minimize(kind(lr), lambda x, y: (x / 10, 2 * y), (-7, 2), 30)[-1]
        for kind, lr in rates.items()
    }
    f = {name: x**2 / 20 + y**2 for name, (x, y) in end.items()}
    want = {"SGD": 0.0133, "Momentum": 0.048, "AdaGrad": 0.0007, "Adam": 0.102}
    for name, value in want.items():
        assert f[name] == pytest.approx(value, abs=6e-4 if value > 0.01 else 5e-5)


@given(seed=st.integers(0, 99), limit=st.floats(0.01, 10))
def test_clipping_keeps_the_direction(seed, limit):
    rng = np.random.default_rng(seed)
    grads = {"W": rng.standard_normal((3, 2)), "b": rng.standard_normal(2)}
    before = np.concatenate([g.ravel() for g in grads.values()])
    arrays = list(grads.values())
    norm = clip_gradients(grads, limit)
    after = np.concatenate([g.ravel() for g in grads.values()])
    assert norm == pytest.approx(np.linalg.norm(before))
    assert np.linalg.norm(after) == pytest.approx(min(norm, limit))
    np.testing.assert_allclose(after, before * min(1, limit / norm))
    assert all(a is b for a, b in zip(arrays, grads.values(), strict=True))


def test_clipping_matches_pytorch_and_rejects(golden):
    data = golden("optimizers")
    assert clip_gradients({"p": data["gradient"]}, 1.0) == pytest.approx(data["norm"], rel=1e-14)
    with pytest.raises(ValueError, match="max_norm must be a positive number, got 0"):
        clip_gradients({}, 0)


def test_an_optimizer_of_ones_own_and_the_repr():
    class Halver(Optimizer):
        def update(self, p, g):
            p *= 0.5

    p = {"x": np.ones(2)}
    Halver(1.0).step(p, p.copy())
    np.testing.assert_array_equal(p["x"], 0.5)
    with pytest.raises(NotImplementedError):
        Optimizer(1.0).step({"x": np.ones(1)}, {"x": np.ones(1)})
    assert repr(Momentum(0.1)) == "Momentum(lr=0.1, alpha=0.9)"
    assert repr(Halver(2.0)) == "Halver(lr=2)"
