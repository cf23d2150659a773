"""A line under three losses, and how hard each point pulls at it."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.plots.style import BLUE, FAINT, INK, VERMILION, axes, legend_above

__all__ = ["robust_fit"]

_DASHES = ("-", "--", ":")


def robust_fit(
    x: ArrayLike,
    t: ArrayLike,
    lines: Mapping[str, tuple[float, float]],
    chosen: str,
    pull: Callable[[NDArray], NDArray],
    *,
    moved: int = 2,
) -> Figure:
    """Draw points with up to three lines, and each point on the derivative of the chosen loss.

    Parameters
    ----------
    x, t : array_like of shape (n,)
        The points.
    lines : mapping of str to (slope, intercept)
        The best lines by the name of their loss.
    chosen : str
        The name of the loss that is drawn bold, with the pulls of its points.
    pull : callable
        The derivative of the chosen loss with respect to the prediction, of arrays of errors.
    moved : int, default 2
        How many of the last points are squares.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: losses.

    Examples
    --------
    >>> from dlcore.plots import robust_fit
    >>> robust_fit([0, 1, 2], [0, 1, 5], {"MSE": (2.5, -0.5)}, "MSE", lambda e: e, moved=1)
    <Figure size 740x340 with 2 Axes>
    """
    x, t = np.asarray(x, dtype=float), np.asarray(t, dtype=float)
    slope, intercept = lines[chosen]
    errors = slope * x + intercept - t
    pulls = pull(errors)
    given = np.arange(len(x)) < len(x) - moved
    with axes(None, 2, size=(3.7, 3.4)) as (left, right):
        ends = np.array([min(0, x.min()), max(10, x.max())])
        for (name, (w, b)), dash in zip(lines.items(), _DASHES, strict=False):
            bold = (
                {"color": BLUE, "lw": 2.6, "zorder": 2.5}
                if name == chosen
                else {"color": INK, "lw": 1.2}
            )
            left.plot(ends, w * ends + b, dash, label=name, **bold)
        left.vlines(x, t + errors, t, color=FAINT, lw=1)
        left.vlines(x, t + errors, t + errors - pulls, color=np.where(given, INK, VERMILION), lw=2)
        far = 1.1 * max(1.0, abs(errors).max())
        grid = np.linspace(-far, far, 401)
        right.axhline(0, color=FAINT, lw=0.8)
        right.plot(grid, pull(grid), color=BLUE, lw=2)
        for ax, places in ((left, (x, t)), (right, (errors, pulls))):
            for some, marker, colour in ((given, "o", INK), (~given, "s", VERMILION)):
                ax.plot(*np.array(places)[:, some], marker, color=colour, mec="white", ms=7)
        left.set(xlabel="$x$", ylabel="$y$")
        legend_above(left, fontsize=9)
        right.set(xlabel="error $e$", title=f"pull on the line ({chosen})")
        return left.figure
