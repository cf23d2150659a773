"""How large the gradient is in each layer of a deep network, for many seeds at once."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore import activations
from dlcore._checks import (
    as_seeds,
    require_choice,
    require_count,
    require_float_dtype,
    require_kind,
    require_positive,
)

__all__ = ["gradient_norms"]


def gradient_norms(
    depth: int,
    activation: str,
    *,
    scale: float = 1.0,
    n_units: int = 32,
    batch_size: int = 32,
    wrt: str = "weights",
    dtype=np.float64,
    seeds: ArrayLike,
) -> NDArray[np.float64]:
    r"""Return the norm of the gradient in every layer of deep networks before training.

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
    wrt : {"weights", "inputs"}
        The gradient with respect to the weights of a layer, or to what goes into it.
    dtype : floating-point dtype, default float64
        Of weights, examples and gradients; the norm is float64. What is too large for it becomes
        inf, and inf - inf becomes NaN, without a warning.
    seeds : array_like of int
        One network per seed.

    Returns
    -------
    ndarray of shape (n_seeds, depth)
        The Frobenius norm of ∂L/∂W or ∂L/∂H, the layer next to the input first.

    Raises
    ------
    ValueError
        If `activation` has no derivative in `dlcore.activations` or a number is out of its range.
    TypeError
        If `dtype` is no floating-point dtype.

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
    require_choice(wrt, ("weights", "inputs"), "wrt")
    dtype = require_float_dtype(dtype)
    seeds = as_seeds(seeds, "seeds")

    rngs = [np.random.default_rng(seed) for seed in seeds]
    std = scale / np.sqrt(n_units)
    w = np.stack([rng.normal(0, std, (depth, n_units, n_units)) for rng in rngs], axis=1)
    h, t = np.stack([rng.normal(size=(2, batch_size, n_units)) for rng in rngs], axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        return _norms(phi, phi_grad, *(a.astype(dtype) for a in (w, h, t)), wrt)


def _norms(phi, phi_grad, w, h, t, wrt):
    inputs, zs = [], []
    for weights in w:
        inputs.append(h)
        zs.append(h @ weights)
        h = phi(zs[-1])
    dh = (h - t) / h.shape[1]
    norms = np.empty((w.shape[1], len(w)))
    for layer in reversed(range(len(w))):
        dz = dh * phi_grad(zs[layer])
        dh = dz @ w[layer].swapaxes(1, 2)
        found = dh if wrt == "inputs" else inputs[layer].swapaxes(1, 2) @ dz
        norms[:, layer] = np.linalg.norm(found.astype(np.float64), axis=(1, 2))
    return norms
