"""The layer that holds the weights. Chapter: backprop."""

from __future__ import annotations

import numpy as np

from dlcore import initializers
from dlcore._checks import as_float, require_count, require_shape

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
        require_count(n_in, "n_in")
        require_count(n_out, "n_out")
        named = {"he": initializers.he, "xavier": initializers.xavier, "zeros": initializers.zeros}
        draw = named.get(init, init) if isinstance(init, str) else init
        if not callable(draw):
            raise ValueError(f"init must be an initializer or one of {sorted(named)}, got {init!r}")
        weights = draw((n_in, n_out), rng=rng, dtype=dtype)
        require_shape(weights, (n_in, n_out), "the initial W")
        self._add_param("W", weights)
        self._add_param("b", np.zeros(n_out, dtype))

    def forward(self, x):
        weights = self.params["W"]
        x = as_float(x, dtype=weights.dtype)
        if x.ndim != 2 or x.shape[1] != len(weights):
            require_shape(x, ("N", len(weights)), "x")
        z = x @ weights  # (N, n_out)
        z += self.params["b"]
        return self._remember(x, z)

    def backward_params(self, dout):
        x = self._recall(dout)
        np.matmul(x.T, dout, out=self.grads["W"])
        ones = np.ones(len(dout), self.dtype)
        np.matmul(ones, dout, out=self.grads["b"])  # sums the rows, faster than sum(axis=0)

    def backward(self, dout):
        self.backward_params(dout)
        return dout @ self.params["W"].T  # (N, n_in)

    def __repr__(self):
        n_in, n_out = self.params["W"].shape
        return f"Affine({n_in} → {n_out}), {self.n_parameters:,} parameters"
