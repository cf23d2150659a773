"""How large the gradient is in each layer of an untrained network, or at each step through time."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import activations, plots
from dlcore.experiments import gradient_norms
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["DepthGradient"]

_UNITS, _START = 32, 0.5
_GAINS = 10 ** np.linspace(-1, 1, 17)


class DepthGradient(Explorer):
    r"""Norm of the gradient in each layer before training, and how it hangs on the weights' size.

    Layers :math:`H_l = \varphi(H_{l-1} W_l)` of 32 units with standard normal inputs and targets
    and half the squared error; or one unit through time, :math:`h_t = \varphi(w\,h_{t-1})`, which
    starts from 0.5. The figure shows the gradient with respect to what goes into each layer and to
    its weights, the mean of φ′, and by what one layer multiplies the gradient, over the gain.

    Attributes
    ----------
    kind : {"layers", "time"}
        Layers with weights of their own, or steps of one unit that share a weight.
    activation : {"sigmoid", "identity", "tanh", "relu"}
        The same in every layer.
    depth : int in [1, 50], default 10
        Number of layers, or of time steps.
    init : {"xavier", "he", "small", "unit"}
        Standard deviation of the weights before the gain: 1/√32, √(2/32), 0.01 or 1.
    gain : float in [0.1, 10], default 1.0
        What the standard deviation is multiplied by; through time the weight w itself.
    batch : int in [1, 256], default 32
        Number of examples.
    precision : {"float32", "float64"}
        In which all is computed. What is too large becomes inf, and inf - inf becomes NaN.
    seed : int in [0, 2**32 - 1]
        Weights and examples come from ``numpy.random.default_rng(seed)``.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: backprop.

    Examples
    --------
    >>> DepthGradient(activation="tanh", gain=4)
    DepthGradient(activation='tanh', gain=4.0)
    """

    name = "depth_gradient"
    _esm = built_module("depth_gradient")

    kind = traitlets.Enum(["layers", "time"], "layers").tag(sync=True, state=True)
    activation = traitlets.Enum(["identity", "sigmoid", "tanh", "relu"], "sigmoid").tag(
        sync=True, state=True
    )
    depth = traitlets.Int(10, min=1, max=50).tag(sync=True, state=True)
    init = traitlets.Enum(["small", "unit", "xavier", "he"], "xavier").tag(sync=True, state=True)
    gain = Real(1.0, min=0.1, max=10.0).tag(sync=True, state=True)
    batch = traitlets.Int(32, min=1, max=256).tag(sync=True, state=True)
    precision = traitlets.Enum(["float32", "float64"], "float32").tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def weights_alone(self) -> float:
        r"""Return what the weights alone multiply a gradient by: :math:`\sigma\sqrt{32}`, or w.

        Examples
        --------
        >>> DepthGradient(init="unit").weights_alone()
        5.656854249492381
        """
        roots = {"small": 0.01 * _UNITS**0.5, "unit": _UNITS**0.5, "xavier": 1.0, "he": 2**0.5}
        return self.gain * (1.0 if self.kind == "time" else roots[self.init])

    def norms(self) -> dict[str, NDArray[np.float64]]:
        """Compute with dlcore how large the gradient is in each layer or at each step.

        Returns
        -------
        dict of str to ndarray of shape (depth,)
            "inputs": with respect to what goes into the layer; "weights": to its weights, where
            through time it is the step's share of the derivative with respect to w.

        Examples
        --------
        >>> norms = DepthGradient(kind="time", activation="identity", gain=2, depth=3).norms()
        >>> norms["inputs"].tolist(), norms["weights"].tolist()
        ([8.0, 4.0, 2.0], [2.0, 2.0, 2.0])
        """
        return self._at(self.weights_alone(), "inputs", "weights")

    def factors(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Compute what a layer multiplies the gradient by, over the gain.

        Returns
        -------
        gains : ndarray of shape (17,)
        factors : ndarray of shape (17,)
            10 to minus the slope of the logarithm of the norm over the layers; NaN where there
            are fewer than two layers whose gradient is neither 0 nor inf nor NaN.

        Examples
        --------
        >>> gains, factors = DepthGradient().factors()
        >>> f"{factors[8]:.2f} at gain {gains[8]:.0f}"
        '0.23 at gain 1'
        """
        one = self.weights_alone() / self.gain
        each = (self._at(gain * one, "inputs")["inputs"] for gain in _GAINS)
        return _GAINS, np.array([_factor(norms) for norms in each])

    def figure(self):
        return plots.depth_gradient(**self.norms(), factors=self.factors(), gain=self.gain)

    def _at(self, scale, *asked):
        if self.kind == "time":
            return self._through_time(scale)
        given = {"scale": scale, "batch_size": self.batch, "seeds": [self.seed]}
        return {
            wrt: gradient_norms(
                self.depth, self.activation, wrt=wrt, dtype=self.precision, **given
            )[0]
            for wrt in asked
        }

    def _through_time(self, w):
        phi = getattr(activations, self.activation)
        slope = getattr(activations, f"{self.activation}_grad")
        w, states, zs = np.dtype(self.precision).type(w), [], []
        h = np.dtype(self.precision).type(_START)
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(self.depth):
                states.append(h)
                zs.append(w * h)
                h = phi(zs[-1])
            inputs, shares, dh = [], [], np.ones_like(w)
            for before, z in zip(states[::-1], zs[::-1], strict=True):
                dz = dh * slope(z)
                dh = dz * w
                shares.append(dz * before)
                inputs.append(dh)
        return {
            "inputs": np.array(inputs[::-1], np.float64),
            "weights": np.array(shares[::-1], np.float64),
        }


def _factor(norms):
    counts = np.isfinite(norms) & (norms > 0)
    if counts.sum() < 2:
        return np.nan
    slope, _ = np.polyfit(np.flatnonzero(counts), np.log10(norms[counts]), 1)
    return 10**-slope
