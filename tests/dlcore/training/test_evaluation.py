import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    Affine,
    BatchNorm,
    Dropout,
    Identity,
    Sequential,
    accuracy,
    confusion_matrix,
    predict,
)

pytestmark = pytest.mark.usefixtures("strict")


def test_predict_in_chunks_keeps_the_mode(rng):
    net = Sequential(Affine(3, 2, rng=rng), BatchNorm(2), Dropout(0.5, rng=rng))
    x = rng.standard_normal((25, 3))
    whole = predict(net, x)
    assert net.training
    np.testing.assert_allclose(predict(net, x, chunk=4), whole, rtol=1e-14)
    np.testing.assert_array_equal(net.eval()(x), whole)
    assert not net.training
    with pytest.raises(ValueError, match="x must hold at least one example"):
        predict(net, x[:0])
    net.train()
    with pytest.raises(ValueError, match="x must have shape"):
        predict(net, x[:, :2])
    assert net.training


def test_accuracy_and_confusion_matrix():
    scores, labels = np.array([[3, 1, 0], [0, 2, 1], [0, 2, 1], [0, 1, 5.0]]), [0, 1, 2, 2]
    assert accuracy(Identity(), scores, labels) == 0.75
    assert accuracy(Identity(), scores, np.eye(3)[labels]) == 0.75
    counts = confusion_matrix(Identity(), scores, labels)
    np.testing.assert_array_equal(counts, [[1, 0, 0], [0, 1, 0], [0, 1, 1]])
    logits = np.array([[-0.1], [0.1], [3.0]])
    for t in ([0, 1, 0], [[0], [1], [0]], np.array([0.0, 1.0, 0.0])):
        assert accuracy(Identity(), logits, t) == pytest.approx(2 / 3)
        np.testing.assert_array_equal(confusion_matrix(Identity(), logits, t), [[1, 1], [0, 1]])


@given(seed=st.integers(0, 99), n=st.integers(1, 30))
def test_confusion_matrix_counts_everything(seed, n):
    rng = np.random.default_rng(seed)
    scores, t = rng.standard_normal((n, 4)), rng.integers(0, 4, n)
    counts = confusion_matrix(Identity(), scores, t)
    np.testing.assert_array_equal(counts.sum(axis=1), np.bincount(t, minlength=4))
    assert np.trace(counts) / n == pytest.approx(accuracy(Identity(), scores, t))


@pytest.mark.parametrize("measure", [accuracy, confusion_matrix])
def test_errors_of_the_measures(measure):
    scores = np.zeros((3, 2))
    with pytest.raises(ValueError, match=r"t must have shape \(3,\) or \(3, 2\), got \(2,\)"):
        measure(Identity(), scores, [0, 1])
    with pytest.raises(ValueError, match=r"t must hold only 0..1, got \[0 1 2\]"):
        measure(Identity(), scores, [0, 1, 2])
    with pytest.raises(ValueError, match=r"t must hold only 0..1, got \[0.  0.5 1. \]"):
        measure(Identity(), scores[:, :1], [0, 0.5, 1])
