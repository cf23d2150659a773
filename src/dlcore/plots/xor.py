"""Why no line solves XOR, and why one more feature does."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots._plane import draw_points
from dlcore.plots.style import CLASSES, FAINT, INK, MARKERS, ORANGE, axes

__all__ = ["crossing_diagonals", "product_surface"]

_POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_LABELS = np.array([0, 1, 1, 0])
_NAMES = ("00", "01", "10", "11")


def crossing_diagonals(*, ax: Axes | None = None) -> Figure:
    """Draw the points of XOR and, for each class, the segment between its two points.

    The two segments cross. A side of a line that holds both ends of a segment holds all of it, so
    no line has the squares on one side and the circles on the other. Chapter: xor.

    Parameters
    ----------
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import crossing_diagonals
    >>> crossing_diagonals()
    <Figure size 400x360 with 1 Axes>
    """
    with axes(ax, size=(4.0, 3.6)) as (ax,):
        for label, (colour, dash) in enumerate(zip(CLASSES, ("-", "--"), strict=True)):
            ax.plot(*_POINTS[label == _LABELS].T, dash, color=colour, lw=2.5, zorder=2)
        ax.plot(0.5, 0.5, "o", mfc="white", mec=INK, mew=1.8, ms=9, zorder=6)
        ax.annotate("(½, ½)", (0.5, 0.5), (14, 0), textcoords="offset points", va="center",
                    color=INK)  # fmt: skip
        draw_points(ax, _POINTS, _LABELS, None)
        for point, name in zip(_POINTS, _NAMES, strict=True):
            outward = 26 * np.sign(point - 0.5) - (0, 4)
            ax.annotate(name, point, outward, textcoords="offset points", ha="center", color=INK)
        ax.set(xlim=(-0.35, 1.45), ylim=(-0.35, 1.35), xlabel="$x_1$", ylabel="$x_2$")
        ax.set(xticks=[0, 1], yticks=[0, 1], aspect="equal")
        return ax.figure


def product_surface(weights: ArrayLike, bias: float, *, ax: Axes | None = None) -> Figure:
    """Draw the points of XOR on the surface z = x₁x₂ and the plane of a perceptron that cuts it.

    Where plane and surface meet is the perceptron's boundary in the plane of the inputs.
    Chapter: xor.

    Parameters
    ----------
    weights : array_like of shape (3,)
        Weights of x₁, x₂ and x₁x₂; the last one must not be 0, or the plane would stand upright.
    bias : float
        The perceptron's bias.
    ax : matplotlib Axes with ``projection="3d"``, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are not three weights, or the weight of the product is 0.

    Examples
    --------
    >>> from dlcore.plots import product_surface
    >>> product_surface([1, 1, -2], -0.5)
    <Figure size 440x380 with 1 Axes>
    """
    w = np.asarray(weights, dtype=np.float64)
    if w.shape != (3,) or w[2] == 0:
        raise ValueError(f"weights must be (w1, w2, w3) with w3 not 0, got {weights}")
    reach = np.linspace(0, 1, 201)
    a, b = np.meshgrid(reach, reach)
    with axes(ax, size=(4.4, 3.8), projection="3d") as (ax,):
        ax.computed_zorder = False  # what is marked stays in front of what carries it
        ax.plot_wireframe(a, b, a * b, rcount=11, ccount=11, color="#8A8A8A", lw=0.7, zorder=1)
        corners = np.array([[0.0, 1.0], [0.0, 1.0]])
        plane = -(w[0] * corners + w[1] * corners.T + bias) / w[2]
        ax.plot_surface(corners, corners.T, plane, color=ORANGE, alpha=0.35, lw=0, zorder=2)
        with np.errstate(divide="ignore", invalid="ignore"):
            across = -(w[0] * reach + bias) / (w[1] + w[2] * reach)
        across[(across < 0) | (across > 1)] = np.nan
        ax.plot(reach, across, reach * across, color=INK, lw=2.4, zorder=3)
        for (x1, x2), label, name in zip(_POINTS, _LABELS, _NAMES, strict=True):
            z, foot = x1 * x2, -(w[0] * x1 + w[1] * x2 + bias) / w[2]
            ax.plot([x1, x1], [x2, x2], [z, foot], ":", color=CLASSES[label], lw=2, zorder=3)
            ax.scatter(x1, x2, z, s=110, c=CLASSES[label], marker=MARKERS[label],
                       edgecolor="white", depthshade=False, zorder=4)  # fmt: skip
            beside = 0.12 if z > foot else -0.2
            ax.text(x1, x2, z + beside, name, color=INK, ha="center", zorder=5)
        ax.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_1 x_2$")
        ax.set(xticks=[0, 1], yticks=[0, 1], zticks=[0, 1])
        ax.view_init(elev=14, azim=-68)
        ax.set_box_aspect((1, 1, 0.9), zoom=0.9)
        for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
            axis.pane.set(fill=False, edgecolor=FAINT)
        ax.grid(visible=False)
        return ax.figure
