"""Means over seeds, each with its band."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, GREEN, INK, VERMILION, axes, in_series, legend_above

__all__ = ["bands"]

_SERIES = ((INK, "-", "o"), (BLUE, "--", "s"), (GREEN, "-.", "^"), (VERMILION, ":", "D"))


def bands(
    x: ArrayLike,
    runs: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    ax: Axes | None = None,
) -> Figure:
    """Draw the mean of many runs with a band of one standard deviation, on a log scale.

    Parameters
    ----------
    x : array_like of shape (n,)
        Where the runs are known.
    runs : mapping of str to array_like of shape (n_runs, n)
        Up to four groups of runs, of numbers above 0, by the name that the legend shows.
    xlabel, ylabel : str
        Names of the axes.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four groups.

    Notes
    -----
    Mean and deviation are those of the logarithm, so that the band fits the scale.

    Examples
    --------
    >>> from dlcore.plots import bands
    >>> bands([1, 2], {"SGD": [[1.0, 0.5], [2.0, 0.4]]}, xlabel="epoch", ylabel="loss")
    <Figure size 520x360 with 1 Axes>
    """
    styled = in_series(runs, _SERIES, "groups")
    with axes(ax, size=(5.2, 3.6)) as (ax,):
        for (name, group), (colour, dash, marker) in styled:
            logs = np.log(np.asarray(group, dtype=float))
            middle, spread = logs.mean(axis=0), logs.std(axis=0)
            ax.plot(x, np.exp(middle), dash, color=colour, marker=marker, ms=4, lw=2, label=name)
            low, high = np.exp(middle - spread), np.exp(middle + spread)
            ax.fill_between(x, low, high, color=colour, alpha=0.15, lw=0)
        ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log")
        legend_above(ax, handlelength=2.6)
        return ax.figure
