"""Descent in batches on a line through 100 examples, beside the descent of the full batch."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import plots
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.layers import Affine
from dlcore.losses import MeanSquaredError
from dlcore.optimizers import SGD

__all__ = ["BatchSize"]

_N, _START = 100, (-2.0, 1.0)


class BatchSize(Explorer):
    """A line wx + b through 100 examples, learned in batches of B of them.

    The loss is the mean of half the squared errors, so its surface over (w, b) is a valley. The
    variance of the gradient of a batch is that of one example times 1/B, and times
    (N - B)/(N - 1) as well if no example is drawn twice.

    Attributes
    ----------
    batch : {1, 2, 5, 10, 20, 50, 100}, default 5
        Examples in a batch.
    lr : float in [0.01, 2], default 0.5
        Learning rate; the full batch diverges beyond 2/L = 1.357.
    draws : {"once", "again"}, default "once"
        Without replacement, shuffled anew for every epoch, or with replacement.
    by : {"examples", "steps"}, default "examples"
        What is counted: examples seen or steps.
    seen : int in [0, 2000], default 500
        Examples seen by both paths while `by` is "examples".
    steps : int in [0, 200], default 40
        Steps of both paths while `by` is "steps".
    seed : int in [0, 2**32 - 1], default 0
        Decides which examples make up the batches.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: optimizers.

    Examples
    --------
    >>> BatchSize(batch=20).path().round(2)[[0, -1]].tolist()
    [[-2.0, 1.0], [0.94, 0.56]]
    """

    name = "batch_size"
    _esm = built_module("batch_size")

    batch = traitlets.Enum([1, 2, 5, 10, 20, 50, 100], 5).tag(sync=True, state=True)
    lr = Real(0.5, min=0.01, max=2.0).tag(sync=True, state=True)
    draws = traitlets.Enum(["once", "again"], "once").tag(sync=True, state=True)
    by = traitlets.Enum(["examples", "steps"], "examples").tag(sync=True, state=True)
    seen = traitlets.Int(500, min=0, max=2000).tag(sync=True, state=True)
    steps = traitlets.Int(40, min=0, max=200).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def examples(self) -> tuple[NDArray, NDArray]:
        """Return inputs x and targets t, each of shape (100,).

        Examples
        --------
        >>> x, t = BatchSize().examples()
        >>> np.polyfit(x, t, 1).round(2).tolist()
        [0.96, 0.48]
        """
        rng = np.random.default_rng(0)
        x = rng.uniform(-0.5, 1.5, _N)
        return x, 0.5 + x + 0.6 * rng.standard_normal(_N)

    def path(self, *, full: bool = False) -> NDArray:
        """Return the points (w, b) that dlcore's SGD visits, the start included.

        Parameters
        ----------
        full : bool, default False
            Whether every step takes all examples, as the path that the figure compares with.

        Returns
        -------
        ndarray of shape (n + 1, 2)

        Examples
        --------
        >>> [len(BatchSize(batch=2).path(full=full)) for full in (False, True)]
        [251, 6]
        """
        size = _N if full else self.batch
        n_steps = self.seen // size if self.by == "examples" else self.steps
        rows = np.tile(np.arange(_N), n_steps) if full else self._order(n_steps * size)
        (x, t), net = self.examples(), Affine(1, 1, rng=np.random.default_rng(0))
        net.params["W"][...], net.params["b"][...] = _START
        loss, optimizer, points = MeanSquaredError(), SGD(self.lr), [_START]
        for batch in rows.reshape(n_steps, size):
            loss.forward(net.forward(x[batch, None]), t[batch, None])
            net.backward(loss.backward())
            optimizer.step(net.params, net.grads)
            points.append((net.params["W"][0, 0], net.params["b"][0]))
        return np.array(points)

    def loss(self, w, b) -> NDArray | float:
        """Return the loss above its minimum, as a share of that at the start.

        Examples
        --------
        >>> round(float(BatchSize().loss(-2, 1)), 6)
        1.0
        """
        x, t = self.examples()
        rows = np.column_stack([x, np.ones(_N)])
        lowest = np.linalg.lstsq(rows, t, rcond=None)[0]

        def height(w, b):
            return ((np.multiply.outer(x, w - lowest[0]) + b - lowest[1]) ** 2).mean(axis=0)

        return height(np.asarray(w, dtype=float), np.asarray(b, dtype=float)) / height(*_START)

    def _order(self, count):
        """Rows of the examples in the order in which the batches hold them."""
        rng = np.random.default_rng(self.seed)
        if self.draws == "again":
            return np.floor(_N * rng.random(count)).astype(int)
        epochs = [rng.permutation(_N) for _ in range(-(-count // _N))]
        return np.concatenate([np.empty(0, dtype=int), *epochs])[:count]

    def figure(self):
        paths = {"full batch": (self.path(full=True), _N)}
        if self.batch < _N or self.draws == "again":
            paths[f"batch {self.batch}"] = (self.path(), self.batch)
        if self.by == "steps":
            paths = {name: (path, 1) for name, (path, _) in paths.items()}
        xlabel = "examples seen" if self.by == "examples" else "step"
        return plots.batch_paths(self.loss, paths, xlabel=xlabel)
