import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcore import (
    BinaryCrossEntropy,
    SoftmaxCrossEntropy,
    one_hot,
    softmax,
)

pytestmark = pytest.mark.usefixtures("strict")


@given(z=hnp.arrays(np.float64, (5, 3), elements=st.floats(-1e3, 1e3)), seed=st.integers(0, 99))
def test_softmax_cross_entropy_gradient_is_p_minus_y(z, seed):
    labels = np.random.default_rng(seed).integers(0, 3, 5)
    rows, loss = one_hot(labels, 3), SoftmaxCrossEntropy()
    by_labels = loss(z, labels)
    gradient = loss.backward()
    np.testing.assert_allclose(gradient, (softmax(z) - rows) / 5, atol=1e-15)
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)
    assert loss(z, rows) == pytest.approx(by_labels, rel=1e-12)
    np.testing.assert_allclose(loss.backward(), gradient, atol=1e-15)
    assert loss(z + 7.0, labels) == pytest.approx(by_labels, rel=1e-9, abs=1e-9)


@given(z=hnp.arrays(np.float64, 6, elements=st.floats(-1e3, 1e3)))
def test_binary_is_softmax_of_two(z):
    t = np.array([0, 1, 1, 0, 1, 0])
    two = SoftmaxCrossEntropy()(np.column_stack([np.zeros(6), z]), t)
    assert BinaryCrossEntropy()(z, t) == pytest.approx(two, rel=1e-12, abs=1e-12)


def test_target_rules_of_the_cross_entropies():
    z = np.zeros((2, 3))
    with pytest.raises(ValueError, match=r"target must be in \[0, 1\], got values from 0 to 2"):
        BinaryCrossEntropy()([0.0, 0.0], [0, 2])
    for bad, got in (([0, 3], "0 to 3"), ([-1, 0], "-1 to 0")):
        with pytest.raises(ValueError, match=rf"class labels must be in 0..2, got {got}"):
            SoftmaxCrossEntropy()(z, bad)
    with pytest.raises(TypeError, match="class labels must be integers, got dtype float64"):
        SoftmaxCrossEntropy()(z, [0.0, 1.0])
    with pytest.raises(ValueError, match="must be >= 0 and sum to 1"):
        SoftmaxCrossEntropy()(z, [[1, 0, 0], [1, 1, 0]])
    with pytest.raises(ValueError, match="must be >= 0 and sum to 1"):
        SoftmaxCrossEntropy()(z, [[1, 0, 0], [2, -1, 0]])
    with pytest.raises(ValueError, match="target must be finite, got nan"):
        SoftmaxCrossEntropy()(z, [[1, 0, 0], [np.nan, 0, 0]])
    with pytest.raises(ValueError, match=r"target must have shape \(2, 3\), got \(3, 3\)"):
        SoftmaxCrossEntropy()(z, np.eye(3))
    with pytest.raises(ValueError, match=r"target must have shape \(2,\), got \(3,\)"):
        SoftmaxCrossEntropy()(z, [0, 1, 2])
    with pytest.raises(ValueError, match=r"prediction must have shape \(N, C\), got \(3,\)"):
        SoftmaxCrossEntropy()(np.zeros(3), [0, 1, 2])


def test_a_square_batch_cannot_be_mistaken():
    # As many examples as classes: labels and one-hot rows still differ in their number of axes.
    z = np.random.default_rng(0).standard_normal((3, 3))
    labels = np.array([2, 0, 1])
    assert SoftmaxCrossEntropy()(z, labels) == pytest.approx(
        SoftmaxCrossEntropy()(z, one_hot(labels, 3))
    )
