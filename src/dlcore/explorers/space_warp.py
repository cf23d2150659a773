"""Two hidden units carry the plane to a place where one line separates XOR."""

from functools import partial

import numpy as np
import traitlets

from dlcore import plots
from dlcore.datasets import make_gate
from dlcore.explorers.base import Explorer, Matrix, Real, built_module
from dlcore.initializers import xavier
from dlcore.layers import Affine, ReLU, Sequential, Sigmoid, Tanh
from dlcore.losses import BinaryCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import fit

__all__ = ["SpaceWarp"]

_LAYERS = {"sigmoid": Sigmoid, "tanh": Tanh, "relu": ReLU}


class SpaceWarp(Explorer):
    """The input plane, and the same plane carried by a hidden layer of two units.

    Left, four points labelled 0, 1, 1, 0 and the line of each hidden unit; right, the plane at
    (1 − s)·x + s·h(x) with the output unit's line. The network can be set by hand or trained:
    full-batch gradient descent on the binary cross-entropy. With step units the gradient is 0 and
    training changes nothing.

    Attributes
    ----------
    activation : {"step", "sigmoid", "tanh", "relu"}
        Activation function of the hidden units. With "step" the output unit is a step too, else a
        sigmoid.
    blend : float in [0, 1], default 0.6
        How far the right panel is carried: 0 input space, 1 hidden space.
    points : 4 rows (x1, x2) in [-0.6, 1.6]
        The four points, in the order 00, 01, 10, 11.
    start : {"hand", "seed"}
        Where training starts: from `weights` or from `seed`.
    weights : 3 rows (w1, w2, b) in [-1000, 1000]
        First hidden unit, second hidden unit, output unit; in use while `start` is "hand".
    seed : int in [0, 2**32 - 1]
        Xavier-uniform weights from ``numpy.random.default_rng(seed)``, biases 0; in use while
        `start` is "seed".
    lr : float in [0.01, 10], default 1.0
        Learning rate.
    steps : int in [0, 20000]
        Training steps taken.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: xor.

    Examples
    --------
    >>> SpaceWarp(activation="tanh", start="seed", seed=4, steps=500)
    SpaceWarp(activation='tanh', seed=4, start='seed', steps=500)
    """

    name = "space_warp"
    _esm = built_module("space_warp")

    activation = traitlets.Enum(["step", *_LAYERS], "step").tag(sync=True, state=True)
    blend = Real(0.6, min=0.0, max=1.0).tag(sync=True, state=True)
    points = Matrix(
        [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], low=-0.6, high=1.6
    ).tag(sync=True, state=True)  # fmt: skip
    start = traitlets.Enum(["hand", "seed"], "hand").tag(sync=True, state=True)
    weights = Matrix(
        [[1.0, 1.0, -1.5], [1.0, 1.0, -0.5], [-1.0, 1.0, -0.5]], low=-1000, high=1000
    ).tag(sync=True, state=True)  # fmt: skip
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)
    lr = Real(1.0, min=0.01, max=10.0).tag(sync=True, state=True)
    steps = traitlets.Int(0, min=0, max=20000).tag(sync=True, state=True)

    def network_weights(self) -> np.ndarray:
        """Train as the figure does, with dlcore, and return the weights that it shows.

        Returns
        -------
        ndarray of shape (3, 3)
            Rows (w1, w2, b): first hidden unit, second hidden unit, output unit.

        Examples
        --------
        >>> SpaceWarp().network_weights()[2]
        array([-1. ,  1. , -0.5])
        >>> trained = SpaceWarp(activation="tanh", start="seed", steps=300)
        >>> trained.network_weights()[2].round(2)
        array([ 4.78, -4.85,  4.27])
        """
        rng, init = np.random.default_rng(self.seed), partial(xavier, distribution="uniform")
        hidden, output = Affine(2, 2, init=init, rng=rng), Affine(2, 1, init=init, rng=rng)
        if self.start == "hand":
            rows = np.array(self.weights)
            hidden.params["W"][:], hidden.params["b"][:] = rows[:2, :2].T, rows[:2, 2]
            output.params["W"][:], output.params["b"][:] = rows[2:, :2].T, rows[2, 2]
        if self.activation != "step" and self.steps:
            net = Sequential(hidden, _LAYERS[self.activation](), output)
            _, t = make_gate("xor")
            fit(
                net, BinaryCrossEntropy(), SGD(self.lr), np.array(self.points), t,
                epochs=self.steps, batch_size=4, rng=None, progress=False,
            )  # fmt: skip
        columns = np.hstack([hidden.params["W"], output.params["W"]]).T
        biases = np.concatenate([hidden.params["b"], output.params["b"]])
        return np.column_stack([columns, biases])

    def figure(self):
        return plots.space_warp(
            self.network_weights(),
            activation=self.activation,
            blend=self.blend,
            points=self.points,
        )
