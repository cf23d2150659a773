"""Examples to train with, and others to test with. Chapter: introduction."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import require_rng


def train_test_split(
    x: ArrayLike,
    t: ArrayLike,
    *,
    test_size: int | float,
    stratify: bool = True,
    rng: np.random.Generator,
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Shuffle and split into a training and a test set. Chapter: introduction.

    Parameters
    ----------
    x : array-like of shape (N, ...)
    t : array-like of shape (N, ...)
    test_size : int or float
        A number of examples, or a share in (0, 1).
    stratify : bool, default True
        Give each class its share of the test set (rounded so that the sum is right), which needs
        class labels `t` of shape (N,).
    rng : numpy.random.Generator

    Returns
    -------
    x_train, x_test, t_train, t_test : ndarray

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> parts = train_test_split(x, t, test_size=360, rng=np.random.default_rng(0))
    >>> [len(part) for part in parts]
    [1437, 360, 1437, 360]
    """
    x, t = np.asarray(x), np.asarray(t)
    require_rng(rng)
    n = len(x)
    if n != len(t):
        raise ValueError(f"x and t must have equal lengths, got {n} and {len(t)}")
    n_test = round(test_size * n) if isinstance(test_size, float) else test_size
    if not 0 < n_test < n:
        raise ValueError(f"test_size must leave examples on both sides of {n}, got {test_size}")
    order = rng.permutation(n)
    if stratify:
        if t.ndim != 1:
            raise ValueError(f"stratify needs labels of shape (N,), got {t.shape}")
        # The k-th of the m shuffled examples of a class stands at (k + ½) / m on a common scale;
        # the test set is the lower end of it.
        labels, place = t[order], np.empty(n)
        for label in np.unique(labels):
            (rows,) = np.nonzero(labels == label)
            place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
        order = order[np.argsort(place, kind="stable")]
    test, train = order[:n_test], order[n_test:]
    if stratify:
        test, train = rng.permutation(test), rng.permutation(train)
    return x[train], x[test], t[train], t[test]
