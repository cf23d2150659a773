"""The perceptron: a weighted sum, a bias, and a yes or a no (Rosenblatt, 1958)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    as_float,
    require_count,
    require_finite,
    require_finite_real,
    require_only,
    require_rng,
    require_shape,
)

__all__ = ["AND", "NAND", "OR", "Perceptron", "xor"]


class Perceptron:
    """A unit that answers 1 where weights · x + bias > 0 and 0 elsewhere. Chapter: perceptron.

    Parameters
    ----------
    weights : array-like of shape (D,)
    bias : float
        Minus the threshold: the sum fires when weights · x is *greater* than -bias.

    Attributes
    ----------
    mistakes : list of int
        Mistakes made in each epoch of the last `fit`.

    Examples
    --------
    >>> unit = Perceptron([1, 1], -1.5)
    >>> unit([1, 1])
    1
    >>> unit([[0, 0], [0, 1], [1, 0], [1, 1]])
    array([0, 0, 0, 1])
    """

    def __init__(self, weights: ArrayLike, bias: float):
        self.weights = np.array(as_float(weights, "weights"))
        require_shape(self.weights, ("D",), "weights")
        if self.weights.size == 0:
            raise ValueError("weights must hold at least one number, got none")
        require_finite(self.weights, "weights")
        self.bias = require_finite_real(bias, "bias")
        self.mistakes = []

    def __call__(self, x: ArrayLike) -> int | NDArray[np.int_]:
        """Return 0 or 1 for one example of shape (D,), an int array for a batch (N, D)."""
        x, d = as_float(x), len(self.weights)
        if x.shape != (d,) and (x.ndim != 2 or x.shape[1] != d):
            raise ValueError(f"x must have shape ({d},) or (N, {d}), got {x.shape}")
        as_batch(x)
        require_finite(x, "x")
        fires = x @ self.weights + self.bias > 0
        return int(fires) if x.ndim == 1 else fires.astype(int)

    def fit(
        self,
        x: ArrayLike,
        t: ArrayLike,
        *,
        max_epochs: int,
        rng: np.random.Generator | None = None,
    ) -> Perceptron:
        """Learn by the perceptron rule: after each mistake add the example, or subtract it.

        With y = +1 for target 1 and y = -1 for target 0, an example is a mistake if
        y (weights · x + bias) <= 0, so a point *on* the line counts; then
        weights += y x and bias += y. Stops after the first epoch without a mistake. On separable
        data, from zero, there are at most (R/γ)² mistakes (Novikoff, 1962).

        Parameters
        ----------
        x : array-like of shape (N, D)
        t : array-like of shape (N,), each 0 or 1
        max_epochs : int
        rng : numpy.random.Generator, optional
            Shuffles the examples in each epoch; without it they come in the order given.

        Returns
        -------
        Perceptron
            itself

        Examples
        --------
        >>> unit = Perceptron([0, 0], 0)
        >>> sum(unit.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], max_epochs=100).mistakes)
        18
        """
        x, t = as_batch(x, len(self.weights)), as_array(t, "t")
        require_finite(x, "x")
        require_shape(t, (len(x),), "t")
        require_only(t, (0, 1), "t", "0 and 1")
        if not self.weights.flags.writeable:
            raise ValueError("weights are read-only here, as in AND: make a Perceptron of your own")
        require_count(max_epochs, "max_epochs")
        if rng is not None:
            require_rng(rng)
        self.mistakes = []
        for _ in range(max_epochs):
            self.mistakes.append(0)
            for i in range(len(x)) if rng is None else rng.permutation(len(x)):
                y = 1 if t[i] == 1 else -1
                if y * (x[i] @ self.weights + self.bias) <= 0:
                    self.weights += y * x[i]
                    self.bias += y
                    self.mistakes[-1] += 1
            if self.mistakes[-1] == 0:
                break
        return self

    def __repr__(self):
        return f"Perceptron({self.weights.tolist()}, {self.bias:g})"


def _gate(weights, bias):
    """Return a perceptron whose weights nobody can change by accident."""
    gate = Perceptron(weights, bias)
    gate.weights.flags.writeable = False
    return gate


#: The perceptron x₁ + x₂ - 1.5 > 0: 1 where both inputs are 1. Chapter: perceptron.
AND = _gate([1, 1], -1.5)
#: The perceptron x₁ + x₂ - 0.5 > 0: 1 where at least one input is 1. Chapter: perceptron.
OR = _gate([1, 1], -0.5)
#: The perceptron -x₁ - x₂ + 1.5 > 0: 0 where both inputs are 1. Chapter: perceptron.
NAND = _gate([-1, -1], 1.5)


def xor(x: ArrayLike) -> int | NDArray[np.int_]:
    """Return x₁ XOR x₂ as AND(NAND(x), OR(x)): two layers of perceptrons. Chapter: xor.

    Parameters
    ----------
    x : array-like of shape (2,) or (N, 2), each 0 or 1

    Returns
    -------
    int, or ndarray of int of shape (N,)

    Examples
    --------
    >>> xor([0, 1])
    1
    >>> xor([[0, 0], [0, 1], [1, 0], [1, 1]])
    array([0, 1, 1, 0])
    """
    return AND(np.stack([NAND(x), OR(x)], axis=-1))
