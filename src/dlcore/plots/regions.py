"""The plane cut into the linear regions of a ReLU network."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from dlcore.layers import ReLU, Sequential
from dlcore.plots.style import BLUE, INK, axes
from dlcore.regions import activation_patterns, plane_regions

__all__ = ["regions"]

_WIDTHS = (2.2, 1.2, 0.8, 0.5)


def regions(net: Sequential, *, reach: float = 1.0, codes: bool = False) -> Figure:
    """Draw the regions of the plane on which a ReLU network is linear, and count them.

    The more units are on in a region, the darker it is; the borders of the first layer are the
    thickest.

    Parameters
    ----------
    net : Sequential
        Of `Affine` and `ReLU` layers, with two inputs.
    reach : float, default 1.0
        The window goes from -reach to reach along both axes.
    codes : bool, default False
        Whether to write into each region which units are on, one digit a unit.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> from dlcore.layers import Affine
    >>> regions(Sequential(Affine(2, 3, rng=np.random.default_rng(0)), ReLU()))
    <Figure size 460x460 with 1 Axes>
    """
    window = reach * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    ends = [i + 1 for i, layer in enumerate(net.layers) if isinstance(layer, ReLU)]
    stages = [plane_regions(Sequential(*net.layers[:end]), window) for end in ends]
    pieces = stages[-1]
    inside = np.array([piece.mean(axis=0) for piece in pieces])  # regions are convex
    patterns = activation_patterns(net, inside)
    on = patterns.mean(axis=1)
    with axes(None, size=(4.6, 4.6)) as (ax,):
        for piece, share in zip(pieces, on, strict=True):
            ax.fill(*piece.T, color=BLUE, alpha=0.06 + 0.6 * share, lw=0)
        for layer, cut in reversed(list(enumerate(stages))):
            width = _WIDTHS[min(layer, len(_WIDTHS) - 1)]
            ax.add_collection(PolyCollection(cut, facecolors="none", edgecolors=INK, lw=width))
        for place, pattern in zip(inside, patterns if codes else (), strict=codes):
            code = "".join(str(int(unit)) for unit in pattern)
            ax.text(*place, code, ha="center", va="center", color=INK)
        n = len(pieces)
        ax.set(
            title=f"{n} linear region{'s' * (n != 1)}", xlabel="$x_1$", ylabel="$x_2$",
            xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal",
            xticks=[-reach, 0, reach], yticks=[-reach, 0, reach],
        )  # fmt: skip
        return ax.figure
