"""Diagrams of networks: units and the wires between them, arrays and how their shapes meet."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dlcore.plots.style import FAINT, INK, UNITS, VERMILION, axes

__all__ = ["circuit", "shapes"]


def circuit(
    nodes: Mapping[str, tuple[str, float, float]],
    wires: Mapping[tuple[str, str], str],
    *,
    units: Sequence[str] = (),
    ax: Axes | None = None,
) -> Figure:
    """Draw units as boxes and the wires between them, from left to right.

    Parameters
    ----------
    nodes : mapping of str to (str, float, float)
        For each name the text in its box, its column and its row; row 0 is at the bottom.
    wires : mapping of (str, str) to str
        For each pair of names (from, to) the weight that stands on the wire; "" for none.
    units : sequence of str, optional
        Names whose boxes get the colours that `decision_boundary` gives its lines, in order.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a wire or `units` names a node that is not there.

    Examples
    --------
    >>> from dlcore.plots import circuit
    >>> circuit({"x": ("$x$", 0, 0), "y": ("AND", 1, 0)}, {("x", "y"): "+1"})
    <Figure size 480x320 with 1 Axes>
    """
    for name in [*(end for wire in wires for end in wire), *units]:
        if name not in nodes:
            raise ValueError(f"there is no node {name!r}; there are {', '.join(nodes)}")
    colours = dict(zip(units, UNITS, strict=False))
    with axes(ax, size=(4.8, 3.2)) as (ax,):
        boxes = {}
        for name, (text, column, row) in nodes.items():
            edge = colours.get(name, INK)
            style = {"boxstyle": "round,pad=0.45", "fc": "none", "ec": edge, "lw": 1.8}
            drawn = ax.text(
                column, row, text, ha="center", va="center", color=INK, bbox=style, zorder=2
            )
            boxes[name] = drawn.get_bbox_patch()
        for (start, end), weight in wires.items():
            _, *tail = nodes[start]
            _, *head = nodes[end]
            ax.annotate(
                "", head, tail, zorder=3,
                arrowprops={
                    "arrowstyle": "-|>", "color": "#777777", "lw": 1.2, "shrinkA": 0, "shrinkB": 0,
                    "patchA": boxes[start], "patchB": boxes[end],
                },
            )  # fmt: skip
            place = [a + 0.36 * (b - a) for a, b in zip(tail, head, strict=True)]
            ax.annotate(
                weight, place, (0, 5), textcoords="offset points", ha="center", va="bottom",
                color=INK,
            )  # fmt: skip
        _, columns, rows = zip(*nodes.values(), strict=True)
        ax.set(xlim=(min(columns) - 0.3, max(columns) + 0.3))
        ax.set(ylim=(min(rows) - 0.5, max(rows) + 0.5))
        ax.axis("off")
        return ax.figure


def shapes(sizes: Sequence[int], *, n_examples: int = 5, ax: Axes | None = None) -> Figure:
    """Draw the arrays of a fully connected network so that the sides that must agree touch.

    Each product stands right of its first factor and below its second (Falk's scheme): a layer's
    activations have the rows of the batch and the columns of the weights above them.

    Parameters
    ----------
    sizes : sequence of int
        Units of the input layer, of each hidden layer, and of the output layer.
    n_examples : int, default 5
        Rows to draw for the batch; its size is written as N.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there are fewer than two layers or a layer without units, or no examples.

    Examples
    --------
    >>> from dlcore.plots import shapes
    >>> shapes([2, 2, 1])
    <Figure size 480x360 with 1 Axes>
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes must name at least two layers of at least one unit, got {sizes}")
    if n_examples < 1:
        raise ValueError(f"n_examples must be at least 1, got {n_examples}")
    with axes(ax, size=(4.8, 3.6)) as (ax,):
        last, left = len(sizes) - 1, 0.0
        for layer, n in enumerate(sizes):
            name = {0: "X", last: r"\hat{Y}"}.get(layer, f"H_{layer}" if last > 2 else "H")
            _array(ax, left, 0, n_examples, n, marked=min(1, n_examples - 1))
            _name(ax, left + n / 2, -0.7, f"${name}$\n$N × {n}$", "top")
            left += n + 2.5
        ax.annotate("one example", (-0.4, n_examples - 1.5), (-1.2, n_examples + 1.2), ha="left",
                    arrowprops={"arrowstyle": "-", "color": INK, "lw": 0.8}, color=INK)  # fmt: skip
        left, top = sizes[0] + 2.5, 0
        for layer, (n, m) in enumerate(pairwise(sizes), 1):
            _array(ax, left, n_examples + 1.2, 1, m)
            _array(ax, left, n_examples + 2.8, n, m)
            top = max(top, n_examples + 2.8 + n)
            _name(ax, left + m / 2, n_examples + 3.2 + n, f"$W_{layer}$\n${n} × {m}$", "bottom")
            ax.text(left + m + 0.3, n_examples + 1.7, f"$b_{layer}$", va="center", color=INK)
            left += m + 2.5
        ax.set(xlim=(-1.5, left - 0.2), ylim=(-3.6, top + 3.4), aspect="equal")
        ax.axis("off")
        return ax.figure


def _array(ax: Axes, left: float, bottom: float, n: int, m: int, marked: int = -1) -> None:
    """Draw n × m cells; row `marked`, counted from the top, is an example on its way."""
    if marked >= 0:
        place = (left, bottom + n - 1 - marked)
        ax.add_patch(Rectangle(place, m, 1, fc=VERMILION, alpha=0.45, lw=0))
    for row in range(n + 1):
        ax.plot([left, left + m], [bottom + row] * 2, color=FAINT, lw=0.7)
    for column in range(m + 1):
        ax.plot([left + column] * 2, [bottom, bottom + n], color=FAINT, lw=0.7)
    ax.add_patch(Rectangle((left, bottom), m, n, fc="none", ec=INK, lw=1.2))


def _name(ax: Axes, x: float, y: float, text: str, va: str) -> None:
    ax.text(x, y, text, ha="center", va=va, color=INK, linespacing=1.4)
