"""No Matplotlib: a stand-in that draws nothing."""

from numpy import Anything, _Module

rcParams = {}


class Figure:
    """An empty picture."""

    def get_size_inches(self):
        return 6.4, 4.8

    def savefig(self, *args, **kwargs):
        pass


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Anything()


pyplot, figure, axes, colors, collections, patches, ticker, lines, cm = (
    _Module(f"matplotlib.{name}")
    for name in (
        "pyplot", "figure", "axes", "colors", "collections", "patches", "ticker", "lines", "cm",
    )
)  # fmt: skip
figure.Figure = Figure
