"""Figures of the chapter on preprocessing: clouds of data, valleys of weights, powers, seeds."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, PURPLE, VERMILION, axes, in_series

__all__ = ["clouds", "power_curves", "seed_dots", "weight_valleys"]

_SERIES = ((BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"))


def _rows(panels):
    """Four panels make a square, so that a page of seven inches holds them."""
    return 2 if len(panels) == 4 else 1


def clouds(panels: Mapping[str, ArrayLike], *, labels: tuple[str, str]) -> Figure:
    """Draw points of a plane in several states of preprocessing, each with its own axes.

    Parameters
    ----------
    panels : mapping of str to array_like of shape (N, 2)
        The points by the title of their panel; x and y have the same unit length.
    labels : tuple of str
        Names of both features.

    Returns
    -------
    Figure

    Notes
    -----
    The cross marks the mean of the points. Chapter: preprocessing.

    Examples
    --------
    >>> from dlcore.plots import clouds
    >>> clouds({"raw": [[1, 2], [3, 4]], "moved": [[-1, -1], [1, 1]]}, labels=("a", "b"))
    <Figure size 560x240 with 2 Axes>
    """
    with axes(None, len(panels), rows=_rows(panels), size=(2.8, 2.4)) as places:
        for ax, (name, points) in zip(places, panels.items(), strict=True):
            points = np.asarray(points, dtype=float)
            ax.plot(*points.T, "o", color=BLUE, ms=2.5, alpha=0.5, mew=0)
            ax.plot(*points.mean(axis=0), "+", color=VERMILION, ms=12, mew=2)
            ax.set(title=name, aspect="equal", xlabel=labels[0], ylabel=labels[1])
            ax.set_adjustable("datalim")
            ax.locator_params(nbins=4)
        return places[0].figure


def weight_valleys(panels: Mapping[str, ArrayLike], *, n_steps: int = 30) -> Figure:
    r"""Draw the valley of two weights' squared error for several inputs, with gradient descent.

    The loss is :math:`\frac{1}{2N}\sum_n (w \cdot x_n - t_n)^2`; its shape about the minimum is
    that of :math:`H = X^\top X / N` alone. Every path takes the best fixed rate,
    2/(λmax + λmin), from a start whose distance is the same in all panels.

    Parameters
    ----------
    panels : mapping of str to array_like of shape (N, 2)
        The inputs X by the title of their panel; H must have full rank.
    n_steps : int, default 30
        Length of the paths.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: preprocessing.

    Examples
    --------
    >>> from dlcore.plots import weight_valleys
    >>> weight_valleys({"a": [[1, 0], [0, 2]], "b": [[1, 0], [0, 1]]})
    <Figure size 560x280 with 2 Axes>
    """
    with axes(None, len(panels), rows=_rows(panels), size=(2.8, 2.8)) as places:
        for ax, (name, points) in zip(places, panels.items(), strict=True):
            x = np.asarray(points, dtype=float)
            hessian = x.T @ x / len(x)
            flat, steep = np.linalg.eigvalsh(hessian)
            grid = np.linspace(-1.2, 1.2, 161)
            w = np.stack(np.meshgrid(grid, grid), axis=-1)
            height = np.einsum("...i,ij,...j->...", w, hessian, w)
            levels = steep * np.linspace(0.1, 1.2, 8) ** 2
            ax.contour(grid, grid, height, levels=levels, colors=FAINT, linewidths=1.0)
            path = [np.array([-0.9, 0.75])]
            for _ in range(n_steps):
                path.append(path[-1] - 2 / (flat + steep) * hessian @ path[-1])
            ax.plot(*np.array(path).T, "o-", color=BLUE, ms=3, lw=1.2)
            ax.plot(0, 0, "*", color=VERMILION, ms=11)
            ax.set(aspect="equal", xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), xticks=[], yticks=[])
            ax.set(xlabel="weight 1", ylabel="weight 2", title=f"{name}\nκ = {steep / flat:.3g}")
        return places[0].figure


def power_curves(
    x: ArrayLike, ys: Mapping[str, ArrayLike], *, xlabel: str, ylabel: str, ax: Axes | None = None
) -> Figure:
    """Draw up to four positive curves with both axes logarithmic, where a power is a line.

    Parameters
    ----------
    x : array_like of shape (n,)
        Above 0.
    ys : mapping of str to array_like of shape (n,)
        Curves above 0 by the name that the legend shows.
    xlabel, ylabel : str
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than four curves.

    Notes
    -----
    Chapter: preprocessing.

    Examples
    --------
    >>> from dlcore.plots import power_curves
    >>> power_curves([1, 10], {"square": [1, 100]}, xlabel="x", ylabel="y")
    <Figure size 480x340 with 1 Axes>
    """
    styled = in_series(ys, _SERIES, "curves")
    with axes(ax, size=(4.8, 3.4)) as (ax,):
        for (name, y), (colour, dash, marker) in styled:
            ax.plot(x, y, marker + dash, color=colour, lw=2, label=name)
        ax.set(xscale="log", yscale="log", xlabel=xlabel, ylabel=ylabel)
        ax.set_xticks(x, [f"{value:g}" for value in x])
        ax.minorticks_off()
        ax.legend()
        return ax.figure


def seed_dots(
    groups: Mapping[str, ArrayLike], *, xlabel: str, chance: float, ax: Axes | None = None
) -> Figure:
    """Draw one dot for each seed and a bar at the mean, one row for each group.

    Parameters
    ----------
    groups : mapping of str to array_like of shape (n_seeds,)
        Up to four groups of results.
    xlabel : str
    chance : float
        What guessing would give, drawn as a dotted line.
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
    Dots of one value are stacked. Chapter: preprocessing.

    Examples
    --------
    >>> from dlcore.plots import seed_dots
    >>> seed_dots({"all": [0.8, 0.9], "training": [0.5, 0.5]}, xlabel="accuracy", chance=0.5)
    <Figure size 520x260 with 1 Axes>
    """
    styled = in_series(groups, _SERIES, "groups")
    with axes(ax, size=(5.2, 2.6)) as (ax,):
        ax.axvline(chance, color=INK, lw=0.8, ls=(0, (1, 3)))
        for row, ((_, values), (colour, _, marker)) in enumerate(styled):
            values = np.sort(np.round(np.asarray(values, dtype=float), 6))
            rank = np.arange(len(values)) - np.searchsorted(values, values)  # among its equals
            ax.plot(values, row + 0.09 * rank, marker, color=colour, ms=5)
            ax.plot([values.mean()] * 2, [row - 0.25, row + 0.45], color=colour, lw=3)
        ax.set_yticks(range(len(groups)), list(groups))
        ax.set(xlabel=xlabel, ylim=(-0.5, len(groups) - 0.2))
        return ax.figure
