"""Networks with and without normalization: what they are, what they learn, what is stored."""

import json
from itertools import pairwise

import numpy as np
import pytest

from dlcore.experiments import (
    batch_norm_results,
    deep_network,
    digits_split,
    smoothness_along_training,
    train_normalized,
)
from dlcore.initializers import normal
from dlcore.layers import Affine, BatchNorm, LayerNorm, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import accuracy, fit
from tools.goldens import batch_norm as stored

X, T, X_TEST, T_TEST = digits_split()
FEW = X[:120], T[:120], X_TEST[:60], T_TEST[:60]
ORDERS = {
    "none": ["Affine", "ReLU"],
    "batch": ["Affine", "BatchNorm", "ReLU"],
    "batch after": ["Affine", "ReLU", "BatchNorm"],
    "noisy batch": ["Affine", "BatchNorm", "_Noise", "ReLU"],
    "noise": ["Affine", "_Noise", "ReLU"],
    "layer": ["Affine", "LayerNorm", "ReLU"],
}


@pytest.mark.parametrize(("norm", "order"), ORDERS.items())
def test_the_layers_stand_in_their_order(norm, order):
    net = deep_network(7, norm, depth=2, n_units=5, rng=np.random.default_rng(0))
    assert [type(layer).__name__ for layer in net.layers] == 2 * order + ["Affine"]
    assert [len(layer.params["W"]) for layer in net.layers if isinstance(layer, Affine)] == [
        7,
        5,
        5,
    ]


@pytest.mark.parametrize(("norm", "kind"), [("batch", BatchNorm), ("layer", LayerNorm)])
def test_training_is_what_fit_makes_of_the_same_network(norm, kind):
    run = {"epochs": 3, "batch_size": 30}
    made = train_normalized(*FEW, norm=norm, seeds=[4, 7], lr=0.2, depth=2, n_units=9, **run)
    for i, seed in enumerate((4, 7)):
        rng, layers = np.random.default_rng(seed), []
        for n_in, n_out in pairwise([64, 9, 9]):
            layers += [Affine(n_in, n_out, rng=rng), kind(n_out), ReLU()]
        net = Sequential(*layers, Affine(9, 10, rng=rng))
        history = fit(net, SoftmaxCrossEntropy(), SGD(0.2), *FEW[:2], rng=rng, **run)
        np.testing.assert_allclose(made.loss[i], history.loss, rtol=1e-12)
        assert made.accuracy[i] == accuracy(net, *FEW[:2])
        assert made.test_accuracy[i] == accuracy(net, *FEW[2:])


def test_noise_is_new_in_every_step_and_absent_in_inference():
    net = deep_network(64, "noise", depth=1, rng=np.random.default_rng(0))
    first, second = net.activations(X[:50])[1], net.activations(X[:50])[1]
    plain = net.eval().activations(X[:50])
    np.testing.assert_array_equal(plain[1], plain[0])
    assert np.abs(first - second).max() > 0.1
    slope, shift = np.polyfit(plain[0][:, 3], first[:, 3], 1)  # one factor and shift a unit
    np.testing.assert_allclose(first[:, 3], slope * plain[0][:, 3] + shift, atol=1e-9)
    assert 0.5 <= slope <= 1.5
    assert -0.5 <= shift <= 0.5


def test_the_gradient_goes_back_through_the_noise():
    net = deep_network(64, "noise", depth=1, n_units=6, rng=np.random.default_rng(0))
    noise = net.layers[1]
    z = np.random.default_rng(1).normal(size=(4, 6))
    out = noise(z)
    factor = (out[0] - out[1]) / (z[0] - z[1])
    np.testing.assert_allclose(noise.backward(np.ones((4, 6))), np.tile(factor, (4, 1)))


def test_what_diverges_answers_nothing_rightly():
    run = train_normalized(*FEW, norm="none", seeds=[0], lr=1e3, epochs=3)
    assert run.accuracy[0] == 0
    assert not np.isfinite(run.loss[0, -1])


def test_covariate_shift_is_the_change_of_a_gradient_by_the_layers_before():
    seen = smoothness_along_training(X, T, norm="batch", seed=3, lr=0.2, n_steps=1, every=1)
    rng = np.random.default_rng(3)
    net, loss = deep_network(64, "batch", rng=rng), SoftmaxCrossEntropy()
    rows = rng.integers(len(X), size=100)

    def gradients():
        loss(net(X[rows]), T[rows])
        net.backward(loss.backward())
        return {key: g.copy() for key, g in net.grads.items()}

    before, keys = gradients(), [key for key in net.params if key.endswith(".W")]
    for i, key in enumerate(keys):
        for earlier in list(before)[: list(before).index(key)]:
            net.params[earlier][...] -= 0.2 * before[earlier]
        after = gradients()[key]
        for earlier in list(before)[: list(before).index(key)]:
            net.params[earlier][...] += 0.2 * before[earlier]
        assert seen.shift[0, i] == pytest.approx(np.linalg.norm(after - before[key]), abs=1e-9)
    assert seen.cosine[0, 0] == pytest.approx(1)
    assert (seen.loss[:, 0] <= seen.loss[:, 1]).all()


def test_smoothness_is_a_change_of_the_gradient_per_distance():
    seen = smoothness_along_training(X, T, norm="none", seed=1, lr=0.05, n_steps=11)
    assert len(seen.loss) == 3
    assert (seen.smoothness > 0).all()
    # On the way to four steps the gradient changes by no more than smoothness times the distance.
    farthest = seen.gradient_change[:, 1] / seen.smoothness
    assert (farthest > 0).all()
    calm = smoothness_along_training(X, T, norm="none", seed=1, lr=1e-7, n_steps=1)
    assert calm.gradient_change[0, 1] < 1e-4
    assert calm.shift.max() < 1e-4
    with pytest.raises(ValueError, match="norm must draw no noise"):
        smoothness_along_training(X, T, norm="noise", seed=0)


class TestStoredResults:
    def test_they_say_how_they_were_made(self):
        text = json.loads(stored.FILE.read_text())
        assert text["command"] == "python -m tools.goldens batch_norm"
        assert all("seeds" in text[name] for name in text if name != "command")

    def test_a_scale_again(self):
        found, old = stored.scales([3], stored.SCALES[9:10]), batch_norm_results("scales")
        for norm in ("none", "batch"):
            np.testing.assert_allclose(found[norm][0][0], old[norm][9, 3], atol=0.01)

    def test_a_rate_again(self):
        found, old = stored.rates([2], (0.3,)), batch_norm_results("rates")
        for norm in ("batch", "batch after"):
            np.testing.assert_allclose(found[norm][0][0], old[norm][3, 2], atol=0.005)
            np.testing.assert_allclose(
                found[f"{norm} test"][0][0], old[f"{norm} test"][3, 2], atol=0.01
            )

    def test_a_run_with_noise_again(self):
        found, old = stored.noise([5], ("batch", "noisy batch")), batch_norm_results("noise")
        for norm in ("batch", "noisy batch"):
            np.testing.assert_allclose(found[norm][0], old[norm][5], atol=1e-3)

    def test_a_measure_again(self):
        old = batch_norm_results("smoothness")
        seen = smoothness_along_training(X, T, norm="batch", seed=6, n_steps=20)
        for name in ("loss", "gradient_change", "smoothness", "shift", "cosine"):
            np.testing.assert_allclose(
                getattr(seen, name), old[f"batch {name}"][6, :4], rtol=2e-3, atol=1e-3
            )

    def test_a_batch_size_again(self):
        old = batch_norm_results("sizes")
        run = {"norm": "batch", "seeds": [4], "batch_size": 16, "lr": old["batch rate"][3]}
        again = train_normalized(X, T, X_TEST, T_TEST, **run, **stored.SMALL)
        np.testing.assert_allclose(1 - again.test_accuracy[0], old["batch"][3, 4], atol=0.005)

    def test_another_name(self):
        with pytest.raises(ValueError, match="name must be one of scales, rates"):
            batch_norm_results("speed")


def test_the_first_weights_may_be_chosen():
    net = deep_network(64, "batch", depth=1, init=normal(0.5), rng=np.random.default_rng(0))
    assert net.params["0.W"].std() == pytest.approx(0.5, rel=0.05)
