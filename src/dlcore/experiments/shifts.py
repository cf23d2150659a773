"""Pictures shifted by fractions of a pixel."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_batch,
    require_between,
    require_bool,
    require_finite,
    require_rng,
    require_shape,
)

__all__ = ["shift_digits", "shift_images"]


def shift_digits(x: ArrayLike, by: ArrayLike) -> NDArray[np.floating]:
    r"""Shift square pictures by fractions of a pixel; what comes in from outside is paper.

    A picture moved by :math:`k + f` with a whole k and :math:`0 \le f < 1` is
    :math:`(1 - f)` times the picture moved by k plus f times that moved by k + 1, first along the
    rows, then along the columns (bilinear interpolation).

    Parameters
    ----------
    x : array_like of shape (N, s²)
        A picture a row.
    by : array_like of shape (N, 2)
        How many pixels down and to the right.

    Returns
    -------
    ndarray of shape (N, s²)

    Raises
    ------
    ValueError
        If a row of `x` is not a square picture, shapes disagree, or a number is not finite.

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> shift_digits([[1.0, 0.0, 0.0, 0.0]], [[0.0, 0.25]])
    array([[0.75, 0.25, 0.  , 0.  ]])
    """
    x, by = as_batch(x), as_batch(by, 2, np.float64, "by")
    require_finite(x, "x")
    require_finite(by, "by")
    n, side = len(x), round(x.shape[1] ** 0.5)
    if side**2 != x.shape[1]:
        raise ValueError(f"a row of x must be a square picture, got {x.shape[1]} numbers")
    require_shape(by, (n, 2), "by")
    x = np.asarray(x, np.float32 if x.dtype == np.float32 else np.float64).reshape(n, side, side)
    for axis in (0, 1):
        # where each row (column) of the new picture comes from, and the one before it
        source = np.arange(side) - by[:, axis, None]
        low = np.floor(source).astype(int)
        f = (source - low).astype(x.dtype)
        x = x.swapaxes(1, axis + 1)
        x = _rows(x, low) * (1 - f)[..., None] + _rows(x, low + 1) * f[..., None]
        x = x.swapaxes(1, axis + 1)
    return x.reshape(n, side * side)


def shift_images(
    x: ArrayLike, reach: float, *, whole: bool = False, rng: np.random.Generator
) -> NDArray[np.float64]:
    r"""Shift each picture by its own random way, up and down and to the sides.

    Both shifts are drawn uniformly from [-reach, reach]; what enters at an edge is 0.
    Otherwise as `shift_digits`.

    Parameters
    ----------
    x : array_like of shape (N, s²)
        One square picture a row.
    reach : float in [0, 8]
        Farthest shift, in pixels.
    whole : bool, default False
        Draw whole numbers of pixels only.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (N, s²)

    Raises
    ------
    ValueError
        If a row of `x` is not a square picture or `reach` is out of its range.

    Notes
    -----
    Chapter: dropout.

    Examples
    --------
    >>> shift_images([[0.0, 0.0, 0.0, 1.0]], 0.5, rng=np.random.default_rng(0)).round(2)
    array([[0.  , 0.  , 0.  , 0.67]])
    """
    x = as_batch(x, "s²", np.float64)
    reach = require_between(reach, "reach", "[0, 8]")
    require_bool(whole, "whole")
    require_rng(rng)
    size = (2, len(x))
    if whole:
        by = rng.integers(-int(reach), int(reach) + 1, size)
    else:
        by = rng.uniform(-reach, reach, size)
    return shift_digits(x, by.T)


def _rows(x, rows):
    """Return rows of each picture, paper where there are none."""
    inside = (rows >= 0) & (rows < x.shape[1])
    picked = np.take_along_axis(x, np.where(inside, rows, 0)[..., None], axis=1)
    return picked * inside[..., None]
