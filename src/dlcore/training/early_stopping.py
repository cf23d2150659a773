"""When to stop training. Chapter: dropout."""

from __future__ import annotations

import numpy as np

from dlcore._checks import require_count, require_not_negative
from dlcore._options import shown_call
from dlcore.layers import Layer

from .history import History


class EarlyStopping:
    """Stop `fit` when the validation loss has not improved for a while; keep the best weights.

    One of the ``callbacks`` of `fit`, which then needs ``validation``. Chapter: dropout.

    Parameters
    ----------
    patience : int
        Epochs without an improvement after which training stops.
    min_delta : float, default 0
        By how much the loss must fall to count as an improvement.

    Attributes
    ----------
    best_epoch : int or None
        When (from 0) the loss was lowest; the net has the weights (and running averages) of that
        epoch when `fit` returns.
    best : float
        That loss.

    Examples
    --------
    >>> from dlcore import Affine
    >>> stop, net = EarlyStopping(patience=2), Affine(1, 1, init="zeros")
    >>> losses = [0.5, 0.4, 0.6, 0.7]
    >>> [stop(i, net, History(validation_loss=losses[: i + 1])) for i in range(4)]
    [False, False, False, True]
    >>> stop.best_epoch
    1
    """

    # `fit` asks for validation data before the first step.
    needs_validation = True

    def __init__(self, patience: int, *, min_delta: float = 0.0):
        self.patience = require_count(patience, "patience")
        self.min_delta = require_not_negative(min_delta, "min_delta")
        self._reset()

    def _reset(self):
        self.best, self.best_epoch, self._since, self._arrays = np.inf, None, 0, None

    def __call__(self, epoch: int, net: Layer, history: History) -> bool:
        """Look at the epoch just finished; return True to stop."""
        if not history.validation_loss:
            raise ValueError("EarlyStopping needs fit(..., validation=(x, t)), got no validation")
        if epoch == 0:  # another training: what the last one reached does not count
            self._reset()
        if history.validation_loss[-1] < self.best - self.min_delta:
            self.best, self.best_epoch, self._since = history.validation_loss[-1], epoch, 0
            self._arrays = [a.copy() for a in _arrays(net)]
            return False
        self._since += 1
        return self._since >= self.patience

    def end(self, net: Layer) -> None:
        """Put the best weights back into `net`."""
        if self._arrays is not None:
            for array, best in zip(_arrays(net), self._arrays, strict=True):
                array[...] = best

    def __repr__(self):
        return shown_call(self)


def _arrays(net):
    return [*net.params.values(), *net.buffers.values()]
