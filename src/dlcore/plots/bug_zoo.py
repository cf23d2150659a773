"""Networks in training, side by side: losses, accuracies, activations, gradients."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dlcore.plots.style import BLUE, FAINT, INK, PURPLE, axes

__all__ = ["bug_zoo"]

_FLOOR, _BINS = 1e-4, 41


def bug_zoo(courses: Mapping[str, Any]) -> Figure:
    """Draw what is measured of networks while they train, a column each.

    From top to bottom: the loss of each batch and of both sets, with the loss of guessing; the
    accuracy on both; a histogram of what each layer hands on; the norms of the gradients.

    Parameters
    ----------
    courses : mapping of str to object
        For each title what `dlcore.explorers.BugZoo.courses` gives: attributes `step_loss`, `loss`,
        `accuracy`, `outputs`, `norms`.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> measured = {"loss": [[1.1, 1.1]] * 2, "accuracy": [[0.3, 0.3]] * 2, "step_loss": [1.1]}
    >>> found = SimpleNamespace(**measured, outputs=[[[0.0, 1.0, 2.0]]] * 3, norms=[[0.1] * 3])
    >>> bug_zoo({"one": found})
    <Figure size 380x720 with 4 Axes>
    """
    n = len(courses)
    top = max(np.max(found.loss) for found in courses.values())
    with axes(None, 4 * n, rows=4, size=(3.8, 1.8)) as places:
        for column, (title, found) in enumerate(courses.items()):
            loss, accuracy, signals, norms = places[column::n]
            _curves(loss, found.loss, "loss", np.log(np.shape(found.outputs[-1])[1]))
            steps = np.asarray(found.step_loss)
            epochs = np.linspace(0, len(found.loss) - 1, 2 * len(steps) + 1)[1::2]
            loss.plot(epochs, steps, color=INK, lw=0.5, alpha=0.4, zorder=1)
            loss.set(title=title, ylim=(0, min(4, max(1.5, 1.1 * top))))
            _curves(accuracy, found.accuracy, "accuracy", 1 / np.shape(found.outputs[-1])[1])
            accuracy.set(ylim=(0, 1.05), xlabel="epoch")
            _signals(signals, found.outputs)
            _norms(norms, found.norms[-1] if len(found.norms) else np.zeros(3))
        return places[0].figure


def _curves(ax: Axes, values, name: str, guessing: float) -> None:
    train, validation = np.transpose(values)
    ax.axhline(guessing, color=FAINT, ls=":", lw=1.2)
    ax.plot(train, color=INK, label="training")
    ax.plot(validation, color=BLUE, ls="--", label="validation")
    ax.set(ylabel=name)


def _signals(ax: Axes, outputs) -> None:
    layers = [np.ravel(values) for values in outputs]
    reach = max(0.1, *(np.abs(values).max() for values in layers))
    for row, values in enumerate(layers, start=1):
        counts, edges = np.histogram(values, bins=_BINS, range=(-reach, reach))
        ax.bar(edges[:-1], 0.8 * counts / counts.max(), np.diff(edges), -row, align="edge",
               color=BLUE, lw=0)  # fmt: skip
    ax.set(xlabel="activation, output", **_rows())


def _norms(ax: Axes, norms) -> None:
    for row, norm in enumerate(norms, start=1):
        if norm > _FLOOR:
            ax.barh(-row + 0.4, norm - _FLOOR, 0.5, _FLOOR, color=PURPLE)
    ax.set(xscale="log", xlim=(_FLOOR, 10), xlabel="norm of the gradient", **_rows())


def _rows() -> dict:
    return {"ylim": (-3, 0), "yticks": [-0.6, -1.6, -2.6], "yticklabels": ["1", "2", "out"]}
