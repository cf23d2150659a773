"""Marks that pictures of the plane share: labelled points, and the line of a unit."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from dlcore.plots.style import CLASSES, INK, MARKERS

_AREAS = (150, 100)  # of a circle and of a square, in square points


def draw_points(ax: Axes, points: NDArray, t: NDArray, names: Sequence[str] | None) -> None:
    """Draw points by class, with names beside them.

    Points that fall together lie one inside the other, all visible, and share one label.
    """
    places: dict[tuple[float, ...], list[int]] = {}
    for k in np.argsort(-t, kind="stable"):  # squares above circles
        places.setdefault(tuple(np.round(points[k], 2) + 0.0), []).append(int(k))
    above = np.zeros(len(points))
    for here in places.values():
        above[here] = range(len(here))
    for value, (colour, marker, area) in enumerate(zip(CLASSES, MARKERS, _AREAS, strict=True)):
        style = {"c": colour, "marker": marker, "edgecolor": "white", "lw": 1.2}
        mine = np.flatnonzero(t == value)
        mine = mine[np.argsort(-above[mine])]  # the larger ones first: they lie below
        ax.scatter(*points[mine].T, s=area * (1 + 1.8 * above[mine]), zorder=4 + value, **style)
        ax.scatter([], [], s=area, label=f"t = {value}", **style)
    if names is None:
        return
    for place, here in sorted(places.items(), key=lambda item: min(item[1])):
        together = len(here) > 1
        ax.annotate(
            "  ".join(names[k] for k in sorted(here)), place, color=INK, zorder=6,
            xytext=(12, 12) if together else (9, 9), textcoords="offset points",
            weight="bold" if together else "normal",
        )  # fmt: skip


def draw_line(
    ax: Axes,
    weights: ArrayLike,
    bias: float,
    limits: tuple[float, float],
    *,
    arrow: bool = True,
    **style,
) -> None:
    """Draw w₁x₁ + w₂x₂ + b = 0 with a short arrow to the side where the unit fires."""
    w = np.asarray(weights, dtype=np.float64)
    norm = np.linalg.norm(w)
    foot = -bias * w / norm**2
    ax.axline(foot, foot + np.array([-w[1], w[0]]), lw=2, zorder=3, **style)
    if not arrow:
        return
    span = limits[1] - limits[0]
    ax.annotate(
        "", foot + 0.09 * span * w / norm, foot, zorder=3,
        arrowprops={"arrowstyle": "-|>", "color": style["color"], "lw": 1.5},
    )  # fmt: skip
