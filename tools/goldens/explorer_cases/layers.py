"""Cases of single layers, batch after batch."""

import numpy as np

from dlcore import layers
from tools.goldens.explorer_cases.case import Cases, case

ACTIVATION_LAYERS = {
    "identity": layers.Identity,
    "sigmoid": layers.Sigmoid,
    "tanh": layers.Tanh,
    "relu": layers.ReLU,
    "leakyRelu": layers.LeakyReLU,
    "elu": layers.ELU,
    "gelu": layers.GELU,
    "silu": layers.SiLU,
}


def single_layers() -> Cases:
    """Forward and backward of a layer, batch after batch, so that what it remembers shows."""
    generator = np.random.default_rng(0)
    he = {"init": "heNormal", "seed": 1}
    for shape in ((1, 1), (2, 3), (5, 1), (4, 8)):
        layer = layers.Affine(*shape, rng=np.random.default_rng(1))
        yield _layer_case(generator, layer, {"kind": "Affine", "arguments": shape, **he}, (5, 1, 8))
    for name, kind in ACTIVATION_LAYERS.items():
        spec = {"kind": "Activation", "arguments": [name], "width": 6}
        yield _layer_case(generator, kind(), spec, (9, 1))
    for width, options in ((1, {}), (3, {"momentum": 0.5}), (6, {"momentum": 0.99, "eps": 0.1})):
        spec = {"kind": "BatchNorm", "arguments": [width, options]}
        sizes = (*[7, 12, 3, 30, 2] * 6, 1)
        yield _layer_case(generator, layers.BatchNorm(width, **options), spec, sizes)
    for width, options in ((2, {}), (5, {"eps": 0.1}), (1, {})):
        spec = {"kind": "LayerNorm", "arguments": [width, options]}
        yield _layer_case(generator, layers.LayerNorm(width, **options), spec, (4, 1, 9))
    for p in (0.0, 0.3, 0.8):
        layer = layers.Dropout(p, rng=np.random.default_rng(8))
        spec = {"kind": "Dropout", "arguments": [p], "width": 5, "seed": 8}
        yield _layer_case(generator, layer, spec, (6, 1, 20))


def _layer_case(generator, layer, spec, sizes):
    """The last batch is seen in evaluation mode; scales and shifts are not those of the start."""
    width = spec.get("width", spec["arguments"][0])
    for name in ("gamma", "beta", "b"):
        if name in layer.params:
            layer.params[name][...] = generator.uniform(0.5, 2, layer.params[name].shape)
    given = {name: p.ravel().copy() for name, p in layer.params.items()}
    batches, expected = [], {}
    for k, n in enumerate((*sizes, sizes[0])):
        if k == len(sizes):
            layer.eval()
        x = generator.normal(generator.uniform(-3, 3), 2, (n, width))
        y = layer(x)
        dy = generator.standard_normal(y.shape)
        expected |= {f"y{k}": y, f"dx{k}": layer.backward(dy)}
        expected |= {f"{name}{k}": g.copy() for name, g in layer.grads.items()}
        expected |= {f"{name}{k}": b.copy() for name, b in layer.buffers.items()}
        batches.append({"x": x.ravel(), "dy": dy.ravel(), "n": n})
    return case(
        f"{layer!r} {spec['arguments']}", expected, spec=spec, params=given, batches=batches
    )


def given_masks() -> Cases:
    """Dropout with a mask for one row, and with one for the whole batch."""
    generator = np.random.default_rng(5)
    for p, shape in ((0.5, (1, 6)), (0.2, (4, 6))):
        x, dy = generator.standard_normal((2, 4, 6))
        mask = generator.random(shape) >= p
        expected = {"y": x * mask / (1 - p), "dx": dy * mask / (1 - p)}
        inputs = {
            "p": p,
            "mask": mask.astype(int).ravel(),
            "x": x.ravel(),
            "dy": dy.ravel(),
            "n": 4,
        }
        yield case(f"dropout {p} with a mask of {shape}", expected, **inputs)
