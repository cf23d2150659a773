"""Pictures of the plane: points of two classes, the lines of units, the regions they cut."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, to_rgba
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.plots._plane import draw_line, draw_points
from dlcore.plots.style import CLASSES, FAINT, GREEN, INK, ORANGE, PURPLE, axes

__all__ = ["decision_boundary", "hidden_space", "line_regions"]

_UNITS = (GREEN, PURPLE, ORANGE, "#56B4E9")
_SHADES = ListedColormap([to_rgba(colour, 0.22) for colour in CLASSES])


def _frame(ax: Axes, limits: tuple[float, float], names: tuple[str, str]) -> None:
    ax.set(xlim=limits, ylim=limits, xlabel=names[0], ylabel=names[1], aspect="equal")
    ax.set_xticks([0, 1])
    ax.set_yticks([0, 1])


def decision_boundary(
    x: ArrayLike,
    t: ArrayLike,
    predict: Callable[[NDArray], NDArray] | None = None,
    *,
    lines: Mapping[str, tuple[ArrayLike, float]] | None = None,
    names: Sequence[str] | None = None,
    limits: tuple[float, float] = (-0.5, 1.5),
    title: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw points of two classes, the side of the plane given to each, and the lines of units.

    Parameters
    ----------
    x : array_like of shape (N, 2)
        Points.
    t : array_like of shape (N,)
        Their labels, 0 (blue circles) or 1 (vermilion squares).
    predict : callable, optional
        Maps points (M, 2) to the probability of class 1 (M,); the plane is shaded at ½.
    lines : mapping of str to (weights, bias), optional
        Lines w·x + b = 0 with their legend; an arrow shows where the unit fires.
    names : sequence of str, optional
        A label for each point.
    limits : tuple of float, default (-0.5, 1.5)
        Range of both axes.
    title : str, optional
        Title of the axes.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.datasets import make_gate
    >>> from dlcore.plots import decision_boundary
    >>> decision_boundary(*make_gate("XOR"))
    <Figure size 580x360 with 1 Axes>
    """
    x, t = np.asarray(x, dtype=np.float64), np.asarray(t).ravel()
    with axes(ax, size=(5.8, 3.6)) as (ax,):
        if predict is not None:
            ticks = np.linspace(*limits, 241)
            grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
            value = np.asarray(predict(grid.reshape(-1, 2)), dtype=np.float64)
            value = value.reshape(grid.shape[:2])
            ax.contourf(ticks, ticks, value, levels=[-0.1, 0.5, 1.1], cmap=_SHADES)
        for (name, (weights, bias)), colour in zip((lines or {}).items(), _UNITS, strict=False):
            draw_line(ax, weights, bias, limits, color=colour, label=name)
        draw_points(ax, x, t, names)
        _frame(ax, limits, ("$x_1$", "$x_2$"))
        ax.set_title(title)
        ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        return ax.figure


def hidden_space(
    h: ArrayLike,
    t: ArrayLike,
    *,
    line: tuple[ArrayLike, float] | None = None,
    names: Sequence[str] | None = None,
    limits: tuple[float, float] = (-0.5, 1.5),
    title: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw where a hidden layer of two units puts the points, and the output unit's line there.

    Points that fall together carry one label with all their names.

    Parameters
    ----------
    h : array_like of shape (N, 2)
        Activations of the hidden layer.
    t : array_like of shape (N,)
        Labels, 0 or 1.
    line : (weights, bias), optional
        The output unit.
    names, limits, title, ax
        As for `decision_boundary`.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import hidden_space
    >>> hidden_space([[0, 0], [0, 1], [0, 1], [1, 1]], [0, 1, 1, 0], names=["00", "01", "10", "11"])
    <Figure size 520x360 with 1 Axes>
    """
    h, t = np.asarray(h, dtype=np.float64), np.asarray(t).ravel()
    with axes(ax, size=(5.2, 3.6)) as (ax,):
        if line is not None:
            draw_line(ax, *line, limits, color=INK, label="output unit")
        draw_points(ax, h, t, names)
        _frame(ax, limits, ("$h_1$", "$h_2$"))
        ax.set_title(title)
        ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        return ax.figure


def line_regions(
    weights: ArrayLike,
    biases: ArrayLike,
    *,
    limits: tuple[float, float] = (-2.0, 2.0),
    title: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw the lines of hidden units and tint each region that they cut from the plane.

    Parameters
    ----------
    weights : array_like of shape (2, H)
        One column per unit.
    biases : array_like of shape (H,)
        Their biases.
    limits, title, ax
        As for `decision_boundary`.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import line_regions
    >>> line_regions([[1, 0], [0, 1]], [0, 0])
    <Figure size 460x360 with 1 Axes>
    """
    w, b = np.asarray(weights, dtype=np.float64), np.asarray(biases, dtype=np.float64)
    with axes(ax) as (ax,):
        ticks = np.linspace(*limits, 401)
        grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
        side = grid @ w + b > 0
        # How many units fire: neighbours across a line always differ by one, so tints differ too.
        ax.imshow(
            side.sum(axis=-1), extent=(*limits, *limits), origin="lower", cmap="Blues",
            vmin=-1, vmax=2 * len(b) + 1, interpolation="nearest",
        )  # fmt: skip
        for column, bias in zip(w.T, b, strict=True):
            foot = -bias * column / (column @ column)
            ax.axline(foot, foot + np.array([-column[1], column[0]]), color=INK, lw=1.5)
        ax.set(xlim=limits, ylim=limits, xticks=[], yticks=[], title=title)
        for spine in ax.spines.values():
            spine.set(visible=True, color=FAINT)
        return ax.figure
