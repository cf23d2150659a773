"""A line learned in batches by dlcore's layer, loss and optimizer, and its noise counted out."""

from itertools import combinations, product

import numpy as np

from dlcore.layers import Affine
from dlcore.losses import MeanSquaredError
from dlcore.optimizers import SGD
from tools.goldens.explorer_cases.case import Cases, case


def _examples(n, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-0.5, 1.5, n)
    return x, 0.5 + x + 0.6 * rng.standard_normal(n)


def _order(n, count, replace, seed):
    rng = np.random.default_rng(seed)
    if replace:
        return np.floor(n * rng.random(count)).astype(int)
    return np.concatenate([rng.permutation(n) for _ in range(-(-count // n))])[:count]


def _gradient(net, x, t):
    """Return the gradient (w, b) of dlcore's mean squared error."""
    loss = MeanSquaredError()
    value = loss.forward(net.forward(x[:, None]), t[:, None])
    net.backward(loss.backward())
    return value, np.array([net.grads["W"][0, 0], net.grads["b"][0]])


def _line(w, b):
    net = Affine(1, 1, rng=np.random.default_rng(0))
    net.params["W"][...], net.params["b"][...] = w, b
    return net


def _walk(x, t, rows, size, lr, start, n_steps):
    """Yield (w, b) at the start and after each step of dlcore's SGD."""
    net, optimizer = _line(*start), SGD(lr)
    for i in range(n_steps + 1):
        yield [net.params["W"][0, 0], net.params["b"][0]]
        if i < n_steps:
            batch = rows[i * size : (i + 1) * size]
            _gradient(net, x[batch], t[batch])
            optimizer.step(net.params, net.grads)


def orders() -> Cases:
    for n, count, replace in ((100, 1000, False), (100, 1000, True), (7, 30, False), (3, 2, False)):
        expected = {"order": _order(n, count, replace, 5)}
        yield case(
            f"{count} of {n}, {replace}", expected, n=n, count=count, replace=replace, seed=5
        )


def shares() -> Cases:
    """The variance of the mean over all batches there are, counted out."""
    values = np.array([0.3, -1.2, 2.0, 0.7, 5.5])
    for size in range(1, 6):
        for replace in (False, True):
            batches = product(values, repeat=size) if replace else combinations(values, size)
            share = np.var([np.mean(batch) for batch in batches]) / values.var()
            yield case(f"{size} of 5, {replace}", {"share": share}, n=5, size=size, replace=replace)


def lines() -> Cases:
    for n in (5, 100):
        x, t = _examples(n)
        places = np.random.default_rng(1).uniform(-3, 3, (20, 2))
        lowest, rows = np.polyfit(x, t, 1), _order(n, n, True, 2)
        bottom = _gradient(_line(*lowest), x, t)[0]
        at = [_gradient(_line(*place), x, t) for place in places]
        alone = [[_gradient(_line(*p), x[[i]], t[[i]])[1] for i in range(n)] for p in places]
        expected = {
            "minimum": lowest,
            "f": [value for value, _ in at],
            "above": [value - bottom for value, _ in at],
            "grad": [slope for _, slope in at],
            "batchGrad": [_gradient(_line(*p), x[rows[1:4]], t[rows[1:4]])[1] for p in places],
            "spread": [np.cov(np.transpose(g), bias=True)[[0, 0, 1], [0, 1, 1]] for g in alone],
            "hessian": np.cov(x, bias=True) + x.mean() ** 2, "slope": x.mean(),
        }  # fmt: skip
        yield case(f"line through {n} examples", expected, x=x, t=t, places=places, rows=rows)


def walks() -> Cases:
    x, t = _examples(100)
    start = (-2.0, 1.0)
    for size, lr, replace in ((1, 0.1, False), (5, 0.5, False), (20, 0.5, True), (100, 1.3, False)):
        rows = _order(100, 1000, replace, 3)
        n_steps = 1000 // size
        path = list(_walk(x, t, rows, size, lr, start, n_steps))
        inputs = {"x": x, "t": t, "rows": rows, "size": size, "lr": lr, "start": start}
        yield case(f"batches of {size} at {lr}", {"path": path}, nSteps=n_steps, **inputs)


def targets() -> Cases:
    """Steps until a hundredth is left, as a mean over five orders; -1 if they do not get there."""
    x, t = _examples(100)
    start, share = (-2.0, 1.0), 0.01
    bottom = _gradient(_line(*np.polyfit(x, t, 1)), x, t)[0]
    first = _gradient(_line(*start), x, t)[0] - bottom
    runs = (1, 0.1, False, 90), (1, 0.1, False, 10), (1, 0.6, False, 1000), (5, 0.5, True, 200)
    for size, lr, replace, most in (*runs, (50, 0.5, False, 20)):
        rows = [_order(100, 1000, replace, seed) for seed in range(5)]
        n_steps = min(most, 1000 // size)
        walked = [_walk(x, t, order, size, lr, start, n_steps) for order in rows]
        above = [[_gradient(_line(*p), x, t)[0] - bottom for p in path] for path in walked]
        reached = np.mean(above, axis=0) <= share * first
        steps = int(reached.argmax()) if reached.any() else -1
        inputs = {"x": x, "t": t, "orders": rows, "size": size, "lr": lr, "start": start}
        inputs |= {"share": share, "most": most}
        yield case(f"{size} at {lr}, {replace}, {most}", {"steps": steps}, **inputs)
