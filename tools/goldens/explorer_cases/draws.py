"""Cases of random numbers, initial weights and data sets: the same seed gives the same numbers."""

from functools import partial

import numpy as np

from dlcore import datasets, initializers
from tools.goldens.explorer_cases.case import Cases, camel, case


def rng() -> Cases:
    """Draws of default_rng(seed); seeds are text because some exceed 2**53."""
    for seed in (0, 1, 42, 2**31 - 1, 2**32 - 1, 2**32 + 5, 2**100 + 7, 2**200 + 12345):
        yield case(f"draws of seed {seed}", _draws(seed), kind="draws", seed=str(seed), exact=True)
        generator = np.random.default_rng(seed)
        normals = {
            "standardNormal": generator.standard_normal(10_000),  # some of them in the tail
            "normal": generator.normal(-1.5, 0.3, 100),
        }
        yield case(f"normals of seed {seed}", normals, kind="normals", seed=str(seed))


def _draws(seed):
    generator = np.random.default_rng(seed)
    return {
        "random": generator.random(500),
        "uniform": generator.uniform(-1.5, 2, 200),
        # An odd number of 32-bit words: what is left of a draw waits while others are made.
        "permutation": np.concatenate([generator.permutation(n) for n in (1, 2, 3, 7, 1000)]),
        "between": generator.random(3),
        "permutationAfter": generator.permutation(64),
    }


def initial_weights() -> Cases:
    made = {
        "xavierUniform": partial(initializers.xavier, distribution="uniform"),
        "xavierNormal": initializers.xavier,
        "heUniform": partial(initializers.he, distribution="uniform"),
        "heNormal": initializers.he,
        "normal": initializers.normal(0.01),
        "constant": initializers.constant(0.5),
    }
    arguments = {"normal": 0.01, "constant": 0.5}
    for name, draw in made.items():
        for shape, seed in (((2, 2), 0), ((3, 5), 7), ((16, 1), 7)):
            weights = draw(shape, rng=np.random.default_rng(seed))
            title = f"{name} {shape} of seed {seed}"
            inputs = {"shape": shape, "seed": seed, "argument": arguments.get(name)}
            yield case(title, {"weights": weights}, initializer=name, **inputs)


def data_sets() -> Cases:
    centers = [[-1, 0], [2, 0.5], [0, 3]]
    options = {
        "make_blobs": [{}, {"std": 0.7}],
        "make_moons": [{}, {"noise": 0.2}],
        "make_circles": [{"noise": 0.1}, {"ratio": 0.3}],
        "make_spirals": [{"noise": 0.05}, {"n_classes": 3, "turns": 1.5}],
    }
    for name, variants in options.items():
        first = [centers] if name == "make_blobs" else []
        for n, chosen in zip((10, 61), variants, strict=True):
            x, t = getattr(datasets, name)(n, *first, **chosen, rng=np.random.default_rng(n))
            inputs = {"set": camel(name), "arguments": [n, *first], "seed": n}
            inputs["options"] = {camel(key): value for key, value in chosen.items()}
            yield case(f"{name} {n} {chosen}", {"x": x, "t": t}, **inputs)
    for gate in ("and", "or", "nand", "nor", "xor"):
        x, t = datasets.make_gate(gate)
        yield case(gate, {"x": x, "t": t}, set="makeGate", arguments=[gate], seed=0)


def splits() -> Cases:
    for counts, test_size, seed in (([8, 2], 2, 0), ([21, 20, 20], 20, 1), ([150, 90, 7], 100, 2)):
        generator = np.random.default_rng(seed)
        t = generator.permutation(np.repeat(np.arange(len(counts)), counts))
        x = generator.random((len(t), 2))
        rng = np.random.default_rng(seed)
        parts = datasets.train_test_split(x, t, test_size=test_size, rng=rng)
        expected = dict(zip(("xTrain", "xTest", "tTrain", "tTest"), parts, strict=True))
        inputs = {"x": x.ravel(), "t": t, "testSize": test_size, "seed": seed}
        yield case(f"{test_size} of classes of {counts} for testing", expected, **inputs)
