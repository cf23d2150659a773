"""Activation functions shaped like an S. Chapter: activations."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_float


def sigmoid(z: ArrayLike) -> NDArray[np.floating]:
    r"""Squash z into (0, 1), without overflow at any z.

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`, in [0, 1]

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    z = as_float(z, "z")
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return σ(z) (1 - σ(z)), the derivative of `sigmoid`: at most 1/4.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`, in [0, 1/4]

    Examples
    --------
    >>> sigmoid_grad([-1000.0, 0.0])
    array([0.  , 0.25])
    """
    e = np.exp(-np.abs(as_float(z, "z")))
    return np.minimum(e / (1 + e) ** 2, 0.25)  # rounding alone could exceed the bound


def tanh(z: ArrayLike) -> NDArray[np.floating]:
    r"""Squash z into (-1, 1).

    .. math:: \tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}} = 2\sigma(2z) - 1

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`, in [-1, 1]

    Examples
    --------
    >>> tanh([-100.0, 0.0, 100.0])
    array([-1.,  0.,  1.])
    """
    return np.tanh(as_float(z, "z"))


def tanh_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return 1 - tanh(z)², the derivative of `tanh`: at most 1.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`, in [0, 1]

    Examples
    --------
    >>> tanh_grad([-1000.0, 0.0])
    array([0., 1.])
    """
    return 4 * sigmoid_grad(2 * as_float(z, "z"))
