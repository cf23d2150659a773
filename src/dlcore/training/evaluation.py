"""What a trained network answers, and how often it is right. Chapter: introduction."""

from __future__ import annotations

from contextlib import contextmanager

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_array, as_examples, require_count, require_kind, require_only, shown
from dlcore.layers import Layer
from dlcore.layers.layer import parts


def predict(net: Layer, x: ArrayLike, *, chunk: int = 1000) -> NDArray[np.floating]:
    """Return the outputs of `net` in evaluation mode, `chunk` rows at a time.

    Nothing is left behind: every layer keeps the mode that it was in and, for a backward pass yet
    to come, what it remembers of its last batch. Chapter: introduction.

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
    require_kind(net, Layer, "net", "a Layer, such as Sequential(...)")
    require_count(chunk, "chunk")
    x = as_examples(x, "x")
    with _left_alone(net):
        net.eval()
        outputs = [net.forward(x[i : i + chunk]) for i in range(0, len(x), chunk)]
    return outputs[0] if len(outputs) == 1 else np.concatenate(outputs)


@contextmanager
def _left_alone(net):
    """Put the attributes of every layer of `net` back at the end: its mode and its caches."""
    before = [(part, dict(vars(part))) for part in parts(net)]
    try:
        yield
    finally:
        for part, attributes in before:
            vars(part).clear()
            vars(part).update(attributes)


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

    Raises
    ------
    ValueError
        if an output is NaN, or if `t` is neither labels nor one-hot rows.

    Examples
    --------
    >>> from dlcore import Identity
    >>> accuracy(Identity(), np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 4.0]]), [0, 1, 1]).__round__(3)
    0.667
    """
    predicted, target, _ = _checked_answers(net, x, t)
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
    predicted, target, n_classes = _checked_answers(net, x, t)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (target, predicted), 1)
    return counts


def _checked_answers(net, x, t):
    """Return the predicted and the true classes and the number of classes; raise unless it can."""
    prediction, t = predict(net, x), as_array(t, "t")
    n, n_outputs = len(prediction), prediction[0].size
    allowed = [(n,), (n, n_outputs)]
    if t.shape not in allowed:
        raise ValueError(f"t must have shape {allowed[0]} or {allowed[1]}, got {t.shape}")
    n_classes = max(2, n_outputs)
    largest = 1 if t.ndim == 2 else n_classes - 1
    require_only(t, range(largest + 1), "t", f"0..{largest}")
    if t.ndim == 2 and n_outputs > 1 and (t.sum(axis=1) != 1).any():
        row = int((t.sum(axis=1) != 1).argmax())
        raise ValueError(f"each row of a 2-D t must hold one 1, got {shown(t[row])} in row {row}")
    predicted, target = answers(prediction, t)
    if (predicted < 0).any():
        row = int((predicted < 0).argmax())
        raise ValueError(f"the net must give numbers, got nan for example {row}")
    return predicted, target, n_classes


def answers(prediction, t):
    """Return the predicted and the true class numbers; a prediction of NaN is -1, no class."""
    outputs = prediction.reshape(len(prediction), -1)
    if outputs.shape[1] > 1:
        predicted, target = outputs.argmax(axis=1), t.argmax(axis=1) if t.ndim == 2 else t
    else:
        predicted, target = outputs[:, 0] > 0, t.ravel() > 0.5
    return np.where(np.isnan(outputs).any(axis=1), -1, predicted), target.astype(int)
