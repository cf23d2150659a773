"""Paths of optimizers over the contours of a surface, beside their losses."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, PURPLE, VERMILION, axes

__all__ = ["ravine"]

# Hue names the family (plain, inertia, step size, both), dash and marker the member.
_STYLES = {
    "SGD": (INK, "-", "o"),
    "Momentum": (BLUE, "-", "s"),
    "Nesterov": ("#2F8FC6", "--", "D"),
    "AdaGrad": (GREEN, "-", "^"),
    "RMSProp": ("#6A7F00", "--", "v"),
    "AdaDelta": ("#7D6A4D", ":", "p"),
    "Adam": (VERMILION, "-", "*"),
    "Nadam": (PURPLE, "--", "P"),
    "AdamW": ("#9C1C2E", ":", "X"),
}
_OWN = [("#7A2FB5", (0, (7, 2, 1, 2)), marker) for marker in (">", "d", "o")]
_DEEPEST = 1e-8


def ravine(
    f: Callable[[NDArray, NDArray], NDArray],
    paths: Mapping[str, ArrayLike],
    *,
    half_width: float = 9.0,
    lowest: float = 0.0,
) -> Figure:
    """Draw paths over the contours of f, and f - lowest along each on a log scale.

    Parameters
    ----------
    f : callable
        The surface, ``f(x, y)``, on arrays.
    paths : mapping of str to array_like of shape (n + 1, 2)
        The paths by name; the nine optimizers have colours of their own.
    half_width : float, default 9.0
        The part shown is x in [-half_width, half_width] and 0.65 times as much of y.
    lowest : float, default 0.0
        The value of f at its minimum.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If more than three paths have names other than those of the nine optimizers.

    Notes
    -----
    Chapter: optimizers. What leaves the part shown is clipped; a path that has left it with more
    than ten times its first loss is drawn no further.

    Examples
    --------
    >>> from dlcore import SGD, minimize
    >>> path = minimize(SGD(0.95), lambda x, y: (x / 10, 2 * y), (-7, 2), 30)
    >>> ravine(lambda x, y: x**2 / 20 + y**2, {"SGD": path})
    <Figure size 720x310 with 2 Axes>
    """
    own = [name for name in paths if name not in _STYLES]
    if len(own) > len(_OWN):
        raise ValueError(f"at most {len(_OWN)} paths besides the nine optimizers, got {own}")
    styles = _STYLES | dict(zip(own, _OWN, strict=False))
    with axes(None, 2, size=(3.6, 3.1)) as (left, right):
        _contours(left, f, half_width, lowest)
        span = max((len(path) - 1 for path in paths.values()), default=1)
        for name, path in paths.items():
            points = np.asarray(path, dtype=float)
            with np.errstate(over="ignore", invalid="ignore"):
                losses = np.clip(f(points[:, 0], points[:, 1]) - lowest, _DEEPEST / 100, 1e30)
            lost = (losses > 10 * losses[0]) & (np.abs(points) > half_width).any(axis=1)
            if lost.any():
                points = points[: lost.argmax() + 2]
            points = np.clip(points, -1e3 * half_width, 1e3 * half_width)
            colour, dash, marker = styles[name]
            style = {"color": colour, "ls": dash, "marker": marker, "lw": 1.4, "ms": 3}
            left.plot(*points.T, markevery=max(1, span // 30), **style)
            left.plot(*points[-1], color=colour, marker=marker, ms=7, mec="white", zorder=4)
            right.plot(losses, markevery=max(1, span // 6), label=name, **style)
        first = [np.asarray(path)[0] for path in paths.values()]
        if first:
            left.plot(*first[0], "o", color=INK, ms=8, mec="white", zorder=5)
        top = max((float(f(*point)) - lowest for point in first), default=1.0)
        right.set(xlabel="step", title="f − min f at each step", yscale="log")
        right.set_ylim(bottom=max(_DEEPEST, right.get_ylim()[0]), top=10 * max(top, 1e-3))
        right.set_xlim(0, max(span, 1))
        right.minorticks_off()
        if paths:
            right.legend(fontsize=9, handlelength=2.6)
        return left.figure


def _contours(ax: Axes, f: Callable, half_width: float, lowest: float) -> None:
    x, y = np.linspace(-half_width, half_width, 181), np.linspace(-0.65, 0.65, 121) * half_width
    # The root makes the contours of a bowl evenly spaced.
    height = np.sqrt(np.maximum(f(*np.meshgrid(x, y)) - lowest, 0))
    ax.contour(x, y, height, levels=6, colors=FAINT, linewidths=0.6)
    ax.set(xlim=x[[0, -1]], ylim=y[[0, -1]], aspect="equal", xlabel="x", ylabel="y")
    ax.set_title("paths over the contours of f(x, y)")
