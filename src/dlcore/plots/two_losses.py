"""Outputs of softmax and the gradients of two losses, class by class."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, INK, VERMILION, axes

__all__ = ["two_losses"]


def two_losses(outputs: ArrayLike, gradients: ArrayLike, label: int) -> Figure:
    """Draw what two runs, by cross-entropy and by mean squared error, answer, and their gradients.

    Chapter: losses.

    Parameters
    ----------
    outputs : array_like of shape (2, C)
        Probabilities of the classes: of the run by cross-entropy, of that by mean squared error.
    gradients : array_like of shape (2, C)
        Gradients of the two losses by the logits.
    label : int
        The target class, counted from 1.

    Returns
    -------
    Figure

    Examples
    --------
    >>> from dlcore.plots import two_losses
    >>> two_losses([[0.1, 0.9], [0.1, 0.9]], [[-0.9, 0.9], [-0.16, 0.16]], 1)
    <Figure size 760x340 with 2 Axes>
    """
    outputs, gradients = np.asarray(outputs, dtype=float), np.asarray(gradients, dtype=float)
    classes = np.arange(1, outputs.shape[1] + 1)
    looks = (
        {"color": INK, "label": "cross-entropy"},
        {"facecolor": "#CCE3F0", "edgecolor": BLUE, "ls": "--", "label": "mean squared error"},
    )
    with axes(None, 2, size=(3.8, 3.4)) as (left, right):
        for ax, pairs in ((left, outputs), (right, gradients)):
            for side, values, look in zip((-0.19, 0.19), pairs, looks, strict=True):
                ax.bar_label(ax.bar(classes + side, values, 0.34, **look), fmt="%.2f", fontsize=10)
            ax.set(xticks=classes, xlabel="class")
            ax.margins(y=0.15)
        left.plot(classes, classes == label, "s", color=VERMILION, mec="white", label="target y")
        left.set(title="outputs ŷ", ylim=(0, 1.2))
        right.axhline(0, color=INK, lw=0.8)
        right.set(title="gradient w.r.t. the logits")
        right.legend(*left.get_legend_handles_labels(), fontsize=9, loc="lower right")
        return left.figure
