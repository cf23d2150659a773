"""Paths of batches of different size over the valley of a loss, beside their losses."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, axes, in_series

__all__ = ["batch_paths"]

_SERIES = ((INK, "-", "o"), (BLUE, "-", "s"), (GREEN, "--", "^"))
_WIDE, _HIGH = (-2.6, 2.6), (-1.5, 2.5)


def batch_paths(
    loss: Callable[[NDArray, NDArray], NDArray],
    paths: Mapping[str, tuple[ArrayLike, int]],
    *,
    xlabel: str = "examples seen",
) -> Figure:
    """Draw paths of (w, b) over the contours of their loss, and the losses on a log scale.

    Parameters
    ----------
    loss : callable
        The loss above its minimum, ``loss(w, b)``, on arrays, 1 where the paths start.
    paths : mapping of str to (array_like of shape (n + 1, 2), int)
        Up to three paths by name, each with how far a step goes on the axis of the losses: the
        size of its batch where that counts examples.
    xlabel : str, default "examples seen"
        What the axis of the losses counts.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are more than three paths.

    Notes
    -----
    Contours are evenly spaced in the root of the loss. Chapter: optimizers.

    Examples
    --------
    >>> def bowl(w, b):
    ...     return (w**2 + b**2) / 5
    >>> batch_paths(bowl, {"full batch": ([[-2, 1], [-1, 0.5]], 100)})
    <Figure size 720x310 with 2 Axes>
    """
    styled = list(in_series(paths, _SERIES, "paths"))
    with axes(None, 2, size=(3.6, 3.1)) as (left, right):
        _contours(left, loss)
        for (name, (path, pace)), (colour, dash, marker) in styled:
            points = np.clip(np.asarray(path, dtype=float), -1e3, 1e3)
            n = len(points) - 1
            style = {"color": colour, "ls": dash, "marker": marker, "lw": 1.2, "ms": 2.5}
            left.plot(*points.T, markevery=max(1, n // 30), **style)
            left.plot(*points[-1], color=colour, marker=marker, ms=7, mec="white", zorder=4)
            heights = np.clip(loss(*points.T), 1e-9, None)
            right.plot(
                pace * np.arange(n + 1), heights, markevery=max(1, n // 6), label=name, **style
            )
        right.axhline(0.01, color=INK, lw=0.8, ls=(0, (1, 3)))
        right.set(yscale="log", xlabel=xlabel, title="share of the first loss")
        right.minorticks_off()
        right.legend(fontsize=9, handlelength=2.6)
        return left.figure


def _contours(ax: Axes, loss: Callable) -> None:
    w, b = np.linspace(*_WIDE, 161), np.linspace(*_HIGH, 121)
    height = np.sqrt(loss(*np.meshgrid(w, b)))
    ax.contour(w, b, height, levels=9, colors=FAINT, linewidths=0.6)
    ax.set(xlim=_WIDE, ylim=_HIGH, xlabel="weight w", ylabel="bias b")
    ax.set_title("paths over the contours of the loss")
