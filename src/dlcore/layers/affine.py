"""The layer that holds the weights. Chapter: backprop."""

from __future__ import annotations

import numpy as np

from dlcore import initializers
from dlcore._checks import (
    as_batch,
    as_float,
    require_callable,
    require_count,
    require_finite,
    require_float_dtype,
    require_shape,
)

from .layer import Layer


class Affine(Layer):
    """Z = X W + b: a linear map and a shift, with the parameters "W" and "b".

    X is a batch of shape (N, n_in), a row per example; Z has the shape (N, n_out).
    Chapter: backprop.

    Parameters
    ----------
    n_in, n_out : int
        W has the shape (n_in, n_out), b has (n_out,) and starts at 0.
    init : {"he", "xavier", "zeros"} or initializer, default "he"
        How W starts, for instance ``normal(0.01)``; see `dlcore.initializers`.
    rng : numpy.random.Generator
        May be left out only where `init` draws nothing.
    dtype : floating-point dtype, default float64
        Inputs of another dtype are converted to it.

    Examples
    --------
    >>> layer = Affine(3, 2, rng=np.random.default_rng(0))
    >>> layer(np.ones((5, 3))).shape
    (5, 2)
    >>> layer
    Affine(3 → 2), 8 parameters
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        *,
        init: str | initializers.Initializer = "he",
        rng: np.random.Generator | None = None,
        dtype=np.float64,
    ):
        super().__init__()
        shape = require_count(n_in, "n_in"), require_count(n_out, "n_out")
        dtype = require_float_dtype(dtype)
        weights = as_float(_initializer(init)(shape, rng=rng, dtype=dtype), "the initial W", dtype)
        require_shape(weights, shape, "the initial W")
        require_finite(weights, "the initial W")
        self._add_param("W", weights.copy())  # the initializer may have kept its array
        self._add_param("b", np.zeros(n_out, dtype))

    def forward(self, x):
        weights, bias = self.params["W"], self.params["b"]
        x = as_batch(x, len(weights), weights.dtype)
        z = x @ weights  # (N, n_out)
        z += bias
        return self._remember(x, z)

    def backward_params(self, dout):
        x, grads = self._recall(dout), self.grads
        np.matmul(x.T, dout, out=grads["W"])
        ones = np.ones(len(dout), x.dtype)
        np.matmul(ones, dout, out=grads["b"])  # sums the rows, faster than sum(axis=0)

    def backward(self, dout):
        self.backward_params(dout)
        return dout @ self.params["W"].T  # (N, n_in)

    def __repr__(self):
        n_in, n_out = self.params["W"].shape
        return f"Affine({n_in} → {n_out}), {self.n_parameters:,} parameters"


def _initializer(init):
    """Return the function that `init` stands for."""
    named = {"he": initializers.he, "xavier": initializers.xavier, "zeros": initializers.zeros}
    what = f"an initializer or one of {sorted(named)}"
    if init in (initializers.normal, initializers.constant):
        name = init.__name__
        raise TypeError(f"init must be {what}; {name} makes one when called, as in {name}(0.01)")
    if isinstance(init, str):
        if init not in named:
            raise ValueError(f"init must be {what}, got {init!r}")
        return named[init]
    return require_callable(init, "init", what)
