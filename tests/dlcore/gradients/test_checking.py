import copy

import numpy as np
import pytest

from dlcore import (
    Affine,
    BatchNorm,
    BinaryCrossEntropy,
    Dropout,
    GradientCheck,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    Tanh,
    gradient_check,
)


def big_net(rng):
    return Sequential(
        Affine(3, 4, rng=rng), BatchNorm(4), Tanh(), Dropout(0.3, rng=rng), Affine(4, 3, rng=rng)
    )


@pytest.mark.parametrize("mode", ["train", "eval"])
def test_check_passes_and_changes_nothing(mode, rng):
    net, loss = big_net(rng), SoftmaxCrossEntropy()
    getattr(net, mode)()
    x, t = rng.standard_normal((6, 3)), rng.integers(0, 3, 6)
    before = copy.deepcopy(({**net.params, **net.buffers, **net.grads}, x))
    state = rng.bit_generator.state
    check = gradient_check(net, loss, x, t)
    assert check
    assert check.ok
    assert check.ratio <= 1
    assert check.ratios.keys() == {"x", *net.params}
    for key, array in {**net.params, **net.buffers, **net.grads}.items():
        np.testing.assert_array_equal(array, before[0][key])
    np.testing.assert_array_equal(x, before[1])
    assert rng.bit_generator.state == state
    assert net.training == (mode == "train")
    with pytest.raises(RuntimeError):
        loss.backward()  # the caller's loss was not used


class WrongAffine(Affine):
    """Forgets something in the backward pass."""

    def __init__(self, mistake, *args, **options):
        super().__init__(*args, **options)
        self.mistake = mistake

    def backward_params(self, dout):
        super().backward_params(dout)
        if self.mistake == "W":
            self.grads["W"] *= 1.001
        elif self.mistake == "b":
            self.grads["b"][0] += 1e-4

    def backward(self, dout):
        dx = super().backward(dout)
        return 2 * dx if self.mistake == "x" else dx


@pytest.mark.parametrize(("mistake", "worst"), [("W", "0.W"), ("b", "0.b"), ("x", "x")])
def test_check_finds_a_planted_mistake_and_names_it(mistake, worst, rng):
    net = Sequential(WrongAffine(mistake, 3, 4, rng=rng), Tanh(), Affine(4, 2, rng=rng))
    x, t = rng.standard_normal((5, 3)), rng.standard_normal((5, 2))
    check = gradient_check(net, MeanSquaredError(), x, t)
    assert not check
    assert check.worst == worst
    assert check.ratio > 1
    assert "FAILED: worst is " + worst in repr(check)
    net[0].mistake = None
    assert gradient_check(net, MeanSquaredError(), x, t)


def test_check_finds_nan_and_a_wrong_loss(rng):
    class WrongLoss(BinaryCrossEntropy):
        def backward(self):
            return super().backward() * 2

    net = Sequential(Affine(2, 1, rng=rng))
    x, t = rng.standard_normal((4, 2)), np.array([0, 1, 1, 0])
    assert gradient_check(net, BinaryCrossEntropy(), x, t)
    assert not gradient_check(net, WrongLoss(), x, t)
    net.params["0.W"][...] = np.nan
    check = gradient_check(net, BinaryCrossEntropy(), x, t)
    assert not check
    assert check.ratio == np.inf


def test_relative_error_alone_would_mislead(rng):
    # The bias before batch normalization has gradient 0; the check still passes.
    net = Sequential(Affine(3, 4, rng=rng), BatchNorm(4))
    x, t = rng.standard_normal((6, 3)), rng.standard_normal((6, 4))
    assert gradient_check(net, MeanSquaredError(), x, t)


def test_a_kink_is_not_proof():
    # At a ReLU's kink the difference quotient is ½ and back-propagation says 0.
    x, t = np.zeros((1, 1)), np.ones((1, 1))
    check = gradient_check(Sequential(ReLU()), MeanSquaredError(), x, t)
    assert not check
    assert check.worst == "x"


def test_check_needs_float64(rng):
    with pytest.raises(ValueError, match="net must be float64 to be checked, got float32"):
        gradient_check(
            Affine(2, 1, rng=rng, dtype=np.float32), MeanSquaredError(), np.ones((1, 2)), [[1.0]]
        )


def test_repr():
    check = GradientCheck(True, "0.W", 1e-11, 1e-4, {"0.W": 1e-4})
    assert repr(check).startswith("gradient check passed: worst is 0.W, error 1.0e-11")


def test_a_sample_of_the_entries_agrees_with_the_whole(rng):
    net = Sequential(Affine(20, 8, rng=rng), Tanh(), Affine(8, 3, rng=rng))
    x, t = rng.standard_normal((5, 20)), rng.integers(0, 3, 5)
    whole = gradient_check(net, SoftmaxCrossEntropy(), x, t)
    sample = gradient_check(net, SoftmaxCrossEntropy(), x, t, n_samples=4, rng=rng)
    assert whole.ok
    assert sample.ok
    assert sample.ratios.keys() == whole.ratios.keys()
    for key, ratio in sample.ratios.items():
        assert ratio <= whole.ratios[key]
    same = gradient_check(net, SoftmaxCrossEntropy(), x, t, n_samples=1000, rng=rng)
    assert same.ratios == whole.ratios


def test_a_sample_finds_a_mistake_everywhere_and_needs_a_generator(rng):
    class Wrong(Affine):
        def backward_params(self, dout):
            super().backward_params(dout)
            self.grads["W"] *= 1.01

    net, x, t = Wrong(20, 3, rng=rng), rng.standard_normal((5, 20)), rng.integers(0, 3, 5)
    found = gradient_check(net, SoftmaxCrossEntropy(), x, t, n_samples=2, rng=rng)
    assert not found
    assert found.worst == "W"
    with pytest.raises(TypeError, match="rng must be a"):
        gradient_check(net, SoftmaxCrossEntropy(), x, t, n_samples=2)
    with pytest.raises(ValueError, match="n_samples must be at least 1, got 0"):
        gradient_check(net, SoftmaxCrossEntropy(), x, t, n_samples=0, rng=rng)


def test_a_flipped_sign_in_the_first_of_ten_sigmoid_layers_is_seen():
    rng = np.random.default_rng(1)

    class Flipped(Affine):
        sign = -1

        def backward_params(self, dout):
            super().backward_params(dout)
            self.grads["W"] *= self.sign

    layers = [Flipped(5, 4, init="xavier", rng=rng), Sigmoid()]
    for _ in range(9):
        layers += [Affine(4, 4, init="xavier", rng=rng), Sigmoid()]
    net = Sequential(*layers, Affine(4, 3, rng=rng))
    x, t = rng.standard_normal((6, 5)), rng.integers(0, 3, 6)
    loss = SoftmaxCrossEntropy()
    loss(net(x), t)
    net.backward(loss.backward())
    assert np.abs(net.grads["0.W"]).max() < 5e-8  # smaller than any tolerance of one size for all
    check = gradient_check(net, SoftmaxCrossEntropy(), x, t)
    assert not check
    assert check.worst == "0.W"
    assert check.ratio > 100
    Flipped.sign = 1
    assert gradient_check(net, SoftmaxCrossEntropy(), x, t)


@pytest.mark.parametrize("way", ["backward", "backward_params"])
def test_both_ways_back_are_checked(way, rng):
    class Forgets(Affine):
        def backward_params(self, dout):
            super().backward_params(dout)
            if way == "backward_params":
                self.grads["W"][0, 0] = 0

        def backward(self, dout):
            super().backward_params(dout)
            if way == "backward":
                self.grads["W"][0, 0] = 0
            return dout @ self.params["W"].T

    net = Sequential(Forgets(3, 2, rng=rng))
    x, t = rng.standard_normal((4, 3)), rng.standard_normal((4, 2))
    check = gradient_check(net, MeanSquaredError(), x, t)
    assert not check
    assert check.worst == "0.W"


def test_a_gradient_that_is_never_filled_is_seen(rng):
    class Lazy(Affine):
        def backward_params(self, dout):
            self._recall(dout)

    layer = Lazy(3, 2, init="zeros")  # its gradients are 0 at the start
    x, t = rng.standard_normal((4, 3)), np.zeros((4, 2))  # and so is the true gradient
    assert not gradient_check(layer, MeanSquaredError(), x, t)


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_right_gradients_pass_at_any_size(size, rng):
    net = Sequential(Affine(3, 4, rng=rng), Tanh(), Affine(4, 2, rng=rng))
    x, t = rng.standard_normal((5, 3)), size * rng.standard_normal((5, 2))
    net.params["2.W"][...] *= size
    assert gradient_check(net, MeanSquaredError(), x, t)


def test_tolerances_are_not_negative(rng):
    net, x = Affine(2, 1, rng=rng), rng.standard_normal((3, 2))
    for name in ("atol", "rtol"):
        for bad in (-1e-9, np.nan):
            with pytest.raises(ValueError, match=f"{name} must be a finite number of at least 0"):
                gradient_check(net, MeanSquaredError(), x, np.zeros(3), **{name: bad})
