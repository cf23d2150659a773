"""A trained network seen from outside and inside: its answer, its units, its losses."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.activations import sigmoid
from dlcore.layers import Affine, Dropout, Sequential
from dlcore.plots.style import BLUE, CLASSES, FAINT, INK, MARKERS, axes

__all__ = ["decision"]

_REACH = 2.0
_TICKS = np.linspace(-_REACH, _REACH, 121)
_HEIGHT = LinearSegmentedColormap.from_list("height", ["white", INK])
_SURE = LinearSegmentedColormap.from_list(
    "sure", [to_rgba(CLASSES[0], 0.5), (1, 1, 1, 0.5), to_rgba(CLASSES[1], 0.5)]
)


def decision(
    net: Sequential,
    x: ArrayLike,
    t: ArrayLike,
    *,
    losses: Sequence[Sequence[float]] = (),
    features: Callable[[NDArray], NDArray] | None = None,
) -> Figure:
    """Draw what a network answers in [-2, 2]², what each hidden unit computes, and the losses.

    Parameters
    ----------
    net : Sequential
        From a point, or what `features` makes of it, to one logit; to a probability where its
        last layer is no `Affine`.
    x : array_like of shape (N, 2)
        Points.
    t : array_like of shape (N,)
        Their labels, 0 (blue circles) or 1 (vermilion squares).
    losses : sequence of sequences of float
        Curves over the epochs: training, then test.
    features : callable, optional
        Makes of points of the plane, one a row, what the network is given; by default the points.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> from dlcore import Affine, Sequential, Tanh
    >>> from dlcore.datasets import make_gate
    >>> rng = np.random.default_rng(0)
    >>> net = Sequential(Affine(2, 3, rng=rng), Tanh(), Affine(3, 1, rng=rng))
    >>> decision(net, *make_gate("xor"))
    <Figure size 760x380 with 2 Axes>
    """
    plane = np.stack(np.meshgrid(_TICKS, _TICKS), axis=-1).reshape(-1, 2)
    outputs = net.eval().activations(features(plane) if features else plane)
    answer = outputs[-1].ravel()
    if isinstance(net[-1], Affine):
        answer = sigmoid(answer)
    maps = [
        outputs[i]
        for i, layer in enumerate(net.layers[:-1])
        if not layer.params and not isinstance(layer, Dropout)
    ]
    with axes(None, 2, size=(3.8, 3.8)) as (left, right):
        left.set_title("output and decision boundary")
        _picture(left, answer, cmap=_SURE, vmin=0, vmax=1)
        if answer.min() < 0.5 < answer.max():
            square = answer.reshape(len(_TICKS), -1)
            left.contour(_TICKS, _TICKS, square, levels=[0.5], colors=INK, linewidths=1.6)
        _points(left, np.asarray(x), np.asarray(t))
        left.set(xticks=[-2, 0, 2], yticks=[-2, 0, 2], xlabel="$x_1$", ylabel="$x_2$")

        right.set_title("what each hidden unit computes")
        right.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        right.spines[:].set_visible(False)
        bottom = _units(right, maps, room=0.58 if losses else 1.0)
        if losses:
            _losses(right.inset_axes((0.1, 0.08, 0.9, bottom - 0.18)), losses)
        return left.figure


def _picture(ax: Axes, values: NDArray, **style) -> None:
    square = values.reshape(len(_TICKS), -1)
    extent = (-_REACH, _REACH, -_REACH, _REACH)
    ax.imshow(square, origin="lower", extent=extent, interpolation="bilinear", **style)


def _points(ax: Axes, x: NDArray, t: NDArray) -> None:
    for label, (colour, marker) in enumerate(zip(CLASSES, MARKERS, strict=True)):
        ax.scatter(
            *x[t == label].T, s=24, c=colour, marker=marker, edgecolor="white", lw=0.6, zorder=3
        )  # fmt: skip
    ax.set(xlim=(-_REACH, _REACH), ylim=(-_REACH, _REACH))


def _units(ax: Axes, maps: list[NDArray], room: float) -> float:
    """Draw a row of maps per hidden layer, white (lowest) to ink; return where the rows end."""
    top = 1.0
    for values in maps:
        side = min(1 / max(values.shape[1], 4), room / len(maps))
        top -= side
        for unit, column in enumerate(values.T):
            small = ax.inset_axes((side * unit, top, 0.92 * side, 0.92 * side))
            _picture(small, column, cmap=_HEIGHT)
            small.set(xticks=[], yticks=[])
            small.spines[:].set(visible=True, color=FAINT)
    return top


def _losses(ax: Axes, losses: Sequence[Sequence[float]]) -> None:
    for values, name, colour, dash in zip(
        losses, ("training", "test"), (INK, BLUE), ("-", "--"), strict=False
    ):
        ax.plot(values, dash, color=colour, lw=1.6, label=name)
    ax.set(xlabel="epochs", ylabel="loss", ylim=(0, None))
    ax.legend(fontsize=9)
