"""A loss says in one number how wrong the predictions are, and backward says in which direction.

``loss(prediction, target)`` returns a float and ``loss.backward()`` its gradient by the
prediction, of the same shape. Every loss adds up over the outputs of an example and takes the
mean over the examples of the batch. Chapter: losses.

Shapes of predictions are (N,) or (N, K). A target has the same shape; (N,) and (N, 1) may stand
for each other, and nothing else is ever broadcast.
"""

from .cross_entropy import BinaryCrossEntropy, SoftmaxCrossEntropy
from .loss import Loss
from .penalty import l2_penalty
from .regression import Huber, MeanAbsoluteError, MeanSquaredError

__all__ = [
    "BinaryCrossEntropy", "Huber", "Loss", "MeanAbsoluteError", "MeanSquaredError",
    "SoftmaxCrossEntropy", "l2_penalty",
]  # fmt: skip
