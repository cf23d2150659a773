"""Draw the time of a training step against width and against batch size, beside its bound."""

from pathlib import Path

import matplotlib
import numpy as np

from benchmarks.measure import paired, typical
from benchmarks.workloads import OPTIMIZERS, Workload, products
from dlcore import SoftmaxCrossEntropy

WIDTHS = (32, 64, 128, 256, 512, 1024, 2048)
BATCHES = (1, 4, 16, 64, 256, 1024)
SECONDS = 0.05  # of work in one block, about


def point(width, batch, rounds, dtype=np.float64):
    """Return ms per step of 784-width×2-10 with SGD: dlcore, the bound, and their ratio."""
    rng = np.random.default_rng(0)
    workload = Workload((784, width, width, 10), "SGD", np.inf)
    net, loss, optimizer = workload.network(dtype, rng), SoftmaxCrossEntropy(), OPTIMIZERS["SGD"]()
    params, grads = net.params, net.grads
    x, t = rng.random((batch, 784)).astype(dtype), rng.integers(0, 10, batch)
    bound = products(workload.sizes, batch, dtype)

    def step():
        loss.forward(net.forward(x), t)
        net.backward_params(loss.backward())
        optimizer.step(params, grads)

    n = max(1, round(SECONDS / typical(step, 3)))

    def repeated(function):
        return lambda: [function() for _ in range(n)]

    ours, alone, ratio = paired(repeated(step), repeated(bound), rounds)
    return ours / n * 1e3, alone / n * 1e3, ratio


def draw(rounds, path=Path("build") / "scaling.png"):
    """Measure, print and draw; return the file."""
    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    runs = {
        "width, at batch 100": [(w, point(w, 100, rounds)) for w in WIDTHS],
        "batch size, at width 100": [(b, point(100, b, rounds)) for b in BATCHES],
    }
    for ax, (name, points) in zip(axes, runs.items(), strict=True):
        print(f"{name:<28}{'dlcore ms':>10}{'GEMM ms':>10}{'ratio':>7}")
        for at, (ours, bound, quotient) in points:
            print(f"{at:<28}{ours:>10.3f}{bound:>10.3f}{quotient:>7.2f}")
        places = [at for at, _ in points]
        for column, label, style in ((0, "dlcore", "o-"), (1, "matrix products alone", "s--")):
            ax.plot(places, [values[column] for _, values in points], style, label=label)
        ax.set_xscale("log", base=2)
        ax.set_yscale("log")
        ax.set(xlabel=name, ylabel="ms per training step")
        ax.set_xticks(places, [str(at) for at in places])
        ax.legend(frameon=False)
        ax.grid(alpha=0.3)
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=150)
    return path
