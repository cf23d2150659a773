"""What every layer promises."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_writeable, shown

from .arrays import Arrays, shown_arrays


class Layer:
    """A step of a network that can be run forward and differentiated backward.

    The contract: ``forward(x)`` keeps what ``backward`` needs; ``backward(dout)`` takes the
    derivative of the loss by the layer's output, fills `grads`, and returns the derivative by its
    input. Neither edits its argument. What forward keeps is not a copy: an array that is edited
    between forward and backward gives a wrong gradient, and nobody can notice. Chapter: backprop.

    Attributes
    ----------
    params, grads : mapping of str to ndarray
        Parameters and their gradients under the same keys. The arrays can be written
        (``params["W"][...] = value``) but not replaced. `grads` is overwritten by the next
        backward pass: copy what is to be kept.
    buffers : mapping of str to ndarray
        What the layer remembers without learning it, such as running averages.
    training : bool
        True after ``train()`` and at the start, False after ``eval()``.

    Examples
    --------
    >>> class Double(Layer):
    ...     def forward(self, x):
    ...         return self._remember(None, 2 * x)
    ...     def backward(self, dout):
    ...         self._recall(dout)
    ...         return 2 * dout
    >>> layer = Double()
    >>> layer(np.array([1.0, 3.0])), layer.backward(np.array([1.0, 1.0]))
    (array([2., 6.]), array([2., 2.]))
    """

    params, grads, buffers = map(shown_arrays, ("params", "grads", "buffers"))
    training = True

    def __init__(self):
        for kind in ("params", "grads", "buffers"):
            self._show(kind, {})

    def forward(self, x: NDArray) -> NDArray:
        """Return the output for the batch `x`, one row per example."""
        raise NotImplementedError

    def backward(self, dout: NDArray) -> NDArray:
        """Fill `grads` from dL/d(output) and return dL/d(input)."""
        raise NotImplementedError

    def backward_params(self, dout: NDArray) -> None:
        """Fill `grads` only, for when nobody asks for dL/d(input), as in the first layer."""
        self.backward(dout)

    def __call__(self, x: NDArray) -> NDArray:
        return self.forward(x)

    def train(self) -> Layer:
        """Switch to training mode and return the layer."""
        self.training = True
        return self

    def eval(self) -> Layer:
        """Switch to evaluation mode and return the layer."""
        self.training = False
        return self

    @property
    def n_parameters(self) -> int:
        """The number of trainable numbers."""
        return sum(p.size for p in self.params.values())

    @property
    def dtype(self) -> np.dtype:
        """The dtype of the parameters (float64 where there are none)."""
        return next((p.dtype for p in self.params.values()), np.dtype(np.float64))

    # For those who write layers

    def _add_param(self, name, value):
        """Make `value` a parameter, with a gradient of its own."""
        self._add_array("params", name, value)
        self._add_array("grads", name, np.zeros_like(value))

    def _add_buffer(self, name, value):
        """Make `value` something that the layer remembers without learning it."""
        self._add_array("buffers", name, value)

    def _add_array(self, kind, name, value):
        require_writeable(value, f"{kind}[{name!r}]")
        self._show(kind, {**getattr(self, kind), name: value})

    def _show(self, kind, arrays):
        setattr(self, f"_{kind}", Arrays.of(kind, arrays))

    def __getattr__(self, name):  # Python asks only for what it has not found
        if name in ("_params", "_grads", "_buffers"):
            raise RuntimeError(f"{type(self).__name__}: __init__ must call super().__init__()")
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _remember(self, cache, out):
        """Keep what backward needs and the shape that its argument must have; return `out`."""
        self._cache, self._shape = cache, out.shape
        return out

    def _recall(self, dout):
        """Return what forward kept; raise unless `dout` is an array of the shape of its output."""
        if not hasattr(self, "_shape"):
            raise RuntimeError(f"{type(self).__name__}: call forward before backward")
        if not isinstance(dout, np.ndarray) or dout.dtype.kind not in "fiu":
            raise TypeError(f"{type(self).__name__}: dout must be an array, got {shown(dout)}")
        if dout.shape != self._shape:
            raise ValueError(
                f"{type(self).__name__}: dout must have the shape of the output, "
                f"{self._shape}, got {dout.shape}"
            )
        return self._cache

    def __getstate__(self):
        """Return what a copy or a pickle holds: everything but the last batch."""
        return {k: v for k, v in vars(self).items() if k not in ("_cache", "_shape")}

    def __repr__(self):
        return f"{type(self).__name__}()"


def parts(layer):
    """Return `layer` and every layer inside it, wherever its attributes hold one."""
    found = [layer]
    for value in vars(layer).values():
        for item in value if isinstance(value, list | tuple) else (value,):
            if isinstance(item, Layer):
                found += parts(item)
    return found
