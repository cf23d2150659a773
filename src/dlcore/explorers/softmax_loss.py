"""Logits become probabilities, and two losses learn from the same bad start."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import plots
from dlcore.activations import softmax
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.losses import MeanSquaredError, SoftmaxCrossEntropy

__all__ = ["SoftmaxLoss"]


def _number(default, low, high):
    return Real(default, min=low, max=high).tag(sync=True, state=True)


class SoftmaxLoss(Explorer):
    """Softmax of three logits, and gradient descent on these logits by two losses side by side.

    The outputs are ŷ = softmax(z / T). Cross-entropy has the gradient (ŷ - y) / T by the logits. In
    that of the mean squared error, ½‖ŷ - y‖², the derivative of softmax is one more factor, and
    nearly 0 where the outputs are close to 0 and 1: far from the target it hardly learns.

    Attributes
    ----------
    z1, z2, z3 : float in [-6, 6], default -3, 3, 0
        Logits from which both runs start.
    label : {1, 2, 3}, default 1
        The target class.
    temperature : float in [0.2, 5], default 1
        T, by which the logits are divided.
    lr : float in [0.1, 10], default 1
        Learning rate η.
    steps : int in [0, 1000], default 0
        Steps of gradient descent taken.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: losses.

    Examples
    --------
    >>> SoftmaxLoss(steps=20).outputs()[:, 0].round(3).tolist()
    [0.953, 0.003]
    """

    name = "softmax_loss"
    _esm = built_module("softmax_loss")

    z1 = _number(-3.0, -6.0, 6.0)
    z2 = _number(3.0, -6.0, 6.0)
    z3 = _number(0.0, -6.0, 6.0)
    label = traitlets.Enum([1, 2, 3], 1).tag(sync=True, state=True)
    temperature = _number(1.0, 0.2, 5.0)
    lr = _number(1.0, 0.1, 10.0)
    steps = traitlets.Int(0, min=0, max=1000).tag(sync=True, state=True)

    def outputs(self) -> NDArray:
        """Learn as the figure does, with dlcore, and return the probabilities of both runs.

        Returns
        -------
        ndarray of shape (2, 3)
            The run by cross-entropy, then the run by mean squared error.

        Examples
        --------
        >>> SoftmaxLoss(z1=0, z2=0).outputs()[0].round(3).tolist()
        [0.333, 0.333, 0.333]
        """
        return self._run()[0]

    def _run(self):
        """Return outputs and gradients of both runs after `steps`."""
        runs = [self._descend(gradient) for gradient in (self._cross_entropy, self._squared_error)]
        return tuple(np.array(each) for each in zip(*runs, strict=True))

    def _descend(self, gradient):
        z = np.array([[self.z1, self.z2, self.z3]])
        for _ in range(self.steps):
            z = z - self.lr * gradient(z)
        return softmax(z / self.temperature)[0], gradient(z)[0]

    def _cross_entropy(self, z):
        loss = SoftmaxCrossEntropy()
        loss(z / self.temperature, np.array([self.label - 1]))
        return loss.backward() / self.temperature

    def _squared_error(self, z):
        loss, p = MeanSquaredError(), softmax(z / self.temperature)
        loss(p, np.eye(3)[[self.label - 1]])
        g = loss.backward()
        return p * (g - (p * g).sum()) / self.temperature

    def figure(self):
        return plots.two_losses(*self._run(), self.label)
