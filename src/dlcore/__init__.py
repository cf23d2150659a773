"""dlcore: the foundations of deep learning in small, plain NumPy.

The names that every chapter uses can be imported from here; `datasets`, `initializers`, `regions`
and `search` are used as modules, and `plots` and `explorers` need more than NumPy.
"""
# ruff: noqa: F403 - each module lists its public names once, in its __all__

from . import (
    activations,
    gradients,
    graph,
    layers,
    losses,
    optimizers,
    perceptron,
    preprocessing,
    schedules,
    training,
)
from .activations import *
from .gradients import *
from .graph import *
from .layers import *
from .losses import *
from .optimizers import *
from .perceptron import *
from .preprocessing import *
from .schedules import *
from .training import *

__version__ = "0.1.0"

__all__ = [
    *activations.__all__,
    *gradients.__all__,
    *graph.__all__,
    *layers.__all__,
    *losses.__all__,
    *optimizers.__all__,
    *perceptron.__all__,
    *preprocessing.__all__,
    *schedules.__all__,
    *training.__all__,
]
