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
