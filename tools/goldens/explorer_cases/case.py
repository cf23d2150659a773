"""One case: a name, the inputs, and under "expected" the numbers that come out."""

import re
from collections.abc import Iterator

import numpy as np

Cases = Iterator[dict]


def camel(name: str) -> str:
    """Return a Python name as the engine spells it: leaky_relu -> leakyRelu."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def case(name: str, expected: dict, **inputs) -> dict:
    """Return one case; matrices become lists of their numbers, row by row."""
    return {"name": name, "expected": {k: np.ravel(v) for k, v in expected.items()}, **inputs}
