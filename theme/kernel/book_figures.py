"""How the book's kernels show a Matplotlib figure: drawn twice, for a wide page and for a phone.

An extension of IPython. The figure's SVG holds the drawing for a phone as an inner `<svg>` of class
"narrow"; `theme/extension/pictures.py` takes the two apart. Text keeps its size in both. On a
phone panels stand one below the other, and a legend beside its axes moves below them.
"""

import io
import pickle
import re
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

WIDE, NARROW = 7.0, 3.5  # inches: the column of text, and that of a phone 390 px wide
FLATTEST = 0.85  # of its height a figure keeps this share when its width shrinks more
_HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)


def load_ipython_extension(shell):
    """Show figures as two drawings in one SVG, with words in the font of the pages."""
    for path in Path(__file__).with_name("fonts").glob("*.ttf"):
        fontManager.addfont(path)
    shell.display_formatter.formatters["image/svg+xml"].for_type(Figure, draw)


def draw(figure: Figure) -> str:
    """Return an SVG of the figure that holds a second one for narrow screens."""
    wide = _svg(fit(_copy(figure), WIDE))
    narrow = _HEAD.sub("", _svg(stack(_copy(figure), NARROW)))
    narrow = narrow.replace("<svg ", '<svg class="narrow" ', 1)
    return re.sub(r"</svg>\s*$", lambda end: narrow + end[0], wide)


def fit(figure: Figure, width: float) -> Figure:
    """Make a figure that is too wide as wide as the page, and a little lower."""
    was, height = figure.get_size_inches()
    if was > width:
        figure.set_size_inches(width, height * max(width / was, FLATTEST))
    return figure


def stack(figure: Figure, width: float) -> Figure:
    """Lay a figure out for a narrow screen."""
    below = _legends_below(figure, width)
    columns, rows = _grid(figure)
    was, height = figure.get_size_inches()
    if columns > 1:
        grid = figure.add_gridspec(rows * columns, 1)
        for place, ax in enumerate(figure.axes):
            ax.set_subplotspec(grid[place])
        was, height = was / columns, height * columns
    figure.set_size_inches(was, height + below)
    return fit(figure, width)


def _grid(figure):
    """Columns and rows of a plain grid of axes; one column for any other figure."""
    specs = [ax.get_subplotspec() for ax in figure.axes]
    if not specs or None in specs or len({id(spec.get_gridspec()) for spec in specs}) > 1:
        return 1, 1
    if any(spec.num2 not in (None, spec.num1) for spec in specs):
        return 1, 1
    rows, columns = specs[0].get_gridspec().get_geometry()
    return columns, rows


def _legends_below(figure, width):
    """Make one legend, below, of those that stand beside their axes; return its height."""
    figure.draw_without_rendering()
    entries = {}
    for ax in figure.axes:
        legend = ax.get_legend()
        if legend and legend.get_window_extent().x0 >= ax.get_window_extent().x1 - 1:
            for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
                entries.setdefault(text.get_text(), handle)
            legend.remove()
    for columns in (3, 2, 1) if entries else ():
        legend = figure.legend(
            entries.values(), entries, loc="outside lower center", ncols=columns, frameon=False
        )
        size = legend.get_window_extent()
        if columns == 1 or size.width <= width * figure.dpi:
            return size.height / figure.dpi
        legend.remove()
    return 0.0


def _copy(figure):
    return pickle.loads(pickle.dumps(figure))


def _svg(figure):
    buffer = io.StringIO()
    figure.savefig(
        buffer,
        format="svg",
        bbox_inches="tight",
        pad_inches=0.02,
        facecolor="none",
        metadata={"Date": None},
    )
    return buffer.getvalue()
