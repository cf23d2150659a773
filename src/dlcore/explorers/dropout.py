"""Six hidden units under dropout: one mask, all masks, and where to scale."""

from itertools import product

import numpy as np
import traitlets

from dlcore import plots
from dlcore.activations import sigmoid
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.layers import Dropout

__all__ = ["ThinnedNetwork"]

_UNITS = ("1", "2", "3", "4", "5", "6")
_OUTPUTS = np.array([1.6, 0.6, 1.2, 2.0, 0.4, 1.0])
_WEIGHTS = np.array([1.2, -0.8, -1.5, 0.9, 1.0, -0.6])
_BIAS = 0.2


class ThinnedNetwork(Explorer):
    """Six units under dropout, the output of every mask, and the output at test time.

    The output is ŷ = σ(b + g Σ wᵢ mᵢ hᵢ s) with fixed h, w and b. In training s is the factor of
    the masks; at test time every mᵢ is 1. The sums agree on average if the outputs are scaled once;
    the mean of ŷ over all masks is another number than ŷ at test time.

    Attributes
    ----------
    p : float in [0, 0.9], default 0.5
        Probability of dropping a unit.
    mode : {"train", "eval"}
        Training shows one mask, evaluation all units.
    scale : {"train", "test", "both", "none", "dropped"}
        By 1/(1 - p) in training; by 1 - p at test time; both; neither; or, wrongly, by p at test.
    gain : float in [0.2, 3], default 1
        Size g of the output weights: how curved the output is.
    kept : list of {"1", …, "6"}, default ["1", "3", "4", "6"]
        Units that are on in training while `draws` is 0.
    draws : int in [0, 500], default 0
        Masks drawn from ``default_rng(seed)``; the last one is shown.
    seed : int in [0, 2**32 - 1]
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: dropout.

    Examples
    --------
    >>> {name: round(value, 3) for name, value in ThinnedNetwork().outputs().items()}
    {'now': 0.945, 'mean': 0.64, 'test': 0.808}
    """

    name = "dropout"
    _esm = built_module("dropout")

    p = Real(0.5, min=0.0, max=0.9).tag(sync=True, state=True)
    mode = traitlets.Enum(["train", "eval"], "train").tag(sync=True, state=True)
    scale = traitlets.Enum(["train", "test", "both", "none", "dropped"], "train")
    scale = scale.tag(sync=True, state=True)
    gain = Real(1.0, min=0.2, max=3.0).tag(sync=True, state=True)
    kept = traitlets.List(traitlets.Enum(_UNITS), ["1", "3", "4", "6"]).tag(sync=True, state=True)
    draws = traitlets.Int(0, min=0, max=500).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)

    @traitlets.validate("kept")
    def _units_differ(self, proposal):
        if len(set(proposal["value"])) < len(proposal["value"]):
            raise traitlets.TraitError(f"kept must be different units, got {proposal['value']}")
        return proposal["value"]

    def outputs(self) -> dict[str, float]:
        """Return the output of the mask shown, the mean over all masks, and the one at test time.

        Examples
        --------
        >>> found = ThinnedNetwork(p=0).outputs()
        >>> abs(found["mean"] - found["test"]) < 1e-12
        True
        """
        every, shares = self._every_mask()
        test = self._answer(np.ones(6), self._factors()[1])
        return {
            "now": float(self._answer(*self._shown())),
            "mean": float(shares @ every),
            "test": float(test),
        }

    def _factors(self):
        train = 1 / (1 - self.p) if self.scale in ("train", "both") else 1.0
        test = {"test": 1 - self.p, "both": 1 - self.p, "dropped": self.p}.get(self.scale, 1.0)
        return train, test

    def _answer(self, mask, factor):
        return sigmoid(_BIAS + self.gain * ((mask * _OUTPUTS * factor) @ _WEIGHTS))

    def _every_mask(self):
        """Return the output of every mask, and its probability."""
        masks = np.array(list(product((0, 1), repeat=6)))
        shares = np.where(masks, 1 - self.p, self.p).prod(axis=1)
        return self._answer(masks, self._factors()[0]), shares

    def _shown(self):
        """Return the mask that the figure shows, and the factor of its outputs."""
        train, test = self._factors()
        if self.mode == "eval":
            return np.ones(6), test
        if not self.draws:
            return np.array([float(name in self.kept) for name in _UNITS]), train
        layer = Dropout(self.p, rng=np.random.default_rng(self.seed))
        return (layer(np.ones((self.draws, 6)))[-1] > 0).astype(float), train

    def figure(self):
        mask, factor = self._shown()
        every, shares = self._every_mask()
        values = _OUTPUTS * mask * factor
        return plots.thinned_network(values, mask, _WEIGHTS, every, shares, **self.outputs())
