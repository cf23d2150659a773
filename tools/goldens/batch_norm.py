"""Run the long experiments of the chapter batch-norm and store what they found, as JSON."""

import argparse
import json
from pathlib import Path

import numpy as np

from dlcore.experiments import smoothness_along_training, train_normalized
from dlcore.experiments.batch_norm_results import SIZES, digits_split
from dlcore.initializers import normal

FILE = Path(__file__).parents[2] / "src/dlcore/data/batch_norm.json"
COMMAND = "python -m tools.goldens batch_norm"
SCALES = np.logspace(0, -4, 16)
NOISE = ("none", "batch", "noisy batch", "noise")
SMALL = {"depth": 2, "n_units": 64, "epochs": 10}
RATES, TUNING_SEEDS = (0.003, 0.01, 0.03, 0.1, 0.3), (100, 101, 102, 103)


def scales(seeds=range(10), chosen=SCALES):
    """Return training accuracies of 16 scales of the first weights, without and with BN."""
    found = {"seeds": list(seeds), "scale": list(chosen)}
    for norm in ("none", "batch"):
        runs = [
            train_normalized(*digits_split(), norm=norm, seeds=seeds, init=normal(s), epochs=20)
            for s in chosen
        ]
        found[norm] = np.array([run.accuracy for run in runs]).round(4).tolist()
    return found


def rates(seeds=range(10), chosen=(0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)):
    """Return training and test accuracies per rate: no BN, before, and after the activation."""
    found = {"seeds": list(seeds), "rate": list(chosen)}
    for norm in ("none", "batch", "batch after"):
        runs = [train_normalized(*digits_split(), norm=norm, seeds=seeds, lr=lr) for lr in chosen]
        found[norm] = np.array([run.accuracy for run in runs]).round(4).tolist()
        found[f"{norm} test"] = np.array([run.test_accuracy for run in runs]).round(4).tolist()
    return found


def noise(seeds=range(20), norms=NOISE):
    """Return training losses per epoch and test accuracies, with and without noise after BN."""
    found = {"seeds": list(seeds)}
    for norm in norms:
        run = train_normalized(*digits_split(), norm=norm, seeds=seeds)
        found[norm] = run.loss.round(5).tolist()
        found[f"{norm} test"] = run.test_accuracy.round(4).tolist()
    return found


def smoothness(seeds=range(10)):
    """Return the three measures and the covariate shift, at the same rate, at 20 looks."""
    x, t, *_ = digits_split()
    found = {"seeds": list(seeds)}
    for norm in ("none", "batch"):
        runs = [smoothness_along_training(x, t, norm=norm, seed=seed) for seed in seeds]
        for name in ("loss", "gradient_change", "smoothness", "shift", "cosine"):
            found[f"{norm} {name}"] = [_short(getattr(run, name)) for run in runs]
    return found


def sizes(seeds=range(10), chosen=SIZES):
    """Return test errors per batch size, at the rate whose worst of four seeds is best."""
    found = {"seeds": list(seeds), "size": list(chosen)}
    for norm in ("none", "batch", "layer"):
        errors, best = [], []
        for size in chosen:
            run = {"norm": norm, "batch_size": size, **SMALL}
            tried = [
                train_normalized(*digits_split(), lr=lr, seeds=TUNING_SEEDS, **run).test_accuracy
                for lr in RATES
            ]
            best.append(RATES[int(np.argmax(np.min(tried, axis=1)))])
            run = train_normalized(*digits_split(), lr=best[-1], seeds=seeds, **run)
            errors.append((1 - run.test_accuracy).round(4).tolist())
        found |= {norm: errors, f"{norm} rate": best}
    return found


def _short(array):
    """Return the numbers with four significant digits."""
    return json.loads(json.dumps(array.tolist()), parse_float=lambda s: float(f"{float(s):.4g}"))


def main(arguments=None):
    """Train some 1,400 small networks, in about ten minutes, and write what came out."""
    argparse.ArgumentParser(prog="batch_norm", description=main.__doc__).parse_args(arguments)
    results = {"command": COMMAND}
    for experiment in (scales, rates, noise, smoothness, sizes):
        results[experiment.__name__] = experiment()
        print(f"{experiment.__name__}: done", flush=True)
    FILE.write_text(json.dumps(results).replace('], "', '],\n"') + "\n")
    print(f"{FILE.name}: {FILE.stat().st_size} bytes")
    return 0
