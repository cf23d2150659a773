"""How large the gradient is in each layer of a deep network, for many seeds at once."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore import activations
from dlcore._checks import as_seeds, require_count, require_kind, require_positive

__all__ = ["gradient_norms"]


def gradient_norms(
    depth: int,
    activation: str,
    *,
    scale: float = 1.0,
    n_units: int = 32,
    batch_size: int = 32,
    seeds: ArrayLike,
) -> NDArray[np.float64]:
    r"""Return the norm of the gradient of every weight matrix of deep networks before training.

    Each seed gives one network of `depth` layers :math:`H_l = \varphi(H_{l-1} W_l)` of `n_units`
    units, with weights of standard deviation ``scale / sqrt(n_units)``, biases of 0, standard
    normal inputs and targets, and the loss :math:`\frac{1}{2}\|h - t\|^2` per example, its mean
    taken over the batch. Chapter: backprop.

    Parameters
    ----------
    depth : int
        Layers, at least 1.
    activation : str
        Name of a function of `dlcore.activations` that has a derivative there, such as ``"tanh"``.
    scale : float, default 1.0
        Positive.
    n_units, batch_size : int, default 32
        At least 1.
    seeds : array_like of int
        One network per seed.

    Returns
    -------
    ndarray of shape (n_seeds, depth)
        The Frobenius norm of ∂L/∂W, the layer next to the input first.

    Raises
    ------
    ValueError
        If `activation` has no derivative in `dlcore.activations` or a number is out of its range.

    Examples
    --------
    >>> norms = gradient_norms(10, "sigmoid", seeds=range(20))
    >>> bool(np.all(norms[:, 0] < norms[:, -1] / 1000))
    True
    """
    for name, n in {"depth": depth, "n_units": n_units, "batch_size": batch_size}.items():
        require_count(n, name)
    scale = require_positive(scale, "scale")
    require_kind(activation, str, "activation", 'the name of an activation, such as "tanh"')
    phi = getattr(activations, activation, None)
    phi_grad = getattr(activations, f"{activation}_grad", None)
    if phi is None or phi_grad is None:
        raise ValueError(f"activation must have a derivative in dlcore.activations: {activation!r}")
    seeds = as_seeds(seeds, "seeds")

    rngs = [np.random.default_rng(seed) for seed in seeds]
    std = scale / np.sqrt(n_units)
    w = np.stack([rng.normal(0, std, (depth, n_units, n_units)) for rng in rngs], axis=1)
    h, t = np.stack([rng.normal(size=(2, batch_size, n_units)) for rng in rngs], axis=1)
    inputs, zs = [], []
    for layer in range(depth):
        inputs.append(h)
        zs.append(h @ w[layer])
        h = phi(zs[-1])
    dh = (h - t) / batch_size
    norms = np.empty((len(rngs), depth))
    for layer in reversed(range(depth)):
        dz = dh * phi_grad(zs[layer])
        norms[:, layer] = np.linalg.norm(inputs[layer].swapaxes(1, 2) @ dz, axis=(1, 2))
        dh = dz @ w[layer].swapaxes(1, 2)
    return norms
