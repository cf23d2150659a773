"""A computational graph with its numbers: forward on top of each node, backward below it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dlcore._checks import require_kind
from dlcore.graph import Value
from dlcore.plots.style import BLUE, INK, VERMILION, axes

__all__ = ["computational_graph"]


def computational_graph(output: Value, *, ax: Axes | None = None) -> Figure:
    """Draw the graph that led to a value, from the inputs on the left to it on the right.

    Above each node stands its value, in blue; below it, in vermilion, the derivative of the output
    by it, as ``output.backward()`` has left it. Chapter: backprop.

    Parameters
    ----------
    output : Value
        What was computed; everything that it depends on is drawn.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError
        If `output` is not a Value.

    Examples
    --------
    >>> from dlcore.graph import Value
    >>> from dlcore.plots import computational_graph
    >>> y = Value(2.0, "x") * Value(3.0, "w")
    >>> y.backward()
    >>> computational_graph(y)
    <Figure size 700x240 with 1 Axes>
    """
    require_kind(output, Value, "output", "a Value")
    places = _layout(output)
    rows = [row for _, row in places.values()]
    with axes(ax, size=(7.0, 2.4)) as (ax,):
        boxes = {}
        for value in output.ancestors():
            column, row = places[id(value)]
            text = f"${value.name}$" if value.name and not value.op else value.op
            style = {"boxstyle": "round,pad=0.3", "fc": "none", "ec": INK, "lw": 1.2}
            drawn = ax.text(column, row, text, ha="center", va="center", color=INK, bbox=style)
            boxes[id(value)] = drawn.get_bbox_patch()
            for number, colour, offset, va in (
                (value.data, BLUE, 14, "bottom"), (value.grad, VERMILION, -14, "top"),
            ):  # fmt: skip
                ax.annotate(
                    f"{number:.2f}".replace("-", "−"), (column, row), (0, offset), va=va,
                    ha="center", textcoords="offset points", color=colour, fontsize=9,
                )  # fmt: skip
            for i, parent in enumerate(value.parents):
                tail = places[id(parent)]
                over = tail[1] == row and column - tail[0] > 1  # past a node between the two
                bend = -0.3 if over else 0.4 if parent in value.parents[:i] else 0.0
                ax.annotate(
                    "", (column, row), tail,
                    arrowprops={
                        "connectionstyle": f"arc3,rad={bend}",
                        "arrowstyle": "-|>", "color": "#777777", "lw": 1.0, "shrinkA": 0,
                        "shrinkB": 0, "patchA": boxes[id(parent)], "patchB": boxes[id(value)],
                    },
                )  # fmt: skip
        last = max(column for column, _ in places.values())
        ax.set(xlim=(-0.5, last + 0.5), ylim=(min(rows) - 0.7, max(rows) + 0.7))
        ax.axis("off")
        return ax.figure


def _layout(output: Value) -> dict[int, tuple[float, float]]:
    """Return column and row of every node, by its id.

    An operation stands right of all its parents, and an input one column left of the first
    operation that uses it. An operation shares the row of its first parent.
    """
    order = output.ancestors()
    column = {}
    for value in order:
        column[id(value)] = 1 + max((column[id(parent)] for parent in value.parents), default=-1)
    for value in order:
        if not value.parents:
            users = [column[id(user)] for user in order if value in user.parents]
            column[id(value)] = min(users, default=1) - 1
    places, taken = {}, set()
    for value in order:
        row = places[id(value.parents[0])][1] if value.parents else 0.0
        while (column[id(value)], row) in taken:
            row -= 1.0
        taken.add((column[id(value)], row))
        places[id(value)] = column[id(value)], row
    return places
