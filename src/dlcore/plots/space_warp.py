"""The input plane beside the same plane carried by a hidden layer of two units."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore import activations
from dlcore.plots._plane import draw_line, draw_points
from dlcore.plots.style import CLASSES, GREEN, INK, PURPLE, axes

__all__ = ["space_warp"]

_LIMITS = (-0.6, 1.6)
_UNITS = (GREEN, PURPLE)


def space_warp(
    weights: ArrayLike,
    *,
    activation: str = "step",
    blend: float = 1.0,
    points: ArrayLike = ((0, 0), (0, 1), (1, 0), (1, 1)),
) -> Figure:
    """Draw the plane x, and (1 − s)·x + s·h(x): where a hidden layer of two units carries it.

    Parameters
    ----------
    weights : array_like of shape (3, 3)
        Rows (w1, w2, b): first hidden unit, second hidden unit, output unit.
    activation : {"step", "sigmoid", "tanh", "relu"}
        Activation function of the hidden units.
    blend : float, default 1.0
        s: 0 is the input plane, 1 hidden space.
    points : array_like of shape (4, 2)
        Points with the labels 0, 1, 1, 0.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: xor.

    Examples
    --------
    >>> space_warp([[1, 1, -1.5], [1, 1, -0.5], [-1, 1, -0.5]])
    <Figure size 760x380 with 2 Axes>
    """
    weights, points = np.asarray(weights, dtype=float), np.asarray(points, dtype=float)
    phi = getattr(activations, activation)

    def hidden(x: NDArray) -> NDArray:
        return phi(x @ weights[:2, :2].T + weights[:2, 2])

    def says_one(h: NDArray) -> NDArray:
        return h @ weights[2, :2] + weights[2, 2] > 0

    def carried(x: NDArray) -> NDArray:
        return (1 - blend) * x + blend * hidden(x)

    t = np.array([0, 1, 1, 0])
    names = [f"({a:g}, {b:g})" for a, b in points]
    with axes(None, 2, size=(3.8, 3.8)) as (left, right):
        reach = np.concatenate([carried(points), points]).ravel()
        limits = (min(-0.6, reach.min() - 0.3), max(1.6, reach.max() + 0.4))
        for ax, around, put in ((left, _LIMITS, hidden), (right, limits, lambda h: h)):
            _shade(ax, around, lambda x, put=put: says_one(put(x)))
        left.set(title="input plane x", xlabel="$x_1$", ylabel="$x_2$")
        for row, colour, name in zip(weights[:2], _UNITS, ("$h_1$", "$h_2$"), strict=True):
            draw_line(left, row[:2], row[2], _LIMITS, color=colour)
            normal, size = row[:2] / np.hypot(*row[:2]), np.hypot(*row[:2])
            beside = (-row[2] / size - 0.11) * normal + 0.3 * np.array([-normal[1], normal[0]])
            left.text(*beside, name, color=colour, ha="center", va="center", clip_on=True)
        draw_points(left, points, t, names)

        right.set(title=f"carried by the hidden layer, s = {blend:g}", xlabel="$h_1$")
        right.set_ylabel("$h_2$")
        torn = activation == "step" and blend > 0
        for line in _grid():
            _carry(right, line, carried(line), says_one(hidden(line)), hidden(line), torn)
        for start, end, label in zip(points, hidden(points), t, strict=True):
            right.plot(*zip(start, end, strict=True), ":", color=CLASSES[label], lw=1.3, zorder=3)
        draw_line(right, weights[2, :2], weights[2, 2], limits, color=INK)
        draw_points(right, carried(points), t, names)
        for ax, around in ((left, _LIMITS), (right, limits)):
            ax.set(xlim=around, ylim=around, aspect="equal", xticks=[0, 1], yticks=[0, 1])
        return left.figure


def _shade(ax: Axes, limits: tuple[float, float], says_one) -> None:
    ticks = np.linspace(*limits, 241)
    x = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    value = says_one(x).astype(float).reshape(241, 241)
    ax.contourf(ticks, ticks, value, levels=[-1, 0.5, 2], colors=CLASSES, alpha=0.2)


def _grid() -> list[NDArray]:
    along = np.linspace(-0.5, 1.5, 241)
    lines = []
    for fixed in np.linspace(-0.5, 1.5, 17):
        lines.append(np.column_stack([np.full_like(along, fixed), along]))
        lines.append(np.column_stack([along, np.full_like(along, fixed)]))
    return lines


def _carry(ax: Axes, x: NDArray, y: NDArray, one: NDArray, h: NDArray, torn: bool) -> None:
    """Draw a line of the grid where it has been carried; steps tear it."""
    pieces = np.stack([y[:-1], y[1:]], axis=1)
    keep = (h[:-1] == h[1:]).all(axis=1) if torn else np.ones(len(pieces), bool)
    for label, colour in enumerate(CLASSES):
        mine = keep & (one[1:] == label)
        ax.add_collection(LineCollection(pieces[mine], colors=colour, lw=0.6, alpha=0.55, zorder=1))
