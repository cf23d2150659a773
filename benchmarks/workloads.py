"""What is timed: the workloads, their networks in dlcore, and the bound that none can beat."""

import itertools
from dataclasses import dataclass

import numpy as np

from dlcore import SGD, AdaGrad, Adam, Affine, BatchNorm, Dropout, Momentum, ReLU, Sequential
from dlcore.datasets import load_digits

BATCH, ROWS = 100, 3000
DROPOUT = 0.2
OPTIMIZERS = {
    "SGD": lambda: SGD(0.01),
    "Momentum": lambda: Momentum(0.01),
    "AdaGrad": lambda: AdaGrad(0.01),
    "Adam": lambda: Adam(0.001),
}


@dataclass(frozen=True)
class Workload:
    """A network, an optimizer, and how many times the bound a training step may take."""

    sizes: tuple[int, ...]
    optimizer: str
    limit: float
    extra: str = ""  # "batch norm" before each ReLU, "dropout" after it

    @property
    def name(self):
        sizes, hidden = self.sizes, len(self.sizes) - 2
        middle = f"{sizes[1]}×{hidden}" if hidden > 1 else f"{sizes[1]}"
        extra = f" {self.extra}" if self.extra else ""
        return f"{sizes[0]}-{middle}-{sizes[-1]}{extra} {self.optimizer}"

    def data(self, dtype):
        """Return x and t: the digits where they fit, noise elsewhere (values do not matter)."""
        if self.sizes[0] == 64:
            return load_digits(dtype=dtype)
        rng = np.random.default_rng(0)
        return rng.random((ROWS, self.sizes[0])).astype(dtype), rng.integers(0, 10, ROWS)

    def network(self, dtype, rng):
        """Return the network in dlcore."""
        layers = []
        for n_in, n_out in itertools.pairwise(self.sizes[:-1]):
            layers.append(Affine(n_in, n_out, rng=rng, dtype=dtype))
            if self.extra == "batch norm":
                layers.append(BatchNorm(n_out, dtype=dtype))
            layers.append(ReLU())
            if self.extra == "dropout":
                layers.append(Dropout(DROPOUT, rng=rng))
        return Sequential(*layers, Affine(*self.sizes[-2:], rng=rng, dtype=dtype))


def hidden(n):
    return (784, *[100] * n, 10)


WORKLOADS = (
    Workload((784, 50, 10), "SGD", 1.9),
    Workload(hidden(4), "SGD", 1.5),
    Workload(hidden(4), "Momentum", 1.55),
    Workload(hidden(4), "AdaGrad", 1.65),
    Workload(hidden(4), "Adam", 1.8),
    Workload(hidden(5), "SGD", 2.0, "batch norm"),
    Workload(hidden(6), "SGD", 1.8, "dropout"),
    Workload((64, 50, 10), "SGD", 4.5),
)


def products(sizes, batch, dtype, *, backward=True):
    """Return a function that does the matrix products of one step and nothing else.

    They are written into arrays that exist already. The first layer's input gradient is left out,
    as `fit` leaves it out.
    """
    rng = np.random.default_rng(0)
    shapes = list(itertools.pairwise(sizes))
    h = [rng.standard_normal((batch, n)).astype(dtype) for n in sizes]
    d = [a.copy() for a in h]
    w = [rng.standard_normal(s).astype(dtype) / s[0] ** 0.5 for s in shapes]
    dw = [a.copy() for a in w]

    def run():
        for i in range(len(w)):
            np.matmul(h[i], w[i], out=h[i + 1])
        for i in reversed(range(len(w) if backward else 0)):
            np.matmul(h[i].T, d[i + 1], out=dw[i])
            if i:
                np.matmul(d[i + 1], w[i].T, out=d[i])

    return run
