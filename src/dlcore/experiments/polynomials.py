"""A polynomial through examples of one input: the smallest model that can overfit."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_batch,
    require_finite,
    require_integer,
    require_not_negative,
    require_shape,
)

__all__ = ["fit_polynomial"]


def fit_polynomial(
    x: ArrayLike, y: ArrayLike, degree: int, *, decay: float = 0.0
) -> NDArray[np.float64]:
    """Fit w₀ + w₁x + … + w_d x^d by least squares with weight decay.

    The weights minimize ½ mean (ŷ - y)² + ½ λ Σ wₖ² over k ≥ 1; the bias w₀ does not decay (ridge
    regression: Hoerl and Kennard, "Ridge regression: biased estimation for nonorthogonal problems",
    Technometrics, 1970). Where many weights fit equally well, the shortest are given.
    Chapter: dropout.

    Parameters
    ----------
    x : array_like of shape (N,)
        Inputs; between -1 and 1 the powers stay of one size.
    y : array_like of shape (N,)
        Targets.
    degree : int
        d, at least 0.
    decay : float, default 0
        λ, at least 0.

    Returns
    -------
    ndarray of shape (degree + 1,)
        The bias first.

    Raises
    ------
    ValueError
        If shapes disagree, there is no example, a number is not finite, or `degree` or `decay` is
        negative.

    Examples
    --------
    >>> from dlcore.experiments import fit_polynomial
    >>> fit_polynomial([-1, 0, 1, 2], [0, 1, 0, -3], 2).round(6) + 0.0
    array([ 1.,  0., -1.])
    """
    x = as_batch(x, dtype=np.float64)
    require_shape(x, ("N",), "x")
    y = as_batch(y, dtype=np.float64, name="y")
    require_shape(y, x.shape, "y")
    require_finite(x, "x")
    require_finite(y, "y")
    degree, decay = require_integer(degree, "degree", 0), require_not_negative(decay, "decay")
    powers = np.vander(x, degree + 1, increasing=True)
    penalty = np.sqrt(decay * len(x)) * np.eye(degree + 1)[1:]
    rows, targets = np.vstack([powers, penalty]), np.concatenate([y, np.zeros(degree)])
    return np.linalg.lstsq(rows, targets, rcond=None)[0]
