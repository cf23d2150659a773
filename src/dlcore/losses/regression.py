"""Losses of predicted amounts. Chapter: losses."""

from __future__ import annotations

import numpy as np

from dlcore._checks import require_positive

from .loss import Loss


class MeanSquaredError(Loss):
    r"""Half the squared distance per example, mean over the batch.

    .. math:: L = \frac{1}{2N} \sum_n \lVert \hat y_n - t_n \rVert^2

    Half the sum of squares, so that the gradient is (prediction - target) / N. PyTorch's
    ``MSELoss`` is the mean over all N · K numbers without the ½: 2 / K times this one.
    Chapter: losses.

    Examples
    --------
    >>> loss = MeanSquaredError()
    >>> loss([[1.0, 2.0]], [[0.0, 0.0]]), loss.backward().tolist()
    (2.5, [[1.0, 2.0]])
    """

    def forward(self, prediction, target):
        error = prediction - target
        self._cache = (error,)
        return float(0.5 * np.vdot(error, error) / len(error))

    def _gradient(self, error):
        return error / len(error)


class MeanAbsoluteError(Loss):
    r"""The sum of the absolute errors per example, mean over the batch.

    .. math:: L = \frac{1}{N} \sum_n \sum_k \lvert \hat y_{nk} - t_{nk} \rvert

    The gradient is ±1 / N, and 0 where the error is 0. Chapter: losses.

    Examples
    --------
    >>> loss = MeanAbsoluteError()
    >>> loss([[1.0, -2.0]], [[0.0, 0.0]]), loss.backward().tolist()
    (3.0, [[1.0, -1.0]])
    """

    def forward(self, prediction, target):
        error = prediction - target
        self._cache = (error,)
        return float(np.abs(error).sum() / len(error))

    def _gradient(self, error):
        return np.sign(error) / len(error)


class Huber(Loss):
    r"""Squares for small errors, straight lines for large ones (Huber, 1964).

    .. math::
        \ell(e) = \tfrac12 e^2 \text{ where } |e| \le \delta, \quad
        \delta\,(|e| - \tfrac12 \delta) \text{ elsewhere}

    The sum over an example's errors e, mean over the batch. Chapter: losses.

    Parameters
    ----------
    delta : float, default 1
        Where the square turns into a straight line, so that an outlier pulls no harder; above 0.

    Examples
    --------
    >>> loss = Huber(delta=1.0)
    >>> loss([0.5, 3.0], [0.0, 0.0]), loss.backward().tolist()
    (1.3125, [0.25, 0.5])
    """

    def __init__(self, delta: float = 1.0):
        self.delta = require_positive(delta, "delta")

    def forward(self, prediction, target):
        error = prediction - target
        self._cache = (error,)
        size = np.abs(error)
        inner = np.minimum(size, self.delta)
        return float((inner * (size - 0.5 * inner)).sum() / len(error))

    def _gradient(self, error):
        return np.clip(error, -self.delta, self.delta) / len(error)
