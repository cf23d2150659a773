"""Errors at the door: each check names the rule and the value that broke it, and returns the value.

Numbers come back as Python's own: a NumPy float64 would turn float32 arrays into float64.
"""

import math
from collections.abc import Mapping

import numpy as np


def shown(value):
    """Return a few words for `value`, as they stand after "got" in an error."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, type):
        return f"the class {value.__name__}; make one: {value.__name__}(...)"
    if isinstance(value, np.ndarray):
        return str(value) if value.size < 6 else f"an array of shape {value.shape}"
    words = " ".join(repr(value).split())
    return words if len(words) <= 80 else words[:77] + "..."


def require_kind(value, kind, name, what):
    """Return `value`; raise TypeError unless it is a `kind`, which the reader knows as `what`."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {what}, got {shown(value)}")
    return value


def require_callable(value, name, what="a function"):
    """Raise TypeError unless `value` can be called; a class is not what is meant."""
    if isinstance(value, type) or not callable(value):
        raise TypeError(f"{name} must be {what}, got {shown(value)}")
    return value


# Numbers


def require_real(value, name, rule="a number"):
    """Return `value` as a float; raise TypeError unless it is one real number."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        raise TypeError(f"{name} must be {rule}, got {shown(value)}")
    try:
        return float(value)
    except OverflowError:
        raise ValueError(f"{name} must be {rule}, got one too large for a float") from None


def require_finite_real(value, name):
    """Return `value` as a float; raise unless it is one finite number."""
    number = require_real(value, name)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be a finite number, got {value}")
    return number


def require_positive(value, name):
    """Return `value` as a float; raise unless it is a finite number above 0."""
    number = require_real(value, name, "a positive number")
    if not 0 < number < math.inf:
        raise ValueError(f"{name} must be a positive number, got {value}")
    return number


def require_not_negative(value, name):
    """Return `value` as a float; raise unless it is a finite number of at least 0."""
    number = require_real(value, name, "a finite number of at least 0")
    if not 0 <= number < math.inf:
        raise ValueError(f"{name} must be a finite number of at least 0, got {value}")
    return number


def require_between(value, name, interval):
    """Return `value` as a float; raise unless it lies in `interval`, such as "[0, 1)"."""
    number = require_real(value, name, f"a number in {interval}")
    low, high = map(float, interval[1:-1].split(","))
    above = number >= low if interval[0] == "[" else number > low
    below = number <= high if interval[-1] == "]" else number < high
    if not (above and below):
        raise ValueError(f"{name} must be in {interval}, got {value}")
    return number


def require_fraction(value, name):
    """Return `value` as a float; raise unless it is in [0, 1)."""
    return require_between(value, name, "[0, 1)")


def require_integer(value, name, least=None):
    """Return `value` as an int; raise unless it is an integer, of at least `least` if given."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be an integer, got {shown(value)}")
    if least is not None and value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)


def require_count(value, name):
    """Return `value` as an int; raise unless it is an integer of at least 1."""
    return require_integer(value, name, least=1)


def require_bool(value, name):
    """Return `value` as a bool; raise TypeError unless it is True or False."""
    return bool(require_kind(value, bool | np.bool_, name, "True or False"))


def require_choice(value, choices, name):
    """Raise unless `value` is one of the words `choices`."""
    require_kind(value, str, name, f"one of {sorted(choices)}")
    if value not in choices:
        raise ValueError(f"{name} must be one of {sorted(choices)}, got {value!r}")
    return value


def require_rng(rng):
    """Raise TypeError unless `rng` is a NumPy random generator."""
    what = "a numpy.random.Generator, such as np.random.default_rng(0)"
    return require_kind(rng, np.random.Generator, "rng", what)


# Arrays


def as_array(value, name):
    """Return `value` as an array of any dtype; raise ValueError if its rows differ in length."""
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be a full table, but its rows differ in length") from None


def as_float(value, name="x", dtype=None):
    """Return `value` as an array of floats: of `dtype`, or of its own (integers: float64)."""
    array = value if isinstance(value, np.ndarray) else as_array(value, name)
    if array.dtype.kind == "f" and (dtype is None or array.dtype == dtype):
        return array
    if array.dtype.kind not in "fiub":
        got = shown(value) if array.ndim == 0 else f"dtype {array.dtype}"
        raise TypeError(f"{name} must hold real numbers, got {got}")
    return array.astype(dtype or np.float64)


def as_batch(value, width=None, dtype=None, name="x"):
    """Return `value` as floats, one row per example and at least one, `width` numbers in each."""
    array = as_float(value, name, dtype)
    if width is not None and (array.ndim != 2 or array.shape[1] != width):
        require_shape(array, ("N", width), name)
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one example, got shape {array.shape}")
    return array


def as_examples(value, name):
    """Return `value` as an array of any dtype with at least one example along its first axis."""
    array = as_array(value, name)
    if array.dtype.kind == "O" or array.ndim == 0:
        raise TypeError(f"{name} must be an array with a row per example, got {shown(value)}")
    if len(array) == 0:
        raise ValueError(f"{name} must hold at least one example, got shape {array.shape}")
    return array


def as_pairs(x, t):
    """Return two arrays of equally many examples, at least one."""
    x, t = as_examples(x, "x"), as_examples(t, "t")
    if len(x) != len(t):
        raise ValueError(f"x and t must have equal lengths, got {len(x)} and {len(t)}")
    return x, t


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


def require_only(array, allowed, name, words):
    """Raise ValueError if `array` holds anything but the numbers `allowed`, which are `words`."""
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold only {words}, got dtype {array.dtype}")
    if not np.isin(array, allowed).all():
        raise ValueError(f"{name} must hold only {words}, got {shown(np.unique(array))}")


def as_seeds(value, name):
    """Return `value` as an array of one or more seeds, integers of at least 0."""
    seeds = as_array(value, name)
    require_shape(seeds, (f"n_{name}",), name)
    if seeds.dtype.kind not in "iu" or seeds.size == 0 or seeds.min() < 0:
        raise ValueError(
            f"{name} must hold integers of at least 0, one or more, got {shown(value)}"
        )
    return seeds


def require_arrays(arrays, name):
    """Raise unless `arrays` is a mapping of names to arrays that can be changed in place."""
    require_kind(arrays, Mapping, name, "a dict of arrays, such as net.params")
    for key, array in arrays.items():
        require_writeable(array, f"{name}[{key!r}]")
    return arrays


def require_writeable(array, name):
    """Raise TypeError unless `array` is an array of floats that can be changed in place."""
    what = f"{name} must be a writeable array of floats"
    if not isinstance(array, np.ndarray):
        raise TypeError(f"{what}, got {type(array).__name__}")
    if array.dtype.kind != "f":
        raise TypeError(f"{what}, got dtype {array.dtype}")
    if not array.flags.writeable:
        raise TypeError(f"{what}, got a read-only one: take a copy()")


def require_float_dtype(dtype):
    """Return `dtype` as a NumPy dtype; raise TypeError unless it holds floating-point numbers."""
    found = _dtype(dtype, "a floating-point dtype, such as np.float64")
    if found.kind != "f":
        raise TypeError(f"dtype must be a floating-point dtype, such as np.float64, got {found}")
    return found


def require_number_dtype(dtype):
    """Return `dtype` as a NumPy dtype; raise TypeError unless it holds real numbers."""
    found = _dtype(dtype, "a dtype of numbers, such as np.float64")
    if found.kind not in "fiub":
        raise TypeError(f"dtype must be a dtype of numbers, such as np.float64, got {found}")
    return found


def _dtype(dtype, what):
    try:
        if dtype is not None:
            return np.dtype(dtype)
    except TypeError:
        pass
    raise TypeError(f"dtype must be {what}, got {shown(dtype)}")
