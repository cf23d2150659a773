"""The network that the introduction trains before any theory, and how reward alone trains it."""

import math

import numpy as np
from numpy.typing import ArrayLike

from dlcore._checks import (
    as_array,
    as_batch,
    require_count,
    require_finite,
    require_integer,
    require_only,
    require_positive,
    require_rng,
    require_shape,
)
from dlcore.activations import sigmoid
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import fit

__all__ = ["learn_from_reward", "train_classifier"]


def train_classifier(
    x: ArrayLike,
    t: ArrayLike,
    n_hidden: int = 64,
    *,
    n_classes: int = 10,
    n_steps: int = 300,
    lr: float = 0.3,
    batch_size: int = 32,
    rng: np.random.Generator,
) -> Sequential:
    """Train a network with one hidden layer of ReLUs, or a linear classifier, by SGD.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Examples.
    t : array_like of int of shape (N,)
        Labels, 0 to ``n_classes - 1``.
    n_hidden : int, default 64
        Hidden units; 0 leaves the hidden layer out.
    n_classes : int, default 10
        Outputs.
    n_steps : int, default 300
        Steps of gradient descent, rounded to whole epochs, at least one.
    lr : float, default 0.3
        Learning rate.
    batch_size : int, default 32
        Examples a step; all of them if there are fewer.
    rng : numpy.random.Generator
        Draws the weights, then the order of the examples.

    Returns
    -------
    Sequential
        Gives one logit a class.

    Raises
    ------
    TypeError, ValueError
        As `fit` does; and if `x` is not a batch or a number is out of its range.

    Notes
    -----
    Chapter: introduction.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> train_classifier(*load_digits(), n_steps=1, rng=np.random.default_rng(0))
    Sequential of 3 layers, 4810 parameters
      0  Affine(64 → 64), 4160 parameters
      1  ReLU()
      2  Affine(64 → 10), 650 parameters
    """
    x = as_batch(x, "D", np.float64)
    require_integer(n_hidden, "n_hidden", least=0)
    require_count(n_classes, "n_classes")
    require_count(n_steps, "n_steps")
    require_count(batch_size, "batch_size")
    require_rng(rng)
    net = _network(x.shape[1], n_hidden, n_classes, rng)
    steps_per_epoch = max(1, math.ceil(len(x) / batch_size))
    epochs = max(1, round(n_steps / steps_per_epoch))
    fit(
        net, SoftmaxCrossEntropy(), SGD(lr), x, t,
        epochs=epochs, batch_size=batch_size, rng=rng, progress=False,
    )  # fmt: skip
    return net


def learn_from_reward(
    x: ArrayLike,
    t: ArrayLike,
    *,
    n_classes: int = 10,
    n_steps: int = 1500,
    lr: float = 0.5,
    batch_size: int = 32,
    rng: np.random.Generator,
) -> Sequential:
    r"""Train the network of `train_classifier` by trial and reward, without showing it a label.

    The network estimates for each class k the probability :math:`\sigma(z_k)` that answering k is
    rewarded. In each step it answers a batch, four times in five with its best guess and else at
    random, is told for each answer whether it earns a reward (1) or not (0), and corrects the
    estimate *of the answer it gave* by binary cross-entropy. It never learns what would have been
    right: a contextual bandit with ε-greedy choice (Sutton and Barto, 2018, chapter 2).

    Parameters
    ----------
    x : array_like of shape (N, D)
        Examples.
    t : array_like of int of shape (N,)
        Labels, 0 to ``n_classes - 1``; they serve to hand out rewards and for nothing else.
    n_classes : int, default 10
        Answers to choose from.
    n_steps : int, default 1500
        Batches to answer.
    lr : float, default 0.5
        Learning rate.
    batch_size : int, default 32
        Answers a step.
    rng : numpy.random.Generator
        Draws the weights, the examples and the random answers.

    Returns
    -------
    Sequential
        Its largest output is the answer that it expects to be rewarded.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a batch of finite numbers, labels do not fit, or a number is out of its range.

    Notes
    -----
    Chapter: introduction.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> from dlcore.training import accuracy
    >>> x, t = load_digits()
    >>> net = learn_from_reward(x, t, n_steps=300, rng=np.random.default_rng(0))
    >>> accuracy(net, x, t) > 0.5
    True
    """
    x, t = as_batch(x, "D", np.float64), as_array(t, "t")
    require_finite(x, "x")
    require_count(n_classes, "n_classes")
    require_shape(t, (len(x),), "t")
    require_only(t, range(n_classes), "t", f"labels 0..{n_classes - 1}")
    require_count(n_steps, "n_steps")
    require_count(batch_size, "batch_size")
    lr = require_positive(lr, "lr")
    require_rng(rng)
    net, optimizer = _network(x.shape[1], 64, n_classes, rng), SGD(lr)
    row = np.arange(batch_size)
    for _ in range(n_steps):
        i = rng.integers(len(x), size=batch_size)
        estimates = sigmoid(net(x[i]))
        answer = estimates.argmax(axis=1)
        explore = rng.random(batch_size) < 0.2
        answer[explore] = rng.integers(n_classes, size=explore.sum())
        reward = answer == t[i]
        dout = np.zeros_like(estimates)
        dout[row, answer] = (estimates[row, answer] - reward) / batch_size
        net.backward(dout)
        optimizer.step(net.params, net.grads)
    return net.eval()


def _network(n_in, n_hidden, n_classes, rng):
    if n_hidden == 0:
        return Sequential(Affine(n_in, n_classes, rng=rng))
    return Sequential(Affine(n_in, n_hidden, rng=rng), ReLU(), Affine(n_hidden, n_classes, rng=rng))
