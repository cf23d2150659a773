"""Activation functions made of straight pieces. Chapter: activations."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_float, require_finite_real


def step(z: ArrayLike) -> NDArray[np.floating]:
    """Return 1 where z > 0 and 0 elsewhere, so also 0 at z = 0 (Rosenblatt, 1958).

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of 0 and 1, of the shape of `z`

    Examples
    --------
    >>> step([-2.0, 0.0, 3.0])
    array([0., 0., 1.])
    """
    z = as_float(z, "z")
    return (z > 0).astype(z.dtype)


def step_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return 0: the derivative of `step` wherever it has one (at z = 0 it has none).

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> step_grad([-2.0, 3.0])
    array([0., 0.])
    """
    return np.zeros_like(as_float(z, "z"))


def sign(z: ArrayLike) -> NDArray[np.floating]:
    """Return -1, 0 or 1: the sign of z.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of -1, 0 and 1, of the shape of `z`

    Examples
    --------
    >>> sign([-2.0, 0.0, 3.0])
    array([-1.,  0.,  1.])
    """
    return np.sign(as_float(z, "z"))


def sign_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return 0: the derivative of `sign` wherever it has one (at z = 0 it has none).

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> sign_grad([-2.0, 3.0])
    array([0., 0.])
    """
    return np.zeros_like(as_float(z, "z"))


def identity(z: ArrayLike) -> NDArray[np.floating]:
    """Return z unchanged.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> identity([-2.0, 3.0])
    array([-2.,  3.])
    """
    return as_float(z, "z").copy()


def identity_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return 1, the derivative of `identity`.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> identity_grad([-2.0, 3.0])
    array([1., 1.])
    """
    return np.ones_like(as_float(z, "z"))


def relu(z: ArrayLike) -> NDArray[np.floating]:
    """Return max(z, 0) (Nair and Hinton, 2010).

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of the shape of `z`, at least 0

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    return np.maximum(as_float(z, "z"), 0)


def relu_grad(z: ArrayLike) -> NDArray[np.floating]:
    """Return the derivative of `relu`: 1 where z > 0 and 0 elsewhere (0, by convention, at z = 0).

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape

    Returns
    -------
    ndarray of 0 and 1, of the shape of `z`

    Examples
    --------
    >>> relu_grad([-2.0, 0.0, 3.0])
    array([0., 0., 1.])
    """
    return step(z)


def leaky_relu(z: ArrayLike, slope: float = 0.01) -> NDArray[np.floating]:
    """Return z where z > 0 and slope · z elsewhere (Maas et al., 2013); the slope is fixed.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape
    slope : float, default 0.01

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> leaky_relu([-2.0, 3.0])
    array([-0.02,  3.  ])
    """
    z = as_float(z, "z")
    return np.where(z > 0, z, z.dtype.type(require_finite_real(slope, "slope")) * z)


def leaky_relu_grad(z: ArrayLike, slope: float = 0.01) -> NDArray[np.floating]:
    """Return the derivative of `leaky_relu`: 1 where z > 0 and slope elsewhere.

    Chapter: activations.

    Parameters
    ----------
    z : array-like, any shape
    slope : float, default 0.01

    Returns
    -------
    ndarray of the shape of `z`

    Examples
    --------
    >>> leaky_relu_grad([-2.0, 3.0])
    array([0.01, 1.  ])
    """
    z = as_float(z, "z")
    return np.where(z > 0, z.dtype.type(1), z.dtype.type(require_finite_real(slope, "slope")))
