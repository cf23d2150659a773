"""A loss says in one number how wrong the predictions are, and backward says in which direction.

``loss(prediction, target)`` returns a float and ``loss.backward()`` its gradient by the
prediction, of the same shape. Every loss adds up over the outputs of an example and takes the
mean over the examples of the batch. Chapter: losses.

Shapes of predictions are (N,) or (N, K). A target has the same shape; (N,) and (N, 1) may stand
for each other, and nothing else is ever broadcast.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import as_float, require_finite, require_positive, require_shape
from .activations import log_softmax

__all__ = [
    "BinaryCrossEntropy", "Huber", "MeanAbsoluteError", "MeanSquaredError", "SoftmaxCrossEntropy",
    "l2_penalty",
]  # fmt: skip


class Loss:
    """What all losses share: the checks of shapes and targets. Chapter: losses."""

    def __call__(self, prediction: ArrayLike, target: ArrayLike) -> float:
        """Return the loss of the batch as a float."""
        prediction = as_float(prediction, "prediction")
        return self.forward(prediction, self.check(prediction, target))

    def check(self, prediction: NDArray, target: ArrayLike) -> NDArray:
        """Return the target in the form that `forward` takes; raise if it does not fit."""
        if prediction.ndim not in (1, 2) or prediction.size == 0:
            raise ValueError(
                f"prediction must have shape (N,) or (N, K), not empty, got {prediction.shape}"
            )
        target = as_float(target, "target", prediction.dtype)
        column = (len(prediction), 1)
        if {target.shape, prediction.shape} != {column, column[:1]}:
            require_shape(target, prediction.shape, "target")
        require_finite(target, "target")
        return target.reshape(prediction.shape)

    def forward(self, prediction: NDArray, target: NDArray) -> float:
        """Return the loss of a target that `check` has returned, without checking again."""
        raise NotImplementedError

    def backward(self) -> NDArray[np.floating]:
        """Return the gradient of the last loss by its prediction."""
        if not hasattr(self, "_cache"):
            raise RuntimeError(f"{type(self).__name__}: compute the loss before backward")
        return self._gradient(*self._cache)

    def __repr__(self):
        options = ", ".join(f"{k}={v:g}" for k, v in vars(self).items() if k != "_cache")
        return f"{type(self).__name__}({options})"


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
        require_positive(delta, "delta")
        self.delta = delta

    def forward(self, prediction, target):
        error = prediction - target
        self._cache = (error,)
        size = np.abs(error)
        inner = np.minimum(size, self.delta)
        return float((inner * (size - 0.5 * inner)).sum() / len(error))

    def _gradient(self, error):
        return np.clip(error, -self.delta, self.delta) / len(error)


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
        target = np.asarray(target)
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


def l2_penalty(params: dict[str, NDArray], l2: float) -> tuple[float, dict[str, NDArray]]:
    r"""Return the penalty of the weight matrices, ½ λ Σ‖W‖², and its gradients, λ W.

    Chapter: dropout.

    Parameters
    ----------
    params : dict of str to ndarray
        Only matrices are penalized: biases, scales and shifts are 1-D and left alone.
    l2 : float
        The strength λ, at least 0.

    Returns
    -------
    value : float
    gradients : dict of str to ndarray
        For the matrices only.

    Examples
    --------
    >>> l2_penalty({"W": np.array([[3.0, 4.0]]), "b": np.array([7.0])}, 0.1)
    (1.25, {'W': array([[0.3, 0.4]])})
    """
    if not 0 <= l2 < np.inf:
        raise ValueError(f"l2 must be a finite number of at least 0, got {l2}")
    matrices = {key: p for key, p in params.items() if p.ndim == 2}
    value = 0.5 * l2 * sum(float(np.vdot(p, p)) for p in matrices.values())
    return value, {key: l2 * p for key, p in matrices.items()}
