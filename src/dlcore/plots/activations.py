"""What an activation function is, and what a layer of units does to the plane and to pictures."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from dlcore.plots.curves import curves
from dlcore.plots.style import CLASSES, FAINT, INK, ORANGE, axes

__all__ = ["carried_grid", "functions_and_slopes", "weight_images"]

_SIGNED = LinearSegmentedColormap.from_list(
    "signed", [to_rgba(CLASSES[0], 1), to_rgba(CLASSES[0], 0), to_rgba(CLASSES[1], 0),
               to_rgba(CLASSES[1], 1)]
)  # fmt: skip


def functions_and_slopes(
    z: ArrayLike, functions: Mapping[str, tuple[ArrayLike, ArrayLike]]
) -> Figure:
    """Draw up to four functions, and beside them their derivatives.

    Parameters
    ----------
    z : array_like of shape (n,)
    functions : mapping of str to (values, derivatives), each of shape (n,)
        By the name that the legend shows.

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> from dlcore.plots import functions_and_slopes
    >>> functions_and_slopes([-1, 1], {"identity": ([-1, 1], [1, 1])})
    <Figure size 760x340 with 2 Axes>
    """
    with axes(None, 2, size=(3.8, 3.4)) as (left, right):
        values = {name: value for name, (value, _) in functions.items()}
        slopes = {name: slope for name, (_, slope) in functions.items()}
        curves(z, values, xlabel="$z$", ylabel="", title=r"$\varphi(z)$", ax=left)
        curves(z, slopes, xlabel="$z$", ylabel="", title=r"$\varphi'(z)$", ax=right)
        right.get_legend().remove()
        return left.figure


def carried_grid(
    weights: ArrayLike, bias: ArrayLike, phi: Callable[[NDArray], NDArray], *, reach: float = 1.5
) -> Figure:
    """Draw a grid of the plane on its way through a layer of two units: xW, + b, φ.

    The triangle is a landmark: it shows what is turned, sheared, moved, and bent.

    Parameters
    ----------
    weights : array_like of shape (2, 2)
    bias : array_like of shape (2,)
    phi : callable
        The activation function.
    reach : float, default 1.5
        The grid covers [-reach, reach]².

    Returns
    -------
    Figure

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> from dlcore.activations import tanh
    >>> from dlcore.plots import carried_grid
    >>> carried_grid([[1, 0], [0, 1]], [0, 0], tanh)
    <Figure size 860x250 with 4 Axes>
    """
    w, b = np.asarray(weights, dtype=np.float64), np.asarray(bias, dtype=np.float64)
    along, at = np.linspace(-reach, reach, 121), np.linspace(-reach, reach, 9)
    across = [np.column_stack([along, np.full_like(along, c)]) for c in at]
    lines = np.stack([*across, *(line[:, ::-1] for line in across)])
    triangle = reach * np.array([[0.0, 0.0], [0.5, 0.0], [0.0, 0.75], [0.0, 0.0]])
    edges = np.concatenate([np.linspace(p, q, 31) for p, q in pairwise(triangle)])
    stages = {
        "$x$": lambda p: p,
        "$xW$": lambda p: p @ w,
        "$xW + b$": lambda p: p @ w + b,
        r"$\varphi(xW + b)$": lambda p: phi(p @ w + b),
    }
    largest = max(np.abs(stage(lines)).max() for stage in stages.values()) * 1.06
    with axes(None, 4, size=(2.15, 2.5)) as panels:
        for ax, (name, stage) in zip(panels, stages.items(), strict=True):
            ax.add_collection(LineCollection(stage(lines), colors=FAINT, lw=0.9))
            ax.fill(*stage(edges).T, color=(*to_rgba(ORANGE)[:3], 0.35), ec=ORANGE, lw=1.8)
            ax.plot(*stage(np.zeros((1, 2))).T, "o", color=INK, ms=5)
            ax.set(xlim=(-largest, largest), ylim=(-largest, largest), aspect="equal", title=name)
            ax.set(xticks=[0], yticks=[0])
        return panels[0].figure


def weight_images(
    weights: ArrayLike, shape: tuple[int, int], *, columns: int = 8, ax: Axes | None = None
) -> Figure:
    """Draw the weights of each unit as a picture: vermilion above 0, blue below, each to its scale.

    Parameters
    ----------
    weights : array_like of shape (n_pixels, n_units)
    shape : (int, int)
        Rows and columns of a picture.
    columns : int, default 8
        Pictures in a row.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a unit has not as many weights as a picture has pixels.

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> import numpy as np
    >>> from dlcore.plots import weight_images
    >>> weight_images(np.eye(4), (2, 2))
    <Figure size 480x250 with 1 Axes>
    """
    w = np.asarray(weights, dtype=np.float64)
    height, width = shape
    if len(w) != height * width:
        raise ValueError(f"a picture of shape {shape} has {height * width} pixels, got {len(w)}")
    w = w / np.abs(w).max(axis=0)
    with axes(ax, size=(4.8, 2.5)) as (ax,):
        for k, unit in enumerate(w.T):
            left, top = (k % columns) * (width + 1), (k // columns) * (height + 1)
            extent = (left, left + width, top + height, top)
            ax.imshow(unit.reshape(shape), cmap=_SIGNED, vmin=-1, vmax=1, extent=extent)
            ax.plot(
                [left, left + width, left + width, left, left],
                [top, top, top + height, top + height, top], color=FAINT, lw=0.8,
            )  # fmt: skip
        rows = -(-w.shape[1] // columns)
        wide = min(columns, w.shape[1])
        ax.set(xlim=(-0.3, wide * (width + 1)), ylim=(rows * (height + 1), -0.3))
        ax.set(xticks=[], yticks=[], aspect="equal")
        ax.spines[:].set_visible(False)
        return ax.figure
