"""The chain of layers that is a network. Chapter: backprop."""

from __future__ import annotations

from numpy.typing import NDArray

from dlcore._checks import require_integer, require_kind

from .arrays import Arrays, refuse_assignment
from .layer import Layer, parts


class Sequential(Layer):
    """Layers in a row, which together are a layer again.

    `params`, `grads` and `buffers` show those of all layers under keys such as "0.W": the number
    of the layer, a dot, and the name that the layer itself uses. ``net[0]`` is the first layer,
    ``net[0:2]`` a net of the first two (the same layers, not copies), and ``net(x)`` runs the batch
    `x` through all of them. Chapter: backprop.

    Parameters
    ----------
    *layers : Layer
        At least one; different objects, all of one dtype. Names such as "0.W" follow their order.

    Examples
    --------
    >>> from dlcore import Affine, Sigmoid
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
        if not layers:
            raise ValueError("Sequential needs at least one layer, got none")
        seen = set()
        for i, layer in enumerate(layers):
            require_kind(layer, Layer, f"layer {i}", "a Layer, such as ReLU()")
            for part in parts(layer):
                if id(part) in seen:
                    where = f"layer {i}" if part is layer else f"in layer {i}, {part!r}"
                    raise ValueError(f"{where} is used twice: make a new {type(part).__name__}")
                seen.add(id(part))
        self.layers = layers
        dtypes = {str(p.dtype) for p in self.params.values()}
        if len(dtypes) > 1:
            raise ValueError(f"all layers must have one dtype, got {sorted(dtypes)}")

    params, grads, buffers = (
        property(lambda net, kind=kind: net._flat(kind), refuse_assignment(kind))
        for kind in ("params", "grads", "buffers")
    )

    def forward(self, x):
        n_done = 0
        try:
            for layer in self.layers:
                x = layer.forward(x)
                n_done += 1
        except (ValueError, TypeError) as error:
            self._name_layer(error, n_done)
            raise
        return x

    def backward(self, dout):
        return self._backward(dout, -1)

    def backward_params(self, dout):
        first = next((i for i, layer in enumerate(self.layers) if layer.params), len(self))
        self._backward(dout, first)

    def _backward(self, dout, last):
        """Go back to layer `last`, of which only the parameters are asked for; -1: to the input."""
        i = len(self)
        try:
            while i > max(last + 1, 0):
                i -= 1
                dout = self.layers[i].backward(dout)
            if 0 <= last < i:
                i = last
                self.layers[i].backward_params(dout)
        except (ValueError, TypeError) as error:
            self._name_layer(error, i)
            raise
        return dout

    def _name_layer(self, error, i):
        """Begin the words of an error with the layer in which it came up."""
        if len(error.args) == 1 and type(error) in (ValueError, TypeError):
            error.args = (f"layer {i} ({type(self.layers[i]).__name__}): {error}",)

    def activations(self, x: NDArray) -> list[NDArray]:
        """Return the list of the outputs of every layer for the batch `x`."""
        outputs = []
        try:
            for layer in self.layers:
                x = layer.forward(x)
                outputs.append(x)
        except (ValueError, TypeError) as error:
            self._name_layer(error, len(outputs))
            raise
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

    def _flat(self, kind):
        flat = {
            f"{i}.{name}": array
            for i, layer in enumerate(self.layers)
            for name, array in getattr(layer, kind).items()
        }
        return Arrays.of(f"net.{kind}", flat)

    def __len__(self) -> int:
        return len(self.layers)

    def __getitem__(self, index: int | slice) -> Layer:
        if isinstance(index, slice):
            return Sequential(*self.layers[index])
        index = require_integer(index, "the number of a layer")
        if not -len(self) <= index < len(self):
            raise IndexError(f"the net has the layers 0 to {len(self) - 1}, got {index}")
        return self.layers[index]

    def __repr__(self):
        head = f"Sequential of {len(self)} layers, {self.n_parameters:,} parameters"
        rows = [f"{i:>3}  {layer!r}".replace("\n", "\n   ") for i, layer in enumerate(self.layers)]
        return "\n".join([head, *rows])
