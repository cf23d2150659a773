"""What normalization does to the loss around a network: three measures along its training."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import require_count, require_integer, require_positive
from dlcore.experiments.descent import _digits, _move
from dlcore.experiments.normalized import deep_network
from dlcore.losses import SoftmaxCrossEntropy

__all__ = ["Smoothness", "smoothness_along_training"]

_STEPS = np.linspace(0.5, 4, 8)  # how far to look, in steps of training


@dataclass(frozen=True)
class Smoothness:
    """What `smoothness_along_training` found, one row per look.

    Attributes
    ----------
    loss : ndarray of shape (n_looks, 2)
        The lowest and the highest loss along the gradient, in nats.
    gradient_change : ndarray of shape (n_looks, 2)
        The smallest and the largest distance from the gradient here to one along it.
    smoothness : ndarray of shape (n_looks,)
        The largest ratio of that distance to the distance walked ("effective β-smoothness").
    shift : ndarray of shape (n_looks, depth + 1)
        For the weights of each layer, the distance between their gradients before and after the
        layers in front of them have made their step; 0 for the first layer.
    cosine : ndarray of shape (n_looks, depth + 1)
        The cosine of the angle between these two gradients.
    """

    loss: NDArray[np.float64]
    gradient_change: NDArray[np.float64]
    smoothness: NDArray[np.float64]
    shift: NDArray[np.float64]
    cosine: NDArray[np.float64]

    def __repr__(self) -> str:
        return f"Smoothness({len(self.loss)} looks, median {np.median(self.smoothness):.3g})"


def smoothness_along_training(
    x: ArrayLike,
    t: ArrayLike,
    *,
    norm: str,
    seed: int,
    lr: float = 0.1,
    n_steps: int = 100,
    every: int = 5,
    batch_size: int = 100,
) -> Smoothness:
    r"""Train `deep_network` by SGD and look around it now and then, on the batch at hand.

    With the gradient :math:`g(w)`, a look walks to :math:`w - a \eta\, g(w)` for eight
    :math:`a` from 0.5 to 4 and compares losses and gradients there with those here. It measures
    internal covariate shift as Santurkar et al. (2018) define it, too: the gradient of the weights
    of a layer, before and after all layers in front of it have made their step.

    Parameters
    ----------
    x : array_like of shape (N, D)
    t : array_like of int of shape (N,)
        Labels 0 to 9.
    norm : str
        As in `deep_network`, without noise.
    seed : int
        Decides the first weights and the batches.
    lr : float, default 0.1
        Learning rate, positive.
    n_steps, every, batch_size : int, default 100, 5 and 100
        Steps in all, between two looks, and examples a batch.

    Returns
    -------
    Smoothness

    Raises
    ------
    ValueError
        If `norm` draws noise or a number is out of its range.

    Notes
    -----
    Chapter: batch-norm. Santurkar et al., "How does batch normalization help optimization?", 2018.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> seen = smoothness_along_training(x, t, norm="batch", seed=0, n_steps=10)
    >>> seen.loss.shape, seen.shift.shape
    ((2, 2), (2, 6))
    """
    x, t = _digits(x, t)
    lr = require_positive(lr, "lr")
    for value, name in ((n_steps, "n_steps"), (every, "every"), (batch_size, "batch_size")):
        require_count(value, name)
    rng = np.random.default_rng(require_integer(seed, "seed", least=0))
    net = deep_network(x.shape[1], norm, rng=rng)
    if norm in ("noise", "noisy batch"):
        raise ValueError(f"norm must draw no noise, so that looks can be compared, got {norm!r}")
    looks = []
    for i in range(n_steps):
        rows = rng.integers(len(x), size=batch_size)
        around = _Around(net, x[rows], t[rows])
        if i % every == 0:
            looks.append([*around.along_gradient(lr), *around.covariate_shift(lr)])
        _move(net.params, -lr * around.at()[1])
    return Smoothness(*(np.array(each) for each in zip(*looks, strict=True)))


class _Around:
    """Losses and gradients of a network on one batch, here and elsewhere."""

    def __init__(self, net, x, t):
        self.net, self.x, self.t, self.loss = net, x, t, SoftmaxCrossEntropy()

    def at(self, by=None):
        """Return loss and gradient, as one long vector, at a place moved `by`; come back."""
        if by is not None:
            kept = {key: p.copy() for key, p in self.net.params.items()}
            _move(self.net.params, by)
        value = self.loss.forward(self.net.forward(self.x), self.t)
        self.net.backward_params(self.loss.backward())
        gradient = np.concatenate([g.ravel() for g in self.net.grads.values()])
        if by is not None:
            for key, p in self.net.params.items():
                p[...] = kept[key]
        return value, gradient

    def along_gradient(self, lr):
        """Return the ranges of losses and of changes of the gradient, and the smoothness."""
        here = self.at()[1]
        losses, changes = [], []
        for a in _STEPS:
            value, there = self.at(-a * lr * here)
            losses.append(value)
            changes.append(np.linalg.norm(there - here))
        ratio = np.max(changes / (_STEPS * lr * np.linalg.norm(here)))
        return [min(losses), max(losses)], [min(changes), max(changes)], ratio

    def covariate_shift(self, lr):
        """Return distance and cosine of each layer's two gradients."""
        here, sizes = self.at()[1], {key: p.size for key, p in self.net.params.items()}
        starts = dict(zip(sizes, np.cumsum([0, *sizes.values()]), strict=False))
        distances, cosines = [], []
        for key in (key for key in sizes if key.endswith(".W")):
            step = np.zeros_like(here)
            step[: starts[key]] = -lr * here[: starts[key]]
            piece = slice(starts[key], starts[key] + sizes[key])
            before, after = here[piece], self.at(step)[1][piece]
            distances.append(np.linalg.norm(after - before))
            product = np.linalg.norm(before) * np.linalg.norm(after)
            cosines.append(before @ after / product)
        return distances, cosines
