"""Where the weights start decides whether a signal survives its way through many layers.

An initializer is a function ``f(shape, *, rng, dtype)`` that returns a new array; weights have
the shape (n_in, n_out). Numbers are drawn in float64, in row-major order, and then rounded to
`dtype`, so a float32 net starts where its float64 twin does. Chapter: initialization.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import (
    require_choice,
    require_count,
    require_finite_real,
    require_float_dtype,
    require_kind,
    require_not_negative,
    require_rng,
)

__all__ = ["constant", "he", "normal", "xavier", "zeros"]

Initializer = Callable[..., NDArray[np.floating]]


def zeros(
    shape: tuple[int, ...], *, rng: np.random.Generator | None = None, dtype=np.float64
) -> NDArray[np.floating]:
    """Return an array of zeros. Chapter: initialization.

    Parameters
    ----------
    shape : tuple of int
    rng : numpy.random.Generator, optional
        Not used: nothing is drawn.
    dtype : floating-point dtype, default float64

    Returns
    -------
    ndarray of shape `shape`

    Examples
    --------
    >>> zeros((1, 2))
    array([[0., 0.]])
    """
    return constant(0.0)(shape, rng=rng, dtype=dtype)


def constant(value: float) -> Initializer:
    """Return an initializer that fills the array with `value`. Chapter: initialization.

    Parameters
    ----------
    value : float

    Returns
    -------
    callable
        ``f(shape, *, rng=None, dtype=np.float64)``

    Examples
    --------
    >>> constant(0.5)((1, 2))
    array([[0.5, 0.5]])
    """
    value = require_finite_real(value, "value")

    def fill(shape, *, rng=None, dtype=np.float64):
        if rng is not None:
            require_rng(rng)
        return np.full(_sizes(shape), value, require_float_dtype(dtype))

    return fill


def normal(std: float) -> Initializer:
    """Return an initializer that draws from a normal distribution of mean 0 and deviation `std`.

    Chapter: initialization.

    Parameters
    ----------
    std : float
        At least 0.

    Returns
    -------
    callable
        ``f(shape, *, rng, dtype=np.float64)``

    Examples
    --------
    >>> normal(0.01)((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    std = require_not_negative(std, "std")

    def draw(shape, *, rng, dtype=np.float64):
        shape, dtype = _sizes(shape), require_float_dtype(dtype)
        return (std * require_rng(rng).standard_normal(shape)).astype(dtype, copy=False)

    return draw


def xavier(
    shape: tuple[int, int],
    *,
    rng: np.random.Generator,
    dtype=np.float64,
    mode: str = "average",
    distribution: str = "normal",
) -> NDArray[np.floating]:
    r"""Draw weights that keep signals and gradients at one scale (Glorot and Bengio, 2010).

    .. math:: \operatorname{Var} w = \frac{1}{\text{fan}} = \frac{2}{n_\text{in} + n_\text{out}}

    The variance that keeps signals (1 / n_in) and gradients (1 / n_out) alive in layers that are
    about linear around 0, such as tanh. Chapter: initialization.

    Parameters
    ----------
    shape : (n_in, n_out)
    rng : numpy.random.Generator
    dtype : floating-point dtype, default float64
    mode : {"average", "fan_in", "fan_out"}
        The fan: the mean of n_in and n_out, n_in, or n_out.
    distribution : {"normal", "uniform"}
        Uniform draws from (-a, a) with a = √3 · deviation, which has the same variance.

    Returns
    -------
    ndarray of shape `shape`

    Examples
    --------
    >>> w = xavier((300, 100), rng=np.random.default_rng(0))
    >>> f"{w.std():.3f} for {(2 / 400) ** 0.5:.3f}"
    '0.071 for 0.071'
    """
    return _scaled(1.0, shape, rng, dtype, mode, distribution)


def he(
    shape: tuple[int, int],
    *,
    rng: np.random.Generator,
    dtype=np.float64,
    mode: str = "fan_in",
    distribution: str = "normal",
) -> NDArray[np.floating]:
    r"""Draw weights that keep the signals of ReLU layers at one scale (He et al., 2015).

    .. math:: \operatorname{Var} w = \frac{2}{\text{fan}} = \frac{2}{n_\text{in}}

    Twice the variance makes up for ReLU, which sets half of the signal to 0.
    Chapter: initialization.

    Parameters
    ----------
    shape, rng, dtype, distribution
        As in `xavier`.
    mode : {"fan_in", "fan_out", "average"}
        The fan: n_in, n_out, or their mean.

    Returns
    -------
    ndarray of shape `shape`

    Examples
    --------
    >>> w = he((300, 100), rng=np.random.default_rng(0))
    >>> f"{w.std():.3f} for {(2 / 300) ** 0.5:.3f}"
    '0.081 for 0.082'
    """
    return _scaled(2.0, shape, rng, dtype, mode, distribution)


def _scaled(gain, shape, rng, dtype, mode, distribution):
    shape, dtype = _sizes(shape), require_float_dtype(dtype)
    if len(shape) != 2:
        raise ValueError(f"shape must be (n_in, n_out), got {shape}")
    n_in, n_out = shape
    fans = {"average": (n_in + n_out) / 2, "fan_in": n_in, "fan_out": n_out}
    std = (gain / fans[require_choice(mode, fans, "mode")]) ** 0.5
    if require_choice(distribution, ("normal", "uniform"), "distribution") == "normal":
        return normal(std)(shape, rng=rng, dtype=dtype)
    bound = 3**0.5 * std
    return require_rng(rng).uniform(-bound, bound, shape).astype(dtype, copy=False)


def _sizes(shape):
    """Return `shape` as a tuple of integers of at least 1."""
    require_kind(shape, tuple | list, "shape", "a tuple of integers, such as (n_in, n_out)")
    return tuple(require_count(n, f"shape[{i}]") for i, n in enumerate(shape))
