"""A polynomial through noisy examples: what it fits, and what that is worth on new ones."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import plots
from dlcore.experiments import fit_polynomial
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["FitCurve"]

_NO_DECAY = -8.0
_MOST, _FRESH = 200, 200
_AXES = {
    "degree": [float(d) for d in range(10)],
    "decay": [_NO_DECAY + k / 4 for k in range(37)],
    "n": [10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60, 72, 87, 104, 125, 150, 174, 200],
}
_NAMES = {"degree": "degree", "decay": "log₁₀ λ (-8: λ = 0)", "n": "log₁₀ training examples"}


def _truth(x):
    return np.sin(np.pi * x)


class FitCurve(Explorer):
    """Polynomials of degree 0 to 9 through noisy examples of y = sin πx, with weight decay.

    The training examples lie evenly in [-1, 1]; 200 new ones come from the same distribution. The
    figure shows the curve, its weights, and both errors (roots of the mean squared error) over the
    degree, λ, or the number of training examples.

    Attributes
    ----------
    degree : int in [0, 9], default 9
    n : int in [10, 200], default 10
        Training examples.
    noise : float in [0, 1], default 0.3
        Standard deviation σ of the noise.
    decay : float in [-8, 1], default -8
        log₁₀ λ of ½ mean (ŷ - y)² + ½ λ Σ wₖ²; at -8, λ is 0.
    pull : float in [-2, 2], default 0
        How far the example in the middle is moved.
    axis : {"degree", "decay", "n"}
        What the errors are drawn over.
    seed : int in [0, 2**32 - 1], default 1
        New inputs, their noise and that of the training examples come from
        ``numpy.random.default_rng(seed)``, in this order.
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
    >>> FitCurve(degree=3).errors().round(2).tolist()
    [0.33, 0.28]
    """

    name = "fit_curve"
    _esm = built_module("fit_curve")

    degree = traitlets.Int(9, min=0, max=9).tag(sync=True, state=True)
    n = traitlets.Int(10, min=10, max=_MOST).tag(sync=True, state=True)
    noise = Real(0.3, min=0.0, max=1.0).tag(sync=True, state=True)
    decay = Real(_NO_DECAY, min=_NO_DECAY, max=1.0).tag(sync=True, state=True)
    pull = Real(0.0, min=-2.0, max=2.0).tag(sync=True, state=True)
    axis = traitlets.Enum(list(_AXES), "degree").tag(sync=True, state=True)
    seed = traitlets.Int(1, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def examples(self) -> tuple[tuple[NDArray, NDArray], tuple[NDArray, NDArray]]:
        """Return inputs and targets of the training examples, and those of the new ones."""
        return self._examples(self.n)

    def weights(self) -> NDArray[np.float64]:
        """Fit the polynomial with dlcore and return its weights, the bias first.

        Examples
        --------
        >>> FitCurve(degree=1, noise=0).weights().round(3).tolist()
        [0.0, 0.842]
        """
        return self._fit(self.degree, self.decay, self.n)[0]

    def errors(self) -> NDArray[np.float64]:
        """Return the root of the mean squared error on the training examples, and on new ones."""
        return self._fit(self.degree, self.decay, self.n)[1]

    def _examples(self, n):
        rng = np.random.default_rng(self.seed)
        fresh = rng.uniform(-1, 1, _FRESH)
        fresh_noise, noise = rng.standard_normal(_FRESH), rng.standard_normal(_MOST)
        x = np.linspace(-1, 1, n)
        y = _truth(x) + self.noise * noise[:n]
        y[n // 2] += self.pull
        return (x, y), (fresh, _truth(fresh) + self.noise * fresh_noise)

    def _fit(self, degree, decay, n):
        train, test = self._examples(int(n))
        rate = 0.0 if decay == _NO_DECAY else 10.0**decay
        weights = fit_polynomial(*train, int(degree), decay=rate)
        misses = [np.polyval(weights[::-1], x) - y for x, y in (train, test)]
        return weights, np.array([np.sqrt((miss**2).mean()) for miss in misses])

    def figure(self):
        here = {"degree": self.degree, "decay": self.decay, "n": self.n}
        along = [self._fit(**{**here, self.axis: value})[1] for value in _AXES[self.axis]]
        span = np.log10 if self.axis == "n" else float
        return plots.fit_curve(
            self.weights(), self.examples()[0], _truth, along,
            over=[span(value) for value in _AXES[self.axis]], at=span(here[self.axis]),
            noise=self.noise, xlabel=_NAMES[self.axis], chosen=self.n // 2,
        )  # fmt: skip
