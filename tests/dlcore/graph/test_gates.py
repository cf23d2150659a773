import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import Add, Mul, Value


def test_gates_price_of_two_apples():
    # 2 apples of 100 won, 10 % tax: the classical example of the textbooks
    mul, tax = Mul(), Mul()
    price = tax(mul(100.0, 2.0), 1.1)
    dtotal, dtax = tax.backward(1.0)
    assert price == pytest.approx(220)
    assert mul.backward(dtotal) == pytest.approx((2.2, 110.0))
    assert dtax == 200.0
    assert Add()(2.0, 3.0) == 5.0
    assert Add().backward(1.5) == (1.5, 1.5)


@given(x=st.floats(-3, 3), y=st.floats(-3, 3))
def test_gates_agree_with_values(x, y):
    a, b = Value(x), Value(y)
    (a * b).backward()
    gate = Mul()
    assert gate(x, y) == a.data * b.data
    assert gate.backward(1.0) == (a.grad, b.grad)
