"""Gradients that would explode. Chapter: backprop."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_arrays, require_finite, require_positive


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
    max_norm = require_positive(max_norm, "max_norm")
    require_arrays(grads, "grads")
    for key, g in grads.items():
        require_finite(g, f"grads[{key!r}]")
    # In units of the largest number, no square can overflow or vanish.
    largest = max((float(np.abs(g).max()) for g in grads.values() if g.size), default=0.0)
    if largest == 0:
        return 0.0
    scaled = {key: g / largest for key, g in grads.items()}
    norm = math.sqrt(sum(float(np.vdot(g, g)) for g in scaled.values()))  # in that unit
    if norm > max_norm / largest:
        for key, g in grads.items():
            np.multiply(scaled[key], max_norm / norm, out=g)
    return largest * norm
