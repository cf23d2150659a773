"""Difference quotients: slow, simple, and therefore the judge. Chapter: backprop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import as_array, as_float, require_callable, require_positive


def numerical_gradient(
    f: Callable[[NDArray], float], x: NDArray[np.floating], h: float | None = None
) -> NDArray[np.floating]:
    r"""Return the gradient of `f` at `x` by central differences.

    .. math:: \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}

    Two evaluations of `f` for every number in `x`. Chapter: backprop.

    Parameters
    ----------
    f : callable
        Takes an array like `x` and returns one number.
    x : ndarray of floats, any shape
        It is not changed. Integers are refused: a step of h would be rounded away.
    h : float, optional
        The step; by default the cube root of the machine epsilon of x's dtype (6e-6 in float64),
        where the error of the formula and the rounding error are about equal.

    Returns
    -------
    ndarray of the shape and dtype of `x`

    Examples
    --------
    >>> numerical_gradient(lambda w: (w**2).sum(), np.array([3.0, 4.0])).round(6)
    array([6., 8.])
    """
    require_callable(f, "f")
    x = as_array(x, "x")
    if x.dtype.kind != "f":
        raise TypeError(f"x must be an array of floats, got dtype {x.dtype}")
    if x.size == 0:
        raise ValueError(f"x must hold at least one number, got shape {x.shape}")
    h = step_or_default(h, x.dtype)
    x, gradient = x.copy(), np.empty_like(x)
    for index in np.ndindex(x.shape):
        gradient[index] = quotient(f, x, index, h)
    return gradient


def step_or_default(h, dtype):
    """Return the step `h`, checked, or the best one for numbers of `dtype`."""
    if h is None:
        return float(np.finfo(dtype).eps) ** (1 / 3)
    return require_positive(h, "h")


def quotient(f, x, index, h):
    """Return the difference quotient of `f` by one entry of `x`, which is varied and put back."""
    value = x[index]
    x[index] = value + h
    above, right = f(x), float(x[index])
    x[index] = value - h
    below, left = f(x), float(x[index])
    x[index] = value
    if right == left:
        raise ValueError(f"h must be large enough to change x, but {h} is lost beside {value}")
    for result in (above, below):
        if np.ndim(result) != 0:
            raise ValueError(f"f must return one number, got shape {np.shape(result)}")
        as_float(result, "what f returns")
    return (above - below) / (right - left)
