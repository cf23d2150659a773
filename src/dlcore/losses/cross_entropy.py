"""Losses of predicted classes. Chapter: losses."""

from __future__ import annotations

import numpy as np

from dlcore._checks import as_array, require_shape
from dlcore.activations import log_softmax

from .loss import Loss


class BinaryCrossEntropy(Loss):
    r"""Cross-entropy of yes-or-no answers, in nats; the predictions are *logits*.

    .. math:: L = \frac1N \sum \bigl(-t \log p - (1 - t) \log(1 - p)\bigr), \quad p = \sigma(\hat y)

    The gradient is (p - t) / N. Targets are 0, 1, or probabilities between; with K outputs the
    K answers are independent (multi-label) and their losses add up. Chapter: losses.

    Examples
    --------
    >>> loss = BinaryCrossEntropy()
    >>> round(loss([0.0, 1000.0], [1, 1]), 4), loss.backward().tolist()
    (0.3466, [-0.25, 0.0])
    """

    def check(self, prediction, target):
        target = super().check(prediction, target)
        if target.min() < 0 or target.max() > 1:
            raise ValueError(
                f"target must be in [0, 1], got values from {target.min():g} to {target.max():g}"
            )
        return target

    def forward(self, prediction, target):
        e = np.exp(-np.abs(prediction))
        self._cache = (prediction, e, target)
        loss = np.maximum(prediction, 0) - prediction * target + np.log1p(e)
        return float(loss.sum() / len(loss))

    def _gradient(self, prediction, e, target):
        p = np.where(prediction >= 0, 1, e) / (1 + e)
        return (p - target) / len(p)


class SoftmaxCrossEntropy(Loss):
    r"""Cross-entropy of one class among C, in nats; a prediction is a row of C *logits*.

    .. math::
        L = -\frac1N \sum_n \sum_k t_{nk} \log p_{nk}, \quad
        p = \operatorname{softmax}(\hat y)

    The gradient is (p - t) / N. Two forms of target are told apart by their number of axes alone:
    integer class labels of shape (N,) in 0…C-1, or rows of probabilities (one-hot rows, for
    example) of shape (N, C) that each sum to 1. Chapter: losses.

    Examples
    --------
    >>> loss = SoftmaxCrossEntropy()
    >>> round(loss([[3.2, 5.1, -1.7]], [0]), 3)
    2.04
    >>> round(loss([[3.2, 5.1, -1.7]], [[1, 0, 0]]), 3)
    2.04
    >>> loss.backward().round(2)
    array([[-0.87,  0.87,  0.  ]])
    """

    def check(self, prediction, target):
        require_shape(prediction, ("N", "C"), "prediction")
        target = as_array(target, "target")
        if target.ndim != 1:
            target = super().check(prediction, target)
            if target.min() < 0 or not np.allclose(target.sum(axis=1), 1, atol=1e-5):
                raise ValueError("each row of a 2-D target must be >= 0 and sum to 1")
            return target
        n, n_classes = prediction.shape
        require_shape(target, (n,), "target")
        if target.dtype.kind not in "iu":
            raise TypeError(f"class labels must be integers, got dtype {target.dtype}")
        if n == 0 or target.min() < 0 or target.max() >= n_classes:
            got = f"{target.min()} to {target.max()}" if n else "no examples"
            raise ValueError(f"class labels must be in 0..{n_classes - 1}, got {got}")
        return target

    def forward(self, prediction, target):
        log_p = log_softmax(prediction)
        self._cache = (log_p, target)
        if target.ndim == 1:
            return float(-log_p[np.arange(len(target)), target].sum() / len(target))
        return float(-np.vdot(target, log_p) / len(target))

    def _gradient(self, log_p, target):
        gradient = np.exp(log_p)
        if target.ndim == 1:
            gradient[np.arange(len(target)), target] -= 1
        else:
            gradient -= target
        gradient /= len(target)
        return gradient
