"""Training is a loop: draw a batch, predict, measure, differentiate, step.

Chapters: introduction, hyperparameters.
"""

from .batches import minibatches
from .early_stopping import EarlyStopping
from .evaluation import accuracy, confusion_matrix, predict
from .fitting import fit
from .history import History

__all__ = [
    "EarlyStopping", "History", "accuracy", "confusion_matrix", "fit", "minibatches", "predict",
]  # fmt: skip
