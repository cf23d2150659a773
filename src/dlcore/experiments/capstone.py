"""All of the book at once: He, batch normalization, dropout, Adam, cosine and shifts on digits."""

from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    require_count,
    require_finite,
    require_integer,
    require_not_negative,
    require_shape,
)
from dlcore.datasets import load_digits, train_test_split
from dlcore.experiments.shifts import shift_digits
from dlcore.layers import Affine, BatchNorm, Dropout, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import Adam
from dlcore.schedules import CosineDecay
from dlcore.training import minibatches

__all__ = ["Capstone", "capstone_runs", "train_capstone"]

SPLITS, N_SEEDS, N_TEST = range(5), 5, 360
_BATCH, _WIDTH, _LR, _DROP = 64, 256, 3e-3, 0.3


@dataclass(frozen=True)
class Capstone:
    """What `capstone_runs` found: the answers of every network to its test set.

    Attributes
    ----------
    answers : ndarray of int of shape (5, 5, 360)
        By stratified split, then by seed.
    targets : ndarray of int of shape (5, 360)
        The true classes of each split's test set.
    images : ndarray of shape (5, 360, 64)
        Its digits.
    ordered : ndarray of int of shape (5, 360)
        The answers, by seed, when the last 360 digits of the file are the test set.
    ordered_targets : ndarray of int of shape (360,)
    """

    answers: NDArray[np.int_]
    targets: NDArray[np.int_]
    images: NDArray[np.float64]
    ordered: NDArray[np.int_]
    ordered_targets: NDArray[np.int_]

    def __repr__(self) -> str:
        right = (self.answers == self.targets[:, None]).mean()
        return f"Capstone({self.answers[..., 0].size} networks, mean accuracy {right:.4f})"


def train_capstone(
    x: ArrayLike, t: ArrayLike, *, seed: int, epochs: int = 100, reach: float = 0.75
) -> Sequential:
    """Train the network of the capstone and return it in evaluation mode.

    Two hidden layers of 256 units, each Affine (He), BatchNorm, ReLU, Dropout(0.3); Adam, whose
    rate falls from 0.003 to 0 along a cosine; batches of 64; in each epoch every picture is
    shifted anew by up to `reach` pixels in either direction. In float32.

    Parameters
    ----------
    x : array_like of shape (N, s²)
        Pictures, a row each.
    t : array_like of int of shape (N,)
        Labels 0 to 9.
    seed : int
        Draws the weights, shifts, order and masks.
    epochs : int, default 100
    reach : float, default 0.75
        In pixels; 0 trains on the pictures as they are.

    Returns
    -------
    Sequential

    Raises
    ------
    ValueError
        If shapes disagree, a number is out of its range, or `x` holds NaN or infinity.

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> x, t = load_digits()
    >>> net = train_capstone(x[:200], t[:200], seed=0, epochs=5)
    >>> bool((net(x[200:]).argmax(axis=1) == t[200:]).mean() > 0.7)
    True
    """
    x, t = as_batch(x, dtype=np.float32), as_array(t, "t")
    require_finite(x, "x")
    require_shape(t, (len(x),), "t")
    rng = np.random.default_rng(require_integer(seed, "seed", 0))
    require_count(epochs, "epochs")
    reach = require_not_negative(reach, "reach")
    parts, width = [], x.shape[1]
    for units in (_WIDTH, _WIDTH):
        parts += [Affine(width, units, rng=rng, dtype=np.float32)]
        parts += [BatchNorm(units, dtype=np.float32), ReLU(), Dropout(_DROP, rng=rng)]
        width = units
    net = Sequential(*parts, Affine(width, 10, rng=rng, dtype=np.float32))
    loss, optimizer = SoftmaxCrossEntropy(), Adam(_LR)
    rate, step = CosineDecay(_LR, n_steps=epochs * -(-len(x) // _BATCH)), 0
    for _ in range(epochs):
        shifted = shift_digits(x, rng.uniform(-reach, reach, (len(x), 2))) if reach else x
        for x_batch, t_batch in minibatches(shifted, t, _BATCH, rng=rng):
            optimizer.lr = rate(step)
            step += 1
            loss.forward(net.forward(x_batch), t_batch)
            net.backward_params(loss.backward())
            optimizer.step(net.params, net.grads)
    return net.eval()


def capstone_split(split: int):
    """Return x_train, x_test, t_train, t_test of a stratified split of the digits."""
    return train_test_split(*load_digits(), test_size=N_TEST, rng=np.random.default_rng(split))


def capstone_runs() -> Capstone:
    """Return the answers of 30 networks that `train_capstone` has trained: five seeds, six splits.

    They come with the package, because training them takes a minute;
    ``python -m tools.goldens capstone`` trains them anew. Stratified split k, from 0 to 4, is
    ``train_test_split(x, t, test_size=360, rng=default_rng(k))``, the sixth the order of the file;
    seeds are 0 to 4. The settings were chosen on splits 0 to 2.

    Returns
    -------
    Capstone

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> capstone_runs().answers.shape
    (5, 5, 360)
    """
    file = resources.files("dlcore").joinpath("data/capstone.npz")
    with file.open("rb") as stored, np.load(stored, allow_pickle=False) as data:
        answers, ordered = data["answers"].astype(np.int_), data["ordered"].astype(np.int_)
    splits = [capstone_split(k) for k in SPLITS]
    targets, images = np.stack([s[3] for s in splits]), np.stack([s[1] for s in splits])
    return Capstone(answers, targets, images, ordered, load_digits()[1][-N_TEST:])
