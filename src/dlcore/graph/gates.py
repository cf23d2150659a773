"""Gates with a forward and a backward of their own. Chapter: backprop."""

from __future__ import annotations


class Add:
    """The gate z = x + y: backward hands the derivative on unchanged to both. Chapter: backprop.

    Examples
    --------
    >>> gate = Add()
    >>> gate(2.0, 3.0), gate.backward(10.0)
    (5.0, (10.0, 10.0))
    """

    def forward(self, x, y):
        """Return x + y, of two numbers or two arrays of one shape."""
        return x + y

    def backward(self, dout):
        """Return the derivatives by x and by y."""
        return dout, dout

    __call__ = forward


class Mul:
    """The gate z = x · y: backward hands on the derivative times the *other* input.

    Chapter: backprop.

    Examples
    --------
    >>> gate = Mul()
    >>> gate(2.0, 3.0), gate.backward(10.0)
    (6.0, (30.0, 20.0))
    """

    def forward(self, x, y):
        """Return x · y, of two numbers or two arrays of one shape."""
        self._inputs = x, y
        return x * y

    def backward(self, dout):
        """Return the derivatives by x and by y."""
        if not hasattr(self, "_inputs"):
            raise RuntimeError("Mul: call forward before backward")
        x, y = self._inputs
        return dout * y, dout * x

    __call__ = forward
