"""Examples to train with, and others to test with. Chapter: introduction."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_pairs, require_bool, require_finite, require_real, require_rng


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
        Give each class its share of the test set (rounded down or up, so that the sum is right),
        which needs class labels `t` of shape (N,).
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
    x, t = as_pairs(x, t)
    require_bool(stratify, "stratify")
    require_rng(rng)
    n = len(x)
    n_test = _number(test_size, n)
    order = rng.permutation(n)
    if stratify:
        order = _spread(t, order, n_test)
    test, train = order[:n_test], order[n_test:]
    if stratify:
        test, train = rng.permutation(test), rng.permutation(train)
    return x[train], x[test], t[train], t[test]


def _number(test_size, n):
    """Return how many of `n` examples `test_size`, a number or a share of them, stands for."""
    size = require_real(test_size, "test_size", "a number of examples or a share of them")
    share = isinstance(test_size, float | np.floating)
    n_test = round(size * n) if share and np.isfinite(size) else size
    if not 0 < n_test < n:
        raise ValueError(f"test_size must leave examples on both sides of {n}, got {test_size}")
    return int(n_test)


def _spread(t, order, n_test):
    """Return `order` with the test set first, to which each class gives its share.

    The k-th of the m shuffled examples of a class stands at (k + ½) / m on a common scale, and the
    test set is the lower end of it, except that no class gives less than its share rounded down or
    more than its share rounded up.
    """
    if t.ndim != 1:
        raise ValueError(f"stratify needs labels of shape (N,) in t, got {t.shape}")
    if t.dtype.kind == "f":
        require_finite(t, "t")
    n, labels = len(t), t[order]
    place, turn = np.empty(n), np.empty(n)
    for label in np.unique(labels):
        (rows,) = np.nonzero(labels == label)
        k, m = np.arange(len(rows)), len(rows)
        place[rows] = (k + 0.5) / m
        # 0: surely in the test set, 1: if there is room, 2: not
        turn[rows] = 1.0 * (k >= m * n_test // n) + (k >= -(-m * n_test // n))
    chosen = np.zeros(n, bool)
    chosen[np.lexsort((place, turn))[:n_test]] = True
    return order[np.lexsort((place, ~chosen))]
