"""Activations forward and gradients backward, layer by layer, side by side."""

from matplotlib.figure import Figure

from dlcore.experiments import Signals
from dlcore.plots.layer_histograms import layer_histograms
from dlcore.plots.style import axes

__all__ = ["init_histograms"]


def init_histograms(found: Signals) -> Figure:
    """Draw what the layers of a network hand on, forward and backward.

    Parameters
    ----------
    found : Signals
        From `dlcore.experiments.signals`.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: initialization.

    Examples
    --------
    >>> import numpy as np
    >>> from dlcore.experiments import signals
    >>> init_histograms(signals("he", "relu", rng=np.random.default_rng(0)))
    <Figure size 760x380 with 2 Axes>
    """
    with axes(None, 2, size=(3.8, 3.8)) as (left, right):
        layer_histograms({"forward": found.activations}, ax=left)
        back = {"backward": found.gradients}
        return layer_histograms(back, xlabel="gradient with respect to z", backward=True, ax=right)
