"""Layers that keep the scale of their signals. Chapter: batch-norm."""

from __future__ import annotations

import numpy as np

from dlcore._checks import (
    as_batch,
    require_count,
    require_float_dtype,
    require_fraction,
    require_positive,
)

from .layer import Layer


class _Normalization(Layer):
    """y = gamma · ẑ + beta, where ẑ = (x - mean) / √(variance + eps) along one axis."""

    def __init__(self, n, eps, dtype):
        super().__init__()
        require_count(n, "n")
        self.eps, dtype = require_positive(eps, "eps"), require_float_dtype(dtype)
        self._add_param("gamma", np.ones(n, dtype))
        self._add_param("beta", np.zeros(n, dtype))

    def _input(self, x):
        return as_batch(x, len(self.params["gamma"]), self.dtype)

    def _output(self, centred, variance, *more):
        """Return gamma · ẑ + beta, keeping ẑ, 1 / √(variance + eps) and `more` for backward."""
        inverse = 1 / np.sqrt(variance + self.eps)
        z = centred * inverse
        out = z * self.params["gamma"]
        out += self.params["beta"]
        return self._remember((z, inverse, *more), out)

    def _fill_grads(self, dout, z):
        dgamma, dbeta = self.grads["gamma"], self.grads["beta"]
        np.einsum("nd,nd->d", dout, z, out=dgamma)
        np.add.reduce(dout, axis=0, out=dbeta)
        return dgamma, dbeta

    def __repr__(self):
        return f"{type(self).__name__}({len(self.params['gamma'])}), {self.n_parameters} parameters"


class BatchNorm(_Normalization):
    r"""Normalize each unit over the batch, then scale by gamma and shift by beta.

    .. math:: y = \gamma\, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta

    In training, mean and (biased) variance are those of the batch, and running averages of both
    are kept: running ← momentum · running + (1 - momentum) · batch. In evaluation the running
    averages take their place (Ioffe and Szegedy, 2015). A training batch of one example is
    normalized to beta, whatever the example.

    PyTorch calls 1 - 0.9 its momentum 0.1, and keeps the *unbiased* variance, N / (N - 1) times
    as large, in the running average. Chapter: batch-norm.

    Parameters
    ----------
    n : int
        Number of units; parameters "gamma" (starts at 1) and "beta" (at 0) have shape (n,).
    momentum : float in [0, 1), default 0.9
        Weight of the old running average; buffers "mean" (starts at 0) and "var" (at 1).
    eps : float, default 1e-5
    dtype : floating-point dtype, default float64

    Examples
    --------
    >>> layer = BatchNorm(1)
    >>> layer(np.array([[1.0], [3.0]])).round(4)
    array([[-1.],
           [ 1.]])
    >>> layer.buffers["mean"]
    array([0.2])
    """

    def __init__(self, n: int, momentum: float = 0.9, eps: float = 1e-5, *, dtype=np.float64):
        super().__init__(n, eps, dtype)
        self.momentum = require_fraction(momentum, "momentum")
        self._add_buffer("mean", np.zeros(n, dtype))
        self._add_buffer("var", np.ones(n, dtype))

    def forward(self, x):
        x = self._input(x)
        mean, var = self.buffers["mean"], self.buffers["var"]
        if not self.training:
            return self._output(x - mean, var, False)
        batch_mean = x.mean(axis=0)
        centred = x - batch_mean
        batch_var = np.einsum("nd,nd->d", centred, centred) / len(x)
        mean += (1 - self.momentum) * (batch_mean - mean)
        var += (1 - self.momentum) * (batch_var - var)
        return self._output(centred, batch_var, True)

    def backward(self, dout):
        z, inverse, from_batch = self._recall(dout)
        dgamma, dbeta = self._fill_grads(dout, z)
        if from_batch:  # mean and variance depend on the batch too
            dout = dout - dbeta / len(dout)
            dout -= z * (dgamma / len(z))
        return dout * (self.params["gamma"] * inverse)


class LayerNorm(_Normalization):
    r"""Normalize each example over its units, then scale by gamma and shift by beta.

    .. math:: y = \gamma\, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta

    The formula of `BatchNorm` with mean and (biased) variance of one example. The same in training
    and evaluation, and for a batch of one (Ba et al., 2016). As in PyTorch. Chapter: batch-norm.

    Parameters
    ----------
    n : int
        Number of units; parameters "gamma" (starts at 1) and "beta" (at 0) have shape (n,).
    eps : float, default 1e-5
    dtype : floating-point dtype, default float64

    Examples
    --------
    >>> LayerNorm(2)(np.array([[1.0, 3.0], [10.0, 30.0]])).round(4)
    array([[-1.,  1.],
           [-1.,  1.]])
    """

    def __init__(self, n: int, eps: float = 1e-5, *, dtype=np.float64):
        super().__init__(n, eps, dtype)

    def forward(self, x):
        x = self._input(x)
        centred = x - x.mean(axis=1, keepdims=True)
        variance = (centred * centred).mean(axis=1, keepdims=True)
        return self._output(centred, variance)

    def backward(self, dout):
        z, inverse = self._recall(dout)
        self._fill_grads(dout, z)
        dz = dout * self.params["gamma"]
        along = (dz * z).mean(axis=1, keepdims=True)
        return (dz - dz.mean(axis=1, keepdims=True) - z * along) * inverse
