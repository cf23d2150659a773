"""Gradient descent. Chapter: optimizers."""

from __future__ import annotations

from .optimizer import Optimizer


class SGD(Optimizer, elementwise=True):
    r"""Gradient descent: stochastic when the gradient comes from a mini-batch.

    .. math:: p \leftarrow p - \eta\, g

    As in PyTorch. Chapter: optimizers.

    Parameters
    ----------
    lr : float
        The learning rate η, above 0.

    Examples
    --------
    >>> params = {"x": np.array([1.0])}
    >>> SGD(lr=0.1).step(params, {"x": np.array([2.0])})
    >>> params["x"]
    array([0.8])
    """

    def update(self, p, g):
        p -= self.lr * g
