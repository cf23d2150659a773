"""What a training run leaves behind. Chapter: introduction."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(repr=False)
class History:
    """What happened during `fit`. Chapter: introduction.

    Attributes
    ----------
    loss : list of float
        Mean training loss of each epoch, taken while the weights were changing.
    step_loss : list of float
        Training loss of each single step.
    validation_loss, validation_accuracy : list of float
        After each epoch, in evaluation mode; empty without `validation`. Accuracy is recorded
        only for the two cross-entropies.

    Examples
    --------
    >>> History(loss=[0.7, 0.3])
    History of 2 epochs: loss 0.7 → 0.3
    """

    loss: list[float] = field(default_factory=list)
    step_loss: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)

    def __repr__(self):
        parts = [f"History of {len(self.loss)} epochs"]
        for name in ("loss", "validation_loss", "validation_accuracy"):
            values = getattr(self, name)
            if values:
                parts.append(f"{name.replace('_', ' ')} {values[0]:.4g} → {values[-1]:.4g}")
        return parts[0] + ": " * (len(parts) > 1) + ", ".join(parts[1:])
