"""The chain of layers that is a network. Chapter: backprop."""

from __future__ import annotations

from numpy.typing import NDArray

from .layer import Layer


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
