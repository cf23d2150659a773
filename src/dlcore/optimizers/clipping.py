"""Gradients that would explode. Chapter: backprop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_positive


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
