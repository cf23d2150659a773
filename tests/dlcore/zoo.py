"""One of each: what several test files put through the same paces."""

import numpy as np

from dlcore import (
    SGD,
    AdaDelta,
    AdaGrad,
    Adam,
    AdamW,
    Affine,
    Momentum,
    Nadam,
    Nesterov,
    ReLU,
    RMSProp,
    Sequential,
)
from dlcore.datasets import make_blobs

OPTIMIZERS = {  # as in the script that makes the golden files
    "SGD": lambda: SGD(0.2),
    "Momentum": lambda: Momentum(0.05),
    "Nesterov": lambda: Nesterov(0.05),
    "AdaGrad": lambda: AdaGrad(0.5),
    "RMSProp": lambda: RMSProp(0.02),
    "AdaDelta": lambda: AdaDelta(),
    "Adam": lambda: Adam(0.1),
    "Nadam": lambda: Nadam(0.1),
    "AdamW": lambda: AdamW(0.1, weight_decay=0.05),
}


def small_problem(seed=0, n=60):
    """Return a net, three clouds of points, their classes, and the generator of them all."""
    rng = np.random.default_rng(seed)
    x, t = make_blobs(n, [[0, 2], [2, 0], [-2, -2]], rng=rng)
    net = Sequential(Affine(2, 8, rng=rng), ReLU(), Affine(8, 3, rng=rng))
    return net, x, t, rng
