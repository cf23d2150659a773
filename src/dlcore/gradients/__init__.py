"""Difference quotients: slow, simple, and therefore the judge of back-propagation.

Chapter: backprop.
"""

from .checking import GradientCheck, gradient_check
from .numerical import numerical_gradient

__all__ = ["GradientCheck", "gradient_check", "numerical_gradient"]
