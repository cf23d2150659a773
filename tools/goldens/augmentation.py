"""Record what shifted pictures do to networks: python -m tools.goldens augmentation.

120 trainings of 60 epochs, some minutes: too long for a cell of the chapter on dropout, which reads
the record with `dlcore.experiments.load_augmentation`. A test trains a sample of it anew.
"""

import argparse
import json
from pathlib import Path

from numpy.random import default_rng

import dlcore
from dlcore.experiments.augmentation import SHIFTS, train_on_shifts

N_SEEDS, EPOCHS, EVERY = 20, 60, 10
RECORD = Path(dlcore.__file__).parent / "data" / "augmentation.json"


def main(arguments=None):
    """Train 120 networks, in some minutes, and write how many digits they get right."""
    argparse.ArgumentParser(prog="augmentation", description=main.__doc__).parse_args(arguments)
    accuracy = {}
    for size in ("small", "large"):
        accuracy[size] = {}
        for shifts in SHIFTS:
            runs = [
                train_on_shifts(size, shifts, epochs=EPOCHS, every=EVERY, rng=default_rng(seed))
                for seed in range(N_SEEDS)
            ]
            # Counts of right answers among 360: whole numbers, which no rounding changes.
            accuracy[size][shifts] = [(360 * run).round().astype(int).tolist() for run in runs]
    epochs = list(range(EVERY, EPOCHS + 1, EVERY))
    record = {"command": "python -m tools.goldens augmentation", "seeds": N_SEEDS, "n_test": 360}
    record |= {"epochs": epochs, "right": accuracy}
    RECORD.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return 0
