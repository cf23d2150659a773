"""Deep networks on the digits with and without normalization, each trained from many seeds."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_seeds, require_choice, require_count, require_positive
from dlcore.experiments.descent import _digits
from dlcore.initializers import Initializer
from dlcore.layers import Affine, BatchNorm, Layer, LayerNorm, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import fit

__all__ = ["NORMS", "NormalizedRuns", "deep_network", "train_normalized"]

NORMS = ("none", "batch", "batch after", "noisy batch", "noise", "layer")


@dataclass(frozen=True)
class NormalizedRuns:
    """What `train_normalized` found, one row per seed.

    Attributes
    ----------
    loss : ndarray of shape (n_seeds, epochs)
        Mean training loss of each epoch, in nats; not finite where a run has diverged.
    accuracy : ndarray of shape (n_seeds,)
        Share of the training examples that are right after training, in evaluation mode.
    test_accuracy : ndarray of shape (n_seeds,)
        The same for the test examples.
    """

    loss: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    test_accuracy: NDArray[np.float64]

    def __repr__(self) -> str:
        n_seeds, epochs = self.loss.shape
        return f"NormalizedRuns({n_seeds} networks, {epochs} epochs)"


class _Noise(Layer):
    """In training, stretches and shifts each unit by numbers that are drawn anew in each step."""

    def __init__(self, rng):
        super().__init__()
        self.rng = rng

    def forward(self, x):
        factor, shift = np.ones(x.shape[1]), np.zeros(x.shape[1])
        if self.training:
            factor = self.rng.uniform(0.5, 1.5, x.shape[1])
            shift = self.rng.uniform(-0.5, 0.5, x.shape[1])
        return self._remember(factor, x * factor + shift)

    def backward(self, dout):
        return dout * self._recall(dout)


def deep_network(
    n_in: int,
    norm: str = "batch",
    *,
    depth: int = 5,
    n_units: int = 100,
    init: str | Initializer = "he",
    rng: np.random.Generator,
) -> Sequential:
    """Return a network of `depth` hidden layers of ReLU and ten scores, with a normalization.

    Parameters
    ----------
    n_in : int
        Inputs.
    norm : str, default "batch"
        ``"none"``; ``"batch"``: `BatchNorm` before each ReLU; ``"batch after"``: after it;
        ``"layer"``: `LayerNorm` before each ReLU; ``"noisy batch"``: `BatchNorm`, then a factor
        from 0.5 to 1.5 and a shift from -0.5 to 0.5, drawn anew for each unit in each training
        step; ``"noise"``: these without `BatchNorm`.
    depth : int, default 5
    n_units : int, default 100
    init : str or initializer, default "he"
        Of all weights, as `Affine` takes it.
    rng : numpy.random.Generator
        Draws weights and noise.

    Returns
    -------
    Sequential

    Notes
    -----
    Chapter: batch-norm.

    Examples
    --------
    >>> deep_network(64, "layer", depth=1, n_units=8, rng=np.random.default_rng(0)).n_parameters
    626
    """
    require_choice(norm, NORMS, "norm")
    require_count(n_in, "n_in")
    require_count(depth, "depth")
    require_count(n_units, "n_units")
    layers = []
    for n_before, n_after in pairwise([n_in] + [n_units] * depth):
        layers += [Affine(n_before, n_after, init=init, rng=rng), *_middle(norm, n_after, rng)]
    return Sequential(*layers, Affine(n_units, 10, init=init, rng=rng))


def _middle(norm, n, rng):
    """Return what stands between two affine layers."""
    if norm == "batch after":
        return [ReLU(), BatchNorm(n)]
    made = []
    if norm in ("batch", "noisy batch"):
        made.append(BatchNorm(n))
    if norm == "layer":
        made.append(LayerNorm(n))
    if norm in ("noise", "noisy batch"):
        made.append(_Noise(rng))
    return [*made, ReLU()]


def train_normalized(
    x: ArrayLike,
    t: ArrayLike,
    x_test: ArrayLike,
    t_test: ArrayLike,
    *,
    norm: str,
    seeds: ArrayLike,
    lr: float = 0.1,
    epochs: int = 10,
    batch_size: int = 100,
    depth: int = 5,
    n_units: int = 100,
    init: str | Initializer = "he",
) -> NormalizedRuns:
    """Train `deep_network` by plain SGD on the softmax cross-entropy from each seed.

    Parameters
    ----------
    x, x_test : array_like of shape (N, D), (N_test, D)
    t, t_test : array_like of int of shape (N,), (N_test,)
        Labels 0 to 9.
    norm : str
        As in `deep_network`.
    seeds : array_like of int
        A seed decides the first weights, the order of the examples and the noise.
    lr : float, default 0.1
        Learning rate, positive.
    epochs, batch_size : int, default 10 and 100
    depth, n_units, init
        As in `deep_network`.

    Returns
    -------
    NormalizedRuns

    Raises
    ------
    ValueError
        If shapes disagree or a number is out of its range.

    Notes
    -----
    Chapter: batch-norm.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> train_normalized(x[:200], t[:200], x[200:], t[200:], norm="batch", seeds=[0], epochs=2)
    NormalizedRuns(1 networks, 2 epochs)
    """
    (x, t), (x_test, t_test) = _digits(x, t), _digits(x_test, t_test, "x_test", "t_test")
    require_choice(norm, NORMS, "norm")
    lr, seeds = require_positive(lr, "lr"), as_seeds(seeds, "seeds")
    losses, right = [], []
    with np.errstate(all="ignore"):
        for seed in seeds:
            rng = np.random.default_rng(seed)
            shape = {"depth": depth, "n_units": n_units, "init": init}
            net = deep_network(x.shape[1], norm, **shape, rng=rng)
            history = fit(
                net, SoftmaxCrossEntropy(), SGD(lr), x, t, epochs=epochs, batch_size=batch_size,
                rng=rng, progress=False,
            )  # fmt: skip
            losses.append(history.loss)
            right.append([_share_right(net, x, t), _share_right(net, x_test, t_test)])
    return NormalizedRuns(np.array(losses), *np.array(right).T)


def _share_right(net, x, t):
    """Return the accuracy; what has diverged answers nothing rightly."""
    scores = net(x)
    return (np.isfinite(scores).all(axis=1) & (scores.argmax(axis=1) == t)).mean()
