import copy

import numpy as np
import pytest

from dlcore import (
    SGD,
    Momentum,
    Optimizer,
)
from tests.dlcore.zoo import OPTIMIZERS

pytestmark = pytest.mark.usefixtures("strict")
every = pytest.mark.parametrize("name", OPTIMIZERS)
STATEFUL = [name for name in OPTIMIZERS if name != "SGD"]


@every
def test_large_arrays_are_updated_exactly_like_small_ones(name, rng):
    big = rng.standard_normal((900, 70))  # 504,000 bytes: several pieces
    whole, parts = {"w": big.copy()}, {i: row.copy() for i, row in enumerate(big)}
    a, b = OPTIMIZERS[name](), OPTIMIZERS[name]()
    for _ in range(3):
        g = rng.standard_normal(big.shape)
        a.step(whole, {"w": g})
        b.step(parts, dict(enumerate(g)))
    np.testing.assert_array_equal(whole["w"], np.stack(list(parts.values())))


@every
def test_works_in_place_and_keeps_dtype_and_gradients(name, rng):
    p, g = rng.standard_normal((3, 2)).astype(np.float32), np.ones((3, 2), np.float32)
    params, before = {"w": p, "s": np.array(1.0, np.float32)}, p.copy()
    OPTIMIZERS[name]().step(params, {"w": g, "s": np.array(1.0)})
    assert params["w"] is p
    assert p.dtype == np.float32
    assert (p < before).all()
    assert params["s"] < 1
    np.testing.assert_array_equal(g, 1)


@pytest.mark.parametrize("name", STATEFUL)
def test_state_is_not_carried_to_other_arrays(name):
    optimizer = OPTIMIZERS[name]()
    optimizer.step({"x": np.ones(2)}, {"x": np.ones(2)})
    other = {"x": np.ones(2)}
    with pytest.raises(ValueError, match=r"holds state for other arrays: .* or call reset\(\)"):
        optimizer.step(other, {"x": np.ones(2)})
    np.testing.assert_array_equal(other["x"], 1)
    optimizer.reset()
    optimizer.step(other, {"x": np.ones(2)})
    fresh, twin = OPTIMIZERS[name](), {"x": np.ones(2)}
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
    optimizer, p = OPTIMIZERS[name](), {"x": np.array([1.0, -2.0])}
    optimizer.step(p, {"x": p["x"].copy()})
    twin, q = copy.deepcopy((optimizer, p))
    optimizer.step(p, {"x": p["x"].copy()})
    twin.step(q, {"x": q["x"].copy()})
    np.testing.assert_array_equal(p["x"], q["x"])


@every
def test_errors_of_step(name):
    optimizer, ones = OPTIMIZERS[name](), {"x": np.ones(2)}
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
    kind = type(OPTIMIZERS[name]())
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
