"""Back-propagation judged by difference quotients. Chapter: backprop."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dlcore._checks import as_batch, require_count, require_kind, require_not_negative, require_rng
from dlcore.layers import Layer
from dlcore.layers.layer import parts
from dlcore.losses.loss import Loss

from .numerical import quotient, step_or_default


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

    .. math:: |a - n| \le \text{rtol} \cdot |n| + \text{atol} \cdot \max |a| + \text{rounding}

    with the maximum taken over the same array, so that the tiny gradients of an early layer are
    judged by their own measure. The last term is what rounding alone does to the difference of two
    losses, about 1e-10 times the loss; a gradient below it cannot be seen, and is only compared
    with 0. So the bias before batch normalization, whose gradient is 0, passes.

    Both ways back are checked: ``backward``, and ``backward_params`` that `fit` uses. The check
    works on a copy of the net in its present mode and draws the same dropout masks at every
    evaluation, so neither the net nor its random generator is changed. It proves nothing at a kink
    (a ReLU at exactly 0), and nothing about inputs other than `x`. Chapter: backprop.

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
        At least 0.
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
    require_kind(net, Layer, "net", "a Layer, such as Sequential(...)")
    require_kind(loss, Loss, "loss", "a loss, such as MeanSquaredError()")
    if net.dtype != np.float64:
        raise ValueError(f"net must be float64 to be checked, got {net.dtype}")
    if n_samples is not None:
        require_count(n_samples, "n_samples")
    if n_samples is not None or rng is not None:
        require_rng(rng)
    h = step_or_default(h, net.dtype)
    atol, rtol = require_not_negative(atol, "atol"), require_not_negative(rtol, "rtol")
    net, loss = copy.deepcopy((net, loss))
    x = as_batch(x, dtype=np.float64).copy()
    run = _outputs(net, x)
    both, rounding = _analytic(net, loss, run(), t, h)

    def value(_):
        return loss(run(), t)

    errors, ratios = {}, {}
    for key, array in {"x": x, **net.params}.items():
        entries = range(array.size)
        if n_samples is not None and n_samples < array.size:
            entries = rng.choice(array.size, n_samples, replace=False)
        places = [np.unravel_index(i, array.shape) for i in entries]
        numeric = np.array([quotient(value, array, place, h) for place in places])
        found = np.array([[analytic[place] for place in places] for analytic in both[key]])
        error = np.abs(found - numeric).max(axis=0)
        errors[key] = float(error.max())
        own = max(float(np.abs(analytic).max()) for analytic in both[key])
        ratio = error / (rtol * np.abs(numeric) + atol * own + rounding)
        ratios[key] = float(np.where(np.isnan(ratio), np.inf, ratio).max())
    worst = max(ratios, key=ratios.get)
    return GradientCheck(ratios[worst] <= 1, worst, errors[worst], ratios[worst], ratios)


def _outputs(net, x):
    """Return the output of the net as a function that draws the same random numbers every time."""
    generators = [part.rng for part in parts(net) if hasattr(part, "rng")]
    states = [rng.bit_generator.state for rng in generators]

    def run():
        for rng, state in zip(generators, states, strict=True):
            rng.bit_generator.state = state
        return net(x)

    return run


def _analytic(net, loss, outputs, t, h):
    """Return, by name, the gradients by `backward` and `backward_params`, and the rounding."""
    value = loss(outputs, t)
    dout = loss.backward()
    amount = max(abs(value), float(np.abs(dout * outputs).sum()))  # what rounding is relative to
    both = {key: [] for key in ("x", *net.params)}
    for back in (net.backward, net.backward_params):
        for g in net.grads.values():
            g[...] = np.nan  # what is not filled shows
        dx = back(dout)
        if back == net.backward:
            both["x"].append(dx)
        for key, g in net.grads.items():
            both[key].append(g.copy())
    eps, smallest = np.finfo(np.float64).eps, np.finfo(np.float64).tiny
    return both, 4 * eps * max(amount, smallest) / h
