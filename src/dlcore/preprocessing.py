"""Scaling of the inputs: learned from the training set, applied to everything else.

Each scaler has ``fit(x)``, which learns and returns the scaler, and ``transform(x)``. Fitting on
test data is a leak. Chapter: preprocessing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import as_float, require_count, require_finite, require_shape

__all__ = ["MinMaxScaler", "Standardizer", "Whitener", "one_hot"]


class _Scaler:
    """x → (x - shift) / scale for each feature, or (x - shift) @ scale for all together."""

    def fit(self, x: ArrayLike):
        """Learn from `x` of shape (N, D) and return the scaler."""
        x = as_float(x)
        require_shape(x, ("N", "D"), "x")
        require_finite(x, "x")
        if len(x) == 0:
            raise ValueError("x must hold at least one example, got none")
        self._learn(x)
        self._n_features = x.shape[1]
        return self

    def transform(self, x: ArrayLike) -> NDArray[np.floating]:
        """Return `x` of shape (N, D) transformed by what `fit` has learned."""
        if not hasattr(self, "_n_features"):
            raise RuntimeError(f"{type(self).__name__}: call fit before transform")
        x = as_float(x)
        require_shape(x, ("N", self._n_features), "x")
        return self._apply(x)

    def __repr__(self):
        return f"{type(self).__name__}()"


class Standardizer(_Scaler):
    """Give every feature mean 0 and standard deviation 1: z = (x - mean) / std.

    The deviation is the biased one (divided by N). A feature that never varies becomes 0.
    Chapter: preprocessing.

    Attributes
    ----------
    mean, std : ndarray of shape (D,)

    Examples
    --------
    >>> scaler = Standardizer().fit([[1.0, 10.0], [3.0, 30.0]])
    >>> scaler.transform([[1.0, 10.0], [2.0, 30.0]])
    array([[-1., -1.],
           [ 0.,  1.]])
    """

    def _learn(self, x):
        self.mean, self.std = x.mean(axis=0), x.std(axis=0)

    def _apply(self, x):
        varies = self.std > 1e-12 * np.abs(self.mean)  # a constant column may leave rounding dust
        return (x - self.mean) * varies / np.where(varies, self.std, 1)


class MinMaxScaler(_Scaler):
    """Move the smallest training value of every feature to 0 and the largest to 1.

    Other data may fall outside. A feature that never varies becomes 0. Chapter: preprocessing.

    Attributes
    ----------
    low, high : ndarray of shape (D,)

    Examples
    --------
    >>> MinMaxScaler().fit([[1.0, 10.0], [3.0, 30.0]]).transform([[2.0, 40.0]])
    array([[0.5, 1.5]])
    """

    def _learn(self, x):
        self.low, self.high = x.min(axis=0), x.max(axis=0)

    def _apply(self, x):
        width = self.high - self.low
        return (x - self.low) * (width > 0) / np.where(width > 0, width, 1)


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
        if not 0 <= eps < np.inf:
            raise ValueError(f"eps must be a finite number of at least 0, got {eps}")
        self.eps = eps

    def _learn(self, x):
        self.mean = x.mean(axis=0)
        centred = x - self.mean
        values, vectors = np.linalg.eigh(centred.T @ centred / len(x))
        values = np.maximum(values[::-1], 0) + self.eps
        if values[-1] == 0:
            raise ValueError("eps must be positive: a direction of x has no variance")
        vectors = vectors[:, ::-1]
        largest = np.abs(vectors).argmax(axis=0)
        self.matrix = vectors * np.sign(vectors[largest, range(len(values))]) / np.sqrt(values)

    def _apply(self, x):
        return (x - self.mean) @ self.matrix


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
    labels = np.asarray(labels)
    require_count(n_classes, "n_classes")
    require_shape(labels, ("N",), "labels")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels must be integers, got dtype {labels.dtype}")
    if labels.size and not 0 <= labels.min() <= labels.max() < n_classes:
        got = f"{labels.min()} to {labels.max()}"
        raise ValueError(f"labels must be in 0..{n_classes - 1}, got {got}")
    return np.eye(n_classes, dtype=dtype)[labels]
