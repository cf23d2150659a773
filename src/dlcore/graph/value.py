"""Every value knows what it was made from. Chapter: backprop."""

from __future__ import annotations

import math

import numpy as np

from dlcore._checks import require_kind, require_real, shown


class Value:
    """A number that remembers how it was computed.

    Operators ``+ - * / **`` (with a constant exponent) and the methods `exp`, `log`, `tanh`,
    `relu` and `sigmoid` make new values. Chapter: backprop.

    Parameters
    ----------
    data : float
    name : str, optional
        Shown in pictures of the graph.

    Attributes
    ----------
    data, grad : float
        The number, and the derivative of the last output of `backward` by it.
    op : str
        The operation that made it; "" for an input.
    parents : tuple of Value
        What it was made from; in x * x the same value twice.
    local : tuple of float
        Its derivative by each parent.

    Examples
    --------
    >>> x, w = Value(2.0, "x"), Value(-3.0, "w")
    >>> y = (w * x + 1.0).sigmoid()
    >>> y.backward()
    >>> round(y.data, 4), round(x.grad, 4), round(w.grad, 4)
    (0.0067, -0.0199, 0.0133)
    """

    __array_ufunc__ = None  # NumPy's numbers leave the operators to Value

    def __init__(
        self,
        data: float,
        name: str = "",
        *,
        op: str = "",
        parents: tuple[Value, ...] = (),
        local: tuple[float, ...] = (),
    ):
        self.data = require_real(data, "data")
        self.grad = 0.0
        require_kind(name, str, "name", "a text")
        self.name, self.op, self.parents, self.local = name, op, parents, local

    def backward(self) -> None:
        """Set `grad` of every value that this one depends on; earlier gradients are forgotten."""
        order = self.ancestors()
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for parent, local in zip(value.parents, value.local, strict=True):
                parent.grad += value.grad * local

    def ancestors(self) -> list[Value]:
        """Return every value that this one depends on and itself, each after its parents."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, parents_done = stack.pop()
            if parents_done:
                order.append(value)
            elif id(value) not in seen:
                seen.add(id(value))
                stack.append((value, True))
                stack.extend((parent, False) for parent in reversed(value.parents))
        return order

    def __add__(self, other) -> Value:
        other = _value(other)
        return Value(self.data + other.data, op="+", parents=(self, other), local=(1.0, 1.0))

    def __mul__(self, other) -> Value:
        other = _value(other)
        local = (other.data, self.data)
        return Value(self.data * other.data, op="×", parents=(self, other), local=local)

    def __pow__(self, exponent: float) -> Value:
        power = require_real(exponent, "the exponent", "a constant number")
        if self.data < 0 and power % 1:
            raise ValueError(f"a negative number has no real power {power:g}, got {self.data:g}")
        if self.data == 0 and (power < 0 or 0 < power < 1):
            raise ZeroDivisionError(f"0 ** {power:g} has no derivative, or is itself infinite")
        words = f"{self.data:g} ** {power:g}"
        out = _finite(lambda: self.data**power, words)
        local = _finite(lambda: power * self.data ** (power - 1), words) if power else 0.0
        return self._function(f"**{power:g}", out, local)

    def __truediv__(self, other) -> Value:
        other = _value(other)
        if other.data == 0:
            raise ZeroDivisionError(f"{self!r} cannot be divided by 0")
        return self * other**-1

    def __neg__(self) -> Value:
        return self * -1.0

    def __sub__(self, other) -> Value:
        return self + -_value(other)

    def __rsub__(self, other) -> Value:
        return _value(other) - self

    def __rtruediv__(self, other) -> Value:
        return _value(other) / self

    __radd__, __rmul__ = __add__, __mul__

    def exp(self) -> Value:
        """Return e to the power of the value."""
        out = _finite(lambda: math.exp(self.data), f"exp({self.data:g})")
        return self._function("exp", out, out)

    def log(self) -> Value:
        """Return the natural logarithm; the value must be positive."""
        if not self.data > 0:
            raise ValueError(f"log needs a positive value, got {self.data}")
        return self._function("log", math.log(self.data), 1 / self.data)

    def tanh(self) -> Value:
        """Return the hyperbolic tangent."""
        e = math.exp(-2 * abs(self.data))  # 1 - tanh² would be 0 where it is only small
        return self._function("tanh", math.tanh(self.data), 4 * e / (1 + e) ** 2)

    def relu(self) -> Value:
        """Return max(value, 0), whose derivative at 0 is taken as 0."""
        return self._function("relu", max(self.data, 0.0), float(self.data > 0))

    def sigmoid(self) -> Value:
        """Return 1 / (1 + exp(-value))."""
        e = math.exp(-abs(self.data))  # never overflows, and loses nothing where the value is small
        out = (1.0 if self.data >= 0 else e) / (1 + e)
        return self._function("sigmoid", out, e / (1 + e) ** 2)

    def _function(self, op, out, local):
        return Value(out, op=op, parents=(self,), local=(local,))

    def __repr__(self) -> str:
        label = f"{self.name}: " if self.name else ""
        return f"Value({label}{self.data:g}, grad {self.grad:g})"


def _value(number):
    if isinstance(number, Value):
        return number
    if isinstance(number, bool) or not isinstance(number, int | float | np.integer | np.floating):
        raise TypeError(f"only numbers can be combined with a Value, got {shown(number)}")
    return Value(number)


def _finite(compute, words):
    """Return compute(); raise OverflowError in words if no float can hold the result."""
    try:
        return compute()
    except OverflowError:
        raise OverflowError(f"{words} is too large for a float") from None
