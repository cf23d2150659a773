"""How it is timed: each block beside one of the bound, ratios within a round, medians."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec

import numpy as np

from benchmarks.textbook import Textbook
from benchmarks.workloads import BATCH, OPTIMIZERS, WORKLOADS, products
from dlcore import (
    SGD,
    Affine,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    fit,
    gradient_check,
    minibatches,
    one_hot,
    predict,
)

WIDE = WORKLOADS[1]


def seconds(function):
    """Return how long one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def typical(function, rounds):
    """Return the median time of a call in seconds."""
    function()  # warms up
    return statistics.median(seconds(function) for _ in range(rounds))


def paired(function, bound, rounds):
    """Time both next to each other, once a round, and return medians over rounds.

    Returns
    -------
    tuple of float
        Seconds of `function`, seconds of `bound`, and the ratio within a round.
    """
    function()
    bound()
    times = []
    for i in range(rounds):
        if i % 2:
            times.append((seconds(function), seconds(bound)))
        else:
            times.append((seconds(bound), seconds(function))[::-1])
    columns = *zip(*times, strict=True), [ours / other for ours, other in times]
    return tuple(statistics.median(column) for column in columns)


def training_step(workload, dtype, rounds):
    """Time a training step of each contender, in blocks of an epoch.

    Returns
    -------
    dict
        By contender, µs per step and its ratio to the bound; under "GEMM", µs of the bound itself;
        under "faults", page faults per step of dlcore.
    """
    rng = np.random.default_rng(0)
    x, t = workload.data(dtype)
    n_steps = -(-len(x) // BATCH)
    net, loss = workload.network(dtype, rng), SoftmaxCrossEntropy()
    optimizer, params, grads = OPTIMIZERS[workload.optimizer](), net.params, net.grads
    textbook, targets = Textbook(workload, dtype, rng), one_hot(t, 10, dtype=dtype)
    product, faults = products(workload.sizes, BATCH, dtype), []

    def bound():
        for _ in range(n_steps):
            product()

    def train():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for x_batch, t_batch in minibatches(x, t, BATCH, rng=rng):
            loss.forward(net.forward(x_batch), t_batch)
            net.backward_params(loss.backward())
            optimizer.step(params, grads)
        faults.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)

    contenders = {"dlcore": train, "textbook": lambda: textbook.train(x, targets, n_steps)}
    if find_spec("torch"):
        from benchmarks.torch_eager import trainer

        torch_train = trainer(workload, x, t)
        contenders["PyTorch"] = lambda: torch_train(n_steps)
    found = {}
    for name, contender in contenders.items():
        ours, alone, ratio = paired(contender, bound, rounds)
        found[name] = ours / n_steps * 1e6, ratio
        found.setdefault("GEMM", alone / n_steps * 1e6)
    return found | {"faults": statistics.median(faults[1:]) / n_steps}


def fit_overhead(rounds):
    """Return how many times longer `fit` takes than the same loop written out."""
    rng = np.random.default_rng(0)
    x, t = WIDE.data(np.float64)
    net, loss, optimizer = WIDE.network(np.float64, rng), SoftmaxCrossEntropy(), SGD(0.01)
    params, grads = net.params, net.grads

    def written_out():
        net.train()
        for _ in range(2):
            order = rng.permutation(len(x))
            for i in range(0, len(x), BATCH):
                rows = order[i : i + BATCH]
                loss.forward(net.forward(x[rows]), t[rows])
                net.backward_params(loss.backward())
                optimizer.step(params, grads)

    def by_fit():
        fit(net, loss, optimizer, x, t, epochs=2, batch_size=BATCH, rng=rng, progress=False)

    return paired(by_fit, written_out, rounds)[2]


def evaluation(dtype, rounds):
    """Return how many times longer `predict` takes for 10,000 rows than its products."""
    rng = np.random.default_rng(0)
    net, x = WIDE.network(dtype, rng), rng.random((10_000, 784)).astype(dtype)
    bound = products(WIDE.sizes, 1000, dtype, backward=False)
    return paired(lambda: predict(net, x), lambda: [bound() for _ in range(10)], rounds)[2]


def checking_gradients(rounds):
    """Return the ms of checking 784-50-10 on 10 examples at 10 entries of each array."""
    rng = np.random.default_rng(0)
    net, x, t = WORKLOADS[0].network(np.float64, rng), rng.random((10, 784)), np.arange(10)

    def check():
        gradient_check(net, SoftmaxCrossEntropy(), x, t, n_samples=10, rng=rng)

    return typical(check, rounds) * 1e3


def decision_surface(rounds):
    """Return the ms of predicting a plane of 200×200 points in one call, by a 2-16-16-1 net."""
    rng = np.random.default_rng(0)
    layers = [Affine(2, 16, rng=rng), ReLU(), Affine(16, 16, rng=rng), ReLU()]
    net, ticks = Sequential(*layers, Affine(16, 1, rng=rng)), np.linspace(-1, 1, 200)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    return typical(lambda: predict(net, plane), rounds) * 1e3


def import_ratio(rounds):
    """Return how many times longer `import dlcore` takes than `import numpy`, in new processes."""
    code = (
        "from time import perf_counter as now; a = now(); import numpy; b = now();"
        "import dlcore; print((now() - a) / (b - a))"
    )
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run():
            return float(subprocess.check_output([sys.executable, "-c", code], env=environment))

        run()  # compiles
        return statistics.median(run() for _ in range(rounds))
