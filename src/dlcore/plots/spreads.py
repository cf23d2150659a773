"""Means over seeds with their spread, against a quantity on a log axis; and ranges of the loss."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, GREEN, INK, VERMILION, axes, in_series, legend_above

__all__ = ["loss_ranges", "spreads"]

_SERIES = ((VERMILION, "--", "s"), (BLUE, "-", "o"), (GREEN, "-.", "^"), (INK, ":", "D"))


def spreads(
    x: ArrayLike,
    runs: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    ax: Axes | None = None,
) -> Figure:
    """Draw means over runs, with bars of one standard deviation, against `x` on a log axis.

    Parameters
    ----------
    x : array_like of shape (n,)
        Numbers above 0.
    runs : mapping of str to array_like of shape (n, n_runs)
        Up to four groups by the name that the legend shows.
    xlabel, ylabel : str
        Names of the axes, with units where there are any.
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
    Chapter: batch-norm.

    Examples
    --------
    >>> from dlcore.plots import spreads
    >>> spreads([2, 8], {"BN": [[0.3, 0.4], [0.03, 0.04]]}, xlabel="batch", ylabel="error")
    <Figure size 520x360 with 1 Axes>
    """
    styled = in_series(runs, _SERIES, "groups")
    x = np.asarray(x, dtype=float)
    shifts = 1.05 ** (np.arange(len(runs)) - (len(runs) - 1) / 2)  # so that bars stay apart
    with axes(ax, size=(5.2, 3.6)) as (ax,):
        for ((name, group), (colour, dash, marker)), shift in zip(styled, shifts, strict=True):
            group = np.asarray(group, dtype=float)
            ax.errorbar(
                shift * x, group.mean(axis=1), group.std(axis=1), fmt=marker + dash,
                color=colour, lw=1.8, ms=5, capsize=3, label=name,
            )  # fmt: skip
        ax.set(xlabel=xlabel, ylabel=ylabel, xscale="log")
        if len(x) < 10:
            ax.set_xticks(x, [f"{value:g}" for value in x])
            ax.set_xticks([], minor=True)
        ax.set_ylim(bottom=0)
        ax.legend()
        return ax.figure


def loss_ranges(
    steps: ArrayLike, ranges: Mapping[str, ArrayLike], *, ax: Axes | None = None
) -> Figure:
    """Draw between which losses one comes by walking along the gradient, during training.

    Parameters
    ----------
    steps : array_like of shape (n,)
        Steps of training.
    ranges : mapping of str to array_like of shape (n_runs, n, 2)
        Lowest and highest loss, above 0, of one or two kinds of networks by their names; the
        medians over the runs are drawn.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than two kinds.

    Notes
    -----
    Chapter: batch-norm. After Santurkar et al. (2018), figure 4a.

    Examples
    --------
    >>> from dlcore.plots import loss_ranges
    >>> loss_ranges([0, 5], {"BN": [[[1.0, 2.0], [0.5, 0.9]]]})
    <Figure size 520x360 with 1 Axes>
    """
    if len(ranges) > 2:
        raise ValueError(f"at most 2 ranges can be told apart, got {len(ranges)}")
    with axes(ax, size=(5.2, 3.6)) as (ax,):
        for (name, runs), (colour, dash, _) in zip(ranges.items(), _SERIES, strict=False):
            low, high = np.median(np.asarray(runs, dtype=float), axis=0).T
            ax.fill_between(steps, low, high, color=colour, alpha=0.25, lw=0, label=name)
            for edge in (low, high):
                ax.plot(steps, edge, dash, color=colour, lw=1.5)
        ax.set(xlabel="step of training", ylabel="loss along the gradient", yscale="log")
        legend_above(ax)
        return ax.figure
