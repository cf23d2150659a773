"""What all drawn data sets share: even classes, noise around exact places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_count, require_rng

Data = tuple[NDArray[np.float64], NDArray[np.int_]]


def even_labels(n, n_classes, rng):
    """Return the classes of `n` points, class by class and as even as can be."""
    n, n_classes = require_count(n, "n"), require_count(n_classes, "n_classes")
    require_rng(rng)
    return np.arange(n) * n_classes // n


def noisy(x, std, rng):
    """Return `x` with normal noise of deviation `std` added."""
    return x + std * rng.standard_normal(x.shape)
