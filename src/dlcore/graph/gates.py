"""Gates with a forward and a backward of their own. Chapter: backprop."""

from __future__ import annotations

import numpy as np

from dlcore._checks import as_float, require_shape


class _Gate:
    """Two inputs, of one shape: nothing is broadcast, and no lists are joined."""

    def forward(self, x, y):
        """Return the output of the gate, for two numbers or two arrays of one shape."""
        x, y = _number_or_array(x, "x"), _number_or_array(y, "y")
        require_shape(np.asarray(y), np.shape(x), "y")
        self._inputs = x, y
        return self._output(x, y)

    def backward(self, dout):
        """Return the derivatives by x and by y."""
        if not hasattr(self, "_inputs"):
            raise RuntimeError(f"{type(self).__name__}: call forward before backward")
        dout = _number_or_array(dout, "dout")
        require_shape(np.asarray(dout), np.shape(self._inputs[0]), "dout")
        return self._derivatives(dout, *self._inputs)

    def __call__(self, x, y):
        return self.forward(x, y)


class Add(_Gate):
    """The gate z = x + y: backward hands the derivative on unchanged to both. Chapter: backprop.

    Examples
    --------
    >>> gate = Add()
    >>> gate(2.0, 3.0), gate.backward(10.0)
    (5.0, (10.0, 10.0))
    """

    def _output(self, x, y):
        return x + y

    def _derivatives(self, dout, x, y):
        return dout * 1, dout * 1  # two arrays, so that editing one leaves the other


class Mul(_Gate):
    """The gate z = x · y: backward hands on the derivative times the *other* input.

    Chapter: backprop.

    Examples
    --------
    >>> gate = Mul()
    >>> gate(2.0, 3.0), gate.backward(10.0)
    (6.0, (30.0, 20.0))
    """

    def _output(self, x, y):
        return x * y

    def _derivatives(self, dout, x, y):
        return dout * y, dout * x


def _number_or_array(value, name):
    """Return a number as it is, and anything else as an array of floats."""
    array = as_float(value, name)
    return array if isinstance(value, np.ndarray | list | tuple) else value
