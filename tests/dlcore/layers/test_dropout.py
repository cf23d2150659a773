import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import Dropout

pytestmark = pytest.mark.usefixtures("strict")


@given(p=st.floats(0, 0.9), seed=st.integers(0, 99))
def test_keeps_by_the_mask_of_the_generator_and_scales_by_what_is_kept(p, seed):
    x = np.random.default_rng(1).standard_normal((6, 5))
    mask = np.random.default_rng(seed).random((6, 5)) >= p
    layer = Dropout(p, rng=np.random.default_rng(seed))
    np.testing.assert_allclose(layer(x), x * mask / (1 - p))
    np.testing.assert_allclose(layer.backward(x), x * mask / (1 - p))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_share_dropped_and_expectation(dtype, rng):
    out = Dropout(0.15, rng=rng)(np.ones((400, 500), dtype))
    # 200,000 independent draws: six standard deviations are 0.005
    assert (out == 0).mean() == pytest.approx(0.15, abs=0.005)
    assert out.mean() == pytest.approx(1, abs=0.006)


def test_masks_are_new_at_each_step_and_their_own_for_each_example(rng):
    layer, x = Dropout(0.5, rng=rng), np.ones((2, 100))
    first, second = layer(x), layer(x)
    assert (first != second).any()
    assert (first[0] != first[1]).any()


def test_evaluation_is_the_identity_both_ways(rng):
    layer, x = Dropout(0.5, rng=rng).eval(), rng.standard_normal((3, 4))
    np.testing.assert_array_equal(layer(x), x)
    np.testing.assert_array_equal(layer.backward(x), x)


def test_p_zero_changes_nothing_in_training(rng):
    x = rng.standard_normal((3, 4))
    np.testing.assert_array_equal(Dropout(0.0, rng=rng)(x), x)


def test_errors(rng):
    for p in (1.0, -0.1, 1.2, np.nan):
        with pytest.raises(ValueError, match=rf"p must be in \[0, 1\), got {p}"):
            Dropout(p, rng=rng)
    with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator"):
        Dropout(0.5, rng=None)
