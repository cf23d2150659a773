"""What large weights cost. Chapter: dropout."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import as_float, require_kind, require_not_negative


def l2_penalty(params: dict[str, NDArray], l2: float) -> tuple[float, dict[str, NDArray]]:
    r"""Return the penalty of the weight matrices, ½ λ Σ‖W‖², and its gradients, λ W.

    Chapter: dropout.

    Parameters
    ----------
    params : dict of str to ndarray
        Only matrices are penalized: biases, scales and shifts are 1-D and left alone.
    l2 : float
        The strength λ, at least 0.

    Returns
    -------
    value : float
    gradients : dict of str to ndarray
        For the matrices only.

    Examples
    --------
    >>> l2_penalty({"W": np.array([[3.0, 4.0]]), "b": np.array([7.0])}, 0.1)
    (1.25, {'W': array([[0.3, 0.4]])})
    """
    l2 = require_not_negative(l2, "l2")
    require_kind(params, Mapping, "params", "a dict of arrays, such as net.params")
    arrays = {key: as_float(p, f"params[{key!r}]") for key, p in params.items()}
    matrices = {key: p for key, p in arrays.items() if p.ndim == 2}
    value = 0.5 * l2 * sum(float(np.vdot(p, p)) for p in matrices.values())
    return value, {key: l2 * p for key, p in matrices.items()}
