"""Gradient descent with a velocity. Chapter: optimizers."""

from __future__ import annotations

from typing import ClassVar

from dlcore._checks import require_fraction

from .optimizer import Optimizer


class Momentum(Optimizer, elementwise=True):
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
    rules: ClassVar = {**Optimizer.rules, "alpha": require_fraction}

    def __init__(self, lr: float, alpha: float = 0.9):
        super().__init__(lr)
        self.alpha = alpha

    def update(self, p, g, v):
        v *= self.alpha
        v -= self.lr * g
        p += v


class Nesterov(Momentum, elementwise=True):
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
