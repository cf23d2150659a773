"""Scaling of the inputs: learned from the training set, applied to everything else.

Each scaler has ``fit(x)``, which learns and returns the scaler, and ``transform(x)``. Fitting on
test data is a leak. Chapter: preprocessing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    require_count,
    require_finite,
    require_not_negative,
    require_number_dtype,
    require_shape,
)

__all__ = ["MinMaxScaler", "Standardizer", "Whitener", "one_hot"]


class _Scaler:
    """x → (x - shift) / scale for each feature, or (x - shift) @ scale for all together."""

    def fit(self, x: ArrayLike):
        """Learn from `x` of shape (N, D) and return the scaler."""
        x = as_batch(x, "D")
        require_finite(x, "x")
        before = dict(vars(self))
        try:
            with np.errstate(over="ignore", invalid="ignore"):  # found out at the next line
                self._learn(x)
            for name, learned in vars(self).items():
                require_finite(np.asarray(learned), f"x is too large: {name}")
        except ValueError:  # what was refused changes nothing
            vars(self).clear()
            vars(self).update(before)
            raise
        self._n_features = x.shape[1]
        return self

    def transform(self, x: ArrayLike) -> NDArray[np.floating]:
        """Return `x` of shape (N, D) transformed by what `fit` has learned."""
        if not hasattr(self, "_n_features"):
            raise RuntimeError(f"{type(self).__name__}: call fit before transform")
        return self._apply(as_batch(x, self._n_features))

    def __repr__(self):
        return f"{type(self).__name__}()"


class Standardizer(_Scaler):
    """Give every feature mean 0 and standard deviation 1: z = (x - mean) / std.

    The deviation is the biased one (divided by N). A feature that never varies, or by no more than
    the rounding of its numbers, becomes 0. Chapter: preprocessing.

    Attributes
    ----------
    mean, std : ndarray of float64 of shape (D,)
        Added up in float64 whatever the dtype of x; `std` is 0 where a feature does not vary.

    Examples
    --------
    >>> scaler = Standardizer().fit([[1.0, 10.0], [3.0, 30.0]])
    >>> scaler.transform([[1.0, 10.0], [2.0, 30.0]])
    array([[-1., -1.],
           [ 0.,  1.]])
    """

    def _learn(self, x):
        low, high = x.min(axis=0).astype(np.float64), x.max(axis=0).astype(np.float64)
        dust = 4 * np.finfo(x.dtype).eps * np.maximum(np.abs(low), np.abs(high))
        self.mean, self.std = _moments(x, low, high)
        self.std[high - low <= dust] = 0

    def _apply(self, x):
        z = np.subtract(x, self.mean, out=np.empty_like(x), casting="same_kind")
        z *= self.std > 0
        return np.divide(z, np.where(self.std > 0, self.std, 1), out=z, casting="same_kind")


class MinMaxScaler(_Scaler):
    """Move the smallest training value of every feature to 0 and the largest to 1.

    Other data may fall outside. A feature that never varies becomes 0. Chapter: preprocessing.

    Attributes
    ----------
    low, high : ndarray of float64 of shape (D,)

    Examples
    --------
    >>> MinMaxScaler().fit([[1.0, 10.0], [3.0, 30.0]]).transform([[2.0, 40.0]])
    array([[0.5, 1.5]])
    """

    def _learn(self, x):
        self.low, self.high = (f(axis=0).astype(np.float64) for f in (x.min, x.max))
        self._width = self.high - self.low

    def _apply(self, x):
        z = np.subtract(x, self.low, out=np.empty_like(x), casting="same_kind")
        z *= self._width > 0
        return np.divide(z, np.where(self._width > 0, self._width, 1), out=z, casting="same_kind")


class Whitener(_Scaler):
    """Turn and scale the data so that the features are uncorrelated, each with variance 1.

    z = (x - mean) V / √(eigenvalues + eps), where V holds the eigenvectors of the (biased)
    covariance matrix, largest eigenvalue first, each with its largest component positive.
    Chapter: preprocessing.

    Parameters
    ----------
    eps : float, default 1e-8
        Added to each eigenvalue, at least 0; directions without any variance need it to be > 0.

    Attributes
    ----------
    mean : ndarray of shape (D,)
    matrix : ndarray of shape (D, D)

    Examples
    --------
    >>> x = np.random.default_rng(0).standard_normal((100, 2)) @ [[3.0, 1.0], [0.0, 0.1]]
    >>> np.abs(np.cov(Whitener().fit(x).transform(x).T, bias=True)).round(4)
    array([[1., 0.],
           [0., 1.]])
    """

    def __init__(self, eps: float = 1e-8):
        self.eps = require_not_negative(eps, "eps")

    def _learn(self, x):
        self.mean = x.mean(axis=0, dtype=np.float64)
        centred = x - self.mean
        covariance = centred.T @ centred / len(x)
        require_finite(covariance, "x is too large: its covariance")
        values, vectors = np.linalg.eigh(covariance)
        values = np.maximum(values[::-1], 0) + self.eps
        if values[-1] <= self._rounding(x) * values[0]:
            raise ValueError("eps must be positive: a direction of x has no variance")
        vectors = vectors[:, ::-1]
        largest = np.abs(vectors).argmax(axis=0)
        self.matrix = vectors * np.sign(vectors[largest, range(len(values))]) / np.sqrt(values)

    @staticmethod
    def _rounding(x):
        """How much of the largest eigenvalue one that is truly 0 may seem to have."""
        return max(x.shape) * np.finfo(np.float64).eps

    def _apply(self, x):
        return ((x - self.mean) @ self.matrix).astype(x.dtype, copy=False)


def _moments(x, low, high):
    """Return mean and deviation of each column, added up in float64, a thousand rows at a time."""
    mean = x.mean(axis=0, dtype=np.float64)
    width = high - low
    unit = np.where(width > 0, width, 1)  # no square can overflow or vanish
    total, squares = np.zeros_like(mean), np.zeros_like(mean)
    for i in range(0, len(x), 1000):
        z = (x[i : i + 1000] - mean) / unit
        total += z.sum(axis=0)
        squares += np.einsum("nd,nd->d", z, z)
    off = total / len(x)  # what rounding has left in the mean
    return mean + unit * off, unit * np.sqrt(np.maximum(squares / len(x) - off * off, 0))


def one_hot(labels: ArrayLike, n_classes: int, *, dtype=np.float64) -> NDArray[np.floating]:
    """Return a row per label with a 1 in the column of its class and 0 elsewhere.

    Chapter: losses.

    Parameters
    ----------
    labels : array-like of int of shape (N,), each in 0…n_classes-1
    n_classes : int
    dtype : dtype, default float64

    Returns
    -------
    ndarray of shape (N, n_classes)

    Examples
    --------
    >>> one_hot([2, 0], 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    labels = as_array(labels, "labels")
    require_count(n_classes, "n_classes")
    dtype = require_number_dtype(dtype)
    require_shape(labels, ("N",), "labels")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels must be integers, got dtype {labels.dtype}")
    if labels.size and not 0 <= labels.min() <= labels.max() < n_classes:
        got = f"{labels.min()} to {labels.max()}"
        raise ValueError(f"labels must be in 0..{n_classes - 1}, got {got}")
    rows = np.zeros((len(labels), n_classes), dtype)
    rows[np.arange(len(labels)), labels] = 1
    return rows
