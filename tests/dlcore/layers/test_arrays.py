"""What a net shows of its arrays can be written, and refuses what would change nothing."""

import copy
import operator
import pickle

import numpy as np
import pytest

from dlcore import Affine, BatchNorm, Layer, ReLU, Sequential, layers

pytestmark = pytest.mark.usefixtures("strict")


def net_of(rng):
    return Sequential(
        Affine(2, 3, rng=rng), BatchNorm(3), Sequential(ReLU(), Affine(3, 1, rng=rng))
    )


CHANGES = {
    "assign": lambda arrays: operator.setitem(arrays, "0.W", np.ones((2, 3))),
    "a new name": lambda arrays: operator.setitem(arrays, "new", np.ones(3)),
    "delete": lambda arrays: operator.delitem(arrays, "0.W"),
    "update": lambda arrays: arrays.update({"0.W": np.ones((2, 3))}),
    "update by name": lambda arrays: arrays.update(W=np.ones((2, 3))),
    "merge": lambda arrays: operator.ior(arrays, {"0.W": np.ones((2, 3))}),
    "pop": lambda arrays: arrays.pop("0.W"),
    "popitem": lambda arrays: arrays.popitem(),
    "setdefault": lambda arrays: arrays.setdefault("new", np.ones(3)),
    "clear": lambda arrays: arrays.clear(),
}


@pytest.mark.parametrize("kind", ["params", "grads", "buffers"])
@pytest.mark.parametrize("name", CHANGES)
def test_arrays_cannot_be_exchanged(name, kind, rng):
    net = net_of(rng)
    before = {key: array.copy() for key, array in getattr(net, kind).items()}
    with pytest.raises(TypeError, match=rf"cannot be replaced, added or removed; write .*{kind}"):
        CHANGES[name](getattr(net, kind))
    assert getattr(net, kind).keys() == before.keys()
    for key, array in getattr(net, kind).items():
        np.testing.assert_array_equal(array, before[key])


@pytest.mark.parametrize("layer", [lambda rng: Affine(2, 3, rng=rng), net_of], ids=["layer", "net"])
def test_the_mappings_themselves_cannot_be_exchanged(layer, rng):
    with pytest.raises(AttributeError, match=r"params cannot be replaced; write into the array"):
        layer(rng).params = {}


def test_the_arrays_can_be_written(rng):
    net, w = net_of(rng), rng.standard_normal((2, 3))
    net.params["0.W"][...] = w
    net.params["0.W"] *= 2
    net.grads["0.W"] += 1.0
    np.testing.assert_array_equal(net[0].params["W"], 2 * w)
    np.testing.assert_array_equal(net[0].grads["W"], 1)
    assert net(np.ones((1, 2))).shape == (1, 1)


def test_a_name_that_is_not_there_is_told_apart_from_those_that_are(rng):
    with pytest.raises(KeyError, match=r"net.params has no '0.w', only \['0.W', '0.b'"):
        net_of(rng).params["0.w"]


def test_copies_of_the_mappings_are_as_they_were(rng):
    params = net_of(rng).params
    for twin in (copy.deepcopy(params), pickle.loads(pickle.dumps(params))):
        assert type(twin) is type(params)
        np.testing.assert_array_equal(twin["0.W"], params["0.W"])
        assert twin["0.W"] is not params["0.W"]
    assert type(params.copy()) is dict  # a plain one, to do with as one likes


def test_a_layer_of_ones_own_is_told_what_it_forgot():
    class Mine(Layer):
        def __init__(self):
            pass

    with pytest.raises(RuntimeError, match=r"Mine: __init__ must call super\(\).__init__\(\)"):
        Sequential(Mine())


def test_parameters_are_writeable_arrays_of_floats():
    class Mine(Layer):
        def __init__(self, value):
            super().__init__()
            self._add_param("w", value)

    assert Mine(np.ones(2)).n_parameters == 2
    for bad in ([1.0], np.ones(2, int)):
        with pytest.raises(TypeError, match=r"params\['w'\] must be a writeable array of floats"):
            Mine(bad)


@pytest.mark.parametrize(
    "name", sorted(set(layers.__all__) - {"Layer", "Sequential", "load", "save"})
)
def test_every_layer_shows_its_arrays_that_way(name, rng):
    kind = getattr(layers, name)
    made = {
        "Affine": lambda: kind(2, 2, rng=rng), "BatchNorm": lambda: kind(2),
        "LayerNorm": lambda: kind(2), "Dropout": lambda: kind(0.5, rng=rng),
    }.get(name, kind)()  # fmt: skip
    assert type(made.params) is type(made.grads) is type(made.buffers)
    with pytest.raises(TypeError, match="cannot be replaced"):
        made.params["W"] = np.ones(2)
