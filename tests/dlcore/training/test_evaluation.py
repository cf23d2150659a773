import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    Affine,
    BatchNorm,
    Dropout,
    Identity,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
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


def normed_net(rng):
    return Sequential(
        Affine(3, 4, rng=rng), BatchNorm(4), ReLU(), Dropout(0.3, rng=rng), Affine(4, 2, rng=rng)
    )


MEASURES = [lambda net, x, t: predict(net, x), accuracy, confusion_matrix]


@pytest.mark.parametrize("measure", MEASURES, ids=["predict", "accuracy", "confusion_matrix"])
def test_measuring_between_forward_and_backward_leaves_no_trace(measure):
    grads = []
    for measured in (False, True):
        rng = np.random.default_rng(0)
        net, loss = normed_net(rng), SoftmaxCrossEntropy()
        x, t = rng.standard_normal((6, 3)), rng.integers(0, 2, 6)
        loss(net(x), t)
        if measured:
            measure(net, x[:4], t[:4])
        net.backward(loss.backward())
        grads.append({key: g.copy() for key, g in net.grads.items()})
    for key, g in grads[0].items():
        np.testing.assert_array_equal(g, grads[1][key], err_msg=key)


def test_a_layer_that_was_frozen_stays_frozen(rng):
    class Keeps(Identity):  # a layer as a reader would write it
        def forward(self, x):
            self.x = x
            return super().forward(x)

    net = Sequential(normed_net(rng), Keeps())
    net[0][1].eval()
    net(rng.standard_normal((5, 3)))
    kept, mean = net[1].x, net[0][1].buffers["mean"].copy()
    predict(net, rng.standard_normal((9, 3)))
    assert [layer.training for layer in net[0]] == [True, False, True, True, True]
    assert net[1].x is kept
    np.testing.assert_array_equal(net[0][1].buffers["mean"], mean)


def test_nan_is_no_answer():
    scores = np.array([[1.0, 2.0], [np.nan, 5.0], [3.0, 1.0]])
    for measure in (accuracy, confusion_matrix):
        with pytest.raises(ValueError, match="the net must give numbers, got nan for example 1"):
            measure(Identity(), scores, [0, 1, 0])
        with pytest.raises(ValueError, match="got nan for example 0"):
            measure(Identity(), np.array([[np.nan], [1.0]]), [0, 1])


def test_rows_of_the_truth_must_be_one_hot():
    scores = np.zeros((3, 3))
    for row, got in (([1, 1, 0], r"\[1 1 0\] in row 1"), ([0, 0, 0], r"\[0 0 0\] in row 1")):
        with pytest.raises(ValueError, match=f"each row of a 2-D t must hold one 1, got {got}"):
            accuracy(Identity(), scores, [[1, 0, 0], row, [0, 0, 1]])
