"""Only plain data passes between the processes, whatever is written into the pipe."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dlcourse.apart.plain import NotPlain, pack, unpack


class Named(np.ndarray):
    """An array with ideas of its own, like np.matrix."""


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=20)
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(VALUES)
def test_values_come_back_equal_or_as_not_plain(value):
    packed = json.loads(json.dumps(pack(value)))
    if "nested too deeply" in json.dumps(packed):
        with pytest.raises(NotPlain):
            unpack(packed)
    else:
        assert unpack(packed) == value


@given(arrays.arrays(arrays.scalar_dtypes().filter(lambda d: d.kind in "biufc"), (2, 3)))
def test_arrays_come_back_byte_by_byte(array):
    back = unpack(json.loads(json.dumps(pack(array))))
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())


def test_tuples_matrices_and_numbers_keep_what_they_are():
    assert unpack(pack((1, [2.5, "a"]))) == (1, [2.5, "a"])
    assert type(unpack(pack(np.arange(2.0).view(Named)))) is np.ndarray
    assert isinstance(unpack(pack(np.float32(0.5))), np.float32)


def test_a_generator_goes_over_with_its_state_and_a_function_with_its_number():
    rng = np.random.default_rng(3)
    rng.normal()
    functions = []
    packed = json.loads(json.dumps(pack([rng, abs], functions)))
    back, number = unpack(packed, lambda n: n)
    assert (back.normal(), functions[number]) == (rng.normal(), abs)


@pytest.mark.parametrize(
    "value",
    [object(), lambda: 1, {1: 2}, {"a": object()}, np.array([object()]), 10**30, np.array(["a"])],
)
def test_what_is_not_plain_is_named(value):
    with pytest.raises(NotPlain):
        unpack(json.loads(json.dumps(pack(value))))


@pytest.mark.parametrize(
    "packed",
    [
        {},
        {"t": "array"},
        {"t": "array", "d": "O", "s": [1], "v": "AAAAAAAAAAA="},
        {"t": "array", "d": "<f8", "s": [-1], "v": ""},
        {"t": "array", "d": "<f8", "s": [10**12], "v": ""},
        {"t": "array", "d": "<f8", "s": [2], "v": "AAAA"},
        {"t": "array", "d": "<f8", "s": "ab", "v": 3},
        {"t": "value", "v": [1]},
        {"t": "list", "v": 3},
        {"t": "function", "v": 0},
        {"t": "rng", "v": {}},
        {"t": "dict", "v": []},
    ],
)
def test_forged_data_is_refused(packed):
    with pytest.raises(NotPlain):
        unpack(packed)
