"""The same small classifier trained from many seeds, all at once, with a loss of one's choice."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import require_choice, require_count, require_positive
from dlcore.activations import softmax
from dlcore.experiments._stacks import epoch_batches, initial, labelled

__all__ = ["Classifiers", "train_classifiers"]

_LOSSES = ("cross-entropy", "mse", "mae")


@dataclass(frozen=True)
class Classifiers:
    """What `train_classifiers` found, one row per seed.

    Attributes
    ----------
    accuracy : ndarray of shape (n_seeds, epochs)
        Share of the test examples that each network answers rightly after each epoch.
    scores : ndarray of shape (n_seeds, N_test, C)
        Scores (logits) of the test examples after the last epoch.
    """

    accuracy: NDArray[np.float64]
    scores: NDArray[np.float64]

    def __repr__(self) -> str:
        n_seeds, epochs = self.accuracy.shape
        return f"Classifiers({n_seeds} networks, {epochs} epochs)"


def train_classifiers(
    x: ArrayLike,
    t: ArrayLike,
    x_test: ArrayLike,
    t_test: ArrayLike,
    *,
    seeds: ArrayLike,
    loss: str = "cross-entropy",
    n_hidden: int = 32,
    lr: float = 0.5,
    epochs: int = 100,
    batch_size: int = 50,
) -> Classifiers:
    r"""Train the same network with one hidden layer of ReLUs from many seeds, all at once.

    Every network answers with probabilities :math:`p = \operatorname{softmax}(\max(0, XW_1 + b_1)
    W_2 + b_2)` and learns by stochastic gradient descent. The networks never meet: they are stacked
    along a leading axis. With cross-entropy, network `i` is, number for number, what ``fit`` makes
    of ``Sequential(Affine(D, H), ReLU(), Affine(H, C))`` with ``rng = default_rng(seeds[i])``.

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
    loss : {"cross-entropy", "mse", "mae"}, default "cross-entropy"
        :math:`-\ln p_t`, or :math:`\frac12\sum_k (p_k - y_k)^2`, or :math:`\sum_k |p_k - y_k|`,
        where y is the one-hot row of the label.
    n_hidden : int, default 32
    lr : float, default 0.5
        Learning rate, positive.
    epochs : int, default 100
    batch_size : int, default 50

    Returns
    -------
    Classifiers

    Raises
    ------
    ValueError
        If shapes disagree, a label is no class, `x` holds NaN or infinity, or a number is out of
        its range.

    Notes
    -----
    Chapter: losses.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> run = train_classifiers(x[:500], t[:500], x[500:], t[500:], seeds=range(3), epochs=20)
    >>> run, bool(run.accuracy[:, -1].min() > 0.8)
    (Classifiers(3 networks, 20 epochs), True)
    """
    x, t, x_test, t_test, seeds = labelled(x, t, x_test, t_test, seeds)
    require_choice(loss, _LOSSES, "loss")
    lr = require_positive(lr, "lr")
    for value, name in ((n_hidden, "n_hidden"), (epochs, "epochs"), (batch_size, "batch_size")):
        require_count(value, name)

    rngs = [np.random.default_rng(seed) for seed in seeds]
    y = np.eye(max(t.max(), t_test.max()) + 1)[np.broadcast_to(t, (len(rngs), len(x)))]
    layers = initial(rngs, [x.shape[1], n_hidden, y.shape[-1]])
    net = [part for layer in layers for part in layer]
    accuracy = []
    for _ in range(epochs):
        for batch in epoch_batches(rngs, x, y, batch_size):
            _step(net, *batch, loss, lr)
        scores = _scores(net, x_test)
        accuracy.append((scores.argmax(axis=-1) == t_test).mean(axis=-1))
    return Classifiers(np.stack(accuracy, axis=1), scores)


def _scores(net, x):
    w1, b1, w2, b2 = net
    return np.maximum(x @ w1 + b1, 0) @ w2 + b2


def _step(net, x, y, loss, lr):
    """Move all networks by one step of gradient descent on their batches, in place."""
    w1, b1, w2, b2 = net
    h = np.maximum(x @ w1 + b1, 0)
    dscores = _gradient(softmax(h @ w2 + b2), y, loss) / x.shape[1]
    dz = (dscores @ w2.swapaxes(1, 2)) * (h > 0)
    w2 -= lr * (h.swapaxes(1, 2) @ dscores)
    b2 -= lr * dscores.sum(axis=1, keepdims=True)
    w1 -= lr * (x.swapaxes(1, 2) @ dz)
    b1 -= lr * dz.sum(axis=1, keepdims=True)


def _gradient(p, y, loss):
    """Return the gradient of the loss of each example by its scores, where p = softmax(scores)."""
    if loss == "cross-entropy":
        return p - y
    by_p = p - y if loss == "mse" else np.sign(p - y)
    return p * (by_p - (by_p * p).sum(axis=-1, keepdims=True))
