"""Diagrams of the introduction: kinds of learning, and four families of networks."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, FancyArrowPatch, FancyBboxPatch, Rectangle

from dlcore.plots.style import BLUE, FAINT, GREEN, INK, PURPLE, VERMILION, axes

__all__ = ["kinds_of_learning", "network_zoo"]

_WIRE = "#777777"


def kinds_of_learning(*, ax: Axes | None = None) -> Figure:
    """Draw three kinds of machine learning, and deep learning across all of them.

    Parameters
    ----------
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: introduction.

    Examples
    --------
    >>> kinds_of_learning()
    <Figure size 560x320 with 1 Axes>
    """
    kinds = (
        ("supervised\nlearning", "answers", BLUE, 1.7),
        ("unsupervised\nlearning", "no answers", GREEN, 4.5),
        ("reinforcement\nlearning", "rewards", PURPLE, 7.3),
    )
    with axes(ax, size=(5.6, 3.2)) as (ax,):
        frame = FancyBboxPatch(
            (0.1, 0.2), 8.8, 5.2, boxstyle="round,pad=0,rounding_size=0.3", fc="none", ec=INK
        )
        ax.add_patch(frame)
        ax.text(0.4, 5.1, "machine learning", va="top", color=INK, weight="bold")
        for name, given, colour, centre in kinds:
            ax.add_patch(Ellipse((centre, 2.45), 3.0, 3.9, fc=colour, alpha=0.18, lw=0))
            ax.add_patch(Ellipse((centre, 2.45), 3.0, 3.9, fc="none", ec=colour, lw=1.8))
            ax.text(centre, 3.35, name, ha="center", va="center", color=INK, fontsize=10)
            ax.text(centre, 0.95, given, ha="center", va="center", color=INK, fontsize=10,
                    style="italic")  # fmt: skip
        band = Ellipse((4.5, 1.95), 7.9, 1.15, fc="none", ec=VERMILION, lw=2.2, ls="--")
        ax.add_patch(band)
        ax.text(4.5, 1.95, "deep learning", ha="center", va="center", color=INK, weight="bold")
        ax.set(xlim=(0, 9), ylim=(0, 5.6))
        ax.axis("off")
        return ax.figure


def network_zoo() -> Figure:
    """Draw one picture each of a deep, a convolutional, a recurrent and an adversarial network.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: introduction.

    Examples
    --------
    >>> network_zoo()
    <Figure size 640x600 with 4 Axes>
    """
    with axes(None, 4, rows=2, size=(3.2, 3.0)) as panels:
        names = ("DNN: all to all", "CNN: a window that slides", "RNN: a loop in time",
                 "GAN: two networks")  # fmt: skip
        draws = (_deep, _convolutional, _recurrent, _adversarial)
        for panel, name, draw in zip(panels, names, draws, strict=True):
            panel.set(xlim=(0, 6), ylim=(0, 5.4), aspect="equal", title=name)
            draw(panel)
            panel.axis("off")
        return panels[0].figure


def _deep(ax):
    layers = [[(0.7 + 1.55 * k, 2.7 + 1.05 * (i - (n - 1) / 2)) for i in range(n)]
              for k, n in enumerate((3, 4, 4, 2))]  # fmt: skip
    for before, after in pairwise(layers):
        for a in before:
            for b in after:
                ax.plot(*zip(a, b, strict=True), color=FAINT, lw=0.9, zorder=1)
    for k, layer in enumerate(layers):
        colour = INK if k == 0 else VERMILION if k == 3 else BLUE
        ax.scatter(*zip(*layer, strict=True), s=110, c=colour, zorder=2)


def _grid(ax, left, bottom, n, cell, colour=None, marked=()):
    for row in range(n):
        for column in range(n):
            place = (left + cell * column, bottom + cell * row)
            ax.add_patch(Rectangle(place, cell, cell, fc="none", ec=FAINT, lw=0.8))
            if (column, row) in marked:
                ax.add_patch(Rectangle(place, cell, cell, fc=colour, alpha=0.45, lw=0))


def _convolutional(ax):
    window = {(column, row) for column in (1, 2, 3) for row in (2, 3, 4)}
    _grid(ax, 0.2, 1.2, 6, 0.5, VERMILION, window)
    _grid(ax, 4.1, 1.7, 4, 0.45, BLUE, {(1, 2)})
    for corner in ((2.2, 3.7), (2.2, 2.2)):
        ax.plot([corner[0], 4.55], [corner[1], 2.83], color=_WIRE, lw=1)
    ax.text(3.0, 0.5, "the same 9 weights everywhere", ha="center", color=INK, fontsize=9)


def _box(ax, x, y, text, colour, width=1.5):
    style = "round,pad=0,rounding_size=0.15"
    ax.add_patch(FancyBboxPatch((x - width / 2, y - 0.45), width, 0.9, boxstyle=style, fc="none",
                                ec=colour, lw=1.8))  # fmt: skip
    ax.text(x, y, text, ha="center", va="center", color=INK, fontsize=10)


def _arrow(ax, start, end, **style):
    ax.add_patch(
        FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, color=_WIRE, lw=1.3,
                        shrinkA=0, shrinkB=0, **style)
    )  # fmt: skip


def _recurrent(ax):
    for step, x in enumerate((1.1, 3.0, 4.9), 1):
        _box(ax, x, 2.7, f"$h_{step}$", BLUE, 1.0)
        ax.text(x, 0.6, f"$x_{step}$", ha="center", va="center", color=INK)
        ax.text(x, 4.8, f"$y_{step}$", ha="center", va="center", color=INK)
        _arrow(ax, (x, 1.0), (x, 2.2))
        _arrow(ax, (x, 3.2), (x, 4.4))
        if step < 3:
            _arrow(ax, (x + 0.5, 2.7), (x + 1.4, 2.7))


def _adversarial(ax):
    _box(ax, 1.4, 4.2, "generator", VERMILION, 2.3)
    _box(ax, 1.4, 1.3, "real data", INK, 2.3)
    _box(ax, 4.5, 2.75, "discriminator", BLUE, 2.7)
    _arrow(ax, (2.6, 4.0), (3.7, 3.25))
    _arrow(ax, (2.6, 1.5), (3.7, 2.25))
    ax.text(3.45, 4.0, "fake", color=INK, fontsize=10)
    ax.text(3.45, 1.3, "real", color=INK, fontsize=10)
    _arrow(ax, (4.5, 2.25), (4.5, 0.7))
    ax.text(4.5, 0.25, "real or fake?", ha="center", va="center", color=INK, fontsize=10)
