"""The gradient in each layer of a deep network, and the factor of one layer over the gain."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, INK, axes

__all__ = ["depth_gradient"]


def depth_gradient(
    inputs: ArrayLike,
    weights: ArrayLike,
    *,
    factors: tuple[ArrayLike, ArrayLike],
    gain: float,
) -> Figure:
    """Draw the norm of the gradient in each layer, and what a layer multiplies it by.

    Parameters
    ----------
    inputs : array_like of shape (depth,)
        Norm of the gradient with respect to what goes into each layer. What is 0, inf or NaN is
        left out.
    weights : array_like of shape (depth,)
        The same with respect to its weights.
    factors : (array_like of shape (K,), array_like of shape (K,))
        Gains, and the factor of a layer at each of them; NaN where there is none.
    gain : float
        Where the network of the left panel stands.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: backprop.

    Examples
    --------
    >>> depth_gradient([0.01, 0.1], [0.02, 0.2], factors=([0.1, 1, 10], [0.01, 0.1, 1]), gain=1)
    <Figure size 760x380 with 2 Axes>
    """
    with axes(None, 2, size=(3.8, 3.8)) as (left, right):
        layers = np.arange(1, len(inputs) + 1)
        for values, style, color, name in (
            (inputs, "o-", BLUE, "w.r.t. input"), (weights, "D", INK, "w.r.t. weights"),
        ):  # fmt: skip
            norms = np.asarray(values, dtype=float)
            norms = np.where(np.isfinite(norms) & (norms > 0), norms, np.nan)
            left.plot(layers, np.log10(norms), style, color=color, ms=5, label=name)
        left.set(xlabel="layer", title="log10 of the gradient's norm")
        left.legend(fontsize=9)
        gains, each = (np.log10(np.asarray(values, dtype=float)) for values in factors)
        right.axhline(0, color="#777777", ls=":", label="keeps its size")
        right.plot(gains, each, color=BLUE, lw=2.4, label="one layer")
        here = np.interp(np.log10(gain), gains, each)
        right.plot(np.log10(gain), here, "o", color=BLUE, ms=9)
        right.set(xlabel="log10 of the gain", title="log10 of the factor")
        right.legend(fontsize=9)
        return left.figure
