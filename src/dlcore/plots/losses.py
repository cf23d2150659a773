"""Figures of the chapter on losses: probabilities, robust fits, spread over seeds, calibration."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    PURPLE,
    VERMILION,
    axes,
    in_series,
    legend_above,
)

__all__ = [
    "class_probabilities",
    "fitted_lines",
    "reliability_diagram",
    "seed_curves",
    "seed_panels",
]

_SERIES = ((BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"))


def class_probabilities(
    names: Sequence[str], rows: Mapping[str, ArrayLike], *, ax: Axes | None = None
) -> Figure:
    """Draw the probabilities of a few classes as bars, side by side for up to four cases.

    Parameters
    ----------
    names : sequence of str
        The classes.
    rows : mapping of str to array_like of shape (n_classes,)
        Probabilities by the name that the legend shows.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four cases.

    Examples
    --------
    >>> from dlcore.plots import class_probabilities
    >>> class_probabilities(["cat", "car"], {"T = 1": [0.3, 0.7]})
    <Figure size 480x320 with 1 Axes>
    """
    with axes(ax, size=(4.8, 3.2)) as (ax,):
        width = 0.8 / len(rows)
        hatches = ("", "//", "..", "xx")
        for i, ((name, p), (colour, _, _)) in enumerate(in_series(rows, _SERIES, "series")):
            places = np.arange(len(names)) + (i - (len(rows) - 1) / 2) * width
            ax.bar(
                places, p, 0.9 * width, color=colour, alpha=0.75, label=name,
                hatch=hatches[i], edgecolor=colour,
            )  # fmt: skip
        ax.set_xticks(np.arange(len(names)), names)
        ax.set(ylabel="probability", ylim=(0, 1.05))
        ax.legend()
        return ax.figure


def fitted_lines(
    x: ArrayLike,
    t: ArrayLike,
    lines: Mapping[str, tuple[float, float]],
    *,
    outliers: ArrayLike | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Draw points, the outliers among them apart, and up to four straight lines through them.

    Parameters
    ----------
    x, t : array_like of shape (n,)
        The points.
    lines : mapping of str to (slope, intercept)
        The lines by the name that the legend shows.
    outliers : array_like of bool of shape (n,), optional
        Which points to mark with a cross.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four lines.

    Examples
    --------
    >>> from dlcore.plots import fitted_lines
    >>> fitted_lines([0, 1, 2], [0, 1, 9], {"y = x": (1, 0)}, outliers=[False, False, True])
    <Figure size 480x340 with 1 Axes>
    """
    x, t = np.asarray(x, float), np.asarray(t, float)
    odd = np.zeros(len(x), bool) if outliers is None else np.asarray(outliers, bool)
    with axes(ax, size=(4.8, 3.4)) as (ax,):
        ax.plot(x[~odd], t[~odd], "o", color=INK, ms=5, alpha=0.6)
        if odd.any():
            ax.plot(x[odd], t[odd], "X", color=INK, ms=9, label="outlier")
        ends = np.array([x.min(), x.max()])
        for (name, (slope, intercept)), (colour, dash, _) in in_series(lines, _SERIES, "series"):
            ax.plot(ends, slope * ends + intercept, dash, color=colour, lw=2, label=name)
        ax.set(xlabel="$x$", ylabel="$y$")
        ax.legend()
        return ax.figure


def seed_curves(
    x: ArrayLike,
    runs: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    levels: Mapping[str, float] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Draw up to four groups of runs: their mean, and a band of one standard deviation.

    Parameters
    ----------
    x : array_like of shape (n,)
        Where the runs are known.
    runs : mapping of str to array_like of shape (n_seeds, n)
        One row per seed, by the name that the legend shows.
    xlabel, ylabel : str
        Names of the axes.
    levels : mapping of str to float, optional
        Horizontal lines to compare with.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four groups.

    Examples
    --------
    >>> from dlcore.plots import seed_curves
    >>> seed_curves([0, 1], {"a": [[0, 1], [0, 3]]}, xlabel="epoch", ylabel="accuracy")
    <Figure size 480x340 with 1 Axes>
    """
    with axes(ax, size=(4.8, 3.4)) as (ax,):
        for (name, each), (colour, dash, _) in in_series(runs, _SERIES, "series"):
            mean, spread = np.mean(each, axis=0), np.std(each, axis=0, ddof=1)
            ax.fill_between(x, mean - spread, mean + spread, color=colour, alpha=0.2, lw=0)
            ax.plot(x, mean, dash, color=colour, lw=2, label=name)
        for name, level in (levels or {}).items():
            ax.axhline(level, color=INK, lw=0.8, ls=(0, (1, 3)), label=name)
        ax.set(xlabel=xlabel, ylabel=ylabel)
        legend_above(ax)
        return ax.figure


def seed_panels(x: ArrayLike, runs: Mapping[str, ArrayLike], *, xlabel: str, ylabel: str) -> Figure:
    """Draw a panel for each group of runs but the first, beside which each is drawn.

    Parameters
    ----------
    x : array_like of shape (n,)
        Where the runs are known.
    runs : mapping of str to array_like of shape (n_seeds, n)
        One row per seed, by the name that the legends show; the first group is in all panels.
    xlabel, ylabel : str
        Names of the axes.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are fewer than two groups.

    Notes
    -----
    Bands of more than two groups can hardly be told apart. Chapter: dropout.

    Examples
    --------
    >>> from dlcore.plots import seed_panels
    >>> runs = {"a": [[0, 1], [0, 3]], "b": [[1, 1], [1, 2]], "c": [[2, 2], [2, 3]]}
    >>> seed_panels([0, 1], runs, xlabel="epoch", ylabel="accuracy")
    <Figure size 480x290 with 2 Axes>
    """
    if len(runs) < 2:
        raise ValueError(f"runs must hold at least 2 groups, got {len(runs)}")
    (first, base), *others = runs.items()
    with axes(None, len(others), size=(2.4, 2.9)) as panels:
        for ax, (name, group) in zip(panels, others, strict=True):
            pair = {first: base, name: group}
            seed_curves(x, pair, xlabel=xlabel, ylabel=ylabel if ax is panels[0] else "", ax=ax)
            legend_above(ax, ncols=1)
        limits = [ax.get_ylim() for ax in panels]
        for ax in panels:
            ax.set_ylim(min(low for low, _ in limits), max(high for _, high in limits))
        return panels[0].figure


def reliability_diagram(
    found: Mapping[str, tuple[ArrayLike, ArrayLike]], *, ax: Axes | None = None
) -> Figure:
    """Draw accuracy against confidence; on the diagonal, confidence means what it says.

    Parameters
    ----------
    found : mapping of str to (confidence, accuracy)
        Two arrays of shape (n_bins,) or (n_seeds, n_bins) by the name that the legend shows. The
        mean over seeds is drawn, accuracy with one standard deviation; NaN marks an empty bin, and
        a bin that fewer than half of the seeds fill is left out.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four series.

    Examples
    --------
    >>> from dlcore.plots import reliability_diagram
    >>> reliability_diagram({"before": ([0.6, 0.9], [0.5, 0.7])})
    <Figure size 420x380 with 1 Axes>
    """
    with axes(ax, size=(4.2, 3.8)) as (ax,):
        ax.plot([0, 1], [0, 1], color=FAINT, lw=1.5, label="perfect calibration")
        for (name, pair), (colour, dash, marker) in in_series(found, _SERIES, "series"):
            confidence, accuracy = (np.atleast_2d(np.asarray(each, float)) for each in pair)
            filled = np.isfinite(accuracy).mean(axis=0) >= 0.5
            confidence, accuracy = confidence[:, filled], accuracy[:, filled]
            spread = np.nanstd(accuracy, axis=0, ddof=1) if len(accuracy) > 1 else None
            ax.errorbar(
                np.nanmean(confidence, axis=0), np.nanmean(accuracy, axis=0), spread,
                fmt=marker + dash, color=colour, lw=2, capsize=3, label=name,
            )  # fmt: skip
        ax.set(xlabel="confidence", ylabel="accuracy", xlim=(0, 1.02), ylim=(0, 1.05))
        ax.legend(loc="upper left")
        return ax.figure
