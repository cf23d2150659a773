"""Let NumPy and dlcore write what the JavaScript engine must reproduce: build/goldens/*.json.

Each file is a list of the cases that `explorer_cases` makes. `node --test` in explorers-js
replays them; the largest difference allowed is 1e-10.
Run as ``python -m tools.goldens explorers``.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from tools.goldens.explorer_cases import (
    depths,
    descents,
    draws,
    functions,
    layers,
    networks,
    perceptrons,
    polynomials,
    robust_lines,
    sampling,
)

ROOT = Path(__file__).resolve().parents[2]
GOLDENS = ROOT / "build" / "goldens"

PARTS = {
    "rng": draws.rng,
    "initializers": draws.initial_weights,
    "datasets": draws.data_sets,
    "splits": draws.splits,
    "activations": functions.activation_functions,
    "softmax": functions.softmaxes,
    "losses": functions.loss_functions,
    "schedules": functions.rate_schedules,
    "surfaces": descents.surfaces,
    "descents": descents.descents,
    "single_steps": descents.single_steps,
    "settlings": descents.settlings,
    "layers": layers.single_layers,
    "masks": layers.given_masks,
    "trajectories": networks.trajectories,
    "fits": networks.fits,
    "answers": networks.class_answers,
    "regions": networks.linear_regions,
    "perceptron_rule": perceptrons.rules,
    "perceptron_margins": perceptrons.margins,
    "polynomials": polynomials.fits,
    "least_squares": polynomials.least_squares,
    "robust_lines": robust_lines.best_lines,
    "example_orders": sampling.orders,
    "variance_shares": sampling.shares,
    "lines": sampling.lines,
    "batch_walks": sampling.walks,
    "batch_targets": sampling.targets,
    "stacks": depths.stacks,
    "chains": depths.chains,
}


def write(folder: Path = GOLDENS) -> dict[Path, int]:
    """Write all golden files and return how many cases each one holds."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, make in PARTS.items():
        path, cases = folder / f"{name}.json", list(make())
        path.write_text(json.dumps(cases, default=np.ndarray.tolist))
        counts[path] = len(cases)
    return counts


def main(arguments: list[str] | None = None) -> int:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args(arguments)
    counts = write()
    for path, n in counts.items():
        print(f"{path.relative_to(ROOT)}  {n} cases, {path.stat().st_size / 1000:.0f} kB")
    print(f"{sum(counts.values())} cases")
    return 0
