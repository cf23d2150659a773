"""Dropout: train a different thinned network at every step. Chapter: dropout."""

from __future__ import annotations

import numpy as np

from dlcore._checks import as_batch, require_fraction, require_rng

from .layer import Layer


class Dropout(Layer):
    """Set each number to 0 with probability p in training; do nothing in evaluation.

    Inverted dropout: what is kept is divided by 1 - p in training, so that its expectation stays
    and evaluation needs no scaling (Srivastava et al., 2014, scale by 1 - p in evaluation
    instead). Every unit of every example has a mask of its own. Chapter: dropout.

    Parameters
    ----------
    p : float in [0, 1)
        The probability of *dropping*.
    rng : numpy.random.Generator
        Draws the masks; a number is kept where ``rng.random() >= p``.

    Examples
    --------
    >>> layer = Dropout(0.5, rng=np.random.default_rng(0))
    >>> layer(np.ones((2, 4)))
    array([[2., 0., 0., 0.],
           [2., 2., 2., 2.]])
    >>> layer.eval()(np.ones((1, 4)))
    array([[1., 1., 1., 1.]])
    """

    def __init__(self, p: float, *, rng: np.random.Generator):
        super().__init__()
        self.p, self.rng = require_fraction(p, "p"), require_rng(rng)

    def forward(self, x):
        x = as_batch(x)
        if not self.training or self.p == 0:
            return self._remember(None, x.copy())
        dtype = np.float32 if x.dtype == np.float32 else np.float64
        mask = (self.rng.random(x.shape, dtype=dtype) >= self.p) * x.dtype.type(1 / (1 - self.p))
        return self._remember(mask, x * mask)

    def backward(self, dout):
        mask = self._recall(dout)
        return dout.copy() if mask is None else dout * mask

    def __repr__(self):
        return f"Dropout({self.p:g})"
