"""Pictures of the plane: points of two classes, the lines of units, the regions they cut."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, to_rgba
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.plots._plane import draw_line, draw_points
from dlcore.plots.style import CLASSES, FAINT, INK, ORANGE, PURPLE, UNITS, axes

__all__ = ["decision_boundary", "hidden_space", "line_regions"]

_SHADES = ListedColormap([to_rgba(colour, 0.22) for colour in CLASSES])


def _frame(ax: Axes, limits: tuple[float, float], names: tuple[str, str]) -> None:
    ax.set(xlim=limits, ylim=limits, xlabel=names[0], ylabel=names[1], aspect="equal")
    ticks = [tick for tick in (-1, 0, 1) if limits[0] <= tick <= limits[1]]
    ax.set(xticks=ticks, yticks=ticks)


def _legend(ax: Axes) -> None:
    # Above the axes: beside them it would cost a phone a third of the picture.
    columns = 2 + len(ax.get_legend_handles_labels()[0]) % 2
    ax.legend(
        loc="lower left", bbox_to_anchor=(-0.04, 1.0), ncols=columns, columnspacing=0.9,
        handlelength=1.3, handletextpad=0.5, borderaxespad=0.2,
    )  # fmt: skip


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
    <Figure size 440x410 with 1 Axes>
    """
    x, t = np.asarray(x, dtype=np.float64), np.asarray(t).ravel()
    with axes(ax, size=(4.4, 4.1)) as (ax,):
        if predict is not None:
            ticks = np.linspace(*limits, 241)
            grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
            value = np.asarray(predict(grid.reshape(-1, 2)), dtype=np.float64)
            value = value.reshape(grid.shape[:2])
            ax.contourf(ticks, ticks, value, levels=[-0.1, 0.5, 1.1], cmap=_SHADES)
        for (name, (weights, bias)), colour in zip((lines or {}).items(), UNITS, strict=False):
            draw_line(ax, weights, bias, limits, color=colour, label=name)
        draw_points(ax, x, t, names)
        _frame(ax, limits, ("$x_1$", "$x_2$"))
        ax.set_title(title)
        _legend(ax)
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
    <Figure size 440x400 with 1 Axes>
    """
    h, t = np.asarray(h, dtype=np.float64), np.asarray(t).ravel()
    with axes(ax, size=(4.4, 4.0)) as (ax,):
        if line is not None:
            draw_line(ax, *line, limits, color=INK, label="output unit")
        draw_points(ax, h, t, names)
        _frame(ax, limits, ("$h_1$", "$h_2$"))
        ax.set_title(title)
        _legend(ax)
        return ax.figure


def line_regions(
    weights: ArrayLike,
    biases: ArrayLike,
    *,
    limits: tuple[float, float] = (-2.0, 2.0),
    title: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw the lines of hidden units, number the regions, and show what the last line adds.

    The lines before it cut the last line into pieces (letters); each piece splits one region in
    two, and those regions are tinted.

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
    <Figure size 460x460 with 1 Axes>
    """
    w, b = np.asarray(weights, dtype=np.float64), np.asarray(biases, dtype=np.float64)
    with axes(ax, size=(4.6, 4.6)) as (ax,):
        ticks = np.linspace(*limits, 401)
        grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
        # A region is a set of points where the same units are on: one binary number each.
        side = grid @ w + b > 0
        before = side[..., :-1] @ 2 ** np.arange(len(b) - 1)
        whole = {(old, new): (before == old) & (side[..., -1] == new)
                 for old in np.unique(before) for new in (False, True)}  # fmt: skip
        regions = {key: mask for key, mask in whole.items() if mask.any()}
        split = np.zeros(before.shape, dtype=bool)
        for old, _ in regions:
            if (old, False) in regions and (old, True) in regions:
                split |= before == old
        if split.any():
            ax.contourf(ticks, ticks, split, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.22)
        centres = [grid[mask].mean(axis=0) for mask in regions.values()]
        for number, centre in enumerate(sorted(centres, key=lambda c: (-round(c[1], 1), c[0])), 1):
            ax.text(*centre, str(number), ha="center", va="center", color=INK)
        for column, bias in zip(w.T[:-1], b[:-1], strict=True):
            draw_line(ax, column, bias, limits, color=INK, arrow=False)
        _draw_pieces(ax, w, b, limits)
        ax.set(xlim=limits, ylim=limits, xticks=[], yticks=[], title=title, aspect="equal")
        for spine in ax.spines.values():
            spine.set(visible=True, color=FAINT)
        return ax.figure


def _draw_pieces(ax: Axes, w: NDArray, b: NDArray, limits: tuple[float, float]) -> None:
    """Draw the last line in the pieces that the others cut it into, with a letter at each."""
    normal = w[:, -1]
    along = np.array([-normal[1], normal[0]]) / np.linalg.norm(normal)
    foot = -b[-1] * normal / (normal @ normal)
    slant = along != 0
    if (np.abs(foot - np.mean(limits)) > np.ptp(limits) / 2)[~slant].any():
        return  # a level or upright line that passes by
    walls = np.sort((np.array(limits)[:, None] - foot[slant]) / along[slant], axis=0)
    start, end = walls[0].max(), walls[1].min()
    if start >= end:
        return
    crossing = along @ w[:, :-1]
    meets = np.abs(crossing) > 1e-12
    cuts = -((foot @ w[:, :-1] + b[:-1])[meets] / crossing[meets])
    cuts = [start, *sorted(cuts[(cuts > start) & (cuts < end)]), end]
    for k, (s, e) in enumerate(pairwise(cuts)):
        colour = (ORANGE, PURPLE)[k % 2]
        ends = np.array([foot + s * along, foot + e * along])
        ax.plot(*ends.T, color=colour, lw=4, solid_capstyle="butt", zorder=4)
        ax.annotate(
            ascii_lowercase[k % 26], ends.mean(axis=0), zorder=5, color=INK, ha="center",
            va="center", bbox={"boxstyle": "circle,pad=0.2", "fc": "white", "ec": colour, "lw": 2},
        )  # fmt: skip
