import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import Mul, Value

UNARY = {
    "exp": (math.exp, Value.exp),
    "log": (math.log, Value.log),
    "tanh": (math.tanh, Value.tanh),
    "relu": (lambda v: max(v, 0.0), Value.relu),
    "sigmoid": (lambda v: 1 / (1 + math.exp(-v)), Value.sigmoid),
    "power": (lambda v: v**2.5, lambda v: v**2.5),
    "power 0": (lambda v: v**0, lambda v: v**0),
    "negative": (lambda v: -v, lambda v: -v),
    "from the left": (lambda v: 2 - 3 / v + 4 * v, lambda v: 2 - 3 / v + 4 * v),
}
BINARY = {
    "+": (lambda a, b: a + b),
    "-": (lambda a, b: a - b),
    "×": (lambda a, b: a * b),
    "÷": (lambda a, b: a / b),
}


@pytest.mark.parametrize("name", UNARY)
@given(x=st.floats(0.2, 3))
def test_unary_operations_match_differences(name, x):
    plain, record = UNARY[name]
    value = Value(x)
    out = record(value)
    out.backward()
    h = 6e-6
    assert out.data == pytest.approx(plain(x), rel=1e-14)
    assert value.grad == pytest.approx((plain(x + h) - plain(x - h)) / (2 * h), rel=1e-8, abs=1e-9)


@pytest.mark.parametrize("name", BINARY)
@given(x=st.floats(-3, 3), y=st.floats(0.2, 3))
def test_binary_operations_match_differences(name, x, y):
    f, h = BINARY[name], 6e-6
    a, b = Value(x), Value(y)
    f(a, b).backward()
    assert a.grad == pytest.approx((f(x + h, y) - f(x - h, y)) / (2 * h), rel=1e-7, abs=1e-9)
    assert b.grad == pytest.approx((f(x, y + h) - f(x, y - h)) / (2 * h), rel=1e-7, abs=1e-8)


def test_matches_pytorch(golden):
    data = golden("graph")
    a, b, c = map(Value, data["inputs"])
    y = (a * b + c).tanh() / (b - 3.0) + (a.exp() - c.log()) ** 2 * b.sigmoid()
    y = y + (a * c).relu() + (b * c).relu() - a**-1.5 + 2.0 / c
    y.backward()
    assert y.data == pytest.approx(data["value"], rel=1e-14)
    np.testing.assert_allclose([a.grad, b.grad, c.grad], data["grads"], rtol=1e-13)


def test_gradients_add_up_at_a_fork_and_do_not_pile_up():
    x = Value(3.0)
    y = x * x + x
    y.backward()
    y.backward()
    assert x.grad == 7.0


def test_long_chains_need_no_recursion():
    x = Value(1.0)
    y = x
    for _ in range(5000):
        y = y + 1
    y.backward()
    assert (y.data, x.grad) == (5001.0, 1.0)


def test_order_is_parents_first_and_always_the_same():
    a, b = Value(1.0, "a"), Value(2.0, "b")
    c = a * b
    d = c + a
    assert d.ancestors() == [a, b, c, d]
    assert d.op == "+"
    assert d.parents == (c, a)
    assert c.local == (2.0, 1.0)


def test_errors():
    with pytest.raises(ValueError, match=r"log needs a positive value, got -1.0"):
        Value(-1.0).log()
    with pytest.raises(TypeError, match="the exponent must be a constant number"):
        Value(2.0) ** Value(3.0)
    with pytest.raises(TypeError, match=r"only numbers can be combined with a Value, got 'a'"):
        Value(2.0) + "a"
    with pytest.raises(RuntimeError, match="Mul: call forward before backward"):
        Mul().backward(1.0)


def test_repr():
    assert repr(Value(2, "w")) == "Value(w: 2, grad 0)"


@pytest.mark.parametrize("x", [-745.0, -40.0, -36.0, -1.0, 0.0, 2.0, 36.0, 40.0, 700.0])
def test_saturated_functions_lose_nothing(x):
    # sigmoid(x) = 1 / (1 + exp(-x)); where x is very negative that is exp(x), to 16 digits
    value = Value(x)
    out = value.sigmoid()
    out.backward()
    e = math.exp(-abs(x))
    assert out.data == pytest.approx(e / (1 + e) if x < 0 else 1 / (1 + e), rel=1e-15, abs=0)
    assert value.grad == pytest.approx(e / (1 + e) ** 2, rel=1e-15, abs=0)
    value.tanh().backward()
    assert value.grad == pytest.approx(math.cosh(min(abs(x), 350)) ** -2, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("number", [np.float64(3), np.float32(3), np.int64(3), 3, 3.0])
def test_numbers_of_numpy_work_on_both_sides(number):
    x = Value(2.0)
    for out, want in (
        (x + number, 5), (number + x, 5), (x - number, -1), (number - x, 1),
        (x * number, 6), (number * x, 6), (x / number, 2 / 3), (number / x, 1.5), (x**number, 8),
    ):  # fmt: skip
        assert type(out) is Value
        assert out.data == pytest.approx(want)
        assert type(out.data) is float


def test_what_no_float_can_hold_is_said_in_words():
    with pytest.raises(OverflowError, match=r"exp\(1000\) is too large for a float"):
        Value(1000).exp()
    with pytest.raises(OverflowError, match=r"1e\+200 \*\* 2 is too large"):
        Value(1e200) ** 2
    with pytest.raises(ZeroDivisionError, match=r"cannot be divided by 0"):
        Value(1.0) / 0
    with pytest.raises(ValueError, match=r"a negative number has no real power 0.5, got -2"):
        Value(-2.0) ** 0.5
    with pytest.raises(ZeroDivisionError, match=r"0 \*\* 0.5 has no derivative"):
        Value(0.0) ** 0.5


@pytest.mark.parametrize("bad", ["2", None, [1.0], np.ones(2), True, 1j, float])
def test_only_numbers_become_values(bad):
    with pytest.raises(TypeError, match="data must be a number, got"):
        Value(bad)
    for use in (lambda x: x + bad, lambda x: x * bad, lambda x: x / bad, lambda x: x - bad):
        with pytest.raises(TypeError, match="only numbers can be combined with a Value"):
            use(Value(1.0))
