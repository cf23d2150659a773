"""Plain data as JSON: all that passes between a student's process and the tests.

Arrays of numbers, numbers, texts, None, and lists, tuples and dicts of them. The tests may hand
over also random generators and functions, which go one way only. Nothing is pickled, and whatever
is read is checked, because the other side may write what it likes.
"""

import base64
import math

import numpy as np

MAX_BYTES = 32 << 20  # of one array
MAX_ITEMS = 100_000  # of one list
MAX_TEXT = 10_000
MAX_DEPTH = 5
KINDS = "biufc"  # bool, int, unsigned, float, complex


class NotPlain(TypeError):
    """A value that is no plain data; `name` is its type as the student knows it."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def pack(value, functions: list | None = None, depth: int = 0) -> dict:
    """A value as JSON; what is no plain data becomes its type's name.

    Parameters
    ----------
    value : object
    functions : list, optional
        Takes the functions found in `value`, whose places then stand for them.
    """
    if depth > MAX_DEPTH:
        return _opaque("nested too deeply")
    if isinstance(value, np.ndarray | np.generic):
        return _pack_array(value)
    if value is None or type(value) in (bool, float):
        return {"t": "value", "v": value}
    if type(value) is int:
        return {"t": "value", "v": value} if abs(value) < 2**63 else _opaque("int beyond 64 bits")
    if type(value) is complex:
        return {"t": "complex", "v": [value.real, value.imag]}
    if type(value) is str:
        return {"t": "value", "v": value[:MAX_TEXT]}
    if isinstance(value, list | tuple):
        if len(value) > MAX_ITEMS:
            return _opaque(f"list of {len(value)} items")
        kind = "tuple" if isinstance(value, tuple) else "list"
        return {"t": kind, "v": [pack(item, functions, depth + 1) for item in value]}
    if isinstance(value, dict) and len(value) <= MAX_ITEMS and all(type(k) is str for k in value):
        items = {key[:MAX_TEXT]: pack(item, functions, depth + 1) for key, item in value.items()}
        return {"t": "dict", "v": items}
    if functions is not None:
        if isinstance(value, np.random.Generator):
            return {"t": "rng", "v": pack(_state(value))}
        if callable(value):
            functions.append(value)
            return {"t": "function", "v": len(functions) - 1}
    return _opaque(type(value).__name__)


def unpack(packed: dict, function=None):
    """The value again; raises NotPlain for what is none, however it is written.

    Parameters
    ----------
    packed : dict
    function : callable, optional
        Makes the stand-in of a function from its number. Without it functions and generators are
        refused: so do the tests read what a student returns.
    """
    try:
        return _unpack(packed, function, 0)
    except NotPlain:
        raise
    except Exception as error:
        raise NotPlain(f"not readable: {type(error).__name__}") from None


def _unpack(packed, function, depth):
    kind, value = packed["t"], packed.get("v")
    if depth > MAX_DEPTH:
        raise NotPlain("nested too deeply")
    if kind == "array":
        return _unpack_array(packed)
    if kind == "value" and (value is None or type(value) in (bool, int, float, str)):
        return value
    if kind == "complex":
        return complex(*map(float, value))
    if kind in ("list", "tuple") and len(value) <= MAX_ITEMS:
        items = [_unpack(item, function, depth + 1) for item in value]
        return tuple(items) if kind == "tuple" else items
    if kind == "dict":
        return {str(key): _unpack(item, function, depth + 1) for key, item in value.items()}
    if function and kind == "function":
        return function(int(value))
    if function and kind == "rng":
        rng = np.random.default_rng()
        state = unpack(value)
        state["state"] = {key: int(number) for key, number in state["state"].items()}
        rng.bit_generator.state = state
        return rng
    raise NotPlain(str(packed.get("type", "unknown"))[:80])


def _state(rng):
    """The state of a generator, its long integers as text."""
    state = dict(rng.bit_generator.state)
    state["state"] = {key: str(number) for key, number in state["state"].items()}
    return state


def _opaque(name):
    return {"t": "opaque", "type": str(name)[:80]}


def _pack_array(value):
    array = np.asarray(value)  # np.matrix and other subclasses lose what is theirs
    if array.dtype.kind not in KINDS:
        return _opaque(f"array of {array.dtype}")
    if array.nbytes > MAX_BYTES:
        return _opaque(f"array of shape {array.shape}")
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    scalar = isinstance(value, np.generic)
    return {"t": "array", "d": array.dtype.str, "s": array.shape, "v": data, "scalar": scalar}


def _unpack_array(packed):
    dtype, shape = np.dtype(str(packed["d"])), tuple(map(int, packed["s"]))
    if dtype.kind not in KINDS or len(shape) > 8 or min(shape, default=0) < 0:
        raise NotPlain("array")
    if math.prod(shape) * dtype.itemsize > MAX_BYTES:
        raise NotPlain(f"array of shape {shape}")
    array = np.frombuffer(base64.b64decode(packed["v"]), dtype=dtype).reshape(shape).copy()
    return array[()] if packed.get("scalar") and not shape else array
