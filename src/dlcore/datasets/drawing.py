"""What all drawn data sets share: even classes, noise around exact places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_count, require_rng

Data = tuple[NDArray[np.float64], NDArray[np.int_]]


def even_labels(n, n_classes, rng):
    require_count(n, "n")
    require_count(n_classes, "n_classes")
    require_rng(rng)
    return np.arange(n) * n_classes // n


def noisy(x, std, rng):
    if not 0 <= std < np.inf:
        raise ValueError(f"the noise must be a finite number of at least 0, got {std}")
    return x + std * rng.standard_normal(x.shape)
