"""Layers, and the chain of layers that is a network. Chapter: backprop."""

from .affine import Affine
from .dropout import Dropout
from .elementwise import ELU, GELU, Identity, LeakyReLU, ReLU, Sigmoid, SiLU, Tanh
from .layer import Layer
from .normalization import BatchNorm, LayerNorm
from .prelu import PReLU
from .saving import load, save
from .sequential import Sequential

__all__ = [
    "ELU", "GELU", "Affine", "BatchNorm", "Dropout", "Identity", "Layer", "LayerNorm", "LeakyReLU",
    "PReLU", "ReLU", "Sequential", "SiLU", "Sigmoid", "Tanh", "load", "save",
]  # fmt: skip
