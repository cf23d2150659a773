"""Layers, and the chain of layers that is a network. Chapter: backprop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import initializers
from ._base import Layer
from ._checks import as_float, require_count, require_shape
from ._dropout import Dropout
from ._elementwise import ELU, GELU, Identity, LeakyReLU, PReLU, ReLU, Sigmoid, SiLU, Tanh
from ._normalization import BatchNorm, LayerNorm

__all__ = [
    "ELU", "GELU", "Affine", "BatchNorm", "Dropout", "Identity", "Layer", "LayerNorm",
    "LeakyReLU", "PReLU", "ReLU", "Sequential", "SiLU", "Sigmoid", "Tanh",
]  # fmt: skip


class Affine(Layer):
    """Z = X W + b: a linear map and a shift, with the parameters "W" and "b".

    X is a batch of shape (N, n_in), a row per example; Z has the shape (N, n_out).
    Chapter: backprop.

    Parameters
    ----------
    n_in, n_out : int
        W has the shape (n_in, n_out), b has (n_out,) and starts at 0.
    init : {"he", "xavier", "zeros"} or initializer, default "he"
        How W starts, for instance ``normal(0.01)``; see `dlcore.initializers`.
    rng : numpy.random.Generator
        May be left out only where `init` draws nothing.
    dtype : floating-point dtype, default float64
        Inputs of another dtype are converted to it.

    Examples
    --------
    >>> layer = Affine(3, 2, rng=np.random.default_rng(0))
    >>> layer(np.ones((5, 3))).shape
    (5, 2)
    >>> layer
    Affine(3 → 2), 8 parameters
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        *,
        init: str | initializers.Initializer = "he",
        rng: np.random.Generator | None = None,
        dtype=np.float64,
    ):
        super().__init__()
        require_count(n_in, "n_in")
        require_count(n_out, "n_out")
        named = {"he": initializers.he, "xavier": initializers.xavier, "zeros": initializers.zeros}
        draw = named.get(init, init) if isinstance(init, str) else init
        if not callable(draw):
            raise ValueError(f"init must be an initializer or one of {sorted(named)}, got {init!r}")
        weights = draw((n_in, n_out), rng=rng, dtype=dtype)
        require_shape(weights, (n_in, n_out), "the initial W")
        self._add_param("W", weights)
        self._add_param("b", np.zeros(n_out, dtype))

    def forward(self, x):
        weights = self.params["W"]
        x = as_float(x, dtype=weights.dtype)
        if x.ndim != 2 or x.shape[1] != len(weights):
            require_shape(x, ("N", len(weights)), "x")
        z = x @ weights  # (N, n_out)
        z += self.params["b"]
        return self._remember(x, z)

    def backward_params(self, dout):
        x = self._recall(dout)
        np.matmul(x.T, dout, out=self.grads["W"])
        ones = np.ones(len(dout), self.dtype)
        np.matmul(ones, dout, out=self.grads["b"])  # sums the rows, faster than sum(axis=0)

    def backward(self, dout):
        self.backward_params(dout)
        return dout @ self.params["W"].T  # (N, n_in)

    def __repr__(self):
        n_in, n_out = self.params["W"].shape
        return f"Affine({n_in} → {n_out}), {self.n_parameters:,} parameters"


class Sequential(Layer):
    """Layers in a row, which together are a layer again.

    `params`, `grads` and `buffers` show those of all layers under keys such as "0.W": the number
    of the layer, a dot, and the name that the layer itself uses. ``net[0]`` is the first layer,
    ``net(x)`` runs the batch `x` through all of them. Chapter: backprop.

    Parameters
    ----------
    *layers : Layer
        At least one; different objects, all of one dtype.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> net = Sequential(Affine(2, 2, rng=rng), Sigmoid(), Affine(2, 1, rng=rng))
    >>> net
    Sequential of 3 layers, 9 parameters
      0  Affine(2 → 2), 6 parameters
      1  Sigmoid()
      2  Affine(2 → 1), 3 parameters
    >>> list(net.params)
    ['0.W', '0.b', '2.W', '2.b']
    """

    def __init__(self, *layers: Layer):
        for i, layer in enumerate(layers):
            if not isinstance(layer, Layer):
                raise TypeError(f"layer {i} must be a Layer, got {layer!r}")
            if any(layer is other for other in layers[:i]):
                raise ValueError(f"layer {i} is used twice: make a new {type(layer).__name__}")
        if not layers:
            raise ValueError("Sequential needs at least one layer, got none")
        self.layers = layers
        dtypes = {str(p.dtype) for p in self.params.values()}
        if len(dtypes) > 1:
            raise ValueError(f"all layers must have one dtype, got {sorted(dtypes)}")

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def backward_params(self, dout):
        first = next((i for i, layer in enumerate(self.layers) if layer.params), len(self))
        for layer in reversed(self.layers[first + 1 :]):
            dout = layer.backward(dout)
        if first < len(self):
            self.layers[first].backward_params(dout)

    def activations(self, x: NDArray) -> list[NDArray]:
        """Return the list of the outputs of every layer for the batch `x`."""
        outputs = []
        for layer in self.layers:
            x = layer.forward(x)
            outputs.append(x)
        return outputs

    def train(self):
        for layer in self.layers:
            layer.train()
        return self

    def eval(self):
        for layer in self.layers:
            layer.eval()
        return self

    @property
    def training(self):
        return any(layer.training for layer in self.layers)

    @property
    def params(self):
        return self._flat("params")

    @property
    def grads(self):
        return self._flat("grads")

    @property
    def buffers(self):
        return self._flat("buffers")

    def _flat(self, kind):
        return {
            f"{i}.{name}": array
            for i, layer in enumerate(self.layers)
            for name, array in getattr(layer, kind).items()
        }

    def __len__(self) -> int:
        return len(self.layers)

    def __getitem__(self, index: int) -> Layer:
        return self.layers[index]

    def __repr__(self):
        head = f"Sequential of {len(self)} layers, {self.n_parameters:,} parameters"
        rows = [f"{i:>3}  {layer!r}".replace("\n", "\n   ") for i, layer in enumerate(self.layers)]
        return "\n".join([head, *rows])
