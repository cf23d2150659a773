"""Curves of training, and how often training succeeds."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import (
    BLUE,
    GREEN,
    INK,
    PURPLE,
    VERMILION,
    axes,
    in_series,
    legend_above,
)

__all__ = ["curves", "learning_curves", "success_rates"]

_SERIES = ((BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"))


def curves(
    x: ArrayLike,
    ys: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    levels: Mapping[str, float] | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw up to four curves over the same axis.

    Parameters
    ----------
    x : array_like of shape (n,)
        Where the curves are known.
    ys : mapping of str to array_like of shape (n,)
        The curves by the name that the legend shows.
    xlabel, ylabel : str
        Names of the axes, with units where there are any.
    levels : mapping of str to float, optional
        Horizontal lines to compare with, such as the loss of guessing.
    title : str, optional
        Title of the axes.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four curves: they could no longer be told apart.

    Examples
    --------
    >>> from dlcore.plots import curves
    >>> curves([0, 1, 2], {"square": [0, 1, 4]}, xlabel="x", ylabel="y", levels={"two": 2})
    <Figure size 480x340 with 1 Axes>
    """
    styled = in_series(ys, _SERIES, "curves")
    with axes(ax, size=(4.8, 3.4)) as (ax,):
        for (name, y), (colour, dash, _) in styled:
            ax.plot(x, y, dash, color=colour, lw=2, label=name)
        for name, level in (levels or {}).items():
            ax.axhline(level, color=INK, lw=0.8, ls=(0, (1, 3)))
            ax.annotate(
                name, (1.0, level), xycoords=("axes fraction", "data"), xytext=(4, 0),
                textcoords="offset points", va="center", color=INK, annotation_clip=False,
            )  # fmt: skip
        ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
        if all(np.nanmin(y) >= 0 for y in ys.values()):
            ax.set_ylim(bottom=0)
        if title:  # stands where the legend would
            ax.legend()
        else:
            legend_above(ax)
        return ax.figure


def success_rates(
    widths: Sequence[int],
    solved: Mapping[str, Sequence[ArrayLike]],
    *,
    ax: Axes | None = None,
) -> Figure:
    """Draw the share of runs that succeed against the width, with one standard error.

    Parameters
    ----------
    widths : sequence of int
        Hidden units.
    solved : mapping of str to sequence of array_like of bool
        For each name one array of runs per width.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    The bar is the standard error √(p(1−p)/n) of a share p among n runs.

    Examples
    --------
    >>> from dlcore.plots import success_rates
    >>> success_rates([2, 3], {"tanh": [[True, False], [True, True]]})
    <Figure size 480x340 with 1 Axes>
    """
    with axes(ax, size=(4.8, 3.4)) as (ax,):
        places = np.arange(len(widths))
        for (name, runs), (colour, dash, marker) in zip(solved.items(), _SERIES, strict=False):
            rate = np.array([np.mean(r) for r in runs])
            error = np.sqrt(rate * (1 - rate) / [len(r) for r in runs])
            ax.errorbar(
                places, rate, error, fmt=marker + dash, color=colour, lw=2, capsize=4, label=name
            )
        ax.set_xticks(places, [str(w) for w in widths])
        ax.set(xlabel="hidden units", ylabel="share of seeds that learn XOR", ylim=(0, 1.05))
        ax.legend(loc="lower right")
        return ax.figure


def learning_curves(
    sizes: Sequence[int],
    scores: Mapping[str, ArrayLike],
    *,
    ax: Axes | None = None,
) -> Figure:
    """Draw the accuracy on a test set against the size of the training set, with its spread.

    Parameters
    ----------
    sizes : sequence of int
        Training examples; the axis is logarithmic.
    scores : mapping of str to array_like of shape (n_sizes, n_seeds)
        For each model its test accuracies in [0, 1].
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    A point is the mean over the seeds, a bar reaches one standard deviation up and down.
    Chapter: introduction.

    Examples
    --------
    >>> from dlcore.plots import learning_curves
    >>> learning_curves([20, 100], {"network": [[0.6, 0.7], [0.85, 0.9]]})
    <Figure size 480x340 with 1 Axes>
    """
    with axes(ax, size=(4.8, 3.4)) as (ax,):
        shifts = 1.06 ** (np.arange(len(scores)) - (len(scores) - 1) / 2)  # so that bars stay apart
        for (name, runs), shift, (colour, dash, marker) in zip(
            scores.items(), shifts, _SERIES, strict=False
        ):
            runs = np.asarray(runs)
            ax.errorbar(
                shift * np.asarray(sizes), runs.mean(axis=1), runs.std(axis=1),
                fmt=marker + dash, color=colour, lw=2, capsize=4, label=name,
            )  # fmt: skip
        ax.set_xscale("log")
        ax.set_xticks(sizes, [str(size) for size in sizes])
        ax.set_xticks([], minor=True)
        ax.set(xlabel="training examples", ylabel="accuracy on the test set", ylim=(0.5, 1))
        ax.legend(loc="lower right")
        return ax.figure
