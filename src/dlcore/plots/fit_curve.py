"""A polynomial among its examples, and its error on them and on new ones."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from dlcore.plots.style import BLUE, FAINT, INK, VERMILION, axes

__all__ = ["fit_curve"]


def fit_curve(
    weights: ArrayLike,
    train: tuple[ArrayLike, ArrayLike],
    truth: Callable,
    errors: ArrayLike,
    *,
    over: Sequence[float],
    at: float,
    noise: float,
    xlabel: str = "degree",
    chosen: int | None = None,
) -> Figure:
    """Draw a fitted polynomial, and beside it the errors of such fits over one of their settings.

    Chapter: dropout.

    Parameters
    ----------
    weights : array_like of shape (d + 1,)
        Of the polynomial, the bias first.
    train : (array_like of shape (N,), array_like of shape (N,))
        Inputs in [-1, 1] and targets of the training examples.
    truth : callable
        The curve without noise.
    errors : array_like of shape (K, 2)
        Error on the training examples and on new ones, for each of `over`.
    over : sequence of float
        The setting, in the coordinate in which it is drawn.
    at : float
        Where on this axis the polynomial on the left stands.
    noise : float
        Standard deviation of the noise, drawn as a level.
    xlabel : str, default "degree"
    chosen : int, optional
        The example drawn as a square.

    Returns
    -------
    Figure

    Examples
    --------
    >>> import numpy as np
    >>> from dlcore.plots import fit_curve
    >>> train = [-1, 0, 1], [0.1, -0.1, 0.1]
    >>> fit_curve([0, 0], train, np.sin, [[1, 1], [0, 2]], over=[0, 1], at=1, noise=0.3)
    <Figure size 800x380 with 2 Axes>
    """
    x, y = (np.asarray(values, dtype=float) for values in train)
    lines = np.linspace(-1, 1, 401)
    with axes(None, 2, size=(4.0, 3.8)) as (left, right):
        left.plot(lines, truth(lines), ":", color="#777777", lw=1.8, label="curve without noise")
        fitted = np.polyval(np.asarray(weights, dtype=float)[::-1], lines)
        left.plot(lines, fitted, color=BLUE, lw=2.4, label="polynomial")
        others = np.arange(len(x)) != chosen
        left.plot(x[others], y[others], "o", color=INK, ms=5, label="training examples")
        if chosen is not None:
            left.plot(x[chosen], y[chosen], "s", color=VERMILION, mec="white", ms=8)
        left.set(xlim=(-1.08, 1.08), ylim=(-2.6, 2.6), xlabel="x", title="examples and polynomial")
        left.legend(fontsize=9, loc="upper left")
        right.axvline(at, color=FAINT, lw=8, alpha=0.4)
        right.axhline(noise, color="#777777", ls=":", label="noise σ")
        on_train, on_new = np.asarray(errors, dtype=float).T
        right.plot(over, on_train, color=INK, lw=2.2, label="training error")
        right.plot(over, on_new, "--", color=BLUE, lw=2.2, label="error on new examples")
        right.set(ylim=(0, 1.5), xlabel=xlabel, title="root of the mean squared error")
        right.legend(fontsize=9, loc="upper center")
        return left.figure
