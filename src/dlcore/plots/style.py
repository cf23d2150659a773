"""The look that all figures share: few colours, safe for colour-blind eyes, never colour alone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

# Okabe and Ito (2008), "Color Universal Design": class 0 blue, class 1 vermilion.
BLUE, VERMILION, GREEN, PURPLE, ORANGE = "#0072B2", "#D55E00", "#009E73", "#AA4499", "#E69F00"
CLASSES = (BLUE, VERMILION)
UNITS = (GREEN, PURPLE, ORANGE, "#56B4E9")
MARKERS = ("o", "s")
INK, FAINT = "#222222", "#B8B8B8"

_STYLE = {
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#666666",
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "svg.fonttype": "path",
    "figure.constrained_layout.use": True,
}


def in_series(items: Mapping, series: Sequence, noun: str) -> Iterator:
    """Pair each named item with its colour, dash and marker; more items than these are refused."""
    if len(items) > len(series):
        raise ValueError(f"at most {len(series)} {noun} fit in one figure, got {len(items)}")
    return zip(items.items(), series, strict=False)


@contextmanager
def axes(
    ax: Axes | None,
    n: int = 1,
    *,
    rows: int = 1,
    size: tuple[float, float] = (4.6, 3.6),
    projection: str | None = None,
) -> Iterator[list[Axes]]:
    """Yield `n` axes to draw on: the given one, or those of a new figure that no window keeps.

    Parameters
    ----------
    ax : Axes or None
        Where to draw; None makes a new figure.
    n : int, default 1
        How many axes, when the figure is new.
    rows : int, default 1
        In how many rows they stand; a divisor of `n`.
    size : tuple of float
        Width and height of one pair of axes in inches.
    projection : str, optional
        "3d" for axes in space.
    """
    with plt.rc_context(_STYLE):
        if ax is not None:
            yield [ax]
            return
        fig, new = plt.subplots(
            rows, n // rows, figsize=(size[0] * (n // rows), size[1] * rows), squeeze=False,
            subplot_kw={"projection": projection},
        )  # fmt: skip
        # The figure is returned to the cell, which shows it; pyplot must not show it once more.
        plt.close(fig)
        yield list(new.flat)


def legend_above(ax: Axes, *, ncols: int = 2, **options) -> None:
    """Put the legend above the axes, where no curve can run into it."""
    place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderaxespad": 0.2}
    ax.legend(**place, ncols=ncols, columnspacing=1.2, **options)
