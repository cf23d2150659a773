"""A ReLU network is linear in pieces: count the pieces, exactly.

A *linear region* is a set of inputs for which the same hidden units are on; across its border one
unit is switched. Networks are a `Sequential` of `Affine`, `ReLU` and `Identity` layers.
Chapter: activations.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import as_batch, as_float, require_finite, require_shape, shown
from .layers import Affine, Identity, ReLU, Sequential

__all__ = ["activation_patterns", "plane_regions", "segment_regions"]

# Rounding moves a sum by some 1e-16 of its terms: what is below this share of them is taken as 0.
_DUST = 1e-13


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
    x = as_batch(x)
    require_finite(x, "x")
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
    require_shape(start, (_n_inputs(net, "D"),), "start")
    require_shape(end, start.shape, "end")
    require_finite(start, "start")
    require_finite(end, "end")
    s = np.array([0.0, 1.0])
    h = np.stack([start, end])  # (len(s), units): the layer's output at every cut so far
    dust = _DUST * np.abs(h).max(axis=0)
    for layer in net.layers:
        if isinstance(layer, ReLU):
            h = np.where(np.abs(h) <= dust, 0.0, h)  # rounding is no crossing
            # Between two cuts h is a straight line, so a unit switches at most once.
            i, unit = np.nonzero(np.sign(h[:-1]) * np.sign(h[1:]) < 0)
            part = h[i, unit] / (h[i, unit] - h[i + 1, unit])
            new = s[i] + part * (s[i + 1] - s[i])
            h_new = h[i] + part[:, None] * (h[i + 1] - h[i])
            s, order = np.unique(np.concatenate([s, new]), return_index=True)
            h = np.concatenate([h, h_new])[order]
        h, dust = _through(layer, h, dust)
    return s


def plane_regions(net: Sequential, corners: ArrayLike) -> list[NDArray[np.float64]]:
    """Cut a polygon in the input plane into the linear regions of `net`. Chapter: activations.

    Parameters
    ----------
    net : Sequential
        With two inputs.
    corners : array-like of shape (n_corners, 2)
        A convex polygon of at least three corners, in order around it.

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
    if _n_inputs(net, 2) != 2:
        raise ValueError(f"net must have 2 inputs, got {_n_inputs(net, 2)}")
    require_finite(corners, "corners")
    _require_convex(corners)
    pieces = [(corners, corners)]  # (corners in the plane, the layer's outputs there)
    dust = _DUST * np.abs(corners).max(axis=0)
    for layer in net.layers:
        if isinstance(layer, ReLU):
            for unit in range(pieces[0][1].shape[1]):
                pieces = [half for piece in pieces for half in _split(*piece, unit, dust[unit])]
        sizes = [len(points) for points, _ in pieces]
        h, dust = _through(layer, np.concatenate([h for _, h in pieces]), dust)
        parts = np.split(h, np.cumsum(sizes)[:-1])
        pieces = [(points, part) for (points, _), part in zip(pieces, parts, strict=True)]
    return [points for points, _ in pieces]


def _through(layer, h, dust):
    """Return the layer's output at each point, in float64, and how far rounding may have moved it.

    The measure is each unit's own: what its terms add up to, not what is left of them.
    """
    if not isinstance(layer, Affine):
        return layer.forward(h), dust
    weights, bias = layer.params["W"].astype(np.float64), layer.params["b"].astype(np.float64)
    terms = np.abs(h).max(axis=0) @ np.abs(weights) + np.abs(bias)
    return h @ weights + bias, _DUST * terms + dust @ np.abs(weights)


def _require_convex(corners):
    """Raise unless the corners go once around a convex polygon."""
    if len(corners) < 3:
        raise ValueError(f"corners must be at least three, got {len(corners)}")
    sides = np.roll(corners, -1, axis=0) - corners
    sides /= np.abs(sides).max()
    after = np.roll(sides, -1, axis=0)
    cross = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
    turned = np.abs(np.arctan2(cross, (sides * after).sum(axis=1)).sum())
    one_way = (cross >= 0).all() or (cross <= 0).all()
    if not (one_way and cross.any() and abs(turned - 2 * np.pi) < 0.01):
        raise ValueError(
            f"corners must go once around a convex polygon, in order, got {corners.tolist()}"
        )


def _split(points, h, unit, dust):
    """Cut a convex polygon along the line on which h[:, unit] is 0."""
    z = h[:, unit]
    if (z >= -dust).all() or (z <= dust).all():
        return [(points, h)]
    halves = []
    for side in (z, -z):
        corners = []
        for i in range(len(z)):
            j = (i + 1) % len(z)
            if side[i] >= 0:
                corners.append((points[i], h[i]))
            if np.sign(side[i]) * np.sign(side[j]) < 0:
                part = side[i] / (side[i] - side[j])
                corners.append(
                    (points[i] + part * (points[j] - points[i]), h[i] + part * (h[j] - h[i]))
                )
        halves.append(tuple(np.array(a) for a in zip(*corners, strict=True)))
    return halves


def _n_inputs(net, default):
    """Return how many inputs the net takes, or `default` if it takes any number."""
    return next((len(a.params["W"]) for a in net.layers if isinstance(a, Affine)), default)


def _check(net):
    if not isinstance(net, Sequential) or not any(isinstance(a, ReLU) for a in net.layers):
        raise TypeError(f"net must be a Sequential with ReLU layers, got {shown(net)}")
    for layer in net.layers:
        if not isinstance(layer, Affine | ReLU | Identity):
            raise TypeError(f"regions are counted through Affine, ReLU, Identity, not {layer!r}")
