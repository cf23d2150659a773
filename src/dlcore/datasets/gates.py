"""Truth tables as data sets. Chapter: xor."""

from __future__ import annotations

import numpy as np

from dlcore._checks import require_kind

from .drawing import Data

_GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
}


def make_gate(name: str) -> Data:
    """Return the truth table of a logic gate as a data set. Chapter: xor.

    Parameters
    ----------
    name : {"and", "or", "nand", "nor", "xor"}, in capitals or not

    Returns
    -------
    x : ndarray of float64 of shape (4, 2)
        The inputs in the order 00, 01, 10, 11.
    t : ndarray of int of shape (4,)

    Examples
    --------
    >>> x, t = make_gate("xor")
    >>> x.astype(int).tolist(), t.tolist()
    ([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    """
    require_kind(name, str, "name", f"one of {sorted(_GATES)}")
    if name.lower() not in _GATES:
        raise ValueError(f"name must be one of {sorted(_GATES)}, got {name!r}")
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    return x, np.array(_GATES[name.lower()])
