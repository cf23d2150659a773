"""An activation function bends what an affine map can only stretch and turn.

Every function works element by element on a scalar or an array of any shape (`softmax` works
along one axis), keeps the floating-point dtype it is given (integers become float64) and never
edits its input. ``<name>_grad(z)`` is the derivative at z. Chapter: activations.
"""

from .piecewise import (
    identity,
    identity_grad,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sign,
    sign_grad,
    step,
    step_grad,
)
from .probabilities import log_softmax, softmax
from .sigmoids import sigmoid, sigmoid_grad, tanh, tanh_grad
from .smooth import elu, elu_grad, gelu, gelu_grad, silu, silu_grad

__all__ = [
    "elu", "elu_grad", "gelu", "gelu_grad", "identity", "identity_grad", "leaky_relu",
    "leaky_relu_grad", "log_softmax", "relu", "relu_grad", "sigmoid", "sigmoid_grad", "sign",
    "sign_grad", "silu", "silu_grad", "softmax", "step", "step_grad", "tanh", "tanh_grad",
]  # fmt: skip
