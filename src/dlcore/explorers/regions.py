"""The plane cut into the regions on which a small ReLU network is linear."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import plots
from dlcore.explorers._rows import Rows
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.initializers import he
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.regions import plane_regions

__all__ = ["Regions"]

_WIDEST, _DEEPEST, _STRONGEST = 12, 4, 100.0
_ALL = _WIDEST * _DEEPEST
_SPREAD = 0.3  # standard deviation of the random biases


class _Lines(Rows):
    """Lines w1·x1 + w2·x2 + b = 0 of the first units of the first layer."""

    most, columns = _WIDEST, 3
    info_text = f"at most {_WIDEST} rows (w1, w2, b) within ±{_STRONGEST:g}"

    def good(self, rows):
        return (np.abs(rows) <= _STRONGEST).all()


class Regions(Explorer):
    """The linear regions of a ReLU network of two inputs, counted by exact geometry.

    Shows the polygons on which the same units are on, how many they are, and beside them the most
    regions that as many straight lines can make, 1 + n + n(n − 1)/2. The lines of the first layer
    can be dragged.

    Attributes
    ----------
    width : int in [1, 12], default 6
        Units in each layer.
    depth : int in [1, 4], default 2
        Number of layers.
    start : {"seed", "fold"}
        Random weights (He, biases with standard deviation 0.3), or weights with which the first
        four units of each layer fold the square onto itself.
    seed : int in [0, 2**32 - 1]
        Weights and biases come from ``numpy.random.default_rng(seed)``, layer after layer.
    lines : up to 12 rows (w1, w2, b) in [-100, 100]
        Weights that replace those of the first units of the first layer.
    units : int in [0, 48], default 48
        How many units are counted, layer after layer; 48 stands for all.
    reach : float in [0.5, 50], default 1.0
        The window goes from -reach to reach along both axes.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> Regions(width=4, depth=3, start="fold")
    Regions(depth=3, start='fold', width=4)
    """

    name = "regions"
    _esm = built_module("regions")

    width = traitlets.Int(6, min=1, max=_WIDEST).tag(sync=True, state=True)
    depth = traitlets.Int(2, min=1, max=_DEEPEST).tag(sync=True, state=True)
    start = traitlets.Enum(["seed", "fold"], "seed").tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)
    lines = _Lines([]).tag(sync=True, state=True)
    units = traitlets.Int(_ALL, min=0, max=_ALL).tag(sync=True, state=True)
    reach = Real(1.0, min=0.5, max=50.0).tag(sync=True, state=True)

    def network(self) -> Sequential:
        """Make the network, without the units that are not counted.

        Returns
        -------
        Sequential
            `Affine` and `ReLU` layers; what is not counted of a layer has weights and bias 0.

        Examples
        --------
        >>> net = Regions(width=4, depth=1, start="fold").network()
        >>> net.params["0.W"]
        array([[ 1., -1.,  0.,  0.],
               [ 0.,  0.,  1., -1.]])
        """
        rng = np.random.default_rng(self.seed)
        left = min(self.units, self.width * self.depth)
        layers = []
        for number in range(self.depth):
            affine = Affine(self.width if number else 2, self.width, init=he, rng=rng)
            weights, bias = affine.params["W"], affine.params["b"]
            bias[:] = rng.normal(0, _SPREAD, self.width)
            if self.start == "fold":
                _fold(weights, bias, first=number == 0)
            if number == 0 and self.lines:
                own = np.array(self.lines[: self.width])
                weights[:, : len(own)], bias[: len(own)] = own[:, :2].T, own[:, 2]
            weights[:, max(left, 0) :], bias[max(left, 0) :] = 0, 0
            if left > 0 or number == 0:
                layers += [affine, ReLU()]
            left -= self.width
        return Sequential(*layers)

    def regions(self) -> list[NDArray[np.float64]]:
        """Cut the window with dlcore.

        Returns
        -------
        list of ndarray of shape (n_corners, 2)
            One convex polygon per region.

        Examples
        --------
        >>> len(Regions(width=4, depth=3, start="fold").regions())
        64
        """
        corners = self.reach * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
        return plane_regions(self.network(), corners)

    def figure(self):
        return plots.regions(self.network(), reach=self.reach)


def _fold(weights, bias, *, first: bool) -> None:
    """Set the weights that take the absolute value along both axes: two units a coordinate."""
    weights[:], bias[:] = 0, 0
    used = min(weights.shape[1], 4)
    for unit in range(used):
        sign, axis = (-1.0 if unit % 2 else 1.0), unit // 2
        if first:
            weights[axis, unit] = sign
        else:
            # 2|x| − 1, from the two halves of |x| of the layer before.
            weights[2 * axis : min(2 * axis + 2, used), unit] = 2 * sign
            bias[unit] = -sign
