"""No Matplotlib: a stand-in that draws nothing."""

import importlib

from numpy import Anything

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


figure = importlib.import_module("matplotlib.figure")
figure.Figure = Figure
