"""An activation function, and what a stack of layers of it makes of the inputs."""

from functools import partial

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import activations, plots
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["ActivationZoo"]

_EXAMPLES, _WIDTH = 100, 50
_NAMES = [
    "step", "sign", "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu",
]  # fmt: skip


class ActivationZoo(Explorer):
    """An activation function with its slope, and the activations of up to ten layers of it.

    100 inputs of 50 normal numbers go through layers of 50 units. The figure shows the curve and
    its derivative over the pre-activations of the last layer, a histogram of the activations of
    each layer, the share that is saturated (slope below 0.01) and of units that are dead (slope 0
    at every input), and about what is left of a gradient on its way back.

    Attributes
    ----------
    activation : {"sigmoid", "step", "sign", "identity", "tanh", "relu", "leaky_relu", "elu", \
"gelu", "silu"}
        The function, the same in every layer.
    slope : float in [0, 1], default 0.1
        Slope of leaky ReLU below 0.
    alpha : float in [0.1, 2], default 1.0
        α of ELU.
    scale : float in [0.1, 10], default 1.0
        Standard deviation of the inputs.
    gain : float in [0.1, 5], default 1.0
        Weights are normal with standard deviation gain/√50.
    bias : float in [-3, 3], default 0.0
        Bias of every unit.
    depth : int in [1, 10], default 8
        Number of layers.
    seed : int in [0, 2**32 - 1]
        Inputs and weights come from ``numpy.random.default_rng(seed)``, layer after layer.
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
    >>> ActivationZoo(activation="relu", gain=1.41)
    ActivationZoo(activation='relu', gain=1.41)
    """

    name = "activation_zoo"
    _esm = built_module("activation_zoo")

    activation = traitlets.Enum(_NAMES, "sigmoid").tag(sync=True, state=True)
    slope = Real(0.1, min=0.0, max=1.0).tag(sync=True, state=True)
    alpha = Real(1.0, min=0.1, max=2.0).tag(sync=True, state=True)
    scale = Real(1.0, min=0.1, max=10.0).tag(sync=True, state=True)
    gain = Real(1.0, min=0.1, max=5.0).tag(sync=True, state=True)
    bias = Real(0.0, min=-3.0, max=3.0).tag(sync=True, state=True)
    depth = traitlets.Int(8, min=1, max=10).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def functions(self):
        """Return the activation function and its derivative.

        Examples
        --------
        >>> phi, phi_grad = ActivationZoo(activation="leaky_relu", slope=0.25).functions()
        >>> phi(-2.0), phi_grad(-2.0)
        (array(-0.5), array(0.25))
        """
        given = {"leaky_relu": {"slope": self.slope}, "elu": {"alpha": self.alpha}}
        options = given.get(self.activation, {})
        names = (self.activation, f"{self.activation}_grad")
        return tuple(partial(getattr(activations, name), **options) for name in names)

    def pre_activations(self) -> list[NDArray[np.float64]]:
        """Compute with dlcore what each layer hands to its activation function.

        Returns
        -------
        list of ndarray of shape (100, 50)
            One array per layer, the first layer first.

        Examples
        --------
        >>> z = ActivationZoo(activation="tanh", depth=3).pre_activations()
        >>> [f"{layer.std():.2f}" for layer in z]
        ['0.99', '0.60', '0.48']
        """
        rng = np.random.default_rng(self.seed)
        phi, _ = self.functions()
        h = self.scale * rng.standard_normal((_EXAMPLES, _WIDTH))
        layers = []
        for _ in range(self.depth):
            weights = self.gain / np.sqrt(_WIDTH) * rng.standard_normal((_WIDTH, _WIDTH))
            layers.append(h @ weights + self.bias)
            h = phi(layers[-1])
        return layers

    def figure(self):
        return plots.activation_zoo(
            self.pre_activations(), *self.functions(), name=self.activation.replace("_", " ")
        )
