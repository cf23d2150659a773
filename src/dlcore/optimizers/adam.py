"""Adam and its two variants. Chapter: optimizers."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from dlcore._checks import require_bool, require_fraction, require_positive

from .optimizer import Optimizer


class Adam(Optimizer, elementwise=True):
    r"""Momentum and RMSProp in one, each average corrected for its start at 0 (Kingma, Ba, 2015).

    .. math::
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2

    .. math::
        p \leftarrow p - \frac{\eta\, \hat m}{\sqrt{\hat v} + \varepsilon}
        \quad\text{with}\quad
        \hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}

    at step t = 1, 2, … As in PyTorch. Chapter: optimizers.

    Parameters
    ----------
    lr : float, default 0.001
        The learning rate η, above 0: about the length of a step in every direction.
    beta1, beta2 : float, default 0.9 and 0.999
        Weights of the old averages of g and g², in [0, 1).
    eps : float, default 1e-8
        Keeps the division finite, above 0.
    bias_correction : bool, default True
        Without it the first steps are too large, since v̂ starts at (1 - β₂) g².

    Examples
    --------
    >>> params = {"x": np.array([1.0, 1.0])}
    >>> Adam(lr=0.1).step(params, {"x": np.array([0.01, 100.0])})
    >>> params["x"].round(4)
    array([0.9, 0.9])
    """

    n_states = 2
    rules: ClassVar = {
        **Optimizer.rules,
        "beta1": require_fraction,
        "beta2": require_fraction,
        "eps": require_positive,
        "bias_correction": require_bool,
    }

    def __init__(
        self,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        *,
        bias_correction: bool = True,
    ):
        super().__init__(lr)
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.bias_correction = bias_correction

    def update(self, p, g, m, v):
        work = self._add_up(g, m, v)
        m_scale, root_scale = self._scales()
        np.sqrt(v, out=work)
        work += self.eps / root_scale
        np.divide(m, work, out=work)
        work *= self.lr * m_scale / root_scale
        p -= work  # p ← p - η m̂ / (√v̂ + ε)

    def _add_up(self, g, m, v):
        """Update both states and return the array that was used for it, to be used again.

        They hold m / (1 - β₁) and v / (1 - β₂), which takes fewer passes over the arrays.
        """
        m *= self.beta1
        m += g
        work = np.empty_like(v)
        np.multiply(g, g, out=work)
        v *= self.beta2
        v += work
        return work

    def _scales(self):
        """Return what the states and their roots are multiplied by to give m̂ and √v̂."""
        c1, c2 = 1.0, 1.0
        if self.bias_correction:
            c1, c2 = 1 - self.beta1**self.n_steps, 1 - self.beta2**self.n_steps
        return (1 - self.beta1) / c1, ((1 - self.beta2) / c2) ** 0.5


class Nadam(Adam, elementwise=True):
    r"""Adam with Nesterov's look-ahead (Dozat, 2016).

    .. math::
        \hat m = \frac{\beta_1 m}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1)\, g}{1 - \beta_1^t}

    and the rest as in `Adam`. β₁ is constant here; PyTorch warms it up, which its
    ``momentum_decay`` turns off when it is very large. Chapter: optimizers.

    Parameters
    ----------
    lr, beta1, beta2, eps
        As in `Adam`.

    Examples
    --------
    >>> params = {"x": np.array([1.0])}
    >>> Nadam(lr=0.1).step(params, {"x": np.array([2.0])})
    >>> params["x"].round(4)
    array([0.8526])
    """

    def __init__(
        self,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
    ):
        super().__init__(lr, beta1, beta2, eps)

    def update(self, p, g, m, v):
        self._add_up(g, m, v)
        m_scale, root_scale = self._scales()
        ahead = self.beta1 * (1 - self.beta1) / (1 - self.beta1 ** (self.n_steps + 1))
        p -= self.lr * (ahead * m + m_scale * g) / (root_scale * np.sqrt(v) + self.eps)


class AdamW(Adam, elementwise=True):
    r"""Adam whose weight decay is not part of the gradient (Loshchilov and Hutter, 2019).

    .. math:: p \leftarrow p - \eta \lambda\, p, \quad\text{then the step of Adam}

    As in PyTorch: every parameter decays, biases too. Chapter: optimizers.

    Parameters
    ----------
    lr, beta1, beta2, eps
        As in `Adam`.
    weight_decay : float, default 0.01
        λ, in [0, 1); one step shrinks a parameter by the share η λ.

    Examples
    --------
    >>> params = {"x": np.array([1.0])}
    >>> AdamW(lr=0.1, weight_decay=0.5).step(params, {"x": np.array([2.0])})
    >>> params["x"].round(4)
    array([0.85])
    """

    rules: ClassVar = {**Adam.rules, "weight_decay": require_fraction}

    def __init__(
        self,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ):
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def update(self, p, g, m, v):
        p *= 1 - self.lr * self.weight_decay
        super().update(p, g, m, v)
