"""Marks that pictures of the plane share: labelled points, and the line of a unit."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from dlcore.plots.style import CLASSES, INK, MARKERS


def draw_points(ax: Axes, points: NDArray, t: NDArray, names: Sequence[str] | None) -> None:
    # Squares are the smaller ones, so that a circle under a square stays visible.
    for value, (colour, marker, area) in enumerate(zip(CLASSES, MARKERS, (170, 85), strict=True)):
        ax.scatter(
            *points[t == value].T, s=area, c=colour, marker=marker, edgecolor="white", lw=1.2,
            zorder=4 + value, label=f"t = {value}",
        )  # fmt: skip
    if names is None:
        return
    # Points that fall together share one label: that is what the reader is to see.
    places: dict[tuple[float, ...], list[str]] = {}
    for point, name in zip(np.round(points, 2) + 0.0, names, strict=True):
        places.setdefault(tuple(point), []).append(name)
    for place, here in places.items():
        ax.annotate(
            "  ".join(here), place, xytext=(9, 9), textcoords="offset points",
            weight="bold" if len(here) > 1 else "normal", color=INK, zorder=6,
        )  # fmt: skip


def draw_line(
    ax: Axes, weights: ArrayLike, bias: float, limits: tuple[float, float], **style
) -> None:
    """Draw w₁x₁ + w₂x₂ + b = 0 with a short arrow to the side where the unit fires."""
    w = np.asarray(weights, dtype=np.float64)
    norm = np.linalg.norm(w)
    foot = -bias * w / norm**2
    ax.axline(foot, foot + np.array([-w[1], w[0]]), lw=2, zorder=3, **style)
    span = limits[1] - limits[0]
    ax.annotate(
        "", foot + 0.09 * span * w / norm, foot, zorder=3,
        arrowprops={"arrowstyle": "-|>", "color": style["color"], "lw": 1.5},
    )  # fmt: skip
