"""How optimizers fare on the digits: batch sizes, tuned races, and the edge of stability."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    as_seeds,
    require_callable,
    require_count,
    require_finite,
    require_integer,
    require_kind,
    require_positive,
    require_shape,
    shown,
)
from dlcore.activations import softmax
from dlcore.initializers import Initializer
from dlcore.layers import Affine, ReLU, Sequential, Tanh
from dlcore.losses import MeanSquaredError, SoftmaxCrossEntropy
from dlcore.optimizers import Optimizer
from dlcore.preprocessing import one_hot
from dlcore.training import fit

__all__ = ["digits_race", "examples_to_target", "sharpness_along_descent"]


def examples_to_target(
    x: ArrayLike,
    t: ArrayLike,
    *,
    batch_size: int,
    rates: ArrayLike,
    seeds: Sequence[int],
    target: float,
    max_epochs: int,
) -> NDArray[np.float64]:
    """Train a softmax classifier by SGD and count the examples seen until the loss is low enough.

    The loss is the cross-entropy over all examples, in nats, looked at ten times an epoch, or
    after every step where a tenth of an epoch is less than a batch. All weights start at 0; a
    seed decides the order of the examples. All rates and seeds run side by side.

    Parameters
    ----------
    x : array_like of shape (N, D)
    t : array_like of int of shape (N,)
        Labels 0 to 9.
    batch_size : int
        From 1 to N; examples of an epoch that fill no batch are left out of it.
    rates : array_like of shape (n_rates,)
        Learning rates, above 0.
    seeds : sequence of int
    target : float
        The loss to reach, above 0.
    max_epochs : int
        When to give up.

    Returns
    -------
    ndarray of shape (n_rates, n_seeds)
        Examples seen, infinity where the target was not reached.

    Raises
    ------
    ValueError
        If `batch_size` is larger than N or a number is out of its range.

    Notes
    -----
    Chapter: optimizers.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> options = {"rates": [1.0], "seeds": [0], "target": 1.0, "max_epochs": 5}
    >>> examples_to_target(x[:100], t[:100], batch_size=50, **options)
    array([[350.]])
    """
    x, t = _digits(x, t)
    rates, seeds = as_array(rates, "rates"), as_seeds(seeds, "seeds")
    require_shape(rates, ("n_rates",), "rates")
    if rates.dtype.kind not in "iuf" or not (rates > 0).all() or not np.isfinite(rates).all():
        raise ValueError(f"rates must hold numbers above 0, got {shown(rates)}")
    require_count(batch_size, "batch_size")
    require_count(max_epochs, "max_epochs")
    target = require_positive(target, "target")
    n = len(x)
    if batch_size > n:
        raise ValueError(f"batch_size must be at most the {n} examples, got {batch_size}")
    targets = one_hot(t, 10)
    w = np.zeros((len(rates), len(seeds), x.shape[1] + 1, targets.shape[1]))
    x = np.column_stack([x, np.ones(n)])  # the bias is the weight of a constant
    step = rates[:, None, None, None]
    rngs = [np.random.default_rng(seed) for seed in seeds]
    seen = np.full(w.shape[:2], np.inf)
    every = max(1, n // (10 * batch_size))
    per_epoch = n // batch_size
    for epoch in range(max_epochs):
        order = np.stack([rng.permutation(n) for rng in rngs])
        for i in range(per_epoch):
            rows = order[:, i * batch_size : (i + 1) * batch_size]  # (n_seeds, B)
            error = softmax(x[rows] @ w) - targets[rows]
            w -= step / batch_size * (x[rows].swapaxes(-1, -2) @ error)
            if (i + 1) % every == 0:
                p = (softmax(x @ w) * targets).sum(axis=-1)
                reached = -np.log(np.maximum(p, 1e-300)).mean(axis=-1) <= target
                now = (epoch * per_epoch + i + 1) * batch_size
                seen = np.where(reached, np.minimum(seen, now), seen)
        if np.isfinite(seen).all():
            break
    return seen


def digits_race(
    make_optimizer: Callable[[], Optimizer],
    x: ArrayLike,
    t: ArrayLike,
    *,
    seeds: Sequence[int],
    epochs: int,
    schedule: Callable[[int], float] | None = None,
    init: str | Initializer = "he",
) -> NDArray[np.float64]:
    """Train a network of four hidden layers of 100 ReLU from each seed, in batches of 100.

    A seed decides the first weights and the order of the examples, so that every optimizer
    starts from the same networks and sees the same batches.

    Parameters
    ----------
    make_optimizer : callable
        Makes a new optimizer, such as ``lambda: SGD(0.1)``.
    x : array_like of shape (N, D)
    t : array_like of int of shape (N,)
        Labels 0 to 9.
    seeds : sequence of int
    epochs : int
    schedule : callable, optional
        As in `dlcore.training.fit`.
    init : {"he", "xavier", "zeros"} or initializer, default "he"
        How every weight matrix starts.

    Returns
    -------
    ndarray of shape (n_seeds, epochs)
        Mean training loss of each epoch, in nats; not finite where a run has diverged.

    Notes
    -----
    Chapters: optimizers, initialization.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> from dlcore.optimizers import SGD
    >>> x, t = load_digits()
    >>> digits_race(lambda: SGD(0.1), x[:200], t[:200], seeds=[0, 1], epochs=3).shape
    (2, 3)
    """
    x, t = _digits(x, t)
    seeds = as_seeds(seeds, "seeds")
    require_count(epochs, "epochs")
    if schedule is not None:
        require_callable(schedule, "schedule", "a function of the step")
    require_callable(make_optimizer, "make_optimizer", "a function such as lambda: SGD(0.1)")
    require_kind(make_optimizer(), Optimizer, "make_optimizer()", "an optimizer")
    losses = []
    with np.errstate(all="ignore"):
        for seed in seeds:
            rng = np.random.default_rng(seed)
            sizes = [x.shape[1], 100, 100, 100, 100]
            layers = []
            for n_in, n_out in pairwise(sizes):
                layers += [Affine(n_in, n_out, init=init, rng=rng), ReLU()]
            net = Sequential(*layers, Affine(100, 10, init=init, rng=rng))
            history = fit(
                net, SoftmaxCrossEntropy(), make_optimizer(), x, t, epochs=epochs, batch_size=100,
                schedule=schedule, rng=rng, progress=False,
            )  # fmt: skip
            losses.append(history.loss)
    return np.array(losses)


def sharpness_along_descent(
    x: ArrayLike,
    t: ArrayLike,
    *,
    lr: float,
    n_steps: int,
    every: int,
    seed: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Full-batch gradient descent on a small network, with the sharpness along the way.

    The network has one hidden layer of 32 tanh units and is trained on mean squared error with
    one-hot targets. Its sharpness, the largest eigenvalue of the Hessian of the loss, is found by
    twelve rounds of Lanczos' method; a product with the Hessian is the difference of two
    gradients.

    Parameters
    ----------
    x : array_like of shape (N, D)
    t : array_like of int of shape (N,)
        Labels 0 to 9.
    lr : float
        Learning rate, above 0.
    n_steps, every : int
        Steps in all, and between two looks at the sharpness.
    seed : int
        Decides the first weights.

    Returns
    -------
    losses : ndarray of shape (n_steps,)
        Before each step.
    sharpness : ndarray of shape (ceil(n_steps / every),)
        Before the steps 0, `every`, 2 `every`, …

    Notes
    -----
    Chapter: optimizers.

    Examples
    --------
    >>> from dlcore.datasets import load_digits
    >>> x, t = load_digits()
    >>> losses, sharpness = sharpness_along_descent(
    ...     x[:100], t[:100], lr=0.1, n_steps=20, every=10, seed=0
    ... )
    >>> losses.shape, sharpness.shape, bool(losses[-1] < losses[0])
    ((20,), (2,), True)
    """
    lr = require_positive(lr, "lr")
    require_count(n_steps, "n_steps")
    require_count(every, "every")
    require_integer(seed, "seed", least=0)
    x, t = _digits(x, t)
    rng = np.random.default_rng(seed)
    net = Sequential(Affine(x.shape[1], 32, init="xavier", rng=rng), Tanh())
    net = Sequential(*net.layers, Affine(32, 10, init="xavier", rng=rng))
    loss, targets = MeanSquaredError(), one_hot(t, 10)
    vector = rng.normal(size=sum(p.size for p in net.params.values()))
    losses, sharpness = np.empty(n_steps), []

    def gradient():
        value = loss.forward(net.forward(x), targets)
        net.backward_params(loss.backward())
        return value, np.concatenate([g.ravel() for g in net.grads.values()])

    for i in range(n_steps):
        if i % every == 0:
            value, vector = _largest_eigenvalue(net.params, gradient, vector)
            sharpness.append(value)
        losses[i], slope = gradient()
        _move(net.params, -lr * slope)
    return losses, np.array(sharpness)


def _digits(x, t, name="x", labels="t"):
    """Return examples and their labels 0 to 9, or say what is wrong with them."""
    x, t = as_batch(x, "D", np.float64, name), as_array(t, labels)
    require_finite(x, name)
    require_shape(t, (len(x),), labels)
    if t.dtype.kind not in "iu" or t.min() < 0 or t.max() > 9:
        raise ValueError(f"{labels} must hold integer labels from 0 to 9, got {shown(t)}")
    return x, t


def _largest_eigenvalue(params, gradient, vector, *, rounds=12, h=1e-4):
    """Lanczos' method from `vector`; the parameters are back where they were in the end."""
    kept = {key: p.copy() for key, p in params.items()}
    basis, images = [vector / np.linalg.norm(vector)], []
    for _ in range(rounds):
        _move(params, h * basis[-1])
        ahead = gradient()[1]
        _move(params, -2 * h * basis[-1])
        images.append((ahead - gradient()[1]) / (2 * h))
        for key, p in params.items():
            p[...] = kept[key]
        rest = images[-1]
        for _ in range(2):  # once more for what rounding has left over
            rest = rest - np.array(basis).T @ (np.array(basis) @ rest)
        basis.append(rest / np.linalg.norm(rest))
    small = np.array(basis[:-1]) @ np.array(images).T
    values, vectors = np.linalg.eigh((small + small.T) / 2)
    return values[-1], np.array(basis[:-1]).T @ vectors[:, -1]


def _move(params, by):
    """Add pieces of the long vector `by` to the arrays of `params`."""
    start = 0
    for p in params.values():
        p += by[start : start + p.size].reshape(p.shape)
        start += p.size
