"""The gradients of a deep network are those that its layers find."""

import numpy as np
import pytest

from dlcore.experiments import gradient_norms
from dlcore.layers import Affine, Sequential, Sigmoid, Tanh
from dlcore.losses import MeanSquaredError


@pytest.mark.parametrize(("name", "phi"), [("tanh", Tanh), ("sigmoid", Sigmoid)])
def test_each_norm_is_what_the_layers_find(name, phi):
    seeds = [2, 7]
    norms = gradient_norms(3, name, scale=1.5, n_units=5, batch_size=4, seeds=seeds)
    for seed, found in zip(seeds, norms, strict=True):
        rng = np.random.default_rng(seed)
        weights = rng.normal(0, 1.5 / np.sqrt(5), (3, 5, 5))
        x, t = rng.normal(size=(2, 4, 5))
        layers = []
        for w in weights:
            affine = Affine(5, 5, rng=rng)
            affine.params["W"][:] = w
            layers += [affine, phi()]
        net, loss = Sequential(*layers), MeanSquaredError()
        loss(net(x), t)
        net.backward(loss.backward())
        wanted = [np.linalg.norm(net.grads[f"{2 * i}.W"]) for i in range(3)]
        np.testing.assert_allclose(found, wanted, rtol=1e-10)


def test_gradients_of_inputs_are_what_the_layers_hand_back():
    norms = gradient_norms(3, "tanh", n_units=5, batch_size=4, wrt="inputs", seeds=[7])[0]
    rng = np.random.default_rng(7)
    weights = rng.normal(0, 1 / np.sqrt(5), (3, 5, 5))
    h, t = rng.normal(size=(2, 4, 5))
    layers, loss = [], MeanSquaredError()
    for w in weights:
        affine, phi = Affine(5, 5, rng=rng), Tanh()
        affine.params["W"][:] = w
        h = phi(affine(h))
        layers.append((affine, phi))
    loss(h, t)
    dh, wanted = loss.backward(), []
    for affine, phi in layers[::-1]:
        dh = affine.backward(phi.backward(dh))
        wanted.append(np.linalg.norm(dh))
    np.testing.assert_allclose(norms, wanted[::-1], rtol=1e-10)


def test_float32_overflows_in_silence_where_float64_does_not():
    given = {"scale": 6.0, "wrt": "inputs", "seeds": [0]}
    single = gradient_norms(50, "relu", dtype=np.float32, **given)[0]
    assert np.isnan(single[0])
    assert np.isfinite(single[-1])
    double = gradient_norms(50, "relu", **given)[0]
    assert np.isfinite(double).all()
    np.testing.assert_allclose(single[-1], double[-1], rtol=1e-4)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"depth": 0}, "depth"), ({"activation": "nothing"}, "derivative"), ({"scale": 0.0}, "scale"),
     ({"seeds": [-1]}, "seeds"), ({"batch_size": 0}, "batch_size"), ({"wrt": "biases"}, "wrt")],
)  # fmt: skip
def test_bad_input_is_named(change, word):
    settings = {"depth": 2, "activation": "tanh", "seeds": [0]} | change
    with pytest.raises(ValueError, match=word):
        gradient_norms(settings.pop("depth"), settings.pop("activation"), **settings)
