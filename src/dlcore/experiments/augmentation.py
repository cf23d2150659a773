"""A small and a large network that learn from pictures shifted a little."""

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import (
    require_choice,
    require_count,
    require_rng,
)
from dlcore.datasets import load_digits, train_test_split
from dlcore.experiments._records import read_record
from dlcore.experiments.shifts import shift_images
from dlcore.layers import Affine, BatchNorm, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import accuracy
from dlcore.training.batches import batches

__all__ = ["load_augmentation", "train_on_shifts"]

# How far in pixels, and whether by whole pixels only.
SHIFTS = {"none": (0.0, False), "whole pixels": (1.0, True), "sub-pixel": (0.7, False)}


def train_on_shifts(
    size: str, shifts: str, *, epochs: int = 60, every: int = 10, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Train one network on digits that are shifted anew in every epoch; return test accuracies.

    Training is by SGD, batches of 32, at a rate of 0.1 that falls to 0 along a cosine.

    Parameters
    ----------
    size : {"small", "large"}
        64-64-10 with ReLU, or 64-256-256-10 with batch normalization and ReLU.
    shifts : {"none", "whole pixels", "sub-pixel"}
        How the training pictures are shifted: not at all, by one whole pixel at most, or by up to
        0.7 pixels. Test pictures never are.
    epochs : int, default 60
    every : int, default 10
        Measure after every so many epochs.
    rng : numpy.random.Generator
        Draws the split of the digits into 1437 and 360, the weights, shifts and batches.

    Returns
    -------
    ndarray of shape (epochs // every,)

    Raises
    ------
    ValueError
        If a word is none of its choices or a number is out of its range.

    Notes
    -----
    Chapter: dropout.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> bool(train_on_shifts("small", "none", epochs=2, every=2, rng=rng)[0] > 0.8)
    True
    """
    require_choice(size, ("small", "large"), "size")
    require_choice(shifts, tuple(SHIFTS), "shifts")
    require_count(epochs, "epochs")
    require_count(every, "every")
    require_rng(rng)
    found = []
    x, x_test, t, t_test = train_test_split(*load_digits(), test_size=360, rng=rng)
    net, loss, optimizer = _network(size, rng), SoftmaxCrossEntropy(), SGD(0.1)
    for epoch in range(epochs):
        net.train()
        optimizer.lr = 0.05 * (1 + np.cos(np.pi * epoch / epochs))
        reach, whole = SHIFTS[shifts]
        shown = shift_images(x, reach, whole=whole, rng=rng) if reach else x
        for x_batch, t_batch in batches(shown, t, 32, rng):
            loss(net(x_batch), t_batch)
            net.backward_params(loss.backward())
            optimizer.step(net.params, net.grads)
        if (epoch + 1) % every == 0:
            found.append(accuracy(net.eval(), x_test, t_test))
    return np.array(found)


def _network(size, rng):
    if size == "small":
        return Sequential(Affine(64, 64, rng=rng), ReLU(), Affine(64, 10, rng=rng))
    hidden = Affine(64, 256, rng=rng), BatchNorm(256), ReLU()
    hidden += Affine(256, 256, rng=rng), BatchNorm(256), ReLU()
    return Sequential(*hidden, Affine(256, 10, rng=rng))


def load_augmentation(size: str) -> dict[str, dict[int, NDArray[np.float64]]]:
    """Return what `train_on_shifts` found for 20 seeds, as recorded with the package.

    ``python -m tools.goldens augmentation`` writes the record: minutes of training.

    Parameters
    ----------
    size : {"small", "large"}

    Returns
    -------
    dict
        For each kind of shifts and each of the epochs 10, 20, …, 60 the test accuracies of the
        seeds 0 to 19.

    Raises
    ------
    ValueError
        If `size` is neither.

    Notes
    -----
    Chapter: dropout.

    Examples
    --------
    >>> found = load_augmentation("small")
    >>> list(found), found["none"][60].shape
    (['none', 'whole pixels', 'sub-pixel'], (20,))
    """
    require_choice(size, ("small", "large"), "size")
    record = read_record("augmentation")
    found = {}
    for shifts, right in record["right"][size].items():
        accuracy_by_epoch = np.array(right).T / record["n_test"]
        found[shifts] = dict(zip(record["epochs"], accuracy_by_epoch, strict=True))
    return found
