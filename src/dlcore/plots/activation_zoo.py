"""An activation function, its slope, and the activations that layers of it give."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, FAINT, INK, PURPLE, axes

__all__ = ["activation_zoo"]

_FLAT = 0.01  # a smaller slope counts as saturated
_CURVES = (-1.6, 2.4)


def activation_zoo(
    layers: Sequence[ArrayLike],
    phi: Callable,
    phi_grad: Callable,
    *,
    name: str = "",
) -> Figure:
    """Draw an activation function, its derivative, and what each of some layers gives.

    Left, the two curves over the pre-activations of the last layer, with the zone shaded in which
    the slope is below 0.01; right, a histogram of the activations of each layer, the first on top.

    Parameters
    ----------
    layers : sequence of array_like
        Pre-activations z of each layer, in any shape.
    phi, phi_grad : callable
        The activation function and its derivative.
    name : str, default ""
        What the function is called.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> from dlcore.activations import tanh, tanh_grad
    >>> activation_zoo([[-1.0, 0.0, 2.0]], tanh, tanh_grad, name="tanh")
    <Figure size 760x380 with 2 Axes>
    """
    layers = [np.ravel(np.asarray(z, dtype=float)) for z in layers]
    with axes(None, 2, size=(3.8, 3.8)) as (left, right):
        _draw_curve(left, layers[-1], phi, phi_grad)
        left.set_title(f"{name}: the curve, and the z of layer {len(layers)}".removeprefix(": "))
        _draw_layers(right, [phi(z) for z in layers], [phi_grad(z) for z in layers])
        right.set_title("activations h by layer, share saturated")
        return left.figure


def _draw_curve(ax: Axes, z, phi, phi_grad) -> None:
    reach = max(6.0, 3 * np.sqrt((z**2).mean()))
    at = np.linspace(-reach, reach, 1201)
    flat = np.abs(phi_grad(at)) < _FLAT
    ax.fill_between(at, *_CURVES, where=flat, color=FAINT, alpha=0.35, lw=0)
    counts, edges = np.histogram(z, bins=81, range=(-reach, reach))
    ax.bar(
        edges[:-1], 1.1 * counts / max(1, counts.max()), np.diff(edges), _CURVES[0],
        align="edge", color="#9AA0A6", lw=0,
    )  # fmt: skip
    ax.axhline(0, color="#BBBBBB", lw=0.8)
    ax.axvline(0, color="#BBBBBB", lw=0.8)
    ax.plot(at, phi(at), color=BLUE, lw=2.4, label=r"$\varphi(z)$")
    ax.plot(at, phi_grad(at), "--", color=PURPLE, lw=2, label=r"$\varphi'(z)$")
    ax.set(xlim=(-reach, reach), ylim=_CURVES, xlabel="z")
    ax.legend(loc="upper left")


def _draw_layers(ax: Axes, activations, slopes) -> None:
    low = min(0.0, *(h.min() for h in activations))
    high = max(1e-9, *(h.max() for h in activations))
    pad = 0.04 * (high - low)
    for row, (h, slope) in enumerate(zip(activations, slopes, strict=True), start=1):
        counts, edges = np.histogram(h, bins=81, range=(low - pad, high + pad))
        ax.bar(
            edges[:-1], 0.85 * counts / max(1, counts.max()), np.diff(edges), -row,
            align="edge", color=BLUE, lw=0,
        )  # fmt: skip
        share = f"{(np.abs(slope) < _FLAT).mean():.0%}"
        ax.annotate(
            share, (1, -row + 0.55), (-2, 0), xycoords=ax.get_yaxis_transform(),
            textcoords="offset points", ha="right", color=INK,
        )  # fmt: skip
    ax.set(
        xlim=(low - pad, high + pad), ylim=(-len(activations), 0), xlabel="h",
        yticks=[-row + 0.4 for row in range(1, len(activations) + 1)],
        yticklabels=range(1, len(activations) + 1),
    )  # fmt: skip
    ax.tick_params(axis="y", length=0)
