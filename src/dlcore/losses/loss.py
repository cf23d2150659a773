"""What all losses share. Chapter: losses."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_float, require_finite, require_shape
from dlcore._options import shown_call


class Loss:
    """What all losses share: the checks of shapes and targets.

    A new loss is one class with ``forward(prediction, target)``, which keeps in ``self._cache``, a
    tuple, what the gradient needs, and ``_gradient(*cache)``. Chapter: losses.

    Examples
    --------
    >>> class Sum(Loss):
    ...     def forward(self, prediction, target):
    ...         self._cache = (prediction,)
    ...         return float((prediction - target).sum() / len(prediction))
    ...     def _gradient(self, prediction):
    ...         return np.full_like(prediction, 1 / len(prediction))
    >>> loss = Sum()
    >>> loss([1.0, 3.0], [0.0, 0.0]), loss.backward()
    (2.0, array([0.5, 0.5]))
    """

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

    def __getstate__(self):
        """Return what a copy or a pickle holds: everything but the last batch."""
        return {k: v for k, v in vars(self).items() if k != "_cache"}

    def __repr__(self):
        return shown_call(self)
