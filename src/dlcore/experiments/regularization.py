"""The same classifier trained from many seeds with dropout and weight decay, all at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    require_count,
    require_fraction,
    require_not_negative,
    require_positive,
)
from dlcore.activations import log_softmax
from dlcore.experiments._stacks import epoch_batches, initial, labelled

__all__ = ["Regularized", "train_regularized"]


@dataclass(frozen=True)
class Regularized:
    """What `train_regularized` found, one row per seed and one column per measurement.

    Attributes
    ----------
    epochs : ndarray of int of shape (n,)
        After how many epochs it was measured.
    train_accuracy, test_accuracy : ndarray of shape (n_seeds, n)
        Share of the examples that each network answers rightly, with all units in place.
    train_loss, test_loss : ndarray of shape (n_seeds, n)
        Cross-entropy in nats, without the penalty.
    weight_norm : ndarray of shape (n_seeds, n)
        √Σ‖W‖² over the weight matrices.
    layers : list of pairs of ndarray
        W of shape (n_seeds, n_in, n_out) and b of shape (n_seeds, 1, n_out) of each affine layer,
        as training left them.
    """

    epochs: NDArray[np.int_]

    train_accuracy: NDArray[np.float64]
    test_accuracy: NDArray[np.float64]
    train_loss: NDArray[np.float64]
    test_loss: NDArray[np.float64]
    weight_norm: NDArray[np.float64]
    layers: list[tuple[NDArray[np.float64], NDArray[np.float64]]]

    def __repr__(self) -> str:
        return f"Regularized({len(self.test_accuracy)} networks, {self.epochs[-1]} epochs)"


def train_regularized(
    x: ArrayLike,
    t: ArrayLike,
    x_test: ArrayLike,
    t_test: ArrayLike,
    *,
    seeds: ArrayLike,
    n_hidden: int = 100,
    depth: int = 1,
    p: float = 0.0,
    l2: float = 0.0,
    lr: float = 0.1,
    epochs: int = 40,
    batch_size: int = 50,
    every: int = 1,
) -> Regularized:
    r"""Train a classifier with ReLUs, dropout and an L2 penalty from many seeds, all at once.

    The networks are stacked along a leading axis and never meet. Network `i` is, number for number,
    what ``fit(..., l2=l2)`` with ``SGD(lr)`` and softmax cross-entropy makes of `depth` times
    ``Affine, ReLU, Dropout(p)`` and a last ``Affine``, all with ``rng = default_rng(seeds[i])``.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Training examples.
    t : array_like of int of shape (N,) or (n_seeds, N)
        Classes from 0; two axes give each network labels of its own.
    x_test : array_like of shape (N_test, D)
    t_test : array_like of int of shape (N_test,)
    seeds : array_like of int
        One network per seed.
    n_hidden : int, default 100
        Units of each hidden layer.
    depth : int, default 1
        Hidden layers.
    p : float in [0, 1), default 0
        Probability of dropping a hidden unit in training.
    l2 : float, default 0
        λ of the penalty ½ λ Σ‖W‖², at least 0.
    lr : float, default 0.1
        Learning rate, positive.
    epochs : int, default 40
    batch_size : int, default 50
    every : int, default 1
        Measure after every so many epochs, and after the last.

    Returns
    -------
    Regularized

    Raises
    ------
    ValueError
        If shapes disagree, a label is no class, `x` holds NaN or infinity, or a number is out of
        its range.

    Notes
    -----
    Chapter: dropout.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> run = train_regularized(x[:100], t[:100], x[100:], t[100:], seeds=range(3), p=0.2, epochs=5)
    >>> run
    Regularized(3 networks, 5 epochs)
    """
    x, t, x_test, t_test, seeds = labelled(x, t, x_test, t_test, seeds)
    p, l2 = require_fraction(p, "p"), require_not_negative(l2, "l2")
    lr = require_positive(lr, "lr")
    counts = {"n_hidden": n_hidden, "depth": depth, "epochs": epochs}
    counts |= {"batch_size": batch_size, "every": every}
    for name, value in counts.items():
        require_count(value, name)

    rngs = [np.random.default_rng(seed) for seed in seeds]
    labels = np.broadcast_to(t, (len(rngs), len(x)))
    y = np.eye(max(t.max(), t_test.max()) + 1)[labels]
    net = initial(rngs, [x.shape[1], *[n_hidden] * depth, y.shape[-1]])
    found = []
    for epoch in range(1, epochs + 1):
        for batch in epoch_batches(rngs, x, y, batch_size):
            _step(net, *batch, rngs, p=p, l2=l2, lr=lr)
        if epoch % every == 0 or epoch == epochs:
            norm = np.sqrt(sum((w * w).sum(axis=(1, 2)) for w, _ in net))
            measured = *_measure(net, x, labels), *_measure(net, x_test, t_test), norm
            found.append((epoch, measured))
    when, values = zip(*found, strict=True)
    train, train_loss, test, test_loss, norm = np.moveaxis(np.array(values), 0, 2)
    return Regularized(np.array(when), train, test, train_loss, test_loss, norm, net)


def _measure(net, x, t):
    """Return accuracy and mean cross-entropy of each network, with all units in place."""
    for w, b in net[:-1]:
        x = np.maximum(x @ w + b, 0)
    w, b = net[-1]
    scores = x @ w + b
    t = np.broadcast_to(t, scores.shape[:2])
    chosen = np.take_along_axis(log_softmax(scores), t[..., None], -1)
    return (scores.argmax(axis=-1) == t).mean(axis=1), -chosen.mean(axis=(1, 2))


def _step(net, x, y, rngs, *, p, l2, lr):
    """Move all networks by one step on their batches, in place; every example has its own mask."""
    inputs, slopes = [x], []
    for w, b in net[:-1]:
        z = inputs[-1] @ w + b
        slope = (z > 0).astype(np.float64)
        if p:
            slope *= np.stack([rng.random(z.shape[1:]) >= p for rng in rngs]) / (1 - p)
        inputs.append(z * slope)
        slopes.append(slope)
    w, b = net[-1]
    scores = inputs[-1] @ w + b
    dz = (np.exp(log_softmax(scores)) - y) / x.shape[1]
    for k in range(len(net) - 1, -1, -1):
        w, b = net[k]
        dw, db = inputs[k].swapaxes(1, 2) @ dz + l2 * w, dz.sum(axis=1, keepdims=True)
        if k:
            dz = (dz @ w.swapaxes(1, 2)) * slopes[k - 1]
        w -= lr * dw
        b -= lr * db
