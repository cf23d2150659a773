"""A training set, a few examples at a time. Chapter: introduction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_pairs, require_count, require_rng


def minibatches(
    x: ArrayLike, t: ArrayLike, batch_size: int, *, rng: np.random.Generator | None = None
) -> Iterator[tuple[NDArray, NDArray]]:
    """Yield (x, t) in batches until every example has been used once. Chapter: introduction.

    Parameters
    ----------
    x, t : array-like of shape (N, ...)
    batch_size : int
        The last batch is smaller if N is no multiple of it.
    rng : numpy.random.Generator, optional
        Shuffles first; without it the examples come in the order given. A batch of all N examples
        is never shuffled, since the order within a batch does not matter.

    Yields
    ------
    x_batch, t_batch : ndarray

    Examples
    --------
    >>> x = np.arange(5)
    >>> [batch.tolist() for batch, _ in minibatches(x, x, 2)]
    [[0, 1], [2, 3], [4]]
    """
    x, t = as_pairs(x, t)
    require_count(batch_size, "batch_size")
    if rng is not None:
        require_rng(rng)
    return batches(x, t, batch_size, rng)


def batches(x, t, batch_size, rng):
    """Yield the batches of `minibatches`, without checking anything."""
    n = len(x)
    if batch_size >= n or rng is None:
        for i in range(0, n, batch_size):
            yield x[i : i + batch_size], t[i : i + batch_size]
        return
    order = rng.permutation(n)
    for i in range(0, n, batch_size):
        rows = order[i : i + batch_size]
        yield x[rows], t[rows]
