"""Back-propagation finds the gradient; an optimizer decides the step. Chapter: optimizers.

``optimizer.step(params, grads)`` changes the arrays of `params` in place. In the formulas g is the
gradient, η the learning rate `lr`, and products and roots are taken element by element.
"""

from .adam import Adam, AdamW, Nadam
from .adaptive import AdaDelta, AdaGrad, RMSProp
from .clipping import clip_gradients
from .descent import minimize
from .momentum import Momentum, Nesterov
from .optimizer import Optimizer
from .sgd import SGD

__all__ = [
    "SGD", "AdaDelta", "AdaGrad", "Adam", "AdamW", "Momentum", "Nadam", "Nesterov", "Optimizer",
    "RMSProp", "clip_gradients", "minimize",
]  # fmt: skip
