import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import Affine, BatchNorm, LayerNorm, MeanSquaredError, Sequential

pytestmark = pytest.mark.usefixtures("strict")


@given(seed=st.integers(0, 99), scale=st.floats(0.5, 100), shift=st.floats(-100, 100))
def test_batch_norm_gives_mean_zero_and_variance_one(seed, scale, shift):
    x = np.random.default_rng(seed).standard_normal((20, 3))
    y = BatchNorm(3)(scale * x + shift)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(y.var(axis=0), 1, rtol=1e-3)  # eps makes it a little less
    np.testing.assert_allclose(y, BatchNorm(3)(x), atol=1e-3)


def test_running_averages_weigh_the_old_value_by_momentum(rng):
    layer = BatchNorm(2, momentum=0.75)
    mean, var = np.zeros(2), np.ones(2)
    for _ in range(3):
        x = 3 * rng.standard_normal((5, 2)) + 1
        layer(x)
        mean, var = 0.75 * mean + 0.25 * x.mean(axis=0), 0.75 * var + 0.25 * x.var(axis=0)
    np.testing.assert_allclose(layer.buffers["mean"], mean)
    np.testing.assert_allclose(layer.buffers["var"], var)  # biased: var divides by N
    before = {key: b.copy() for key, b in layer.buffers.items()}
    out = layer.eval()(x)
    np.testing.assert_allclose(out, (x - mean) / np.sqrt(var + 1e-5))
    for key, b in layer.buffers.items():
        np.testing.assert_array_equal(b, before[key])


def test_running_averages_map_to_pytorchs(golden):
    # PyTorch: momentum 0.1 for our 0.9, and the unbiased variance in the running estimate.
    data = golden("layers")
    ours, case = BatchNorm(4), data["BatchNorm eval"]
    ours(data["x"])
    ours(2 * data["x"] + 1)
    np.testing.assert_allclose(ours.buffers["mean"], case["mean"], rtol=1e-12)
    start, n = 0.9**2 * 1.0, len(data["x"])  # what is left of the first 1
    unbiased = start + (ours.buffers["var"] - start) * n / (n - 1)
    np.testing.assert_allclose(unbiased, case["var"], rtol=1e-12)


def test_evaluation_before_any_training_is_nearly_the_identity(rng):
    x = rng.standard_normal((3, 2))
    np.testing.assert_allclose(BatchNorm(2).eval()(x), x, rtol=1e-5)


def test_a_batch_of_one_is_beta_and_of_two_is_plus_and_minus_one(rng):
    layer = BatchNorm(3)
    layer.params["beta"][...] = [1, 2, 3]
    np.testing.assert_array_equal(layer(rng.standard_normal((1, 3))), [[1, 2, 3]])
    np.testing.assert_array_equal(layer.backward(np.ones((1, 3))), 0)
    pair = BatchNorm(3)(100 * rng.standard_normal((2, 3)))
    np.testing.assert_allclose(np.abs(pair), 1, rtol=1e-4)


def test_bias_before_batch_norm_has_gradient_zero(rng):
    net, loss = Sequential(Affine(3, 4, rng=rng), BatchNorm(4)), MeanSquaredError()
    loss(net(rng.standard_normal((6, 3))), rng.standard_normal((6, 4)))
    net.backward(loss.backward())
    np.testing.assert_allclose(net.grads["0.b"], 0, atol=1e-14)


@given(seed=st.integers(0, 99), n=st.integers(1, 5))
def test_layer_norm_treats_every_example_alone(seed, n):
    rng = np.random.default_rng(seed)
    layer, x = LayerNorm(8), 5 * rng.standard_normal((n, 8)) + 3
    y = layer(x)
    np.testing.assert_allclose(y.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=1), 1, rtol=1e-3)
    np.testing.assert_allclose(np.concatenate([layer(row[None]) for row in x]), y, atol=1e-12)
    np.testing.assert_array_equal(layer.eval()(x), y)


@pytest.mark.parametrize("kind", [BatchNorm, LayerNorm])
def test_errors(kind):
    with pytest.raises(ValueError, match=r"x must have shape \(N, 3\), got \(5, 2\)"):
        kind(3)(np.ones((5, 2)))
    with pytest.raises(ValueError, match="eps must be a positive number, got 0"):
        kind(3, eps=0)
    with pytest.raises(ValueError, match="n must be at least 1, got 0"):
        kind(0)


def test_momentum_must_be_a_fraction():
    with pytest.raises(ValueError, match=r"momentum must be in \[0, 1\), got 1"):
        BatchNorm(3, momentum=1)
