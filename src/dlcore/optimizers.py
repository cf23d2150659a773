"""Back-propagation finds the gradient; an optimizer decides the step. Chapter: optimizers.

``optimizer.step(params, grads)`` changes the arrays of `params` in place. In the formulas g is the
gradient, η the learning rate `lr`, and products and roots are taken element by element.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._adam import Adam, AdamW, Nadam
from ._adaptive import AdaDelta, AdaGrad, RMSProp
from ._checks import require_count, require_fraction, require_positive
from ._optimizer import Optimizer

__all__ = [
    "SGD", "AdaDelta", "AdaGrad", "Adam", "AdamW", "Momentum", "Nadam", "Nesterov", "Optimizer",
    "RMSProp", "clip_gradients", "minimize",
]  # fmt: skip


class SGD(Optimizer):
    r"""Gradient descent: stochastic when the gradient comes from a mini-batch.

    .. math:: p \leftarrow p - \eta\, g

    As in PyTorch. Chapter: optimizers.

    Parameters
    ----------
    lr : float
        The learning rate η, above 0.

    Examples
    --------
    >>> params = {"x": np.array([1.0])}
    >>> SGD(lr=0.1).step(params, {"x": np.array([2.0])})
    >>> params["x"]
    array([0.8])
    """

    def update(self, p, g):
        p -= self.lr * g


class Momentum(Optimizer):
    r"""Gradient descent with a velocity: a ball that rolls (Polyak, 1964).

    .. math:: v \leftarrow \alpha v - \eta\, g, \qquad p \leftarrow p + v

    PyTorch keeps u ← α u + g and steps by -η u, which is the same (v = -η u) until η changes.
    Chapter: optimizers.

    Parameters
    ----------
    lr : float
        The learning rate η, above 0.
    alpha : float, default 0.9
        The share of the velocity that is kept, in [0, 1).

    Examples
    --------
    >>> params, optimizer = {"x": np.array([1.0])}, Momentum(lr=0.1)
    >>> for _ in range(2):
    ...     optimizer.step(params, {"x": 2 * params["x"]})
    >>> params["x"]
    array([0.46])
    """

    n_states = 1

    def __init__(self, lr: float, alpha: float = 0.9):
        require_fraction(alpha, "alpha")
        super().__init__(lr)
        self.alpha = alpha

    def update(self, p, g, v):
        v *= self.alpha
        v -= self.lr * g
        p += v


class Nesterov(Momentum):
    r"""Momentum that looks ahead (Nesterov, 1983).

    .. math:: v \leftarrow \alpha v - \eta\, g, \qquad p \leftarrow p + \alpha v - \eta\, g

    The parameters held are the look-ahead point itself, p + α v in the notation of Sutskever et
    al. (2013), so that g needs no second place to be computed at. PyTorch's ``nesterov=True`` is
    the same until η changes. Chapter: optimizers.

    Parameters
    ----------
    lr : float
        The learning rate η, above 0.
    alpha : float, default 0.9
        The share of the velocity that is kept, in [0, 1).

    Examples
    --------
    >>> params, optimizer = {"x": np.array([1.0])}, Nesterov(lr=0.1)
    >>> for _ in range(2):
    ...     optimizer.step(params, {"x": params["x"].copy()})
    >>> params["x"].round(4)
    array([0.5751])
    """

    def update(self, p, g, v):
        v *= self.alpha
        v -= self.lr * g
        p += self.alpha * v - self.lr * g


def minimize(
    optimizer: Optimizer,
    gradient: Callable[..., ArrayLike],
    start: Sequence[float],
    n_steps: int,
) -> NDArray[np.float64]:
    """Walk downhill on a function of a few variables and return the path. Chapter: optimizers.

    Parameters
    ----------
    optimizer : Optimizer
        It is reset first, so every path starts afresh.
    gradient : callable
        ``gradient(x, y, ...)`` returns the partial derivatives, one per variable.
    start : sequence of d floats
    n_steps : int

    Returns
    -------
    ndarray of shape (n_steps + 1, d)
        The points visited; the first is `start`.

    Examples
    --------
    >>> minimize(SGD(0.1), lambda x, y: (x, 4 * y), (1, 1), 2)
    array([[1.  , 1.  ],
           [0.9 , 0.6 ],
           [0.81, 0.36]])
    """
    require_count(n_steps, "n_steps")
    point = np.array(start, dtype=np.float64)
    path = np.empty((n_steps + 1, *point.shape))
    path[0] = point
    optimizer.reset()
    for i in range(n_steps):
        optimizer.step({"point": point}, {"point": np.array(gradient(*point), dtype=np.float64)})
        path[i + 1] = point
    return path


def clip_gradients(grads: dict[str, NDArray], max_norm: float) -> float:
    """Shrink all gradients *in place* by one factor so that their joint norm is at most `max_norm`.

    The direction stays (Pascanu et al., 2013). Chapter: backprop.

    Parameters
    ----------
    grads : dict of str to ndarray
        Such as ``net.grads``; the arrays are changed.
    max_norm : float
        Above 0.

    Returns
    -------
    float
        The norm before clipping, the root of the sum of all squares.

    Examples
    --------
    >>> grads = {"W": np.array([3.0]), "b": np.array([4.0])}
    >>> clip_gradients(grads, 1.0), grads
    (5.0, {'W': array([0.6]), 'b': array([0.8])})
    """
    require_positive(max_norm, "max_norm")
    norm = float(np.sqrt(sum(np.vdot(g, g) for g in grads.values())))
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm / norm
    return norm
