import copy

import numpy as np
import pytest

from dlcore import SGD, Adam, AdamW, Momentum, Nadam, Optimizer
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


def test_only_what_calls_itself_elementwise_is_updated_piece_by_piece(rng):
    class Unit(Optimizer):  # steps of length lr, so the whole array must be seen at once
        def update(self, p, g):
            p -= self.lr * g / np.sqrt((g * g).sum())

    class Mine(SGD):  # inherits from an elementwise class, and is not
        update = Unit.update

    class Said(Optimizer, elementwise=True):
        def update(self, p, g):
            sizes.append(p.nbytes)

    big = rng.standard_normal((900, 70))
    for kind in (Unit, Mine):
        p = {"w": big.copy()}
        kind(0.5).step(p, {"w": rng.standard_normal(big.shape)})
        assert np.sqrt(((p["w"] - big) ** 2).sum()) == pytest.approx(0.5)
    sizes = []
    Said(0.5).step({"w": big.copy()}, {"w": big})
    assert sum(sizes) == big.nbytes
    assert max(sizes) <= 160 * 1024


@every
def test_a_refused_step_changes_nothing(name, rng):
    optimizer, twin = OPTIMIZERS[name](), OPTIMIZERS[name]()
    p, g = {"a": rng.standard_normal(3), "b": rng.standard_normal(2)}, {"a": np.ones(3)}
    q = {key: array.copy() for key, array in p.items()}
    good = {**g, "b": np.ones(2)}
    for when in ("before any step", "after one"):
        for bad in (np.ones(3), np.array(["x", "y"]), None, np.ones(2) * 1j):
            with pytest.raises((TypeError, ValueError), match=r"grads\['b'\] must"):
                optimizer.step(p, {**g, "b": bad})
        with pytest.raises(TypeError, match=r"params\['b'\] must be a writeable array of floats"):
            optimizer.step({"a": p["a"], "b": None}, good)
        assert optimizer.n_steps == twin.n_steps
        optimizer.step(p, good)
        twin.step(q, good)
        for key, array in p.items():
            np.testing.assert_array_equal(array, q[key], err_msg=f"{key} {when}")


def test_arrays_that_cannot_be_stepped():
    frozen = np.ones(2)
    frozen.flags.writeable = False
    with pytest.raises(TypeError, match=r"got a read-only one: take a copy\(\)"):
        SGD(0.1).step({"x": frozen}, {"x": np.ones(2)})
    same = np.ones(2)
    with pytest.raises(ValueError, match=r"different arrays, got one twice among \['a', 'b'\]"):
        SGD(0.1).step({"a": same, "b": same}, {"a": same, "b": same})
    for bad in ([np.ones(2)], None, "params", dict):
        with pytest.raises(TypeError, match="params must be a dict of arrays"):
            SGD(0.1).step(bad, {})
        with pytest.raises(TypeError, match="grads must be a dict of arrays"):
            SGD(0.1).step({}, bad)


@every
def test_a_parameter_may_be_its_own_gradient(name):
    p, q = {"x": np.array([1.0, -2.0])}, {"x": np.array([1.0, -2.0])}
    OPTIMIZERS[name]().step(p, p)
    OPTIMIZERS[name]().step(q, {"x": q["x"].copy()})
    np.testing.assert_array_equal(p["x"], q["x"])


@every
def test_options_keep_their_rules_when_they_are_set_later(name):
    optimizer = OPTIMIZERS[name]()
    before = repr(optimizer)
    for bad in (np.nan, -0.1, np.inf):
        with pytest.raises(
            ValueError, match=f"lr must be a finite number of at least 0, got {bad}"
        ):
            optimizer.lr = bad
    for option in {"alpha", "rho", "beta1", "beta2", "eps", "weight_decay"} & vars(
        optimizer
    ).keys():
        for bad in (np.nan, -0.1, "0.5", None):
            with pytest.raises((ValueError, TypeError), match=f"{option} must be .* got"):
                setattr(optimizer, option, bad)
    assert repr(optimizer) == before
    optimizer.lr = np.float64(0)  # no step at all, as at the end of a schedule
    assert type(optimizer.lr) is float  # a NumPy number would turn float32 into float64


@every
def test_the_repr_makes_the_optimizer_anew(name):
    optimizer = OPTIMIZERS[name]()
    names = {kind.__name__: kind for kind in type(optimizer).__mro__}
    twin = eval(repr(optimizer), names)
    assert repr(twin) == repr(optimizer)
    assert vars(twin) == vars(optimizer)


def test_reprs_show_what_can_be_passed():
    assert repr(AdamW(0.1)) == "AdamW(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-08, weight_decay=0.01)"
    assert repr(Nadam(0.1)) == "Nadam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-08)"
    assert repr(Adam(0.1)).endswith("eps=1e-08, bias_correction=True)")
