import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    clip_gradients,
)

pytestmark = pytest.mark.usefixtures("strict")


@given(seed=st.integers(0, 99), limit=st.floats(0.01, 10))
def test_clipping_keeps_the_direction(seed, limit):
    rng = np.random.default_rng(seed)
    grads = {"W": rng.standard_normal((3, 2)), "b": rng.standard_normal(2)}
    before = np.concatenate([g.ravel() for g in grads.values()])
    arrays = list(grads.values())
    norm = clip_gradients(grads, limit)
    after = np.concatenate([g.ravel() for g in grads.values()])
    assert norm == pytest.approx(np.linalg.norm(before))
    assert np.linalg.norm(after) == pytest.approx(min(norm, limit))
    np.testing.assert_allclose(after, before * min(1, limit / norm))
    assert all(a is b for a, b in zip(arrays, grads.values(), strict=True))


def test_clipping_matches_pytorch_and_rejects(golden):
    data = golden("optimizers")
    assert clip_gradients({"p": data["gradient"]}, 1.0) == pytest.approx(data["norm"], rel=1e-14)
    with pytest.raises(ValueError, match="max_norm must be a positive number, got 0"):
        clip_gradients({}, 0)


@pytest.mark.parametrize("size", [1e-300, 1e-160, 1e-30, 1e30, 1e160, 1e300])
def test_norms_of_any_size(size):
    grads = {"W": np.array([3.0, 0.0]) * size, "b": np.array([4.0]) * size}
    assert clip_gradients(grads, 1.0) == pytest.approx(5 * size, rel=1e-12, abs=0)
    kept = min(size, 0.2)  # of a norm of 5
    np.testing.assert_allclose(grads["W"], [3 * kept, 0], rtol=1e-12)
    np.testing.assert_allclose(grads["b"], [4 * kept], rtol=1e-12)


def test_norms_that_float32_could_not_square():
    grads = {"W": np.array([3e30, 0.0], np.float32), "b": np.array([4e30], np.float32)}
    assert clip_gradients(grads, 10.0) == pytest.approx(5e30, rel=1e-6)
    np.testing.assert_allclose(grads["W"], [6, 0], rtol=1e-6)


def test_what_cannot_be_clipped(rng):
    for bad in (np.nan, np.inf):
        with pytest.raises(ValueError, match=rf"grads\['b'\] must be finite, got {bad}"):
            clip_gradients({"a": np.ones(2), "b": np.array([1.0, bad])}, 1.0)
    frozen = np.ones(2)
    frozen.flags.writeable = False
    with pytest.raises(TypeError, match="got a read-only one"):
        clip_gradients({"a": frozen}, 0.1)
    assert clip_gradients({}, 1.0) == clip_gradients({"a": np.zeros(2)}, 1.0) == 0
