"""Trials on the plane of two hyperparameters, and how fast searches find a good setting."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, INK, VERMILION, axes

__all__ = ["search_space"]


def search_space(
    places: ArrayLike, scores: ArrayLike, grid: ArrayLike, random: ArrayLike
) -> Figure:
    """Draw where was tried, with the score there, and the mean best score of two methods.

    Chapter: hyperparameters.

    Parameters
    ----------
    places : array_like of shape (N, 2)
        log₁₀ of learning rate and weight decay of each trial.
    scores : array_like of shape (N,)
        Validation accuracy of each, in percent; the best one is drawn as a square.
    grid, random : array_like of shape (K,)
        Mean best accuracy of grid search and of random search after 1, 2, … K trials.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import search_space
    >>> search_space([[-3, -4], [-2, -5]], [60, 80], [50, 60], [50, 70])
    <Figure size 800x380 with 2 Axes>
    """
    places, scores = np.reshape(places, (-1, 2)), np.asarray(scores, dtype=float)
    with axes(None, 2, size=(4.0, 3.8)) as (plane, curve):
        best = scores.argmax() if len(scores) else None
        for k, (place, score) in enumerate(zip(places, scores, strict=True)):
            look = (
                {"marker": "s", "color": VERMILION} if k == best else {"marker": "o", "color": INK}
            )
            plane.plot(*place, ms=8, mec="white", ls="", **look)
            plane.annotate(f"{score:.0f}", place, (0, 7), textcoords="offset points", ha="center")
        plane.set(xlim=(-5, 0), ylim=(-7, -2), title="trials, validation accuracy (%)")
        plane.set(xlabel="log₁₀ learning rate", ylabel="log₁₀ weight decay")
        at = np.arange(1, len(np.asarray(grid)) + 1)
        curve.plot(at, random, color=INK, lw=2.2, label="random search")
        curve.plot(at, grid, "--", color=BLUE, lw=2.2, label="grid search")
        curve.set(ylim=(0, 104), xlabel="trials", title="mean best accuracy so far (%)")
        curve.legend(loc="lower right")
        return plane.figure
