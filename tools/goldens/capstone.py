"""Train the networks of the capstone and store what they answer: src/dlcore/data/capstone.npz."""

import argparse
from pathlib import Path

import numpy as np

from dlcore.datasets import load_digits
from dlcore.experiments.capstone import (
    N_SEEDS,
    N_TEST,
    SPLITS,
    capstone_split,
    train_capstone,
)

FILE = Path(__file__).parents[2] / "src/dlcore/data/capstone.npz"


def answers(x, x_test, t, seed):
    """Return what the network of one seed answers to a test set."""
    return train_capstone(x, t, seed=seed)(x_test.astype(np.float32)).argmax(axis=1)


def main(arguments=None):
    """Train 30 networks, in about a minute, and write their answers."""
    argparse.ArgumentParser(prog="capstone", description=main.__doc__).parse_args(arguments)
    by_split = [
        [answers(x, x_test, t, seed) for seed in range(N_SEEDS)]
        for x, x_test, t, _ in map(capstone_split, SPLITS)
    ]
    x, t = load_digits()
    head = x[:-N_TEST], x[-N_TEST:], t[:-N_TEST]
    ordered = [answers(*head, seed) for seed in range(N_SEEDS)]
    np.savez_compressed(FILE, answers=np.uint8(by_split), ordered=np.uint8(ordered))
    print(f"{FILE.relative_to(Path.cwd())}: {FILE.stat().st_size} bytes")
    return 0
