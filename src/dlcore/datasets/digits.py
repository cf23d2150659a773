"""Handwritten digits that come with the package. Chapter: introduction."""

from __future__ import annotations

from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_float_dtype


def load_digits(*, dtype=np.float64) -> tuple[NDArray[np.floating], NDArray[np.int_]]:
    """Return 1,797 handwritten digits of 8 × 8 pixels, which come with the package.

    The test half of "Optical Recognition of Handwritten Digits" (Alpaydin and Kaynak, 1998; UCI
    Machine Learning Repository, CC BY 4.0), written by 13 people, in its original order.
    Chapter: introduction.

    Parameters
    ----------
    dtype : floating-point dtype, default float64

    Returns
    -------
    x : ndarray of shape (1797, 64)
        Row by row, 0 (paper) to 1 (ink) in steps of 1/16.
    t : ndarray of int of shape (1797,)
        The digit, 0 to 9.

    Examples
    --------
    >>> x, t = load_digits()
    >>> x.shape, float(x.max()), t[:5].tolist()
    ((1797, 64), 1.0, [0, 1, 2, 3, 4])
    """
    dtype = require_float_dtype(dtype)
    with (
        resources.files("dlcore").joinpath("data/digits.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return data["x"].astype(dtype) / 16, data["t"].astype(np.int_)
