import numpy as np
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
    add = Add()
    assert add(2.0, 3.0) == 5.0
    assert add.backward(1.5) == (1.5, 1.5)


@given(x=st.floats(-3, 3), y=st.floats(-3, 3))
def test_gates_agree_with_values(x, y):
    a, b = Value(x), Value(y)
    (a * b).backward()
    gate = Mul()
    assert gate(x, y) == a.data * b.data
    assert gate.backward(1.0) == (a.grad, b.grad)


@pytest.mark.parametrize("kind", [Add, Mul])
def test_gates_neither_broadcast_nor_join(kind):
    gate = kind()
    for x, y in ((np.ones(3), 2.0), (np.ones((2, 3)), np.ones(3)), ([1.0], [1.0, 2.0])):
        with pytest.raises(ValueError, match="y must have shape"):
            gate(x, y)
    for x, y in (("a", "b"), (None, 1.0), ([["a"]], [["b"]]), (print, 2.0)):
        with pytest.raises(TypeError, match="x must hold real numbers"):
            gate(x, y)
    with pytest.raises(RuntimeError, match=f"{kind.__name__}: call forward before backward"):
        kind().backward(1.0)
    assert gate([1, 2], [3, 4]).tolist() == ([4, 6] if kind is Add else [3, 8])
    with pytest.raises(ValueError, match=r"dout must have shape \(2,\), got \(\)"):
        gate.backward(1.0)
    dx, dy = gate.backward(np.ones(2))
    dx[0] = 9.0
    assert dy[0] != 9.0
