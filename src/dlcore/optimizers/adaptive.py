"""Optimizers that give every parameter a step of its own. Chapter: optimizers."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from dlcore._checks import require_fraction, require_positive

from .optimizer import Optimizer


class AdaGrad(Optimizer, elementwise=True):
    r"""A rate of its own for every parameter, which only ever shrinks (Duchi et al., 2011).

    .. math:: h \leftarrow h + g^2, \qquad p \leftarrow p - \frac{\eta\, g}{\sqrt h + \varepsilon}

    As in PyTorch, whose ε is 1e-10. Chapter: optimizers.

    Parameters
    ----------
    lr : float, default 0.01
        The learning rate η, above 0: the length of the first step in every direction.
    eps : float, default 1e-8
        Keeps the division finite, above 0.

    Examples
    --------
    >>> params = {"x": np.array([1.0, 1.0])}
    >>> AdaGrad(lr=0.1).step(params, {"x": np.array([0.01, 100.0])})
    >>> params["x"].round(4)
    array([0.9, 0.9])
    """

    n_states = 1
    rules: ClassVar = {**Optimizer.rules, "eps": require_positive}

    def __init__(self, lr: float = 0.01, eps: float = 1e-8):
        super().__init__(lr)
        self.eps = eps

    def update(self, p, g, h):
        work = np.multiply(g, g, out=np.empty_like(h))
        h += work
        _divide_by_root(p, g, h, work, self.lr, self.eps)


class RMSProp(Optimizer, elementwise=True):
    r"""AdaGrad that forgets: the squares are averaged, not summed (Tieleman and Hinton, 2012).

    .. math::
        h \leftarrow \rho h + (1 - \rho)\, g^2, \qquad
        p \leftarrow p - \frac{\eta\, g}{\sqrt h + \varepsilon}

    As in PyTorch, where ρ is called alpha and is 0.99. Chapter: optimizers.

    Parameters
    ----------
    lr : float, default 0.01
        The learning rate η, above 0.
    rho : float, default 0.9
        Weight of the old average, in [0, 1).
    eps : float, default 1e-8
        Keeps the division finite, above 0.

    Examples
    --------
    >>> params = {"x": np.array([1.0])}
    >>> RMSProp(lr=0.1).step(params, {"x": np.array([2.0])})
    >>> params["x"].round(4)
    array([0.6838])
    """

    n_states = 1
    rules: ClassVar = {**Optimizer.rules, "rho": require_fraction, "eps": require_positive}

    def __init__(self, lr: float = 0.01, rho: float = 0.9, eps: float = 1e-8):
        super().__init__(lr)
        self.rho, self.eps = rho, eps

    def update(self, p, g, h):
        work = np.multiply(g, g, out=np.empty_like(h))
        work -= h
        work *= 1 - self.rho
        h += work
        _divide_by_root(p, g, h, work, self.lr, self.eps)


def _divide_by_root(p, g, h, work, lr, eps):
    """p ← p - lr g / (√h + eps), computed in `work`, since new arrays cost more than the sums."""
    np.sqrt(h, out=work)
    work += eps
    np.divide(g, work, out=work)
    work *= lr
    p -= work


class AdaDelta(Optimizer, elementwise=True):
    r"""Steps in the units of the parameter, with no learning rate to choose (Zeiler, 2012).

    .. math::
        h \leftarrow \rho h + (1 - \rho)\, g^2, \quad
        d = \sqrt{\frac{s + \varepsilon}{h + \varepsilon}}\; g

    .. math::
        s \leftarrow \rho s + (1 - \rho)\, d^2, \quad
        p \leftarrow p - \eta\, d

    As in PyTorch; the paper has no η, which is 1 here. Chapter: optimizers.

    Parameters
    ----------
    lr : float, default 1
        η, above 0.
    rho : float, default 0.9
        Weight of the old averages h and s, in [0, 1).
    eps : float, default 1e-6
        Sets the length of the first steps, above 0.

    Examples
    --------
    >>> params = {"x": np.array([1.0])}
    >>> AdaDelta().step(params, {"x": np.array([2.0])})
    >>> params["x"].round(4)
    array([0.9968])
    """

    n_states = 2
    rules: ClassVar = {**Optimizer.rules, "rho": require_fraction, "eps": require_positive}

    def __init__(self, lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6):
        super().__init__(lr)
        self.rho, self.eps = rho, eps

    def update(self, p, g, h, s):
        h += (1 - self.rho) * (g * g - h)
        d = g * np.sqrt((s + self.eps) / (h + self.eps))
        s += (1 - self.rho) * (d * d - s)
        p -= self.lr * d
