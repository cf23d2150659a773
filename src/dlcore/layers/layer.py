"""What every layer promises."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Layer:
    """A step of a network that can be run forward and differentiated backward.

    The contract: ``forward(x)`` keeps what ``backward`` needs; ``backward(dout)`` takes the
    derivative of the loss by the layer's output, fills `grads`, and returns the derivative by its
    input. Neither edits its argument. Chapter: backprop.

    Attributes
    ----------
    params, grads : dict of str to ndarray
        Parameters and their gradients under the same keys. `grads` is overwritten by the next
        backward pass: copy what is to be kept.
    buffers : dict of str to ndarray
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

    def __init__(self):
        self.params, self.grads, self.buffers = {}, {}, {}
        self.training = True

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

    def _add_param(self, name, value):
        self.params[name] = value
        self.grads[name] = np.zeros_like(value)

    def _remember(self, cache, out):
        """Keep what backward needs and the shape that its argument must have."""
        self._cache, self._shape = cache, out.shape
        return out

    def _recall(self, dout):
        if not hasattr(self, "_shape"):
            raise RuntimeError(f"{type(self).__name__}: call forward before backward")
        if np.shape(dout) != self._shape:
            raise ValueError(
                f"{type(self).__name__}: dout must have the shape of the output, "
                f"{self._shape}, got {np.shape(dout)}"
            )
        return self._cache

    def __repr__(self):
        return f"{type(self).__name__}()"
