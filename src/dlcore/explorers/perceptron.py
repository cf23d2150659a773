"""One line in the plane, set by hand or by the perceptron rule, and the mistakes of that rule."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import perceptron, plots
from dlcore.datasets import make_gate
from dlcore.experiments import novikoff_bound
from dlcore.explorers import _rows
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["Perceptron"]

_OWN = [
    [-1.2, -0.4, 0], [1.1, 0.5, 1], [-0.6, 0.5, 0], [0.1, 0.7, 1],
    [0.4, -0.7, 0], [-0.4, 1.3, 1], [0.2, -0.1, 0], [1.3, -0.4, 1],
]  # fmt: skip


class _Points(_rows.Points):
    reach, fewest, most = 1.6, 2, 30


def _weight():
    return Real(0.0, min=-100.0, max=100.0).tag(sync=True, state=True)


class Perceptron(Explorer):
    """The perceptron rule at work, one example at a time.

    The plane shows the line w₁x₁ + w₂x₂ + b = 0 and how far each example is from it; beside it the
    mistakes so far, and the bound (R/γ)² that they cannot exceed from zero weights (Novikoff,
    1962). The rule goes through the examples in order and stops after an epoch without a mistake;
    on XOR it never does.

    Attributes
    ----------
    data : {"and", "or", "nand", "xor", "own"}, default "and"
        A gate, or `points`.
    coding : {"01", "pm"}, default "01"
        Whether the inputs of a gate are 0 and 1, or -1 and 1.
    points : 2 to 30 rows (x1, x2, label)
        Coordinates in [-1.6, 1.6], label 0 or 1; in use while `data` is "own".
    w1, w2, b : float in [-100, 100], default 0
        Weights and bias from which the rule starts.
    steps : int in [0, 2000], default 36
        Examples that the rule has looked at.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: perceptron.

    Examples
    --------
    >>> Perceptron(data="or", steps=100).unit()
    Perceptron([2.0, 2.0], -1)
    """

    name = "perceptron"
    _esm = built_module("perceptron")

    data = traitlets.Enum(["and", "or", "nand", "xor", "own"], "and").tag(sync=True, state=True)
    coding = traitlets.Enum(["01", "pm"], "01").tag(sync=True, state=True)
    points = _Points(_OWN).tag(sync=True, state=True)
    w1, w2, b = _weight(), _weight(), _weight()
    steps = traitlets.Int(36, min=0, max=2000).tag(sync=True, state=True)

    def examples(self) -> tuple[NDArray, NDArray]:
        """Return x of shape (N, 2) and t of shape (N,), in the order of the rule.

        Examples
        --------
        >>> Perceptron(coding="pm").examples()[0].tolist()
        [[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]
        """
        if self.data == "own":
            rows = np.array(self.points)
            return rows[:, :2], rows[:, 2].astype(int)
        x, t = make_gate(self.data.upper())
        return (2 * x - 1 if self.coding == "pm" else x), t

    def unit(self) -> perceptron.Perceptron:
        """Learn as the figure does, with dlcore, and return the perceptron that it shows.

        Examples
        --------
        >>> Perceptron().unit()
        Perceptron([3.0, 2.0], -4)
        """
        return self._run()[0]

    def _run(self):
        """Return the perceptron after `steps` looks, and the mistakes after 0, 1, 2, … of them."""
        x, t = self.examples()
        unit, mistakes = perceptron.Perceptron([self.w1, self.w2], self.b), [0]
        for step in range(self.steps):
            k = step % len(x)
            unit.fit(x[k : k + 1], t[k : k + 1], max_epochs=1)
            mistakes.append(mistakes[-1] + unit.mistakes[0])
            if k == len(x) - 1 and mistakes[-1] == mistakes[-1 - len(x)]:
                break
        return unit, mistakes

    def figure(self):
        unit, mistakes = self._run()
        x, t = self.examples()
        from_zero = not (self.w1 or self.w2 or self.b)
        bound = novikoff_bound(x, t) if from_zero and len(set(t)) == 2 else np.inf
        return plots.perceptron_rule(unit.weights, unit.bias, x, t, mistakes, bound=bound)
