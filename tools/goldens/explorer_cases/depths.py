"""Cases of gradients layer by layer in deep networks, and step by step in one unit through time."""

import numpy as np

from dlcore import activations
from dlcore.experiments import gradient_norms
from dlcore.graph import Value
from tools.goldens.explorer_cases.case import Cases, case

NAMES = ("identity", "sigmoid", "tanh", "relu")


def stacks() -> Cases:
    """Norms of every layer, relative to the largest one; in float32, which of them are finite."""
    for seed, name in enumerate(NAMES):
        for depth, scale, batch in ((1, 1.0, 4), (3, 1.4, 1), (10, 0.3, 32), (10, 3.0, 32)):
            given = {"scale": scale, "batch_size": batch, "seeds": [seed]}
            yield _stack_case(name, depth, np.float64, given)
    for name, depth, scale in (("relu", 50, 8.0), ("sigmoid", 50, 0.05), ("identity", 50, 30.0)):
        yield _stack_case(name, depth, np.float32, {"scale": scale, "seeds": [0]})


def _stack_case(name, depth, dtype, given):
    expected = {"slopes": _slopes(name, depth, **given)} if dtype == np.float64 else {}
    for wrt in ("weights", "inputs"):
        norms = gradient_norms(depth, name, wrt=wrt, dtype=dtype, **given)[0]
        if dtype == np.float64:
            expected |= {wrt: norms / norms.max(), f"largest_{wrt}": np.log10(norms.max())}
        else:
            # Where sums are inf or NaN hangs on their order: NaN is asked of the first layer only.
            expected |= {f"{wrt}_finite": np.isfinite(norms) * 1, f"{wrt}_zero": (norms == 0) * 1}
            expected |= {f"{wrt}_lost": np.isnan(norms[0]) * 1}
    title = f"{depth} layers of {name}, {given}, {dtype.__name__}"
    inputs = {"batch": given.get("batch_size", 32), "seed": given["seeds"][0]}
    return case(
        title, expected, phi=name, depth=depth, scale=given["scale"], single=dtype == np.float32,
        **inputs,
    )  # fmt: skip


def _slopes(name, depth, *, scale, batch_size, seeds):
    rng = np.random.default_rng(seeds[0])
    weights = rng.normal(0, scale / np.sqrt(32), (depth, 32, 32))
    h, slopes = rng.normal(size=(batch_size, 32)), []
    for w in weights:
        slopes.append(np.abs(getattr(activations, f"{name}_grad")(h @ w)).mean())
        h = getattr(activations, name)(h @ w)
    return slopes


def chains() -> Cases:
    """One unit through time: what the graph engine finds for every h, and for w."""
    for name in NAMES:
        for w in (0.1, 0.9, 1.0, 1.1, 3.0):
            for n_steps in (1, 5, 30):
                weight, states = Value(w), [Value(0.5)]
                for _ in range(n_steps):
                    z = weight * states[-1]
                    states.append(z if name == "identity" else getattr(z, name)())
                states[-1].backward()
                grads = np.array([h.grad for h in states[:-1]])
                largest = np.abs(grads).max()
                expected = {
                    "inputs": grads / largest, "largest": np.log10(largest),
                    "total": np.log10(weight.grad),
                }  # fmt: skip
                yield case(
                    f"{name} with w = {w}, {n_steps} steps", expected, phi=name, w=w, n=n_steps
                )
