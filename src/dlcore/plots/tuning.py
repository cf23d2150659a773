"""Figures of tuning: what selection reads, what chance does, and where trials fall."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, PURPLE, VERMILION, axes, legend_above

__all__ = ["best_of_many", "grid_and_random", "small_curves", "strips", "trial_map"]

_COLOURS, _MARKS = (BLUE, VERMILION, GREEN, PURPLE), ("o", "s", "^", "D")


def best_of_many(readings: ArrayLike, truth: float, *, ax: Axes | None = None) -> Figure:
    """Draw one dot per model where its test set puts it, the best one marked, and the truth.

    Parameters
    ----------
    readings : array_like of shape (n_models,)
        Accuracies in percent; equal ones are stacked.
    truth : float
        The accuracy that all of them have, in percent.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> best_of_many([95.0, 96.0, 97.5], 96.0)
    <Figure size 600x320 with 1 Axes>
    """
    values, counts = np.unique(np.asarray(readings).round(6), return_counts=True)
    with axes(ax, size=(6.0, 3.2)) as (ax,):
        for value, count in zip(values, counts, strict=True):
            best = value == values[-1]
            ax.plot(np.full(count, value), np.arange(count) + 1, "s" if best else "o", ms=5,
                    color=VERMILION if best else BLUE)  # fmt: skip
        top = counts.max() + 3
        ax.axvline(truth, color=INK, lw=1, ls="--")
        ax.text(truth, top, f" truth {truth:.1f} %", va="top", color=INK)
        ax.annotate(
            f"best {values[-1]:.1f} %", (values[-1], counts[-1] + 0.5), (values[-1], 0.55 * top),
            color=VERMILION, ha="center", arrowprops={"arrowstyle": "-", "color": VERMILION},
        )  # fmt: skip
        ax.set(xlabel="accuracy on the test set (%)", ylabel="models", ylim=(0, top))
        ax.margins(x=0.08)
        return ax.figure


def strips(values: Mapping[str, ArrayLike], *, xlabel: str, ax: Axes | None = None) -> Figure:
    """Draw samples on one axis, a row each: every value, their mean and one standard deviation.

    Parameters
    ----------
    values : mapping of str to array_like of shape (n,)
        Up to four samples by the name that stands above each row.
    xlabel : str
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> strips({"seeds": [95.0, 96.0], "test sets": [94.0, 97.0]}, xlabel="accuracy (%)")
    <Figure size 600x240 with 1 Axes>
    """
    with axes(ax, size=(6.0, 0.6 + 0.9 * len(values))) as (ax,):
        for k, (name, sample) in enumerate(values.items()):
            sample, y, colour = np.asarray(sample), -k, _COLOURS[k]
            spread = 0.16 * np.sin(2.4 * np.arange(len(sample)))  # so that equal values stay apart
            ax.plot(sample, y + spread, _MARKS[k], ms=4, color=colour, alpha=0.6)
            ax.errorbar(sample.mean(), y - 0.3, xerr=sample.std(), fmt="|", ms=9, color=INK,
                        capsize=4, lw=1.5)  # fmt: skip
            ax.text(0.0, y + 0.3, name, transform=ax.get_yaxis_transform(), color=colour)
        ax.set(xlabel=xlabel, yticks=[], ylim=(-len(values) + 0.45, 0.65))
        ax.spines["left"].set_visible(False)
        return ax.figure


def small_curves(
    panels: Mapping[str, tuple[ArrayLike, ArrayLike]],
    *,
    n_columns: int = 5,
    ax: Axes | None = None,
) -> Figure:
    """Draw pairs of curves from 0 to 1 as small panels: validation solid, training dashed.

    Parameters
    ----------
    panels : mapping of str to pair of array_like
        By the name above each panel, the validation and the training accuracy of each epoch.
    n_columns : int, default 5
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> small_curves({"1st": ([0.5, 0.8], [0.6, 0.9])}, n_columns=2)
    <Figure size 680x150 with 1 Axes>
    """
    n_rows = -(-len(panels) // n_columns)
    with axes(ax, size=(6.8, 0.3 + 1.2 * n_rows)) as (ax,):
        for k, (name, pair) in enumerate(panels.items()):
            left, floor = 1.2 * (k % n_columns), -1.5 * (k // n_columns)
            ax.plot([left, left, left + 1], [floor + 1, floor, floor], color=FAINT, lw=1)
            for y, colour, dash in zip(pair, (BLUE, VERMILION), ("-", "--"), strict=True):
                x = left + np.linspace(0, 1, len(y))
                ax.plot(x, floor + np.asarray(y), dash, color=colour, lw=1.6)
            ax.text(left, floor + 1.06, name, fontsize=10, color=INK)
        ax.set(xlim=(-0.05, 1.2 * n_columns - 0.15), ylim=(1.4 - 1.5 * n_rows, 1.4))
        ax.axis("off")
        return ax.figure


def trial_map(
    rates: ArrayLike, decays: ArrayLike, scores: ArrayLike, *, ax: Axes | None = None
) -> Figure:
    """Draw trials where their settings lie, the best tenth as squares, the larger the better.

    Parameters
    ----------
    rates, decays : array_like of shape (n,)
        Learning rates and weight decays; both axes are logarithmic.
    scores : array_like of shape (n,)
        Accuracies in [0, 1].
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> trial_map([0.1, 1.0], [1e-4, 1e-2], [0.9, 0.5])
    <Figure size 520x360 with 1 Axes>
    """
    rates, decays, scores = (np.asarray(a) for a in (rates, decays, scores))
    best = np.zeros(len(scores), bool)
    best[np.argsort(-scores, kind="stable")[: max(1, len(scores) // 10)]] = True
    with axes(ax, size=(5.2, 3.6)) as (ax,):
        for chosen, mark, colour, name in ((~best, "o", BLUE, "others"), (best, "s", VERMILION,
                                                                       "best tenth")):  # fmt: skip
            size = 4 + 60 * scores[chosen] ** 2
            ax.scatter(rates[chosen], decays[chosen], size, c=colour, marker=mark, alpha=0.65,
                       lw=0, label=name)  # fmt: skip
        ax.set(xscale="log", yscale="log", xlabel="learning rate", ylabel="weight decay")
        legend_above(ax)
        return ax.figure


def grid_and_random(points: Sequence[ArrayLike]) -> Figure:
    """Draw nine trials on a grid and nine at random, with their shadows on the axis that matters.

    Parameters
    ----------
    points : pair of array_like of shape (n, 2)
        Trials of the grid and of the random search in the unit square.

    Returns
    -------
    Figure

    Notes
    -----
    After Bergstra and Bengio (2012). Chapter: hyperparameters.

    Examples
    --------
    >>> grid_and_random([[[0.5, 0.5]], [[0.2, 0.7]]])
    <Figure size 640x320 with 2 Axes>
    """
    with axes(None, 2, size=(3.2, 3.2)) as panels:
        names = ("grid", "random")
        for panel, name, trials, colour in zip(panels, names, points, _COLOURS, strict=False):
            trials = np.asarray(trials)
            n = len(np.unique(trials[:, 0].round(9)))
            panel.vlines(trials[:, 0], -0.12, trials[:, 1], color=FAINT, lw=0.8)
            panel.plot(*trials.T, "o", color=colour, ms=6)
            panel.plot(trials[:, 0], np.full(len(trials), -0.12), "^", color=INK, ms=6,
                       clip_on=False)  # fmt: skip
            panel.set(xlim=(0, 1), ylim=(-0.12, 1), xticks=[], yticks=[], aspect="equal")
            panel.set(title=f"{name}: {n} values", xlabel="matters", ylabel="does not matter")
        return panels[0].figure
