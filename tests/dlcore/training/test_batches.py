import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    minibatches,
)

pytestmark = pytest.mark.usefixtures("strict")


@given(n=st.integers(1, 30), size=st.integers(1, 40), seed=st.integers(0, 99))
def test_minibatches_use_every_example_once(n, size, seed):
    x = np.arange(n)
    for rng in (None, np.random.default_rng(seed)):
        batches = list(minibatches(x, -x, size, rng=rng))
        seen = np.concatenate([xb for xb, _ in batches])
        assert sorted(seen) == list(range(n))
        assert all((tb == -xb).all() for xb, tb in batches)
        assert [len(xb) for xb, _ in batches[:-1]] == [size] * (len(batches) - 1)
        if rng is None or size >= n:
            np.testing.assert_array_equal(seen, x)


def test_minibatches_are_new_each_time_and_errors_are_early(rng):
    x = np.arange(100)
    first, second = (np.concatenate([b for b, _ in minibatches(x, x, 7, rng=rng)]) for _ in "ab")
    assert (first != second).any()
    with pytest.raises(ValueError, match="x and t must have equal lengths, got 100 and 3"):
        minibatches(x, x[:3], 7)
    with pytest.raises(ValueError, match="batch_size must be at least 1, got -1"):
        minibatches(x, x, -1)


def test_what_cannot_be_cut_into_batches(rng):
    x = np.arange(6)
    with pytest.raises(ValueError, match="x must hold at least one example, got shape"):
        minibatches(x[:0], x[:0], 2)
    with pytest.raises(TypeError, match="t must be an array with a row per example, got None"):
        minibatches(x, None, 2)
    with pytest.raises(ValueError, match="x must be a full table"):
        minibatches([[1], [1, 2]], [0, 1], 2)
    lists = list(minibatches([1, 2, 3], [4, 5, 6], 2, rng=rng))
    assert sorted(int(v) for xb, _ in lists for v in xb) == [1, 2, 3]
