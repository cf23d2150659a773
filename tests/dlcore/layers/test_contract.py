import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    ELU,
    GELU,
    Affine,
    BatchNorm,
    Dropout,
    Identity,
    LayerNorm,
    LeakyReLU,
    MeanSquaredError,
    PReLU,
    ReLU,
    Sequential,
    Sigmoid,
    SiLU,
    Tanh,
    gradient_check,
    layers,
)

pytestmark = pytest.mark.usefixtures("strict")
# one of each layer that maps 4 numbers to 4 numbers
MAKE = {
    "Affine": lambda dtype=np.float64: Affine(4, 4, rng=np.random.default_rng(5), dtype=dtype),
    "Identity": lambda dtype=None: Identity(),
    "Sigmoid": lambda dtype=None: Sigmoid(),
    "Tanh": lambda dtype=None: Tanh(),
    "ReLU": lambda dtype=None: ReLU(),
    "LeakyReLU": lambda dtype=None: LeakyReLU(),
    "ELU": lambda dtype=None: ELU(),
    "GELU": lambda dtype=None: GELU(),
    "SiLU": lambda dtype=None: SiLU(),
    "PReLU": lambda dtype=np.float64: PReLU(dtype=dtype),
    "PReLU each": lambda dtype=np.float64: PReLU(4, dtype=dtype),
    "BatchNorm": lambda dtype=np.float64: BatchNorm(4, dtype=dtype),
    "BatchNorm eval": lambda dtype=np.float64: BatchNorm(4, dtype=dtype).eval(),
    "LayerNorm": lambda dtype=np.float64: LayerNorm(4, dtype=dtype),
    "Dropout": lambda dtype=None: Dropout(0.4, rng=np.random.default_rng(6)),
    "Dropout eval": lambda dtype=None: Dropout(0.4, rng=np.random.default_rng(6)).eval(),
    "Sequential": lambda dtype=np.float64: Sequential(
        Affine(4, 4, rng=np.random.default_rng(5), dtype=dtype), Tanh(), LayerNorm(4, dtype=dtype)
    ),
}
every_layer = pytest.mark.parametrize("name", MAKE)


def test_the_list_of_layers_is_complete():
    assert {n.split()[0] for n in MAKE} | {"Layer", "load", "save"} == set(layers.__all__)


@every_layer
def test_gradients_match_differences(name, rng):
    layer = MAKE[name]()
    for p in layer.params.values():
        p += 0.1 * rng.standard_normal(p.shape)
    x, t = rng.standard_normal((5, 4)), rng.standard_normal((5, 4))
    check = gradient_check(layer, MeanSquaredError(), x, t, rtol=1e-7, atol=1e-9)
    assert check, check


@pytest.mark.parametrize(
    "name", [n for n in MAKE if n not in ("Dropout", "Dropout eval", "PReLU each", "Sequential")]
)
def test_matches_pytorch(name, golden):
    data = golden("layers")
    case, layer = data[name], MAKE[name]()
    for key, p, value in zip(layer.params, layer.params.values(), case["params"], strict=True):
        p[...] = value.T if key == "W" else value  # PyTorch stores W as (n_out, n_in)
    if "mean" in case:  # the running variance itself is mapped in test_normalization.py
        layer.buffers["mean"][...], layer.buffers["var"][...] = case["mean"], case["var"]
    np.testing.assert_allclose(layer(data["x"]), case["out"], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(layer.backward(data["dout"]), case["dx"], rtol=1e-10, atol=1e-13)
    for key, want in zip(layer.grads, case["grads"], strict=True):
        got = layer.grads[key].T if key == "W" else layer.grads[key]
        np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)


@every_layer
@given(n=st.integers(2, 5), seed=st.integers(0, 99))
def test_contract(name, n, seed):
    rng, layer = np.random.default_rng(seed), MAKE[name]()
    x, dout = rng.standard_normal((n, 4)), rng.standard_normal((n, 4))
    x_before, dout_before = x.copy(), dout.copy()
    out = layer(x)
    dx = layer.backward(dout)
    np.testing.assert_array_equal(x, x_before)
    np.testing.assert_array_equal(dout, dout_before)
    for result in (out, dx):
        assert result.shape == (n, 4)
        assert not np.shares_memory(result, x)
        assert not np.shares_memory(result, dout)
    assert layer.params.keys() == layer.grads.keys()
    for key, p in layer.params.items():
        assert layer.grads[key].shape == p.shape
        assert layer.grads[key].dtype == p.dtype == layer.dtype
    assert layer.n_parameters == sum(p.size for p in layer.params.values())


@every_layer
def test_backward_is_linear_in_its_argument(name, rng):
    layer = MAKE[name]()
    layer(rng.standard_normal((3, 4)))
    a, b = rng.standard_normal((2, 3, 4))
    both = layer.backward(2 * a + b)
    np.testing.assert_allclose(both, 2 * layer.backward(a) + layer.backward(b), atol=1e-12)


@every_layer
def test_float32_stays_float32(name, rng):
    layer = MAKE[name](np.float32)
    x = rng.standard_normal((5, 4)).astype(np.float32)
    out = layer(x)
    dx = layer.backward(np.ones_like(out))
    assert {a.dtype for a in (out, dx, *layer.params.values(), *layer.grads.values())} == {x.dtype}
    close = MAKE[name]()(x.astype(np.float64))
    if name != "Dropout":  # masks are drawn in the dtype of the input
        np.testing.assert_allclose(out, close, rtol=2e-5, atol=2e-6)


@every_layer
def test_backward_before_forward_and_wrong_shapes(name, rng):
    layer = MAKE[name]()
    with pytest.raises(RuntimeError, match="call forward before backward"):
        layer.backward(np.ones((5, 4)))
    layer(rng.standard_normal((5, 4)))
    with pytest.raises(ValueError, match=r"dout must have the shape of the output, \(5, 4\), got"):
        layer.backward(np.ones((5, 1)))


@every_layer
def test_copies_and_pickles_are_independent(name, rng):
    layer, x = MAKE[name](), rng.standard_normal((3, 4))
    for twin in (copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))):
        np.testing.assert_array_equal(twin.eval()(x), copy.deepcopy(layer).eval()(x))
        for key, p in layer.params.items():
            assert not np.shares_memory(p, twin.params[key])


@every_layer
def test_batches_without_examples_are_refused(name):
    layer = MAKE[name]()
    with pytest.raises(ValueError, match="x must hold at least one example, got shape"):
        layer(np.zeros((0, 4)))
    for buffer in layer.buffers.values():
        assert np.isfinite(buffer).all()


@every_layer
def test_backward_takes_arrays_only(name, rng):
    layer = MAKE[name]()
    layer(rng.standard_normal((2, 4)))
    for bad in (None, "dout", [[1.0] * 4] * 2, np.full((2, 4), "a"), float):
        with pytest.raises(TypeError, match="dout must be an array, got"):
            layer.backward(bad)
