"""What each layer of a network hands on: a histogram a layer, a panel a network."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, INK, PURPLE, axes

__all__ = ["layer_histograms"]

_N_BINS = 61


def layer_histograms(
    panels: Mapping[str, Sequence[ArrayLike]],
    *,
    xlabel: str = "activation h",
    backward: bool = False,
    ax: Axes | None = None,
) -> Figure:
    """Draw a histogram of each layer's numbers, the layer next to the input on top.

    Every panel has an axis of its own, on which its layers can be compared; the standard deviation
    of a layer stands at its end.

    Parameters
    ----------
    panels : mapping of str to sequence of array_like
        For each title the numbers of every layer, in any shape.
    xlabel : str, default "activation h"
        What the numbers are.
    backward : bool, default False
        Whether the numbers go back, as gradients do: they are drawn in another colour.
    ax : matplotlib Axes, optional
        Where to draw the one panel; a new figure by default, two panels in a row.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: initialization.

    Examples
    --------
    >>> layer_histograms({"one": [[0.0, 1.0], [0.5, 0.5]]})
    <Figure size 480x320 with 1 Axes>
    """
    columns = min(2, len(panels))
    rows = -(-len(panels) // columns)
    size = (4.8 if columns == 1 else 3.6, 3.2)
    with axes(ax, rows * columns, rows=rows, size=size) as places:
        for place, (title, layers) in zip(places, panels.items(), strict=False):
            _draw(place, [np.ravel(np.asarray(layer, dtype=float)) for layer in layers], backward)
            place.set(title=title, xlabel=xlabel)
        for place in places[len(panels) :]:
            place.remove()
        return places[0].figure


def _draw(ax: Axes, layers, backward: bool) -> None:
    reach = _reach(layers)
    low, high = (0.0 if min(h.min() for h in layers) >= 0 else -reach), reach
    for row, h in enumerate(layers, start=1):
        counts, edges = np.histogram(h.clip(low, high), bins=_N_BINS, range=(low, high))
        ax.bar(
            edges[:-1], 0.8 * counts / counts.max(), np.diff(edges), -row,
            align="edge", color=PURPLE if backward else BLUE, lw=0,
        )  # fmt: skip
        ax.annotate(
            f"std {_short(h.std())}", (1, -row + 0.55), (-2, 0), ha="right", color=INK, fontsize=9,
            xycoords=ax.get_yaxis_transform(), textcoords="offset points",
        )  # fmt: skip
    ax.set(
        xlim=(low - 0.04 * reach, high + 0.35 * (high - low)),
        ylim=(-len(layers), 0), ylabel="layer",
        yticks=[-row + 0.4 for row in range(1, len(layers) + 1)],
        yticklabels=range(1, len(layers) + 1),
    )  # fmt: skip
    ax.locator_params(axis="x", nbins=4)
    ax.ticklabel_format(axis="x", scilimits=(-2, 3))
    ax.tick_params(axis="y", length=0)


def _reach(layers) -> float:
    """Return how far the axis goes: to the largest number, or to four deviations of a layer."""
    largest = max(np.abs(h).max() for h in layers)
    wide = max(4 * np.sqrt((h**2).mean()) for h in layers)
    return min(largest, wide) or 1.0


def _short(value: float) -> str:
    """Return a number as a reader takes it in: 0.83, 41, 3e-09."""
    if value == 0:
        return "0"
    return f"{value:.2g}" if 0.001 <= value < 100 else f"{value:.0e}"
