"""Write the results of PyTorch in float64 that the tests of dlcore replay.

`tools.goldens.pytorch` computes them. Numbers are written so that reading them back gives the same
float64. With --check nothing is written; the files are compared with what PyTorch gives now.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from tools.goldens.pytorch import FILES

GOLDEN = Path(__file__).parents[2] / "tests" / "dlcore" / "golden"


def plain(value):
    """Turn tensors and arrays, however nested, into lists and floats for JSON."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.tolist() if hasattr(value, "tolist") else value


def compute():
    """Return {file name: contents} as PyTorch gives them now."""
    import torch

    torch.set_num_threads(1)
    default = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)  # NAdam keeps a running product in the default dtype
    try:
        return {make.__name__: plain(make(torch)) for make in FILES}
    finally:
        torch.set_default_dtype(default)


def largest_difference(a, b):
    """Return the largest |a - b| / max(1, |b|) of two nested lists or dicts of numbers."""
    if isinstance(b, dict):
        if a.keys() != b.keys():
            return float("inf")
        return max(largest_difference(a[key], b[key]) for key in b)
    a, b = (np.array(list(_numbers(v)), dtype=np.float64) for v in (a, b))
    if a.shape != b.shape:
        return float("inf")
    return float((np.abs(a - b) / np.maximum(1, np.abs(b))).max(initial=0.0))


def _numbers(value):
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    else:
        yield value


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python -m tools.goldens dlcore",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args(arguments).check
    try:
        files = compute()
    except ImportError:
        print("PyTorch is not installed: run `make torch` first.", file=sys.stderr)
        return 1
    worst = 0.0
    for name, contents in files.items():
        path = GOLDEN / f"{name}.json"
        if check:
            difference = largest_difference(contents, json.loads(path.read_text()))
            print(f"{path.name}: {difference:.1e}")
            worst = max(worst, difference)
        else:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(contents, separators=(",", ":")) + "\n")
            print(f"wrote {path.relative_to(GOLDEN.parent.parent.parent)}")
    if worst > 1e-12:
        print("The golden files differ from PyTorch: write them anew.", file=sys.stderr)
        return 1
    return 0
