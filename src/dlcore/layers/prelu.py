"""ReLU with a slope that is learned. Chapter: activations."""

from __future__ import annotations

import numpy as np

from dlcore._checks import as_batch, require_count, require_finite_real, require_float_dtype

from .layer import Layer


class PReLU(Layer):
    """φ(z) = z where z > 0 and slope · z elsewhere; the slope is *learned* (He et al., 2015).

    Chapter: activations.

    Parameters
    ----------
    n : int, default 1
        1 for one slope shared by all units, or the number of units for a slope each.
    slope : float, default 0.25
        Where the slope starts; it is the parameter "slope" of shape (n,).
    dtype : floating-point dtype, default float64

    Examples
    --------
    >>> PReLU()(np.array([[-1.0, 2.0]]))
    array([[-0.25,  2.  ]])
    """

    def __init__(self, n: int = 1, *, slope: float = 0.25, dtype=np.float64):
        super().__init__()
        require_count(n, "n")
        start = require_finite_real(slope, "slope")
        self._add_param("slope", np.full(n, start, require_float_dtype(dtype)))

    def forward(self, x):
        n = self.n_parameters
        z = as_batch(x, n if n > 1 else None, self.dtype)
        return self._remember(z, np.where(z > 0, z, self.params["slope"] * z))

    def backward(self, dout):
        z, slope = self._recall(dout), self.params["slope"]
        dslope = dout * np.minimum(z, 0)
        self.grads["slope"][...] = dslope.sum() if len(slope) == 1 else dslope.sum(axis=0)
        return dout * np.where(z > 0, self.dtype.type(1), slope)

    def __repr__(self):
        return f"PReLU({self.n_parameters})"
