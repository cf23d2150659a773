"""A stream of batches through one unit, normalized by the batch or by what was stored."""

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from dlcore import plots
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.layers import BatchNorm

__all__ = ["BatchNormExplorer"]

_WIDEST, _MOST_BATCHES, _MOST_CHANGES, _LARGEST = 64, 500, 60, 1e6
_MEAN, _SPREAD = (-4.0, 4.0), (0.2, 2.5)


class _Rows(traitlets.TraitType):
    """A list of rows of finite numbers that pass `good`."""

    def __init__(self, default, *, most, good, info_text):
        super().__init__(default_value=default)
        self.most, self.good, self.info_text = most, good, info_text

    def make_dynamic_default(self):
        return [list(row) for row in self.default_value]

    def validate(self, obj, value):
        try:
            rows = [np.asarray(row, dtype=np.float64) for row in value]
        except (TypeError, ValueError):
            self.error(obj, value)
        numbers = all(row.ndim == 1 and np.isfinite(row).all() for row in rows)
        if len(rows) > self.most or not numbers or not self.good(rows):
            self.error(obj, value)
        return [row.tolist() for row in rows]


def _good_past(rows) -> bool:
    if not all(len(row) == 5 for row in rows):
        return False
    until, mean, spread, size, training = np.array(rows).reshape(-1, 5).T
    return bool(
        (until % 1 == 0).all()
        and (np.diff(until, prepend=0) > 0).all()
        and (until < _MOST_BATCHES).all()
        and ((_MEAN[0] <= mean) & (mean <= _MEAN[1])).all()
        and ((_SPREAD[0] <= spread) & (spread <= _SPREAD[1])).all()
        and ((size % 1 == 0) & (size >= 1) & (size <= _WIDEST)).all()
        and np.isin(training, (0, 1)).all()
    )


def _good_data(rows) -> bool:
    sizes = {len(row) for row in rows}
    return len(sizes) <= 1 and all(
        1 <= len(row) <= _WIDEST and (np.abs(row) <= _LARGEST).all() for row in rows
    )


class BatchNormExplorer(Explorer):
    """Batch normalization of one unit while batches stream in.

    Above, a batch before and after y = γ(z − μ)/√(σ² + ε) + β, in training (statistics of the
    batch) or in inference (running averages); then the running averages following mean and
    variance of the data; below, a small table in which batch norm averages columns and layer norm
    rows. Batch k holds mean + spread·u for the first `batch_size` numbers u of row k of
    ``numpy.random.default_rng(seed).standard_normal((batches, 64))``, or of `data`. Named apart
    from `dlcore.layers.BatchNorm`, whose numbers it shows.

    `mode`, `batch_size`, `mean` and `spread` hold for all batches since the last row of `past`.
    When the reader moves one of them, a row is added, so that earlier batches stay as they were;
    Python adds rows by setting `past`.

    Attributes
    ----------
    mode : {"train", "eval"}
        Training, or inference, in which the running averages are used and stand still.
    batch_size : int in [1, 64], default 8
        At most the length of a row of `data`, if there is any.
    gamma, beta : float in [-3, 3], default 1.0 and 0.0
        Scale and shift.
    mean : float in [-4, 4], default 3.0
    spread : float in [0.2, 2.5], default 1.8
        Mean and standard deviation of the data; with `data`, a shift and a factor, which the
        figure then offers no control for.
    momentum : float in [0, 0.99], default 0.9
        Weight of the old running average, for all batches.
    odd : float, default 0.0
        How far the first example of the latest batch is moved from where it came.
    seed : int in [0, 2**32 - 1]
    batches : int in [1, 500], default 26
        Batches that have come; the latest is shown.
    past : at most 60 rows (until, mean, spread, batch_size, training), default [[20, 0, 1, 8, 1]]
        How the stream was up to and including batch `until`; `training` is 1 or 0. The latest
        batch is never past.
    data : at most 500 rows of equally many numbers, 1 to 64, within ±1e6
        The reader's own activations, which `set_stream` sets; used again from the start at the
        end.
    axis : {"batch", "layer"}
        What the table shows.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: batch-norm. Ioffe and Szegedy, 2015; Ba et al., 2016.

    Examples
    --------
    >>> BatchNormExplorer(batch_size=2).outputs().round(3)
    array([ 1., -1.])
    """

    name = "batch_norm"
    _esm = built_module("batch_norm")

    mode = traitlets.Enum(["train", "eval"], "train").tag(sync=True, state=True)
    batch_size = traitlets.Int(8, min=1, max=_WIDEST).tag(sync=True, state=True)
    gamma = Real(1.0, min=-3.0, max=3.0).tag(sync=True, state=True)
    beta = Real(0.0, min=-3.0, max=3.0).tag(sync=True, state=True)
    mean = Real(3.0, min=_MEAN[0], max=_MEAN[1]).tag(sync=True, state=True)
    spread = Real(1.8, min=_SPREAD[0], max=_SPREAD[1]).tag(sync=True, state=True)
    momentum = Real(0.9, min=0.0, max=0.99).tag(sync=True, state=True)
    odd = Real(0.0, min=-2 * _LARGEST, max=2 * _LARGEST).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)
    batches = traitlets.Int(26, min=1, max=_MOST_BATCHES).tag(sync=True, state=True)
    past = _Rows(
        [[20, 0, 1, 8, 1]],
        most=_MOST_CHANGES,
        good=_good_past,
        info_text=f"at most {_MOST_CHANGES} rows (until, mean, spread, batch_size, training), "
        f"until rising and below {_MOST_BATCHES}, the others within their ranges",
    ).tag(sync=True, state=True)
    data = _Rows(
        [],
        most=_MOST_BATCHES,
        good=_good_data,
        info_text=f"at most {_MOST_BATCHES} rows of equally many numbers, 1 to {_WIDEST}, "
        f"within ±{_LARGEST:g}",
    ).tag(sync=True, state=True)
    axis = traitlets.Enum(["batch", "layer"], "batch").tag(sync=True, state=True)

    def set_stream(self, z: ArrayLike) -> None:
        """Let the reader's own activations of one unit stream in, from the first batch on.

        Values before and after share one scale; activations of a size of 1 to 10 show best.

        Parameters
        ----------
        z : array_like of shape (n_batches, m) or (n,)
            One row per batch; or examples in order, which are cut into batches of `batch_size`
            (what is left over is dropped).

        Raises
        ------
        ValueError
            If the shape is another, a number is not finite, or there is no whole batch.
        traitlets.TraitError
            If there are more than 500 batches or 64 examples in one, or a number beyond ±1e6.

        Examples
        --------
        >>> explorer = BatchNormExplorer(batch_size=2)
        >>> explorer.set_stream([10.0, 20.0, 30.0, 50.0])
        >>> explorer.batches = 2
        >>> explorer.batch()
        array([30., 50.])
        """
        rows = np.asarray(z, dtype=np.float64)
        if rows.ndim == 1:
            rows = rows[: len(rows) // self.batch_size * self.batch_size]
            rows = rows.reshape(-1, self.batch_size)
        if rows.ndim != 2:
            raise ValueError(f"z must have shape (n_batches, m) or (n,), got {np.shape(z)}")
        if not rows.size:
            raise ValueError(
                f"z must hold at least one batch, got shape {np.shape(z)} "
                f"with batch_size={self.batch_size}"
            )
        if not np.isfinite(rows).all():
            raise ValueError("z must be finite, got NaN or infinity")
        with self.hold_trait_notifications():
            self.data, self.past = rows, []
            self.batch_size = rows.shape[1]
            self.mean, self.spread, self.odd, self.batches = 0.0, 1.0, 0.0, 1

    def batch(self, k: int | None = None) -> NDArray:
        """Return the values z of batch `k` (counted from 1), by default of the latest.

        Examples
        --------
        >>> BatchNormExplorer().batch().round(2)
        array([4.71, 2.77, 0.21, 1.09, 0.71, 2.43, 5.25, 3.91])
        """
        k = self.batches if k is None else k
        if not 1 <= k <= self.batches:
            raise ValueError(f"k must be from 1 to batches={self.batches}, got {k}")
        return self._stream()[k - 1]

    def history(self) -> NDArray:
        """Return what the curves show.

        Returns
        -------
        ndarray of shape (batches, 6)
            Mean and variance of the data, of the batch, and of the running averages after it.
        """
        return self._run()[0]

    @property
    def unfolded(self):
        """Whether the table below the picture is open from the start."""
        return self.axis == "layer"

    def outputs(self) -> NDArray:
        """Return the latest batch as `dlcore.layers.BatchNorm` normalizes it, shape (m,)."""
        return self._run()[1]

    def figure(self):
        history, y = self._run()
        return plots.batch_norm(
            self.batch(), y, history,
            training=self.mode == "train", gamma=self.gamma, beta=self.beta,
        )  # fmt: skip

    def _settings(self, k: int) -> tuple[float, float, int, bool]:
        """Mean, spread, batch size and whether in training, of batch k."""
        for until, mean, spread, size, training in self.past:
            if k <= until and k < self.batches:
                return mean, spread, int(size), training == 1
        return self.mean, self.spread, self.batch_size, self.mode == "train"

    def _stream(self) -> list[NDArray]:
        """The values z of all batches."""
        rows = np.array(self.data)
        if not self.data:
            rng = np.random.default_rng(self.seed)
            rows = rng.standard_normal((self.batches, _WIDEST))
        batches = []
        for k in range(1, self.batches + 1):
            mean, spread, size, _ = self._settings(k)
            batches.append(mean + spread * rows[(k - 1) % len(rows), :size])
        batches[-1][0] += self.odd
        return batches

    def _run(self) -> tuple[NDArray, NDArray]:
        """What `history` and `outputs` return."""
        source = np.array(self.data) if self.data else np.array([-1.0, 1.0])
        layer = BatchNorm(1, self.momentum)
        layer.params["gamma"][:], layer.params["beta"][:] = self.gamma, self.beta
        history = []
        for k, z in enumerate(self._stream(), start=1):
            mean, spread, _, training = self._settings(k)
            (layer.train if training else layer.eval)()
            y = layer(z[:, None])[:, 0]
            running = layer.buffers["mean"][0], layer.buffers["var"][0]
            data = mean + spread * source.mean(), spread**2 * source.var()
            history.append([*data, z.mean(), z.var(), *running])
        return np.array(history), y
