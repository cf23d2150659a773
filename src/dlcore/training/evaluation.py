"""What a trained network answers, and how often it is right. Chapter: introduction."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import require_count
from dlcore.layers import Layer


def predict(net: Layer, x: ArrayLike, *, chunk: int = 1000) -> NDArray[np.floating]:
    """Return the outputs of `net` in evaluation mode, `chunk` rows at a time.

    The net is put back into the mode that it was in. Chapter: introduction.

    Parameters
    ----------
    net : Layer
    x : array-like of shape (N, D)
    chunk : int, default 1000
        Keeps the memory that large sets need small.

    Returns
    -------
    ndarray of shape (N, K)
        Whatever the last layer gives: logits, unless it is an activation.

    Examples
    --------
    >>> from dlcore import Dropout
    >>> predict(Dropout(0.5, rng=np.random.default_rng(0)), np.ones((1, 3)))
    array([[1., 1., 1.]])
    """
    require_count(chunk, "chunk")
    x, training = np.asarray(x), net.training
    if len(x) == 0:
        raise ValueError(f"x must hold at least one example, got shape {x.shape}")
    net.eval()
    try:
        parts = [net.forward(x[i : i + chunk]) for i in range(0, len(x), chunk)]
    finally:
        if training:
            net.train()
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def accuracy(net: Layer, x: ArrayLike, t: ArrayLike) -> float:
    """Return the share of examples that `net` classifies as `t` says, in evaluation mode.

    With C >= 2 outputs the class is the largest one, and `t` holds labels of shape (N,) or one-hot
    rows of shape (N, C). With one output, a logit, the class is 1 where it is > 0 and `t` holds 0
    and 1, of shape (N,) or (N, 1). Chapter: introduction.

    Parameters
    ----------
    net : Layer
    x : array-like of shape (N, D)
    t : array-like of shape (N,), (N, 1) or (N, C)

    Returns
    -------
    float in [0, 1]

    Examples
    --------
    >>> from dlcore import Identity
    >>> accuracy(Identity(), np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 4.0]]), [0, 1, 1]).__round__(3)
    0.667
    """
    predicted, target = _checked_answers(net, x, t)
    return float((predicted == target).mean())


def confusion_matrix(net: Layer, x: ArrayLike, t: ArrayLike) -> NDArray[np.int_]:
    """Count how often each true class (row) was given each answer (column).

    Chapter: introduction.

    Parameters
    ----------
    net, x, t
        As in `accuracy`.

    Returns
    -------
    ndarray of int of shape (C, C)

    Examples
    --------
    >>> from dlcore import Identity
    >>> confusion_matrix(Identity(), np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 4.0]]), [0, 1, 1])
    array([[1, 0],
           [1, 1]])
    """
    predicted, target = _checked_answers(net, x, t)
    n_classes = max(2, predict(net, x[:1]).size)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (target, predicted), 1)
    return counts


def _checked_answers(net, x, t):
    prediction, t = predict(net, x), np.asarray(t)
    n, n_outputs = len(prediction), prediction[0].size
    allowed = [(n,), (n, n_outputs)]
    if t.shape not in allowed:
        raise ValueError(f"t must have shape {allowed[0]} or {allowed[1]}, got {t.shape}")
    n_classes = 2 if n_outputs == 1 or t.ndim == 2 else n_outputs
    if not np.isin(t, np.arange(n_classes)).all():
        raise ValueError(f"t must hold only 0..{n_classes - 1}, got {np.unique(t)}")
    return answers(prediction, t)


def answers(prediction, t):
    """Return the predicted and the true class numbers."""
    if prediction[0].size > 1:
        return prediction.argmax(axis=1), t.argmax(axis=1) if t.ndim == 2 else t.astype(int)
    return (prediction.ravel() > 0).astype(int), (t.ravel() > 0.5).astype(int)
