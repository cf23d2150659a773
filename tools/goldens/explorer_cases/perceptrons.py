"""Cases of the perceptron rule, example by example, and of Novikoff's radius and margin."""

from itertools import combinations

import numpy as np

from dlcore.datasets import make_gate
from dlcore.perceptron import Perceptron
from tools.goldens.explorer_cases.case import Cases, case


def _data():
    for gate in ("AND", "OR", "NAND", "XOR"):
        x, t = make_gate(gate)
        yield gate, x, t
        yield f"{gate} on -1 and 1", 2 * x - 1, t
    generator = np.random.default_rng(0)
    for n, gap in ((6, 0.3), (12, 0.1), (20, 0.05), (20, -0.3)):
        x = generator.uniform(-1.6, 1.6, (200, 2))
        z = x @ [1.0, -0.6] + 0.4
        x, z = x[abs(z) > gap][:n], z[abs(z) > gap][:n]
        t = (z > 0).astype(int)
        if gap < 0:
            t[:2] = 1 - t[:2]  # perhaps no line separates them any more
        yield f"{n} points, gap {gap}", x, t


def rules() -> Cases:
    for name, x, t in _data():
        for start in ((0.0, 0.0, 0.0), (-1.3, 0.7, 0.45)):
            unit, path, mistakes = Perceptron(start[:2], start[2]), [], []
            for look in range(8 * len(x)):
                k = look % len(x)
                unit.fit(x[k : k + 1], t[k : k + 1], max_epochs=1)
                mistakes += unit.mistakes
                path.append([*unit.weights, unit.bias])
            expected = {"path": path, "mistakes": mistakes, "answers": unit(x)}
            inputs = {"x": x.tolist(), "t": t.tolist(), "start": start, "looks": 8 * len(x)}
            yield case(f"rule on {name} from {start}", expected, **inputs)


def margins() -> Cases:
    for name, x, t in _data():
        v = (2 * t - 1)[:, None] * np.column_stack([x, np.ones(len(x))])
        expected = {"radius": np.sqrt((v**2).sum(axis=1).max()), "margin": _margin(v)}
        yield case(f"margin of {name}", expected, x=x.tolist(), t=t.tolist())


def _margin(v):
    """Return 1/‖w‖ of the shortest w with v w ≥ 1: the shortest of all corners and feet, or 0."""
    best = np.inf
    for size in (1, 2, 3):
        for some in combinations(range(len(v)), size):
            w = np.linalg.lstsq(v[list(some)], np.ones(size), rcond=None)[0]
            if (v @ w >= 1 - 1e-9).all():
                best = min(best, np.linalg.norm(w))
    return 1 / best
