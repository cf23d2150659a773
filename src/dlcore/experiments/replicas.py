"""The same small network trained from many seeds, all at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore import activations
from dlcore._checks import (
    as_array,
    as_batch,
    as_seeds,
    require_count,
    require_finite,
    require_kind,
    require_only,
    require_positive,
    require_shape,
)
from dlcore.initializers import xavier

__all__ = ["Replicas", "train_replicas"]


@dataclass(frozen=True)
class Replicas:
    """What `train_replicas` found, one row per seed.

    Attributes
    ----------
    losses : ndarray of shape (n_seeds,)
        Binary cross-entropy of each network after its last step, in nats.
    probabilities : ndarray of shape (n_seeds, N)
        The probability of class 1 that each network gives each example.
    solved : ndarray of bool, shape (n_seeds,)
        Whether a network puts every example on the right side of ½.
    """

    losses: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    solved: NDArray[np.bool_]

    def __repr__(self) -> str:
        return f"Replicas({self.solved.sum()} of {len(self.solved)} solved)"


def train_replicas(
    x: ArrayLike,
    t: ArrayLike,
    n_hidden: int,
    activation: str,
    *,
    seeds: ArrayLike,
    lr: float = 1.0,
    n_steps: int = 2000,
) -> Replicas:
    r"""Train the same small network from many seeds, all at once.

    Each seed gives one network :math:`\hat y = \sigma(\varphi(XW_1 + b_1)\,W_2 + b_2)`, trained by
    full-batch gradient descent on binary cross-entropy. The networks never meet: they are stacked
    along a leading axis, so that NumPy steps all of them in one call. Network `i` is, number for
    number, what ``fit`` makes of ``Sequential(Affine(D, H), φ, Affine(H, 1))`` when both layers are
    initialized by the uniform Xavier initializer with ``rng = default_rng(seeds[i])``.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Examples.
    t : array_like of shape (N,)
        Labels, 0 or 1.
    n_hidden : int
        Units of the hidden layer, at least 1.
    activation : str
        Name of a function of `dlcore.activations` that has a derivative there, such as ``"tanh"``.
    seeds : array_like of int
        One network per seed.
    lr : float, default 1.0
        Learning rate, positive.
    n_steps : int, default 2000
        Steps of gradient descent, at least 1.

    Returns
    -------
    Replicas

    Raises
    ------
    ValueError
        If `activation` has no derivative in `dlcore.activations`, if labels are not 0 or 1, if `x`
        holds NaN or infinity, if shapes disagree, or if a number is out of its range.

    Notes
    -----
    Chapter: xor.

    Examples
    --------
    >>> from dlcore.datasets import make_gate
    >>> x, t = make_gate("XOR")
    >>> train_replicas(x, t, 4, "sigmoid", seeds=range(20))
    Replicas(20 of 20 solved)
    """
    x, t = as_batch(x, "D", np.float64), as_array(t, "t")
    require_finite(x, "x")
    require_shape(t, (len(x),), "t")
    require_only(t, (0, 1), "t", "labels 0 and 1")
    t = t.reshape(-1, 1).astype(np.float64)
    require_count(n_hidden, "n_hidden")
    require_count(n_steps, "n_steps")
    lr = require_positive(lr, "lr")
    require_kind(
        activation, str, "activation", 'the name of an activation function, such as "tanh"'
    )
    phi = getattr(activations, activation, None)
    phi_grad = getattr(activations, f"{activation}_grad", None)
    if phi is None or phi_grad is None:
        raise ValueError(f"activation must have a derivative in dlcore.activations: {activation!r}")
    seeds = as_seeds(seeds, "seeds")

    rngs = [np.random.default_rng(seed) for seed in seeds]
    w1 = np.stack(
        [xavier((x.shape[1], n_hidden), rng=rng, distribution="uniform") for rng in rngs]
    )  # (S, D, H)
    w2 = np.stack(
        [xavier((n_hidden, 1), rng=rng, distribution="uniform") for rng in rngs]
    )  # (S, H, 1)
    b1 = np.zeros((len(rngs), 1, n_hidden))
    b2 = np.zeros((len(rngs), 1, 1))

    for _ in range(n_steps):
        z = x @ w1 + b1  # (S, N, H)
        h = phi(z)
        dlogit = (activations.sigmoid(h @ w2 + b2) - t) / len(x)  # (S, N, 1)
        dz = (dlogit @ w2.swapaxes(1, 2)) * phi_grad(z)
        w2 -= lr * (h.swapaxes(1, 2) @ dlogit)
        b2 -= lr * dlogit.sum(axis=1, keepdims=True)
        w1 -= lr * (x.T @ dz)
        b1 -= lr * dz.sum(axis=1, keepdims=True)

    logit = phi(x @ w1 + b1) @ w2 + b2
    losses = (np.logaddexp(0.0, logit) - t * logit).mean(axis=(1, 2))
    solved = ((logit > 0) == (t > 0.5)).all(axis=(1, 2))
    return Replicas(losses, activations.sigmoid(logit)[..., 0], solved)
