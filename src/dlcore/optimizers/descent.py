"""Walking downhill on a function of a few variables. Chapter: optimizers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_float,
    require_callable,
    require_count,
    require_finite,
    require_kind,
    require_shape,
)

from .optimizer import Optimizer


def minimize(
    optimizer: Optimizer,
    gradient: Callable[..., ArrayLike],
    start: Sequence[float],
    n_steps: int,
) -> NDArray[np.float64]:
    """Walk downhill on a function of a few variables and return the path. Chapter: optimizers.

    Parameters
    ----------
    optimizer : Optimizer
        It is reset first, so every path starts afresh.
    gradient : callable
        ``gradient(x, y, ...)`` returns the partial derivatives, one per variable.
    start : sequence of d floats
    n_steps : int

    Returns
    -------
    ndarray of shape (n_steps + 1, d)
        The points visited; the first is `start`.

    Examples
    --------
    >>> from dlcore import SGD
    >>> minimize(SGD(0.1), lambda x, y: (x, 4 * y), (1, 1), 2)
    array([[1.  , 1.  ],
           [0.9 , 0.6 ],
           [0.81, 0.36]])
    """
    require_kind(optimizer, Optimizer, "optimizer", "an optimizer, such as SGD(0.1)")
    require_callable(gradient, "gradient")
    require_count(n_steps, "n_steps")
    point = as_float(start, "start", np.float64).copy()
    require_shape(point, ("d",), "start")
    require_finite(point, "start")
    path = np.empty((n_steps + 1, *point.shape))
    path[0] = point
    optimizer.reset()
    for i in range(n_steps):
        slope = as_float(gradient(*point), "the gradient", np.float64)
        require_shape(slope, point.shape, "the gradient")
        optimizer.step({"point": point}, {"point": slope})
        path[i + 1] = point
    return path
