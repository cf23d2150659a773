"""The perceptron's gates, the proof that its rule ends, and what it makes of digits."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from dlcore.plots._plane import draw_line, draw_points
from dlcore.plots.style import (
    BLUE,
    CLASSES,
    GREEN,
    INK,
    MARKERS,
    ORANGE,
    PURPLE,
    axes,
    legend_above,
)

__all__ = ["digit_pairs", "gates", "pixel_weights", "squeeze"]

_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def gates(units: Mapping[str, Callable[[NDArray], NDArray]]) -> Figure:
    """Draw the line of each perceptron among the four corners, side by side.

    A corner is a square where the unit answers 1. Chapter: perceptron.

    Parameters
    ----------
    units : mapping of str to Perceptron
        Units with two inputs, by name.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.perceptron import AND, OR
    >>> from dlcore.plots import gates
    >>> gates({"AND": AND, "OR": OR})
    <Figure size 480x270 with 2 Axes>
    """
    limits = (-0.5, 1.5)
    with axes(None, len(units), size=(2.4, 2.7)) as row:
        for ax, (name, unit) in zip(row, units.items(), strict=True):
            draw_line(ax, unit.weights, unit.bias, limits, color=INK)
            draw_points(ax, _CORNERS, unit(_CORNERS), None)
            ax.set(xlim=limits, ylim=limits, xticks=[0, 1], yticks=[0, 1], aspect="equal")
            ax.set(xlabel="$x_1$", ylabel="$x_2$", title=name)
        return row[0].figure


def squeeze(lengths: ArrayLike, radius: float, margin: float, *, ax: Axes | None = None) -> Figure:
    """Draw how long the perceptron's vector is after k mistakes, between Novikoff's two bounds.

    The vector is at least γk long and at most R√k; where the two meet, at k = (R/γ)², the mistakes
    must have ended. Chapter: perceptron.

    Parameters
    ----------
    lengths : array_like of shape (K + 1,)
        Length of (w, b) after 0, 1, …, K mistakes.
    radius : float
        R, positive.
    margin : float
        γ, positive.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import squeeze
    >>> squeeze([0, 1, 1.4], 1.0, 0.5)
    <Figure size 500x340 with 1 Axes>
    """
    lengths, end = np.asarray(lengths, dtype=np.float64), (radius / margin) ** 2
    k = np.linspace(0, 1.2 * end, 241)
    with axes(ax, size=(5.0, 3.4)) as (ax,):
        ax.fill_between(k, margin * k, radius * np.sqrt(k), where=k <= end, color=BLUE, alpha=0.12)
        ax.plot(k, radius * np.sqrt(k), color=PURPLE, lw=2, label=r"at most $R\sqrt{k}$")
        ax.plot(k, margin * k, "--", color=GREEN, lw=2, label=r"at least $\gamma k$")
        ax.plot(lengths, "o", color=INK, ms=4.5, label=r"$\|(w, b)\|$")
        ax.axvline(end, color=INK, ls=":", lw=1.5)
        ax.annotate(f"{end:.0f}", (end, 0), (4, 5), textcoords="offset points", color=INK)
        ax.set(xlabel="mistakes $k$", ylabel="length", xlim=(0, k[-1]), ylim=(0, None))
        legend_above(ax)
        return ax.figure


def digit_pairs(margins: Mapping[tuple[int, int], float], *, ax: Axes | None = None) -> Figure:
    """Draw a matrix with a tile for each pair of digits: its margin, or × where no cut separates.

    The stronger the tint, the narrower the gap; the narrowest has a frame. Chapter: perceptron.

    Parameters
    ----------
    margins : mapping of (int, int) to float
        The margin of each pair of digits, the smaller digit first; 0 or less where none was found.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import digit_pairs
    >>> digit_pairs({(0, 1): 0.61, (0, 2): 0.61, (1, 2): 0.29})
    <Figure size 460x430 with 1 Axes>
    """
    widest, narrowest = max(margins.values()), min(margins, key=margins.get)
    with axes(ax, size=(4.6, 4.3)) as (ax,):
        for (i, j), value in margins.items():
            tint = 0.08 + 0.62 * (1 - np.clip(round(value / widest, 2), 0, 1))
            tile = {"width": 0.92, "height": 0.92, "lw": 0}
            ax.add_patch(Rectangle((i - 0.46, j - 0.46), fc=ORANGE, alpha=tint, **tile))
            text = f"{value:.2f}".removeprefix("0") if value > 0 else "×"
            ax.text(i, j, text, ha="center", va="center", color=INK, fontsize=9)
        i, j = narrowest
        ax.add_patch(Rectangle((i - 0.46, j - 0.46), 0.92, 0.92, fc="none", ec=INK, lw=2))
        low, high = min(i for i, _ in margins), max(j for _, j in margins)
        ax.set(xlim=(low - 0.5, high - 0.5), ylim=(high + 0.5, low + 0.5), aspect="equal")
        ax.set(xticks=range(low, high), yticks=range(low + 1, high + 1))
        ax.set(xlabel="one digit", ylabel="the other digit")
        ax.tick_params(length=0)
        ax.spines[["left", "bottom"]].set_visible(False)
        return ax.figure


def pixel_weights(images: Mapping[str, ArrayLike], weights: ArrayLike) -> Figure:
    """Draw images of 8 × 8 pixels and the weights of a perceptron that tells them apart.

    Ink is a black square, the larger the darker. A weight that speaks for label 1 is a vermilion
    square, one against it a blue circle, the larger the weight. Chapter: perceptron.

    Parameters
    ----------
    images : mapping of str to array_like of shape (64,)
        Ink of each pixel, 0 to 1, with a title.
    weights : array_like of shape (64,)
        Weights of the pixels.

    Returns
    -------
    Figure

    Examples
    --------
    >>> import numpy as np
    >>> from dlcore.plots import pixel_weights
    >>> pixel_weights({"a": np.ones(64)}, np.linspace(-1, 1, 64))
    <Figure size 480x260 with 2 Axes>
    """
    w = np.asarray(weights, dtype=np.float64)
    row, column = np.divmod(np.arange(64), 8)
    area = 200.0
    with axes(None, len(images) + 1, size=(2.4, 2.6)) as panels:
        for ax, (title, image) in zip(panels, images.items(), strict=False):
            ax.scatter(column, row, s=area * np.asarray(image), c=INK, marker="s", lw=0)
            ax.set_title(title)
        size = area * np.abs(w) / np.abs(w).max()
        for label, sign in enumerate((-1, 1)):
            mine = sign * w > 0
            panels[-1].scatter(column[mine], row[mine], s=size[mine], c=CLASSES[label],
                               marker=MARKERS[label], lw=0)  # fmt: skip
        panels[-1].set_title("weights")
        for ax in panels:
            ax.set(xlim=(-0.7, 7.7), ylim=(7.7, -0.7), xticks=[], yticks=[], aspect="equal")
            ax.spines[:].set_visible(True)
        return panels[0].figure
