"""Six networks that something ails, and a healthy one, trained on a few digits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_choice, require_count, require_integer
from dlcore.activations import softmax
from dlcore.datasets import load_digits
from dlcore.layers import Affine, BatchNorm, Layer, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import minibatches

__all__ = ["Patient", "train_patient"]

ILLNESSES = ("healthy", "dead ReLU", "rate x10", "leak", "BN in train mode", "double softmax",
             "unshuffled")  # fmt: skip
_N, _LR, _BATCH, _BIAS = 300, 0.3, 10, -4.0


@dataclass(frozen=True)
class Patient:
    """What `train_patient` has measured.

    Attributes
    ----------
    loss : ndarray of shape (epochs,)
        Mean training loss of each epoch, taken while the weights were changing.
    train, validation : ndarray of shape (epochs,)
        Accuracy on the training and the validation set after each epoch.
    test : float
        Accuracy on 900 digits that nobody has looked at, measured as it should be.
    first_loss : float
        Loss of the first batch before any step.
    dead : float
        Share of hidden units that are 0 for every training example at the end.
    ratio : float
        Size of the first update of the first weights over the size of these weights.
    """

    loss: NDArray[np.float64]
    train: NDArray[np.float64]
    validation: NDArray[np.float64]
    test: float
    first_loss: float
    dead: float
    ratio: float

    def __repr__(self) -> str:
        return f"Patient(loss {self.loss[-1]:.3f}, validation {self.validation[-1]:.3f})"


class SoftmaxLayer(Layer):
    """A softmax too many: the loss takes one of its own."""

    def forward(self, x):
        y = softmax(x)
        return self._remember(y, y)

    def backward(self, dout):
        y = self._recall(dout)
        return y * (dout - (dout * y).sum(axis=1, keepdims=True))


def train_patient(illness: str, *, seed: int, epochs: int = 15) -> Patient:
    """Train a network that something ails on 300 digits, and measure what a doctor would.

    The network is Affine(64 → 32), BatchNorm, ReLU, Affine(32 → 10), trained by SGD at the rate
    0.3 in batches of 10. The illness is one of:

    - ``"healthy"``: none;
    - ``"dead ReLU"``: no batch normalization, and hidden biases that start at -4;
    - ``"rate x10"``: the rate is 3, without batch normalization;
    - ``"leak"``: the validation set is part of the training set;
    - ``"BN in train mode"``: validation uses the statistics of its own batches, which are sorted
      by class;
    - ``"double softmax"``: the network ends in a softmax, and the loss takes another;
    - ``"unshuffled"``: the examples come sorted by class.

    Parameters
    ----------
    illness : str
    seed : int
        Draws the weights and the order.
    epochs : int, default 15

    Returns
    -------
    Patient

    Raises
    ------
    ValueError
        If there is no such illness or a number is out of its range.

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> train_patient("healthy", seed=0, epochs=10).test > 0.8
    True
    """
    require_choice(illness, ILLNESSES, "illness")
    rng = np.random.default_rng(require_integer(seed, "seed", 0))
    require_count(epochs, "epochs")
    x, t = load_digits()
    rows = rng.permutation(len(x))
    train, validation, test = np.split(rows[: 2 * _N + 900], [_N, 2 * _N])
    if illness == "leak":
        validation = train[: _N // 2]
    if illness == "unshuffled":
        train = train[np.argsort(t[train], kind="stable")]
    if illness == "BN in train mode":
        validation = validation[np.argsort(t[validation], kind="stable")]
    net, loss = _network(illness, rng), SoftmaxCrossEntropy()
    optimizer = SGD(10 * _LR if illness == "rate x10" else _LR)
    first = net.layers[0].params["W"].copy()
    steps, curves = [], ([], [], [])
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            net.train()
            losses = []
            order = None if illness == "unshuffled" else rng
            for x_batch, t_batch in minibatches(x[train], t[train], _BATCH, rng=order):
                losses.append(loss.forward(net.forward(x_batch), t_batch))
                net.backward_params(loss.backward())
                optimizer.step(net.params, net.grads)
                if not steps:
                    steps = [losses[0], _size(net.layers[0].params["W"] - first) / _size(first)]
            net.eval()
            curves[0].append(np.mean(losses))
            curves[1].append(_right(net, x[train], t[train]))
            left = illness == "BN in train mode"
            curves[2].append(_right(net, x[validation], t[validation], left=left))
        hidden = net.activations(x[train])[-2 if illness != "double softmax" else -3]
    dead = float((hidden <= 0).all(axis=0).mean())
    measured = (np.array(c) for c in curves)
    return Patient(*measured, _right(net, x[test], t[test]), steps[0], dead, steps[1])


def _network(illness, rng):
    layers = [Affine(64, 32, rng=rng), BatchNorm(32), ReLU(), Affine(32, 10, rng=rng)]
    if illness in ("dead ReLU", "rate x10"):
        del layers[1]
    if illness == "dead ReLU":
        layers[0].params["b"][:] = _BIAS
    if illness == "double softmax":
        layers.append(SoftmaxLayer())
    return Sequential(*layers)


def _size(weights):
    return float(np.linalg.norm(weights))


def _right(net, x, t, left=False):
    """Return the accuracy, in batches and with their statistics if BN was left in train mode."""
    if not left:
        return float((net.forward(x).argmax(axis=1) == t).mean())
    kept = {key: value.copy() for key, value in net.buffers.items()}
    net.train()
    right = [net.forward(b).argmax(axis=1) == y for b, y in minibatches(x, t, _BATCH)]
    net.eval()
    for key, value in kept.items():
        net.buffers[key][...] = value
    return float(np.concatenate(right).mean())
