"""The same small classifier trained with many learning rates and weight decays, all at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    require_count,
    require_finite,
    require_integer,
    require_shape,
    shown,
)
from dlcore.activations import softmax
from dlcore.initializers import he
from dlcore.preprocessing import one_hot

__all__ = ["Trials", "train_trials"]


@dataclass(frozen=True)
class Trials:
    """What `train_trials` found, one row per trial.

    Attributes
    ----------
    train, validation : ndarray of shape (n_trials, epochs)
        Share of the examples that each network answers rightly after each epoch.
    """

    train: NDArray[np.float64]
    validation: NDArray[np.float64]

    def __repr__(self) -> str:
        n_trials, epochs = self.validation.shape
        best = self.validation[:, -1].max()
        return f"Trials({n_trials} networks, {epochs} epochs, best validation {best:.4f})"


def train_trials(
    x: ArrayLike,
    t: ArrayLike,
    x_validation: ArrayLike,
    t_validation: ArrayLike,
    *,
    rates: ArrayLike,
    decays: ArrayLike,
    seed: int,
    n_hidden: int = 32,
    epochs: int = 20,
    batch_size: int = 50,
) -> Trials:
    r"""Train a network with one hidden layer of ReLUs once for each pair of settings.

    Trial i goes down the gradient of the cross-entropy plus :math:`\frac12\lambda_i\sum\|W\|^2` at
    the rate :math:`\eta_i`. All trials start from the same weights and see the same batches: they
    differ in their settings alone. A network that diverges answers at random.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Training examples.
    t : array_like of int of shape (N,)
        Labels 0 to 9.
    x_validation : array_like of shape (N_validation, D)
    t_validation : array_like of int of shape (N_validation,)
    rates, decays : array_like of shape (n_trials,)
        Learning rates η above 0, and λ of at least 0.
    seed : int
        Draws the weights (He), then the order of the examples.
    n_hidden : int, default 32
    epochs : int, default 20
    batch_size : int, default 50

    Returns
    -------
    Trials

    Raises
    ------
    ValueError
        If shapes disagree, a label is none of 0 to 9, or a number is out of its range.

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> settings = {"rates": [0.001, 0.1], "decays": [0.0, 0.0], "seed": 0, "epochs": 5}
    >>> run = train_trials(x[:500], t[:500], x[500:700], t[500:700], **settings)
    >>> bool(run.validation[1, -1] > run.validation[0, -1])
    True
    """
    x, t = as_batch(x, "D", np.float64), as_array(t, "t")
    x_validation = as_batch(x_validation, "D", np.float64, "x_validation")
    t_validation = as_array(t_validation, "t_validation")
    require_finite(x, "x")
    require_finite(x_validation, "x_validation")
    require_shape(x_validation, ("N_validation", x.shape[1]), "x_validation")
    require_shape(t, (len(x),), "t")
    require_shape(t_validation, (len(x_validation),), "t_validation")
    targets, _ = one_hot(t, 10), one_hot(t_validation, 10)
    rates, decays = (
        _settings(values, name, least)
        for values, name, least in ((rates, "rates", "above 0"), (decays, "decays", "from 0"))
    )
    require_shape(decays, (len(rates),), "decays")
    rng = np.random.default_rng(require_integer(seed, "seed", 0))
    for value, name in ((n_hidden, "n_hidden"), (epochs, "epochs"), (batch_size, "batch_size")):
        require_count(value, name)

    first = he((x.shape[1], n_hidden), rng=rng), he((n_hidden, 10), rng=rng)
    w1, w2 = (np.tile(w, (len(rates), 1, 1)) for w in first)
    net = [w1, np.zeros((len(rates), 1, n_hidden)), w2, np.zeros((len(rates), 1, 10))]
    step = rates[:, None, None], decays[:, None, None]
    train, validation = [], []
    with np.errstate(all="ignore"):  # some trials diverge
        for _ in range(epochs):
            order = rng.permutation(len(x))
            for i in range(0, len(x), batch_size):
                rows = order[i : i + batch_size]
                _step(net, x[rows], targets[rows], *step)
            train.append((_scores(net, x).argmax(axis=-1) == t).mean(axis=-1))
            right = _scores(net, x_validation).argmax(axis=-1) == t_validation
            validation.append(right.mean(axis=-1))
    return Trials(np.stack(train, axis=1), np.stack(validation, axis=1))


def _settings(values, name, least):
    """Return one setting of every trial as an array of floats."""
    values = as_array(values, name)
    require_shape(values, ("n_trials",), name)
    good = values.dtype.kind in "iuf" and np.isfinite(values).all() and len(values) > 0
    if not good or (values < 0).any() or (least == "above 0" and (values == 0).any()):
        raise ValueError(f"{name} must hold numbers {least}, got {shown(values)}")
    return values.astype(np.float64)


def _scores(net, x):
    w1, b1, w2, b2 = net
    return np.maximum(x @ w1 + b1, 0) @ w2 + b2


def _step(net, x, y, rate, decay):
    """Move all networks by one step of gradient descent on one batch, in place."""
    w1, b1, w2, b2 = net
    h = np.maximum(x @ w1 + b1, 0)
    dscores = (softmax(h @ w2 + b2) - y) / len(x)
    dz = (dscores @ w2.swapaxes(1, 2)) * (h > 0)
    w2 -= rate * (h.swapaxes(1, 2) @ dscores + decay * w2)
    b2 -= rate * dscores.sum(axis=1, keepdims=True)
    w1 -= rate * (x.T @ dz + decay * w1)
    b1 -= rate * dz.sum(axis=1, keepdims=True)
