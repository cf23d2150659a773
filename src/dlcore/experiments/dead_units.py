"""How many ReLU units die: the same network trained from many seeds, all at once."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    as_seeds,
    require_count,
    require_finite,
    require_finite_real,
    require_positive,
    require_shape,
    shown,
)
from dlcore.activations import softmax
from dlcore.initializers import he
from dlcore.training import minibatches

__all__ = ["DeadUnits", "count_dead_units"]

_N_UNITS = 32
_BATCH_SIZE = 32


@dataclass(frozen=True)
class DeadUnits:
    """What `count_dead_units` found, one row per seed.

    Attributes
    ----------
    before, after : ndarray of shape (n_seeds, 2)
        The share of units that are off for every example, for each hidden layer.
    accuracy : ndarray of shape (n_seeds,)
        The share of the examples that each network gets right after training.
    """

    before: NDArray[np.float64]
    after: NDArray[np.float64]
    accuracy: NDArray[np.float64]

    def __repr__(self) -> str:
        return f"DeadUnits({len(self.after)} seeds, {self.after.mean():.1%} dead after training)"


def count_dead_units(
    x: ArrayLike,
    t: ArrayLike,
    *,
    seeds: ArrayLike,
    lr: float = 0.1,
    bias: float = 0.0,
    epochs: int = 5,
) -> DeadUnits:
    """Train D-32-32-K networks with ReLU and count the units that are off for every example.

    Mini-batch gradient descent (32 a batch) on the softmax cross-entropy. Network
    `i` is, number for number, what ``fit`` makes of ``Affine(D, 32), ReLU, Affine(32, 32), ReLU,
    Affine(32, K)`` with ``rng = default_rng(seeds[i])`` and hidden biases that start at `bias`.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Examples.
    t : array_like of int, shape (N,)
        Classes, from 0 to K - 1.
    seeds : array_like of int
        One network per seed.
    lr : float, default 0.1
        Learning rate, positive.
    bias : float, default 0.0
        Where the biases of both hidden layers start.
    epochs : int, default 5
        At least 1.

    Returns
    -------
    DeadUnits

    Raises
    ------
    ValueError
        If a label is no class, if `x` holds NaN or infinity, if shapes disagree, or if a number is
        out of its range.

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> count_dead_units(*load_digits(), seeds=[0], epochs=1)
    DeadUnits(1 seeds, 3.1% dead after training)
    """
    x, t = as_batch(x, "D", np.float64), as_array(t, "t")
    require_finite(x, "x")
    require_shape(t, (len(x),), "t")
    if t.dtype.kind not in "iu" or t.min() < 0:
        raise ValueError(f"t must hold classes 0, 1, 2, ..., got {shown(t)}")
    lr, bias = require_positive(lr, "lr"), require_finite_real(bias, "bias")
    require_count(epochs, "epochs")
    seeds = as_seeds(seeds, "seeds")

    rngs = [np.random.default_rng(seed) for seed in seeds]
    sizes = [x.shape[1], _N_UNITS, _N_UNITS, int(t.max()) + 1]
    shapes = list(pairwise(sizes))
    drawn = [[he(shape, rng=rng) for shape in shapes] for rng in rngs]
    weights = [np.stack(same) for same in zip(*drawn, strict=True)]  # each (S, n_in, n_out)
    starts = (bias, bias, 0.0)
    biases = [
        np.full((len(rngs), 1, n), b) for n, b in zip(sizes[1:], starts, strict=True)
    ]  # each (S, 1, n_out)

    before = _dead(x, weights, biases)
    rows = np.arange(len(x))
    for _ in range(epochs):
        orders = [[i for i, _ in minibatches(rows, rows, _BATCH_SIZE, rng=rng)] for rng in rngs]
        for batch in zip(*orders, strict=True):
            batch = np.stack(batch)
            _step(x[batch], t[batch], weights, biases, lr)
    answers = _forward(x, weights, biases)[-1].argmax(axis=-1)
    return DeadUnits(before, _dead(x, weights, biases), (answers == t).mean(axis=1))


def _forward(x, weights, biases):
    """Return input, both hidden layers and the scores of all networks, each (S, N, units)."""
    outputs = [x]
    for w, b in zip(weights, biases, strict=True):
        z = outputs[-1] @ w + b
        outputs.append(np.maximum(z, 0) if len(outputs) < len(weights) else z)
    return outputs


def _dead(x, weights, biases):
    _, *hidden, _ = _forward(x, weights, biases)
    return np.stack([(h <= 0).all(axis=1).mean(axis=1) for h in hidden], axis=1)


def _step(x, t, weights, biases, lr):
    """Take one step of gradient descent with every network."""
    outputs = _forward(x, weights, biases)
    dz = softmax(outputs.pop())
    np.put_along_axis(dz, t[..., None], np.take_along_axis(dz, t[..., None], 2) - 1, 2)
    dz /= x.shape[1]
    for w, b, h in zip(weights[::-1], biases[::-1], outputs[::-1], strict=True):
        dh = dz @ w.swapaxes(1, 2)
        w -= lr * (h.swapaxes(1, 2) @ dz)
        b -= lr * dz.sum(axis=1, keepdims=True)
        dz = dh * (h > 0)
