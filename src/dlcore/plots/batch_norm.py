"""A batch before and after batch normalization, and the running averages behind it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, INK, PURPLE, VERMILION, axes

__all__ = ["batch_norm"]


def batch_norm(
    z: ArrayLike,
    y: ArrayLike,
    history: ArrayLike,
    *,
    training: bool = True,
    gamma: float = 1.0,
    beta: float = 0.0,
) -> Figure:
    """Draw a unit's values before and after batch normalization, and its statistics over time.

    Parameters
    ----------
    z, y : array_like of shape (m,)
        The batch before and after; the first example is marked.
    history : array_like of shape (n, 6)
        One row per batch, the last one for `z`: mean and variance of the data, of the batch, and
        of the running averages after it.
    training : bool, default True
        Whether `y` was normalized by the batch rather than by the running averages.
    gamma, beta : float, default 1.0 and 0.0
        Scale and shift.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: batch-norm.

    Examples
    --------
    >>> batch_norm([1, 3], [-1, 1], [[2, 1, 2, 1, 0.2, 1]])
    <Figure size 760x400 with 3 Axes>
    """
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    history = np.asarray(history, dtype=float)
    with axes(None, 2, size=(3.8, 4.0)) as (ax, column):
        figure = ax.figure
        _draw_batch(ax, z, y, history[-1], training, gamma, beta)
        grid = column.get_subplotspec().subgridspec(2, 1)
        column.remove()
        for i, what in enumerate(("mean", "variance")):
            _draw_history(figure.add_subplot(grid[i]), history[:, i::2], what)
        return figure


def _draw_batch(ax: Axes, z, y, now, training: bool, gamma: float, beta: float) -> None:
    for i, (before, after) in enumerate(zip(z, y, strict=True)):
        ax.plot([before, after], [1, 0], color=VERMILION if i == 0 else "#888888", lw=1.1, zorder=2)
    for values, height in ((z, 1), (y, 0)):
        ax.plot(values[1:], np.full(len(values) - 1, height), "o", color=INK, ms=5, zorder=3)
        ax.plot(values[0], height, "s", color=VERMILION, ms=7, zorder=4)
    mean, variance, batch_mean, batch_variance, running_mean, running_variance = now
    centre, square = (batch_mean, batch_variance) if training else (running_mean, running_variance)
    half = np.sqrt(square)
    corners = [centre - half, centre + half, beta + gamma, beta - gamma]
    ax.fill(corners, [1, 1, 0, 0], color=BLUE if training else PURPLE, alpha=0.13, lw=0)
    rows = (
        (1.62, mean, variance, INK, "data", False),
        (1.42, running_mean, running_variance, PURPLE, "running", not training),
        (1.22, batch_mean, batch_variance, BLUE, "batch", training),
        (-0.24, beta, gamma**2, INK, r"$\beta \pm \gamma$", False),
    )
    for height, centre, square, colour, name, in_use in rows:
        half = np.sqrt(square)
        ax.errorbar(
            centre, height, xerr=half, fmt="o", color=colour, capsize=4, ms=7 if in_use else 5,
            mfc=colour if in_use else "white", lw=3 if in_use else 1.2,
        )  # fmt: skip
        ax.annotate(
            name, (centre + half, height), (7, 0), textcoords="offset points",
            color=colour, va="center",
        )  # fmt: skip
    ax.axvline(0, color="#BBBBBB", lw=0.8, ls=":", zorder=0)
    for height in (0, 1):
        ax.axhline(height, color="#CCCCCC", lw=0.8, zorder=0)
    low, high = min(z.min(), y.min()), max(z.max(), y.max())
    ax.set(
        title="training: by the batch" if training else "inference: by the running averages",
        ylim=(-0.5, 1.85), yticks=[0, 1], yticklabels=["y", "z"],
        xlim=(low - 0.12 * (high - low) - 1, high + 0.12 * (high - low) + 1),
    )  # fmt: skip
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _draw_history(ax: Axes, columns, what: str) -> None:
    data, batch, running = columns.T
    k = np.arange(1, len(columns) + 1)
    ax.step(k, data, where="mid", color=INK, ls=":", label="data")
    ax.plot(k, batch, ".", color=BLUE, ms=4, label="batch")
    ax.plot(k, running, color=PURPLE, lw=2, label="running")
    ax.set(title=what, xlabel="batch" if what == "variance" else None)
    if what == "mean":
        ax.legend(loc="lower right", bbox_to_anchor=(1, 0.97), ncols=3, fontsize=9)
