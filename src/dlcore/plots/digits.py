"""Small pictures, and which of them a classifier takes for which."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, FAINT, INK, VERMILION, axes

__all__ = ["confusion", "images"]

_LEVELS = 16
_GAP = 1.5


def images(
    x: ArrayLike,
    *,
    titles: Sequence[str] = (),
    n_columns: int = 8,
    ax: Axes | None = None,
) -> Figure:
    """Draw square pictures in rows, ink on paper.

    Parameters
    ----------
    x : array_like of shape (N, s²)
        One picture a row, 0 (paper) to 1 (ink); other values are cut off.
    titles : sequence of str, optional
        What stands above each picture.
    n_columns : int, default 8
        Pictures side by side.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a row of `x` is not a square picture, or there are titles for some pictures only.

    Notes
    -----
    Values are rounded to sixteenths. Chapter: introduction.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> images(load_digits()[0][:8])
    <Figure size 640x94 with 1 Axes>
    """
    x = np.atleast_2d(np.asarray(x, dtype=np.float64))
    side = round(x.shape[1] ** 0.5)
    if x.ndim != 2 or side**2 != x.shape[1]:
        raise ValueError(f"a row of x must be a square picture, got {x.shape[1:]} numbers")
    if len(titles) not in (0, len(x)):
        raise ValueError(f"there must be a title for each of {len(x)} pictures, got {len(titles)}")
    n_rows = -(-len(x) // n_columns)
    head = 2.6 if titles else 0.0
    pitch, rise = side + _GAP, side + _GAP + head
    width, height = min(n_columns, len(x)) * pitch + _GAP, n_rows * rise + _GAP
    scale = 6.4 / (n_columns * pitch + _GAP)
    with axes(ax, size=(max(scale * width, 2.0), scale * height)) as (ax,):
        squares = [[] for _ in range(_LEVELS + 1)]
        for i, picture in enumerate(x):
            left = _GAP + pitch * (i % n_columns)
            top = height - _GAP - head - rise * (i // n_columns)
            ax.add_patch(Rectangle((left, top - side), side, side, fc="none", ec=FAINT, lw=0.8))
            levels = np.round(_LEVELS * np.clip(picture, 0, 1)).astype(int).reshape(side, side)
            for (row, column), level in np.ndenumerate(levels):
                squares[level].append(_square(left + column, top - row - 1))
            if titles:
                ax.text(left + side / 2, top + 0.4, titles[i], ha="center", va="bottom",
                        fontsize=10, color=INK)  # fmt: skip
        for level in range(1, _LEVELS + 1):  # all squares of one shade are one shape
            if squares[level]:
                shade = {"fc": INK, "alpha": level / _LEVELS, "lw": 0}
                ax.add_patch(PathPatch(Path.make_compound_path(*squares[level]), **shade))
        ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
        ax.axis("off")
        return ax.figure


def _square(left, bottom):
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return Path([(left + a, bottom + b) for a, b in corners], closed=True)


def confusion(counts: ArrayLike, *, ax: Axes | None = None) -> Figure:
    """Draw a confusion matrix: right answers on the diagonal, wrong ones where they went.

    Parameters
    ----------
    counts : array_like of int of shape (C, C)
        How often each true class (row) was given each answer (column).
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If `counts` is not a square of numbers of at least 0.

    Notes
    -----
    Chapter: introduction.

    Examples
    --------
    >>> confusion([[9, 1], [0, 10]])
    <Figure size 440x420 with 1 Axes>
    """
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or (counts < 0).any():
        raise ValueError(f"counts must be a square of counts, got shape {counts.shape}")
    n = len(counts)
    wrong = counts - np.diag(np.diag(counts))
    with axes(ax, size=(4.4, 4.2)) as (ax,):
        for (row, column), count in np.ndenumerate(counts):
            if not count:
                continue
            right = row == column
            most = np.diag(counts).max() if right else wrong.max()
            shade = {"fc": BLUE if right else VERMILION, "alpha": 0.15 + 0.4 * count / most}
            ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, lw=0, **shade))
            weight = "normal" if right else "bold"
            ax.text(column, row, str(count), ha="center", va="center", color=INK, weight=weight)
        ax.set_xticks(np.arange(n - 1) + 0.5, minor=True)
        ax.set_yticks(np.arange(n - 1) + 0.5, minor=True)
        ax.grid(which="minor", color=FAINT, lw=0.5)
        ax.tick_params(which="both", length=0)
        ax.set(xticks=range(n), yticks=range(n), xlim=(-0.5, n - 0.5), ylim=(n - 0.5, -0.5))
        ax.set(xlabel="answer of the network", ylabel="true class", aspect="equal")
        ax.spines[:].set(visible=True, color=FAINT)
        return ax.figure
