"""A ReLU network is linear in pieces: count the pieces, exactly.

A *linear region* is a set of inputs for which the same hidden units are on; across its border one
unit is switched. Networks are a `Sequential` of `Affine`, `ReLU` and `Identity` layers.
Chapter: activations.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import as_float, require_shape
from .layers import Affine, Identity, ReLU, Sequential

__all__ = ["activation_patterns", "plane_regions", "segment_regions"]


def activation_patterns(net: Sequential, x: ArrayLike) -> NDArray[np.bool_]:
    """Return which hidden ReLU units are on for each example. Chapter: activations.

    Parameters
    ----------
    net : Sequential
        Of `Affine`, `ReLU` and `Identity` layers.
    x : array-like of shape (N, D)

    Returns
    -------
    ndarray of bool of shape (N, number of ReLU units)

    Examples
    --------
    >>> net = Sequential(Affine(1, 2, rng=np.random.default_rng(0)), ReLU())
    >>> net.params["0.W"][...], net.params["0.b"][...] = [[1.0, -1.0]], [0.0, 1.0]
    >>> activation_patterns(net, [[-1.0], [0.5], [2.0]]).astype(int)
    array([[0, 1],
           [1, 1],
           [1, 0]])
    """
    _check(net)
    x = as_float(x)
    outputs = zip(net.layers, net.activations(x), strict=True)
    return np.concatenate([out > 0 for layer, out in outputs if isinstance(layer, ReLU)], axis=1)


def segment_regions(net: Sequential, start: ArrayLike, end: ArrayLike) -> NDArray[np.float64]:
    """Cut the segment from `start` to `end` where any unit of `net` switches on or off.

    Chapter: activations.

    Parameters
    ----------
    net : Sequential
    start, end : array-like of shape (D,)

    Returns
    -------
    ndarray of shape (n_regions + 1,)
        Rising positions from 0 (at `start`) to 1 (at `end`); the first and last are the ends.

    Examples
    --------
    >>> net = Sequential(Affine(1, 2, rng=np.random.default_rng(0)), ReLU())
    >>> net.params["0.W"][...], net.params["0.b"][...] = [[1.0, -1.0]], [-1.0, 3.0]
    >>> cuts = segment_regions(net, [0.0], [4.0])
    >>> cuts, len(cuts) - 1
    (array([0.  , 0.25, 0.75, 1.  ]), 3)
    """
    _check(net)
    start, end = as_float(start, "start"), as_float(end, "end")
    require_shape(start, ("D",), "start")
    require_shape(end, start.shape, "end")
    s = np.array([0.0, 1.0])
    h = np.stack([start, end])  # (len(s), units): the layer's output at every cut so far
    for layer in net.layers:
        if isinstance(layer, ReLU):
            h = np.where(np.abs(h) < 1e-12 * np.abs(h).max(), 0.0, h)  # rounding is no crossing
            # Between two cuts h is a straight line, so a unit switches at most once.
            i, unit = np.nonzero(h[:-1] * h[1:] < 0)
            part = h[i, unit] / (h[i, unit] - h[i + 1, unit])
            new = s[i] + part * (s[i + 1] - s[i])
            h_new = h[i] + part[:, None] * (h[i + 1] - h[i])
            s, order = np.unique(np.concatenate([s, new]), return_index=True)
            h = np.concatenate([h, h_new])[order]
        h = layer.forward(h)
    return s


def plane_regions(net: Sequential, corners: ArrayLike) -> list[NDArray[np.float64]]:
    """Cut a polygon in the input plane into the linear regions of `net`. Chapter: activations.

    Parameters
    ----------
    net : Sequential
        With two inputs.
    corners : array-like of shape (n_corners, 2)
        A convex polygon, in order around it.

    Returns
    -------
    list of ndarray of shape (n_corners, 2)
        One convex polygon per region; their number is the count.

    Examples
    --------
    >>> net = Sequential(Affine(2, 2, rng=np.random.default_rng(0)), ReLU())
    >>> net.params["0.W"][...] = np.eye(2)
    >>> len(plane_regions(net, [[-1, -1], [1, -1], [1, 1], [-1, 1]]))
    4
    """
    _check(net)
    corners = as_float(corners, "corners")
    require_shape(corners, ("n_corners", 2), "corners")
    pieces = [(corners, corners)]  # (corners in the plane, the layer's outputs there)
    for layer in net.layers:
        if isinstance(layer, ReLU):
            for unit in range(pieces[0][1].shape[1]):
                pieces = [half for piece in pieces for half in _split(*piece, unit)]
        pieces = [(points, layer.forward(h)) for points, h in pieces]
    return [points for points, _ in pieces]


def _split(points, h, unit):
    """Cut a convex polygon along the line on which h[:, unit] is 0."""
    z = h[:, unit]
    dust = 1e-12 * np.abs(z).max()
    if (z >= -dust).all() or (z <= dust).all():
        return [(points, h)]
    halves = []
    for side in (z, -z):
        corners = []
        for i in range(len(z)):
            j = (i + 1) % len(z)
            if side[i] >= 0:
                corners.append((points[i], h[i]))
            if side[i] * side[j] < 0:
                part = side[i] / (side[i] - side[j])
                corners.append(
                    (points[i] + part * (points[j] - points[i]), h[i] + part * (h[j] - h[i]))
                )
        halves.append(tuple(np.array(a) for a in zip(*corners, strict=True)))
    return halves


def _check(net):
    if not isinstance(net, Sequential) or not any(isinstance(a, ReLU) for a in net.layers):
        raise TypeError(f"net must be a Sequential with ReLU layers, got {net!r}")
    for layer in net.layers:
        if not isinstance(layer, Affine | ReLU | Identity):
            raise TypeError(f"regions are counted through Affine, ReLU, Identity, not {layer!r}")
