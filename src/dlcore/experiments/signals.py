"""What the layers of a network hand on before training: activations forward, gradients back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlcore import activations
from dlcore._checks import require_count, require_kind, require_rng
from dlcore.initializers import Initializer
from dlcore.layers import Affine

__all__ = ["Signals", "signals"]

_N_OUTPUTS = 10
_FLAT = 0.01  # a smaller slope counts as saturated


@dataclass(frozen=True)
class Signals:
    """What `signals` found, the layer next to the input first.

    Attributes
    ----------
    activations : ndarray of shape (depth, n_examples, n_units)
        What each layer hands on to the next.
    gradients : ndarray of shape (depth, n_examples, n_units)
        The gradient by each pre-activation, on its way back.
    saturated : ndarray of shape (depth,)
        Share of the pre-activations where the slope of the activation function is below 0.01.
    """

    activations: NDArray[np.float64]
    gradients: NDArray[np.float64]
    saturated: NDArray[np.float64]

    def __repr__(self) -> str:
        depth, n_examples, n_units = self.activations.shape
        return f"Signals({depth} layers of {n_units} units, {n_examples} examples)"


def signals(
    init: str | Initializer,
    activation: str,
    *,
    depth: int = 5,
    n_units: int = 100,
    n_examples: int = 1000,
    rng: np.random.Generator,
) -> Signals:
    r"""Send standard normal inputs forward through an untrained network, and errors back.

    The network has `depth` layers :math:`H_l = \varphi(H_{l-1} W_l)` of as many units as there are
    inputs, and ten linear outputs; biases are 0. Ten standard normal errors for each example start
    at the outputs and become gradients :math:`\Delta_l = (\Delta_{l+1} W_{l+1}^\top) \odot
    \varphi'(Z_l)`.

    Parameters
    ----------
    init : {"he", "xavier", "zeros"} or initializer
        How every weight matrix starts, as in `dlcore.layers.Affine`.
    activation : str
        Name of a function of `dlcore.activations` that has a derivative there, such as ``"tanh"``.
    depth : int, default 5
        Layers, at least 1.
    n_units, n_examples : int, default 100 and 1000
        At least 1.
    rng : numpy.random.Generator
        Draws inputs, weights from the first layer to the last, and errors, in this order.

    Returns
    -------
    Signals

    Raises
    ------
    ValueError
        If `activation` has no derivative in `dlcore.activations` or a number is out of its range.

    Notes
    -----
    Chapter: initialization. After Glorot and Bengio (2010), who drew such histograms.

    Examples
    --------
    >>> found = signals("he", "relu", depth=3, rng=np.random.default_rng(0))
    >>> found, [f"{h.std():.2f}" for h in found.activations]
    (Signals(3 layers of 100 units, 1000 examples), ['0.82', '0.82', '0.86'])
    """
    for name, n in {"depth": depth, "n_units": n_units, "n_examples": n_examples}.items():
        require_count(n, name)
    require_kind(activation, str, "activation", 'the name of an activation, such as "tanh"')
    phi = getattr(activations, activation, None)
    phi_grad = getattr(activations, f"{activation}_grad", None)
    if phi is None or phi_grad is None:
        raise ValueError(f"activation must have a derivative in dlcore.activations: {activation!r}")
    rng = require_rng(rng)

    h = rng.standard_normal((n_examples, n_units))
    affine, zs, hs = [], [], []
    for _ in range(depth):
        affine.append(Affine(n_units, n_units, init=init, rng=rng))
        zs.append(affine[-1](h))
        h = phi(zs[-1])
        hs.append(h)
    affine.append(Affine(n_units, _N_OUTPUTS, init=init, rng=rng))
    back = rng.standard_normal((n_examples, _N_OUTPUTS))
    gradients, saturated = [], []
    for z, after in zip(zs[::-1], affine[:0:-1], strict=True):
        slope = phi_grad(z)
        back = (back @ after.params["W"].T) * slope
        gradients.append(back)
        saturated.append((np.abs(slope) < _FLAT).mean())
    return Signals(np.array(hs), np.array(gradients[::-1]), np.array(saturated[::-1]))
