"""Difference quotients: slow, simple, and therefore the judge of back-propagation.

Chapter: backprop.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import require_count, require_positive, require_rng
from .layers import Layer, Sequential
from .losses import Loss

__all__ = ["GradientCheck", "gradient_check", "numerical_gradient"]


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
    x = np.asarray(x)
    if x.dtype.kind != "f":
        raise TypeError(f"x must be an array of floats, got dtype {x.dtype}")
    h = _step(h, x.dtype)
    x, gradient = x.copy(), np.empty_like(x)
    for index in np.ndindex(x.shape):
        gradient[index] = _quotient(f, x, index, h)
    return gradient


def _step(h, dtype):
    if h is None:
        return float(np.finfo(dtype).eps) ** (1 / 3)
    require_positive(h, "h")
    return h


def _quotient(f, x, index, h):
    """Return the difference quotient of `f` by one entry of `x`, which is varied and put back."""
    value = x[index]
    x[index] = value + h
    above, right = f(x), float(x[index])
    x[index] = value - h
    below, left = f(x), float(x[index])
    x[index] = value
    if np.ndim(above) != 0:
        raise ValueError(f"f must return one number, got shape {np.shape(above)}")
    return (above - below) / (right - left)


@dataclass(frozen=True)
class GradientCheck:
    """What `gradient_check` found; it counts as true if every gradient agrees. Chapter: backprop.

    Attributes
    ----------
    ok : bool
    worst : str
        The parameter (or "x", the input) that is furthest from agreement.
    error : float
        The largest difference between the analytic and the numerical gradient there.
    ratio : float
        That error over what is allowed; at most 1 if `ok`.
    ratios : dict of str to float
        The largest ratio in each parameter and in "x".

    Examples
    --------
    >>> GradientCheck(True, "0.W", 1e-11, 1e-4, {"0.W": 1e-4})
    gradient check passed: worst is 0.W, error 1.0e-11, 0.0001 of what is allowed
    """

    ok: bool
    worst: str
    error: float
    ratio: float
    ratios: dict[str, float]

    def __bool__(self):
        return self.ok

    def __repr__(self):
        verdict = "passed" if self.ok else "FAILED"
        return (
            f"gradient check {verdict}: worst is {self.worst}, "
            f"error {self.error:.1e}, {self.ratio:.2g} of what is allowed"
        )


def gradient_check(
    net: Layer,
    loss: Loss,
    x: ArrayLike,
    t: ArrayLike,
    *,
    h: float | None = None,
    atol: float = 1e-7,
    rtol: float = 1e-5,
    n_samples: int | None = None,
    rng: np.random.Generator | None = None,
) -> GradientCheck:
    r"""Compare the gradients that back-propagation finds with difference quotients.

    An entry of the analytic gradient a agrees with the numerical one n where

    .. math:: |a - n| \le \text{atol} + \text{rtol} \cdot |n|

    since a relative error alone would cry wolf where the true gradient is 0, such as that of a
    bias before batch normalization. The check works on a copy of the net in its present mode and
    draws the same dropout masks at every evaluation, so neither the net nor its random generator
    is changed. It proves nothing at a kink (a ReLU at exactly 0), and nothing about inputs other
    than `x`. Chapter: backprop.

    Parameters
    ----------
    net : Layer
        In float64.
    loss : loss object, such as `MeanSquaredError`
    x : array-like of shape (N, D)
    t : array-like of shape (N,) or (N, K)
        Whatever the loss takes.
    h : float, optional
        Step of `numerical_gradient`.
    atol, rtol : float, default 1e-7 and 1e-5
    n_samples : int, optional
        Check only so many entries of each array, drawn by `rng`. Without it every entry is
        varied, which takes two forward passes a number: use small nets and few examples.
    rng : numpy.random.Generator, optional
        Needed with `n_samples`.

    Returns
    -------
    GradientCheck

    Examples
    --------
    >>> from dlcore import Affine, MeanSquaredError
    >>> net = Affine(2, 1, rng=np.random.default_rng(0))
    >>> bool(gradient_check(net, MeanSquaredError(), np.ones((3, 2)), np.zeros((3, 1))))
    True
    """
    if net.dtype != np.float64:
        raise ValueError(f"net must be float64 to be checked, got {net.dtype}")
    if n_samples is not None:
        require_count(n_samples, "n_samples")
        require_rng(rng)
    h = _step(h, net.dtype)
    net, loss = copy.deepcopy((net, loss))
    generators = [layer.rng for layer in _leaves(net) if hasattr(layer, "rng")]
    states = [rng.bit_generator.state for rng in generators]
    x = np.array(x, dtype=np.float64)

    def value(_):
        for rng, state in zip(generators, states, strict=True):
            rng.bit_generator.state = state
        return loss(net(x), t)

    value(None)
    analytic = {"x": net.backward(loss.backward())}
    analytic.update({key: g.copy() for key, g in net.grads.items()})
    errors, ratios = {}, {}
    for key, array in {"x": x, **net.params}.items():
        entries = range(array.size)
        if n_samples is not None and n_samples < array.size:
            entries = rng.choice(array.size, n_samples, replace=False)
        places = [np.unravel_index(i, array.shape) for i in entries]
        numeric = np.array([_quotient(value, array, place, h) for place in places])
        error = np.abs([analytic[key][place] for place in places] - numeric)
        errors[key] = float(error.max())
        ratio = error / (atol + rtol * np.abs(numeric))
        ratios[key] = float(np.where(np.isnan(ratio), np.inf, ratio).max())
    worst = max(ratios, key=ratios.get)
    return GradientCheck(ratios[worst] <= 1, worst, errors[worst], ratios[worst], ratios)


def _leaves(layer):
    if isinstance(layer, Sequential):
        return [leaf for inner in layer.layers for leaf in _leaves(inner)]
    return [layer]
