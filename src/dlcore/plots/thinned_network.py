"""A thinned network, and the outputs of all its masks."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, FAINT, INK, VERMILION, axes

__all__ = ["thinned_network"]


def thinned_network(
    values: ArrayLike,
    mask: ArrayLike,
    weights: ArrayLike,
    outputs: ArrayLike,
    shares: ArrayLike,
    *,
    now: float,
    mean: float,
    test: float,
) -> Figure:
    """Draw a network of which some units are dropped, beside the outputs of all masks.

    Chapter: dropout.

    Parameters
    ----------
    values : array_like of shape (H,)
        What each unit passes on; 0 where it was dropped.
    mask : array_like of shape (H,)
        1 for a unit that stays, 0 for one that was dropped.
    weights : array_like of shape (H,)
        From the units to the output.
    outputs, shares : array_like of shape (2**H,)
        The output in [0, 1] of every mask, and its probability.
    now, mean, test : float
        The output of this mask, the mean over all masks, and the output at test time.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import thinned_network
    >>> known = {"now": 0.7, "mean": 0.6, "test": 0.62}
    >>> thinned_network([1, 0], [1, 0], [1, -1], [0.5, 0.7, 0.3, 0.6], [0.25] * 4, **known)
    <Figure size 760x340 with 2 Axes>
    """
    mask, weights = np.asarray(mask), np.asarray(weights)
    rows = np.arange(len(mask), 0, -1)
    out = (1.4, rows.mean())
    with axes(None, 2, size=(3.8, 3.4)) as (left, right):
        for row, value, kept, weight in zip(rows, values, mask, weights, strict=True):
            if kept:
                look = {"color": VERMILION if weight > 0 else BLUE, "lw": 1 + 2 * abs(weight)}
                dash = "-" if weight > 0 else "--"
                left.plot([0, out[0]], [row, out[1]], dash, zorder=1, **look)
            edge = {"mec": INK if kept else FAINT, "mfc": "white", "mew": 2}
            left.plot(0, row, "o" if kept else "x", ms=17 if kept else 11, zorder=2, **edge)
            left.text(-0.28, row, f"{value:.2f}" if kept else "0", ha="right", va="center")
        left.plot(*out, "o", ms=34, mec=INK, mfc="white", mew=2, zorder=2)
        left.text(*out, f"{now:.2f}", ha="center", va="center", zorder=3)
        left.set(title="thinned network", xlim=(-0.9, 1.9), ylim=(0.3, len(mask) + 0.7))
        left.axis("off")
        right.hist(outputs, bins=40, range=(0, 1), weights=shares, color=FAINT)
        right.axvline(mean, color=INK, lw=2.5, label="mean over all masks")
        right.axvline(test, color=BLUE, lw=2.5, ls="--", label="at test time")
        right.plot(now, 0.008, "s", color=VERMILION, ms=9, label="this mask", clip_on=False)
        right.set(title="outputs ŷ of all masks", xlabel="ŷ", xlim=(0, 1), yticks=[])
        right.margins(y=0.35)
        right.legend(fontsize=9, loc="upper left")
        return left.figure
