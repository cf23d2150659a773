"""A perceptron's line among its examples, and the mistakes of the rule that found it."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots._plane import draw_line, draw_points
from dlcore.plots.style import BLUE, CLASSES, INK, axes

__all__ = ["perceptron_rule"]

_LIMITS = (-1.6, 1.6)
_FEW = 8  # more than so many distances would hide each other


def perceptron_rule(
    weights: ArrayLike,
    bias: float,
    x: ArrayLike,
    t: ArrayLike,
    mistakes: Sequence[int],
    *,
    bound: float = math.inf,
) -> Figure:
    """Draw a perceptron's line with the signed distances, and its mistakes step by step.

    The distance of an example is (w · x + b) / ‖w‖, positive where the perceptron answers 1.
    Chapter: perceptron.

    Parameters
    ----------
    weights : array_like of shape (2,)
        With zeros there is no line.
    bias : float
    x : array_like of shape (N, 2)
        Examples; what lies outside [-1.6, 1.6] is not shown.
    t : array_like of shape (N,)
        Labels, 0 or 1.
    mistakes : sequence of int
        Mistakes made after 0, 1, 2, … looks at an example.
    bound : float, optional
        How many mistakes there can be, drawn as a level; infinity for none.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import perceptron_rule
    >>> perceptron_rule([1, 1], -1.5, [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], [0, 1, 1])
    <Figure size 760x380 with 2 Axes>
    """
    w, x, t = np.asarray(weights, dtype=float), np.asarray(x, dtype=float), np.asarray(t)
    size = np.linalg.norm(w)
    with axes(None, 2, size=(3.8, 3.8)) as (plane, curve):
        ticks = np.linspace(*_LIMITS, 241)
        grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
        fires = (grid @ w + bias > 0).astype(float)
        plane.contourf(ticks, ticks, fires, levels=[-1, 0.5, 2], colors=CLASSES, alpha=0.2)
        names = None
        if size > 0:
            distances = (x @ w + bias) / size
            for point, far, target in zip(x, distances, t, strict=True):
                style = "-" if (far > 0) == (target == 1) else "--"
                foot = point - far * w / size
                plane.plot(*zip(point, foot, strict=True), style, color=INK, lw=1.2, zorder=2)
            draw_line(plane, w, bias, _LIMITS, color=INK)
            names = [f"{far:+.2f}" for far in distances] if len(x) <= _FEW else None
        draw_points(plane, x, t, names)
        plane.set(xlim=_LIMITS, ylim=_LIMITS, aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        plane.set(xlabel="$x_1$", ylabel="$x_2$", title="distances from the line")

        curve.plot(mistakes, color=BLUE, drawstyle="steps-post", lw=2)
        curve.plot(len(mistakes) - 1, mistakes[-1], "o", color=BLUE)
        if math.isfinite(bound):
            curve.axhline(bound, ls=":", color=INK, lw=1.2)
            level = rf"$(R/\gamma)^2 = {bound:.4g}$"
            curve.annotate(level, (0, bound), xytext=(4, -14), textcoords="offset points")
        curve.set(xlabel="step", title="mistakes so far", ylim=(0, None))
        return plane.figure
