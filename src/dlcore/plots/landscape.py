"""A surface with its downhill arrows, and the map of momentum's speed on a quadratic."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, VERMILION, axes

__all__ = ["downhill_field", "momentum_map"]

_FACTOR = 1000.0
_LEVELS = (20, 40, 80, 160)


def downhill_field(
    f: Callable[[NDArray, NDArray], NDArray],
    gradient: Callable[[NDArray, NDArray], tuple[NDArray, NDArray]],
    *,
    half_width: float = 9.0,
    ax: Axes | None = None,
) -> Figure:
    """Draw contours of f with the direction of -∇f on a grid, all arrows of one length.

    Parameters
    ----------
    f : callable
        The surface, ``f(x, y)``, on arrays.
    gradient : callable
        Its partial derivatives, ``gradient(x, y)``, on arrays.
    half_width : float, default 9.0
        The part shown is x in [-half_width, half_width] and half as much of y.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: optimizers.

    Examples
    --------
    >>> from dlcore.plots import downhill_field
    >>> downhill_field(lambda x, y: x**2 / 20 + y**2, lambda x, y: (x / 10, 2 * y))
    <Figure size 600x340 with 1 Axes>
    """
    with axes(ax, size=(6.0, 3.4)) as (ax,):
        x = np.linspace(-half_width, half_width, 181)
        y = np.linspace(-half_width / 2, half_width / 2, 121)
        height = f(*np.meshgrid(x, y))
        levels = height.max() * np.linspace(0.1, 1, 7) ** 2
        ax.contour(x, y, height, levels=levels, colors=FAINT, linewidths=0.8)
        grid = np.linspace(-0.9, 0.9, 10) * half_width
        points = np.meshgrid(grid, np.linspace(-0.42, 0.42, 6) * half_width)
        u, v = gradient(*points)
        length = np.maximum(np.hypot(u, v), 1e-12)
        ax.quiver(*points, -u / length, -v / length, color=BLUE, scale=22, width=0.005, pivot="mid")
        ax.plot(0, 0, "*", color=VERMILION, ms=12)
        ax.set(xlabel="x", ylabel="y", aspect="equal", title="downhill, −∇f(x, y)")
        return ax.figure


def momentum_map(kappa: float, *, curvature: float = 2.0, ax: Axes | None = None) -> Figure:
    r"""Draw how many steps momentum takes to shrink a quadratic's error a thousandfold.

    Along a direction of curvature λ the error is ruled by the roots of
    :math:`z^2 - (1 + \alpha - \eta\lambda)\,z + \alpha`; the slower of λ = L and λ = L/κ counts.

    Parameters
    ----------
    kappa : float
        Condition number κ, above 1.
    curvature : float, default 2.0
        The largest curvature L.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: optimizers. Source of the roots: Polyak, 1964.

    Examples
    --------
    >>> from dlcore.plots import momentum_map
    >>> momentum_map(20.0)
    <Figure size 520x380 with 1 Axes>
    """
    lr, alpha = np.meshgrid(np.geomspace(0.02, 4 / curvature * 1.2, 300), np.linspace(0, 0.99, 300))
    radius = np.maximum(
        _radius(lr * curvature, alpha), _radius(lr * curvature / kappa, alpha)
    )  # fmt: skip
    steps = np.full_like(radius, 1e4)
    falls = radius < 1
    steps[falls] = np.log(_FACTOR) / -np.log(radius[falls])
    root = np.sqrt(kappa)
    best = (
        4 / (np.sqrt(curvature) + np.sqrt(curvature / kappa)) ** 2,
        ((root - 1) / (root + 1)) ** 2,
    )
    with axes(ax, size=(5.2, 3.8)) as (ax,):
        lines = ax.contour(
            lr, alpha, steps, levels=_LEVELS, colors=(GREEN, BLUE, PURPLE, ORANGE), linewidths=1.8
        )
        ax.clabel(lines, fmt="%d", fontsize=10)
        edge = np.linspace(0, 0.99, 50)
        ax.plot(2 * (1 + edge) / curvature, edge, "--", color=VERMILION, lw=1.8)
        ax.plot(*best, "*", color=INK, ms=12)
        ax.set(xscale="log", xlabel="learning rate η", ylabel="α", ylim=(0, 1))
        ax.set_xlim(0.02, 4 / curvature * 1.2)
        ax.set_xticks([0.02, 0.1, 0.5, 1, 2], ["0.02", "0.1", "0.5", "1", "2"])
        ax.minorticks_off()
        ax.set_title("steps to a thousandth of the error")
        return ax.figure


def _radius(eta_lambda, alpha):
    """The larger absolute value of the two roots."""
    b = 1 + alpha - eta_lambda
    root = np.sqrt((b * b - 4 * alpha).astype(complex))
    return np.maximum(abs(b + root), abs(b - root)) / 2
