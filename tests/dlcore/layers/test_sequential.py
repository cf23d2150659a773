import copy
import pickle

import numpy as np
import pytest

from dlcore import (
    Affine,
    BatchNorm,
    Dropout,
    Layer,
    LeakyReLU,
    PReLU,
    ReLU,
    Sequential,
    Tanh,
)

pytestmark = pytest.mark.usefixtures("strict")


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
    with pytest.raises(TypeError, match=r"layer 0 must be a Layer, .* got 'relu'"):
        Sequential("relu")
    with pytest.raises(ValueError, match="needs at least one layer, got none"):
        Sequential()
    with pytest.raises(ValueError, match=r"must have one dtype, got \['float32', 'float64'\]"):
        Sequential(Affine(2, 2, rng=rng), Affine(2, 2, rng=rng, dtype=np.float32))


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


def test_a_layer_used_twice_is_found_at_any_depth(rng):
    relu, affine = ReLU(), Affine(2, 2, rng=rng)
    with pytest.raises(ValueError, match=r"in layer 1, ReLU\(\) is used twice: make a new ReLU"):
        Sequential(relu, Sequential(affine, Sequential(relu)))
    with pytest.raises(
        ValueError, match=r"in layer 1, Affine\(2 → 2\), 6 parameters is used twice"
    ):
        Sequential(Sequential(affine), Sequential(affine))

    class Residual(Layer):  # a container that the reader wrote
        def __init__(self, *inner):
            super().__init__()
            self.inner = list(inner)

    with pytest.raises(ValueError, match="in layer 1, ReLU"):
        Sequential(relu, Residual(affine, relu))
    net = Sequential(relu, affine)
    with pytest.raises(ValueError, match="layer 1 is used twice: make a new Sequential"):
        Sequential(net, net)


def test_an_error_names_the_layer(rng):
    net = Sequential(Affine(2, 3, rng=rng), ReLU(), Affine(4, 1, rng=rng))
    words = r"^layer 2 \(Affine\): x must have shape \(N, 4\), got \(5, 3\)$"
    for run in (net, net.activations):
        with pytest.raises(ValueError, match=words):
            run(np.ones((5, 2)))
    nested = Sequential(ReLU(), net)
    with pytest.raises(ValueError, match=r"^layer 1 \(Sequential\): layer 0 \(Affine\): x must"):
        nested(np.ones((5, 3)))
    net = Sequential(Affine(2, 3, rng=rng), ReLU())
    net(np.ones((5, 2)))
    for back in (net.backward, net.backward_params):
        with pytest.raises(ValueError, match=r"^layer 1 \(ReLU\): ReLU: dout must have the shape"):
            back(np.ones((5, 2)))


def test_a_slice_is_a_net_of_the_same_layers(rng):
    net = Sequential(Affine(2, 3, rng=rng), ReLU(), Affine(3, 1, rng=rng))
    x = rng.standard_normal((4, 2))
    first = net[0:2]
    assert type(first) is Sequential
    np.testing.assert_array_equal(first(x), net.activations(x)[1])
    assert net[-1] is net[2]
    assert list(net[:1].params) == ["0.W", "0.b"]
    assert net[:1].params["0.W"] is net.params["0.W"]
    with pytest.raises(ValueError, match="needs at least one layer"):
        net[3:]
    with pytest.raises(IndexError, match="the net has the layers 0 to 2, got 3"):
        net[3]
    with pytest.raises(TypeError, match=r"the number of a layer must be an integer, got '0.W'"):
        net["0.W"]


def test_a_copy_carries_no_batch(rng):
    net = Sequential(Affine(2, 3, rng=rng), BatchNorm(3), ReLU(), Dropout(0.5, rng=rng))
    small = len(pickle.dumps(net))
    net(rng.standard_normal((1000, 2)))
    assert len(pickle.dumps(net)) == pytest.approx(small, abs=50)
    for twin in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        with pytest.raises(RuntimeError, match="call forward before backward"):
            twin.backward(np.ones((1000, 3)))
    net.backward(np.ones((1000, 3)))  # the net itself still has its batch
