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
    Layer,
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
from dlcore.initializers import constant, normal

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
    assert {n.split()[0] for n in MAKE} | {"Layer"} == set(layers.__all__)


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


def test_backward_params_fills_the_same_gradients(rng):
    net = Sequential(
        Dropout(0.2, rng=rng), Affine(4, 3, rng=rng), Sequential(Tanh(), Affine(3, 2, rng=rng))
    )
    dout = np.ones((5, 2))
    net(rng.standard_normal((5, 4)))
    assert net.backward(dout).shape == (5, 4)
    want = {key: g.copy() for key, g in net.grads.items()}
    for g in net.grads.values():
        g[...] = np.nan
    assert net.backward_params(dout) is None
    for key, g in net.grads.items():
        np.testing.assert_array_equal(g, want[key])
    Sequential(ReLU()).backward_params(dout)  # nothing to do, nothing to raise


def test_affine_by_hand():
    layer = Affine(2, 1, init=constant(2.0))
    layer.params["b"][...] = 1.0
    np.testing.assert_array_equal(layer([[1, 2], [3, 4]]), [[7.0], [15.0]])
    np.testing.assert_array_equal(layer.backward(np.array([[1.0], [10.0]])), [[2, 2], [20, 20]])
    np.testing.assert_array_equal(layer.grads["W"], [[31.0], [42.0]])
    np.testing.assert_array_equal(layer.grads["b"], [11.0])


def test_affine_is_affine(rng):
    layer = Affine(4, 3, init=normal(1.0), rng=rng)
    layer.params["b"][...] = rng.standard_normal(3)
    x, y = rng.standard_normal((2, 5, 4))
    np.testing.assert_allclose(layer(0.3 * x + 0.7 * y), 0.3 * layer(x) + 0.7 * layer(y))


def test_affine_options(rng):
    assert Affine(3, 2, init="zeros").params["W"].sum() == 0
    a = Affine(30, 20, init="xavier", rng=np.random.default_rng(1), dtype=np.float32)
    b = Affine(30, 20, init="xavier", rng=np.random.default_rng(1))
    np.testing.assert_array_equal(a.params["W"], b.params["W"].astype(np.float32))
    assert a(np.ones((2, 30))).dtype == np.float32  # float64 input: the layer's dtype wins


def test_affine_errors(rng):
    with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator"):
        Affine(2, 2)
    with pytest.raises(ValueError, match="n_out must be at least 1, got 0"):
        Affine(2, 0, rng=rng)
    with pytest.raises(TypeError, match=r"n_in must be an integer, got 2\.5"):
        Affine(2.5, 1, rng=rng)
    with pytest.raises(ValueError, match=r"init must be an initializer or one of .* got 'hee'"):
        Affine(2, 2, init="hee", rng=rng)
    with pytest.raises(ValueError, match=r"the initial W must have shape \(2, 3\), got \(3, 2\)"):
        Affine(2, 3, init=lambda shape, **_: np.zeros((3, 2)))
    layer = Affine(2, 3, rng=rng)
    for bad in (np.ones((4, 3)), np.ones(2), np.ones((1, 2, 2))):
        with pytest.raises(ValueError, match=r"x must have shape \(N, 2\), got"):
            layer(bad)
    with pytest.raises(TypeError, match="x must hold real numbers, got dtype complex128"):
        layer(np.ones((1, 2)) * 1j)


def test_prelu_with_a_slope_each_needs_as_many_units():
    assert PReLU()(np.ones((5, 3))).shape == (5, 3)
    with pytest.raises(ValueError, match=r"x must have shape \(N, 4\), got \(5, 3\)"):
        PReLU(4)(np.ones((5, 3)))


def test_sequential_shows_the_layers_own_arrays(rng):
    net = Sequential(Affine(2, 3, rng=rng), BatchNorm(3), Sequential(Affine(3, 1, rng=rng)))
    assert list(net.params) == ["0.W", "0.b", "1.gamma", "1.beta", "2.0.W", "2.0.b"]
    assert list(net.buffers) == ["1.mean", "1.var"]
    assert net.params["2.0.W"] is net[2][0].params["W"]
    assert net.grads["0.W"] is net[0].grads["W"]
    assert (len(net), net.n_parameters) == (3, 2 * 3 + 3 + 6 + 3 + 1)


def test_counts_of_the_textbook(rng):
    assert Sequential(Affine(8, 10, rng=rng), ReLU(), Affine(10, 3, rng=rng)).n_parameters == 123


def test_sequential_modes(rng):
    net = Sequential(Affine(2, 2, rng=rng), Sequential(Dropout(0.5, rng=rng)))
    assert net.training
    assert net.eval() is net
    assert not net.training
    assert not net[1][0].training
    assert net.train()[1][0].training


def test_activations_are_the_outputs_of_every_layer(rng):
    net = Sequential(Affine(2, 3, rng=rng), ReLU(), Affine(3, 1, rng=rng))
    x = rng.standard_normal((4, 2))
    outputs = net.activations(x)
    assert [out.shape for out in outputs] == [(4, 3), (4, 3), (4, 1)]
    np.testing.assert_array_equal(outputs[-1], net(x))
    np.testing.assert_array_equal(outputs[1], np.maximum(outputs[0], 0))


def test_sequential_errors(rng):
    relu = ReLU()
    with pytest.raises(ValueError, match="layer 1 is used twice: make a new ReLU"):
        Sequential(relu, relu)
    with pytest.raises(TypeError, match="layer 0 must be a Layer, got 'relu'"):
        Sequential("relu")
    with pytest.raises(ValueError, match="needs at least one layer, got none"):
        Sequential()
    with pytest.raises(ValueError, match=r"must have one dtype, got \['float32', 'float64'\]"):
        Sequential(Affine(2, 2, rng=rng), Affine(2, 2, rng=rng, dtype=np.float32))


def test_layer_is_an_interface():
    with pytest.raises(NotImplementedError):
        Layer()(np.ones(2))
    with pytest.raises(NotImplementedError):
        Layer().backward(np.ones(2))


def test_reprs_explain_themselves(rng):
    net = Sequential(Affine(2, 30, rng=rng), LeakyReLU(0.2), Sequential(Dropout(0.25, rng=rng)))
    assert repr(net) == (
        "Sequential of 3 layers, 90 parameters\n"
        "  0  Affine(2 → 30), 90 parameters\n"
        "  1  LeakyReLU(slope=0.2)\n"
        "  2  Sequential of 1 layers, 0 parameters\n"
        "     0  Dropout(0.25)"
    )
    assert repr(BatchNorm(3)) == "BatchNorm(3), 6 parameters"
    assert repr(PReLU(3)) == "PReLU(3)"


@pytest.mark.parametrize("name", ["Identity", "Sigmoid", "Tanh", "ReLU", "GELU", "SiLU"])
def test_an_activation_without_options_takes_none(name):
    with pytest.raises(TypeError, match="unexpected keyword argument 'slope'"):
        getattr(layers, name)(slope=0.1)
