"""Smooth relatives of ReLU. Chapter: activations."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_float, require_finite_real

from .sigmoids import sigmoid, sigmoid_grad


def elu(z: ArrayLike, alpha: float = 1.0) -> NDArray[np.floating]:
    r"""Bend smoothly towards -alpha below 0 (Clevert et al., 2016).

    .. math:: \varphi(z) = z \text{ where } z > 0, \quad \alpha\,(e^z - 1) \text{ elsewhere}

    Its derivative is continuous only at alpha = 1. Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape
    alpha : float, default 1
        Minus the limit at z → -∞.

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> elu([-1000.0, 0.0, 3.0])
    array([-1.,  0.,  3.])
    """
    z, alpha = as_float(z, "z"), require_finite_real(alpha, "alpha")
    return np.where(z > 0, z, z.dtype.type(alpha) * np.expm1(np.minimum(z, 0)))


def elu_grad(z: ArrayLike, alpha: float = 1.0) -> NDArray[np.floating]:
    """Return the derivative of `elu`: 1 where z > 0 and alpha exp(z) elsewhere.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape
    alpha : float, default 1

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> elu_grad([-1000.0, 0.0, 3.0], alpha=0.5)
    array([0. , 0.5, 1. ])
    """
    z, alpha = as_float(z, "z"), require_finite_real(alpha, "alpha")
    return np.where(z > 0, z.dtype.type(1), z.dtype.type(alpha) * np.exp(np.minimum(z, 0)))


def _normal_cdf(z):
    """Return P(Z <= z) of a standard normal Z; NumPy itself has no error function."""
    values = map(math.erfc, (z.ravel() * -math.sqrt(0.5)).tolist())
    return 0.5 * np.fromiter(values, z.dtype, z.size).reshape(z.shape)


def gelu(z: ArrayLike) -> NDArray[np.floating]:
    r"""Return z times the probability that a standard normal number is below z.

    .. math:: \varphi(z) = z\,\Phi(z)

    The exact form of Hendrycks and Gimpel (2016), not its tanh approximation. Its least value is
    about -0.170. Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> gelu([-50.0, 0.0, 50.0]).tolist()
    [-0.0, 0.0, 50.0]
    """
    z = as_float(z, "z")
    return z * _normal_cdf(z)


def gelu_grad(z: ArrayLike) -> NDArray[np.floating]:
    r"""Return the derivative of `gelu`.

    .. math:: \varphi'(z) = \Phi(z) + \frac{z}{\sqrt{2\pi}}\,e^{-z^2/2}

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> gelu_grad([-50.0, 0.0, 50.0]).tolist()
    [0.0, 0.5, 1.0]
    """
    z = as_float(z, "z")
    return _normal_cdf(z) + z * np.exp(-0.5 * z * z) / z.dtype.type(math.sqrt(2 * math.pi))


def silu(z: ArrayLike) -> NDArray[np.floating]:
    """Return z σ(z), also called swish (Elfwing et al., 2018); its least value is about -0.278.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> silu([-1000.0, 0.0, 50.0]).tolist()
    [-0.0, 0.0, 50.0]
    """
    z = as_float(z, "z")
    return z * sigmoid(z)


def silu_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return σ(z) + z σ(z) (1 - σ(z)), the derivative of `silu`.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> silu_grad([-1000.0, 0.0, 1000.0]).tolist()
    [0.0, 0.5, 1.0]
    """
    z = as_float(z, "z")
    return sigmoid(z) + z * sigmoid_grad(z)
