"""Errors at the door: each check names the rule and the value that broke it."""

import numpy as np


def as_float(value, name="x", dtype=None):
    """Return `value` as an array of floats: of `dtype`, or of its own (integers: float64)."""
    array = np.asarray(value)
    if array.dtype.kind == "f" and (dtype is None or array.dtype == dtype):
        return array
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold real numbers, got dtype {array.dtype}")
    return array.astype(dtype or np.float64)


def require_finite(array, name):
    """Raise ValueError if `array` holds NaN or infinity."""
    if not np.isfinite(array).all():
        bad = np.argwhere(~np.isfinite(array))[0]
        index = tuple(int(i) for i in bad)
        raise ValueError(f"{name} must be finite, got {array[index]} at index {index}")


def require_shape(array, shape, name):
    """Raise ValueError unless the shapes agree; a string in `shape` stands for any length."""
    if len(array.shape) == len(shape):
        pairs = zip(array.shape, shape, strict=True)
        if all(got == want or isinstance(want, str) for got, want in pairs):
            return
    want = "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
    raise ValueError(f"{name} must have shape {want}, got {array.shape}")


def require_positive(value, name):
    """Raise ValueError unless `value` is a finite number above 0."""
    if not 0 < value < np.inf:
        raise ValueError(f"{name} must be a positive number, got {value}")


def require_fraction(value, name):
    """Raise ValueError unless `value` is in [0, 1)."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} must be in [0, 1), got {value}")


def require_count(value, name):
    """Raise unless `value` is an integer of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, got {value}")


def require_rng(rng):
    """Raise TypeError unless `rng` is a NumPy random generator."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"rng must be a numpy.random.Generator, such as np.random.default_rng(0), got {rng!r}"
        )
