"""A line through points, two of them moved at will, under three losses."""

from itertools import combinations

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import plots
from dlcore.explorers.base import Explorer, Matrix, Real, built_module
from dlcore.losses import Huber, Loss, MeanAbsoluteError, MeanSquaredError

__all__ = ["RobustFit"]

_X = (0.5, 1.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 8.5, 9.5)
_T = (2.1, 3.3, 3.5, 4.9, 4.7, 5.9, 5.8, 7.1, 6.8, 8.0)
_NAMES = {"mse": "MSE", "mae": "MAE", "huber": "Huber"}
_ROUNDS = 1000


class RobustFit(Explorer):
    """The line that is best under a loss, and the pull of each point at it.

    With the error e = wx + b - t of a point, the pull is the derivative of its loss with respect
    to the prediction: e for squared error, the sign of e for absolute error, and e clipped to
    [-delta, delta] for the Huber loss (Huber, 1964).

    Attributes
    ----------
    loss : {"mse", "mae", "huber"}, default "mse"
        The loss whose line is drawn bold.
    delta : float in [0.1, 10], default 1.0
        Where the Huber loss stops being a square.
    moved : 2 rows of 2 numbers in [0, 10], default [[9.0, 0.5], [2.0, 3.4]]
        Places (x, t) of the points A and B, beside ten that stay.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: losses.

    Examples
    --------
    >>> figure = RobustFit()
    >>> {name: round(figure.line(name)[0], 2) for name in ("mse", "mae", "huber")}
    {'mse': 0.36, 'mae': 0.52, 'huber': 0.55}
    """

    name = "robust_fit"
    _esm = built_module("robust_fit")

    loss = traitlets.Enum(["mse", "mae", "huber"], "mse").tag(sync=True, state=True)
    delta = Real(1.0, min=0.1, max=10.0).tag(sync=True, state=True)
    moved = Matrix([[9.0, 0.5], [2.0, 3.4]], low=0, high=10).tag(sync=True, state=True)

    def points(self) -> tuple[NDArray, NDArray]:
        """Return inputs x and targets t, each of shape (12,), A and B last.

        Examples
        --------
        >>> RobustFit().points()[0][-2:].tolist()
        [9.0, 2.0]
        """
        given = np.transpose([_X, _T])
        x, t = np.concatenate([given, self.moved]).T
        return x, t

    def line(self, loss: str | None = None) -> tuple[float, float]:
        """Return slope and intercept of the best line under a loss, by default the chosen one.

        Parameters
        ----------
        loss : {"mse", "mae", "huber"}, optional
            Another loss than that of the figure.

        Returns
        -------
        (float, float)

        Raises
        ------
        ValueError
            If there is no loss of this name.

        Notes
        -----
        The squared error's line is in closed form. Some best line of the absolute error passes
        through two of the points, so all of these are tried. The Huber loss is minimized by
        iteratively reweighted least squares.

        Examples
        --------
        >>> [round(value, 2) for value in RobustFit(delta=10).line("huber")]
        [0.36, 2.74]
        """
        loss = self.loss if loss is None else loss
        if loss not in _NAMES:
            raise ValueError(f"loss must be one of {', '.join(_NAMES)}, got {loss!r}")
        w, b = {"mse": _squared, "mae": _absolute, "huber": self._capped}[loss](*self.points())
        return float(w), float(b)

    def pull(self, errors) -> NDArray:
        """Return the derivative of the chosen loss with respect to the prediction, per point.

        Examples
        --------
        >>> RobustFit(loss="huber").pull([-3, 0.5, 3]).tolist()
        [-1.0, 0.5, 1.0]
        """
        errors = np.asarray(errors, dtype=float)
        errors = np.where(abs(errors) < 1e-9, 0.0, errors)  # the line passes through the point
        loss = self._loss()
        loss.forward(errors, np.zeros_like(errors))
        return len(errors) * loss.backward()

    def _loss(self) -> Loss:
        if self.loss == "huber":
            return Huber(delta=self.delta)
        return MeanSquaredError() if self.loss == "mse" else MeanAbsoluteError()

    def _capped(self, x, t):
        line = _squared(x, t)
        for _ in range(_ROUNDS):
            size = np.maximum(abs(np.polyval(line, x) - t), 1e-300)
            before, line = line, np.polyfit(x, t, 1, w=np.sqrt(np.minimum(1, self.delta / size)))
            if abs(line - before).max() < 1e-13:
                break
        return line

    def figure(self):
        lines = {name: self.line(loss) for loss, name in _NAMES.items()}
        return plots.robust_fit(*self.points(), lines, _NAMES[self.loss], self.pull)


def _squared(x, t):
    return np.polyfit(x, t, 1)


def _absolute(x, t):
    pairs = [(i, j) for i, j in combinations(range(len(x)), 2) if x[i] != x[j]]
    lines = [np.polyfit(x[[i, j]], t[[i, j]], 1) for i, j in pairs]
    return min(lines, key=lambda line: abs(np.polyval(line, x) - t).sum().round(12))
