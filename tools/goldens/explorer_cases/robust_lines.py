"""The best line through points, found by searches that know nothing but dlcore's losses."""

import numpy as np

from dlcore.losses import Huber, MeanAbsoluteError, MeanSquaredError
from tools.goldens.explorer_cases.case import Cases, case

_X = np.array([0.5, 1.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 8.5, 9.5])
_T = np.array([2.1, 3.3, 3.5, 4.9, 4.7, 5.9, 5.8, 7.1, 6.8, 8.0])
_ODD = (
    ((9, 0.5), (2, 3.4)), ((9, 0.5), (1, 8.5)), ((10, 0), (7.5, 0.5)), ((0, 10), (10, 0)),
    ((4.3, 9.9), (4.3, 0.2)),
)  # fmt: skip


def _bisect(rises, low, high):
    """Return where a rising function crosses 0, as exactly as float64 can say."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (low, middle) if rises(middle) > 0 else (middle, high)
    return (low + high) / 2


def _smooth(loss, x, t):
    """Minimize by the signs of dlcore's gradient: the bias for each slope, then the slope."""

    def gradient(w, b):
        loss.forward(w * x + b, t)
        return loss.backward()

    def bias(w):
        return _bisect(lambda b: gradient(w, b).sum(), -100, 100)

    w = _bisect(lambda w: (gradient(w, bias(w)) * x).sum(), -20, 20)
    return w, bias(w)


def _absolute(loss, x, t):
    """Minimize by comparing slopes; the best bias of a slope is a median."""
    low, high = -20.0, 20.0

    def best(w):
        return loss.forward(w * x + np.median(t - w * x), t)

    for _ in range(200):
        third = (high - low) / 3
        if best(low + third) < best(high - third):
            high -= third
        else:
            low += third
    w = (low + high) / 2
    return w, np.median(t - w * x)


def best_lines() -> Cases:
    for odd in _ODD:
        x, t = np.concatenate([np.transpose([_X, _T]), odd]).T
        searches = {"mse": (MeanSquaredError(), _smooth), "mae": (MeanAbsoluteError(), _absolute)}
        yield from (_case(name, *each, x, t) for name, each in searches.items())
        for delta in (0.1, 0.3, 1.0, 2.5, 10.0):
            yield _case("huber", Huber(delta=delta), _smooth, x, t, delta=delta)


def _case(name, loss, search, x, t, **options):
    w, b = search(loss, x, t)
    answers = w * x + b
    on_it = abs(answers - t) < 1e-9  # MAE's line passes through points, where its pull is 0
    value = loss.forward(np.where(on_it, t, answers), t)
    expected = {"line": [w, b], "value": value, "pulls": len(x) * loss.backward()}
    inputs = {"loss": name, "x": x, "t": t, "delta": 1.0} | options
    return case(f"{name} {options}, odd {x[-2:]} {t[-2:]}", expected, **inputs)
