"""The loop: draw a batch, predict, measure, differentiate, step. Chapter: introduction."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import ArrayLike

from dlcore._checks import (
    as_array,
    as_float,
    require_bool,
    require_callable,
    require_count,
    require_finite,
    require_kind,
    require_not_negative,
    require_rng,
    shown,
)
from dlcore.layers import Layer
from dlcore.losses import BinaryCrossEntropy, SoftmaxCrossEntropy, l2_penalty
from dlcore.losses.loss import Loss
from dlcore.optimizers import Optimizer

from .batches import batches
from .callbacks import require_callbacks
from .evaluation import answers, predict
from .history import History


def fit(
    net: Layer,
    loss: Loss,
    optimizer: Optimizer,
    x: ArrayLike,
    t: ArrayLike,
    *,
    epochs: int,
    batch_size: int,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    schedule: Callable[[int], float] | None = None,
    l2: float = 0.0,
    callbacks: Sequence[Callable[[int, Layer, History], bool | None]] = (),
    rng: np.random.Generator | None,
    progress: bool = True,
) -> History:
    """Train `net` and return the `History`; the net is left in evaluation mode.

    Everything is checked before the first step. Each epoch begins with ``net.train()``, for all
    layers. Chapters: introduction, hyperparameters.

    Parameters
    ----------
    net : Layer
    loss : loss object
    optimizer : Optimizer
    x : array-like of shape (N, D)
        Converted once to the dtype of the net.
    t : array-like of shape (N,) or (N, K)
        Whatever the loss takes.
    epochs, batch_size : int
    validation : (x, t), optional
        Held-out examples, measured after each epoch.
    schedule : callable, optional
        ``optimizer.lr = schedule(i)`` before step i = 0, 1, …; see `dlcore.schedules`. At the end
        the optimizer has its own rate again.
    l2 : float, default 0
        Adds `dlcore.losses.l2_penalty` to what is minimized; the losses recorded are without it.
    callbacks : sequence of callables
        Each is called as ``callback(epoch, net, history)`` after every epoch and stops the
        training by returning True; its method ``end(net)``, if it has one, is called at the end.
        See `EarlyStopping`.
    rng : numpy.random.Generator or None
        Shuffles the examples each epoch; None keeps them in the order given.
    progress : bool, default True
        Show a bar on a terminal once a run has lasted two seconds (if tqdm is installed). Nothing
        is ever written anywhere else, so the output of notebooks stays the same.

    Returns
    -------
    History

    Raises
    ------
    TypeError
        for an argument of another kind, such as a class in place of an object.
    ValueError
        for NaN or infinity in `x` or `t`, lengths that differ, labels out of range, shapes that do
        not fit the net or the loss, numbers out of range, an optimizer with state for another net.

    Examples
    --------
    >>> from dlcore import SGD, Affine, BinaryCrossEntropy, Sequential, Tanh, accuracy
    >>> from dlcore.datasets import make_gate
    >>> rng, (x, t) = np.random.default_rng(0), make_gate("xor")
    >>> net = Sequential(Affine(2, 4, rng=rng), Tanh(), Affine(4, 1, rng=rng))
    >>> history = fit(net, BinaryCrossEntropy(), SGD(1.0), x, t, epochs=500, batch_size=4, rng=rng)
    >>> accuracy(net, x, t)
    1.0
    """
    _require_parts(net, loss, optimizer)
    x, t = _training_set(net, loss, x, t, "")
    if validation is not None:
        if not isinstance(validation, tuple | list) or len(validation) != 2:
            raise TypeError(f"validation must be a pair (x, t), got {shown(validation)}")
        validation = _training_set(net, loss, *validation, "validation ")
    require_count(epochs, "epochs")
    require_count(batch_size, "batch_size")
    rate = None if schedule is None else _rates(schedule)
    l2 = require_not_negative(l2, "l2")
    require_callbacks(callbacks, validation)
    if rng is not None:
        require_rng(rng)
    require_bool(progress, "progress")
    params, grads, history = net.params, net.grads, History()
    optimizer.check(params, grads)
    with _rate_kept(optimizer):
        for epoch in _progress(epochs, progress):
            net.train()
            total = 0.0
            for x_batch, t_batch in batches(x, t, batch_size, rng):
                if rate is not None:
                    optimizer.lr = rate(len(history.step_loss))
                value = loss.forward(net.forward(x_batch), t_batch)
                net.backward_params(loss.backward())
                if l2:
                    for key, gradient in l2_penalty(params, l2)[1].items():
                        grads[key] += gradient
                optimizer.step(params, grads)
                history.step_loss.append(value)
                total += value * len(x_batch)
            history.loss.append(total / len(x))
            if validation is not None:
                _validate(net, loss, *validation, history)
            stop = [callback(epoch, net, history) for callback in callbacks]  # every one is called
            if any(stop):
                break
    for callback in callbacks:
        if hasattr(callback, "end"):
            callback.end(net)
    net.eval()
    return history


@contextmanager
def _rate_kept(optimizer):
    """Give the optimizer its rate back, whatever a schedule has made of it."""
    rate = optimizer.lr
    try:
        yield
    finally:
        optimizer.lr = rate


def _require_parts(net, loss, optimizer):
    """Raise unless the first three arguments of `fit` are what they should be, in this order."""
    order = "in fit(net, loss, optimizer, x, t, ...)"
    require_kind(net, Layer, "net", f"a Layer, such as Sequential(...), {order}")
    require_kind(loss, Loss, "loss", f"a loss, such as SoftmaxCrossEntropy(), {order}")
    require_kind(optimizer, Optimizer, "optimizer", f"an optimizer, such as SGD(0.1), {order}")
    if not net.params:
        raise ValueError(f"net must have parameters to train, got {net!r}")


def _rates(schedule):
    """Return the checked rate as a function of the step; the first is asked for at once."""
    require_callable(schedule, "schedule", "a function of the step, such as CosineDecay(0.1, 500)")

    def rate(i):
        return require_not_negative(schedule(i), f"schedule({i})")

    first = rate(0)
    return lambda i: rate(i) if i else first


def _training_set(net, loss, x, t, name):
    """Check everything about a data set once, before the first step."""
    x, t = as_float(x, f"{name}x", net.dtype), as_array(t, f"{name}t")
    if x.size == 0 or x.ndim == 0 or x.shape[:1] != t.shape[:1]:
        raise ValueError(
            f"{name}x and t must hold equally many examples, at least one, "
            f"got shapes {x.shape} and {t.shape}"
        )
    require_finite(x, f"{name}x")
    one = predict(net, x[:1])
    return x, loss.check(np.broadcast_to(one, (len(x), *one.shape[1:])), t)


def _validate(net, loss, x, t, history):
    prediction = predict(net, x)
    history.validation_loss.append(loss.forward(prediction, t))
    one_answer = isinstance(loss, BinaryCrossEntropy) and prediction[0].size == 1
    if one_answer or isinstance(loss, SoftmaxCrossEntropy):
        predicted, target = answers(prediction, t)
        history.validation_accuracy.append(float((predicted == target).mean()))


def _progress(epochs, show):
    """Return range(epochs), behind a progress bar where a person is watching a terminal."""
    if show and getattr(sys.stderr, "isatty", bool)():
        try:
            from tqdm import tqdm
        except ImportError:
            return range(epochs)
        return tqdm(range(epochs), desc="epochs", delay=2, leave=False)
    return range(epochs)
