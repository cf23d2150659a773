"""Scores become probabilities. Chapter: losses."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_float, require_integer


def softmax(z: ArrayLike, axis: int = -1) -> NDArray[np.floating]:
    r"""Turn scores into positive numbers that sum to 1 along `axis`.

    .. math:: p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}

    The maximum is subtracted first. That changes nothing, since softmax(z) = softmax(z + c), and
    keeps exp from overflowing. Chapter: losses.

    Parameters
    ----------
    z : array-like, any shape
    axis : int, default -1

    Returns
    -------
    ndarray of the shape of `z`, in [0, 1]

    Examples
    --------
    >>> softmax([1000.0, 1000.0])
    array([0.5, 0.5])
    """
    z, axis = _scores(z, axis)
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    e /= e.sum(axis=axis, keepdims=True)
    return e


def log_softmax(z: ArrayLike, axis: int = -1) -> NDArray[np.floating]:
    """Return log(softmax(z)) along `axis`, exact even where softmax itself underflows to 0.

    Chapter: losses.

    Parameters
    ----------
    z : array-like, any shape
    axis : int, default -1

    Returns
    -------
    ndarray of the shape of `z`, at most 0

    Examples
    --------
    >>> log_softmax([0.0, 1000.0])
    array([-1000.,     0.])
    """
    z, axis = _scores(z, axis)
    z = z - z.max(axis=axis, keepdims=True)
    z -= np.log(np.exp(z).sum(axis=axis, keepdims=True))
    return z


def _scores(z, axis):
    """Return both, checked: there must be scores along that axis."""
    z, axis = as_float(z, "z"), require_integer(axis, "axis")
    if not -z.ndim <= axis < z.ndim:
        raise ValueError(f"axis must be one of the {z.ndim} axes of z, got {axis}")
    if z.size == 0:
        raise ValueError(f"z must hold at least one score, got shape {z.shape}")
    return z, axis
