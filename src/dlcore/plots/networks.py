"""Diagrams of networks."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, VERMILION, axes

__all__ = ["network"]


def network(sizes: Sequence[int], *, ax: Axes | None = None) -> Figure:
    """Draw a fully connected network: a column of units per layer, a line per weight.

    Parameters
    ----------
    sizes : sequence of int
        Units of the input layer, of each hidden layer, and of the output layer.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are fewer than two layers or a layer without units.

    Examples
    --------
    >>> from dlcore.plots import network
    >>> network([2, 2, 1])
    <Figure size 520x360 with 1 Axes>
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes must name at least two layers of at least one unit, got {sizes}")
    with axes(ax, size=(5.2, 3.6)) as (ax,):
        columns = [
            np.column_stack([np.full(n, float(layer)), np.linspace(0.5, -0.5, n + 2)[1:-1]])
            for layer, n in enumerate(sizes)
        ]
        for left, right in pairwise(columns):
            for start in left:
                for end in right:
                    ax.plot(*zip(start, end, strict=True), color=FAINT, lw=0.6, zorder=1)
        last = len(sizes) - 1
        for layer, (places, n) in enumerate(zip(columns, sizes, strict=True)):
            colour = {0: BLUE, last: VERMILION}.get(layer, GREEN)
            name = {0: "input", last: "output"}.get(layer, "hidden")
            ax.scatter(*places.T, s=150, c=colour, edgecolor="white", lw=1, zorder=2)
            ax.text(layer, -0.56, f"{name}\n{n}", ha="center", va="top", color=INK)
            if layer > 0:
                m = sizes[layer - 1]
                ax.text(
                    layer - 0.5, 0.53, f"{m}×{n} weights\n+ {n} biases",
                    ha="center", va="bottom", color=INK, size=9,
                )  # fmt: skip
        ax.set(xlim=(-0.4, last + 0.4), ylim=(-0.75, 0.7))
        ax.axis("off")
        return ax.figure
