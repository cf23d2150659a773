"""The unit of a feature, the valley of the weights, and the steps that it costs."""

import numpy as np
import traitlets

from dlcore import plots
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["Scaling"]

_UNITS = {"m": 1, "dm": 10, "cm": 100, "mm": 1000}
_MEAN, _DEVIATION = np.array([1.7, 65.0]), np.array([0.09, 12.0])  # metres, kilograms


class Scaling(Explorer):
    """Height and weight as inputs of a linear unit without bias, and gradient descent on its error.

    The shape of the valley is that of the second moments H of the inputs; its condition number κ is
    the ratio of their eigenvalues. The rate is the best one, 2/(λmax + λmin).

    Attributes
    ----------
    unit : {"m", "dm", "cm", "mm"}, default "dm"
        Unit of height; weight is in kilograms.
    correlation : float in [-0.95, 0.95], default 0.6
    mean : float in [0, 1], default 0
        Share of the mean that is left: 0 is centred.
    prepared : {"raw", "standardized", "whitened"}, default "raw"
        Standardized and whitened inputs know neither unit nor mean.
    steps : int in [0, 200], default 30
        Steps of gradient descent taken.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: preprocessing.

    Examples
    --------
    >>> round(Scaling(prepared="standardized", correlation=0.5).condition_number(), 6)
    3.0
    """

    name = "scaling"
    _esm = built_module("scaling")

    unit = traitlets.Enum(list(_UNITS), "dm").tag(sync=True, state=True)
    correlation = Real(0.6, min=-0.95, max=0.95).tag(sync=True, state=True)
    mean = Real(0.0, min=0.0, max=1.0).tag(sync=True, state=True)
    prepared = traitlets.Enum(["raw", "standardized", "whitened"], "raw").tag(sync=True, state=True)
    steps = traitlets.Int(30, min=0, max=200).tag(sync=True, state=True)

    def condition_number(self) -> float:
        """Return κ of the inputs.

        Examples
        --------
        >>> Scaling(prepared="whitened").condition_number()
        1.0
        """
        return float(np.linalg.cond(self._inputs()) ** 2)

    def _inputs(self):
        """Return two examples whose second moments are those of the figure's inputs."""
        if self.prepared == "whitened":
            return np.sqrt(2) * np.eye(2)
        r = self.correlation
        root = np.linalg.cholesky([[1.0, r], [r, 1.0]]).T
        if self.prepared == "raw":
            scale = np.array([_UNITS[self.unit], 1.0])
            centre = _MEAN * scale * self.mean
            root = np.vstack([root * _DEVIATION * scale, centre])
            root = np.linalg.qr(root, mode="r")
        return np.sqrt(2) * root

    def figure(self):
        return plots.weight_valleys({self.prepared: self._inputs()}, n_steps=self.steps)
