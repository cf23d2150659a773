"""What the layers of an untrained network hand on, by how their weights were drawn."""

import numpy as np
import traitlets

from dlcore import experiments, initializers, plots
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["InitHistograms"]

_EXAMPLES = 100


class InitHistograms(Explorer):
    """Histograms of activations going forward and of gradients coming back, before training.

    100 inputs of standard normal numbers go through layers of one width; ten standard normal
    errors for each come back from ten linear outputs. The figure shows a histogram for each layer
    in both directions, and which units of a layer are twins: the same at every example.

    Attributes
    ----------
    init : {"normal", "zeros", "equal", "xavier", "he"}
        How every weight matrix starts; "equal" makes all weights 1 / `units`.
    std : float in [0.001, 2], default 0.01
        Standard deviation of the weights for "normal".
    activation : {"tanh", "identity", "sigmoid", "relu"}
        The same in every layer.
    depth : int in [1, 10], default 5
        Number of layers.
    units : int in [2, 50], default 50
        Units of each layer, and numbers of each input.
    seed : int in [0, 2**32 - 1]
        Inputs, weights and errors come from ``numpy.random.default_rng(seed)``.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: initialization.

    Examples
    --------
    >>> InitHistograms(init="he", activation="relu")
    InitHistograms(activation='relu', init='he')
    """

    name = "init_histograms"
    _esm = built_module("init_histograms")

    init = traitlets.Enum(["zeros", "equal", "normal", "xavier", "he"], "normal").tag(
        sync=True, state=True
    )
    std = Real(0.01, min=0.001, max=2.0).tag(sync=True, state=True)
    activation = traitlets.Enum(["identity", "sigmoid", "tanh", "relu"], "tanh").tag(
        sync=True, state=True
    )
    depth = traitlets.Int(5, min=1, max=10).tag(sync=True, state=True)
    units = traitlets.Int(50, min=2, max=50).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def signals(self) -> experiments.Signals:
        """Compute with dlcore what each layer hands on.

        Returns
        -------
        Signals

        Examples
        --------
        >>> InitHistograms(depth=3).signals()
        Signals(3 layers of 50 units, 100 examples)
        """
        init = {
            "zeros": initializers.zeros,
            "equal": initializers.constant(1 / self.units),
            "normal": initializers.normal(self.std),
            "xavier": initializers.xavier,
            "he": initializers.he,
        }[self.init]
        return experiments.signals(
            init, self.activation, depth=self.depth, n_units=self.units, n_examples=_EXAMPLES,
            rng=np.random.default_rng(self.seed),
        )  # fmt: skip

    def figure(self):
        return plots.init_histograms(self.signals())
