"""Does "80 % sure" mean right in 80 of 100 cases? Measured, and mended with one number."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import as_array, as_batch, require_count, require_finite, require_shape, shown
from dlcore.activations import log_softmax, softmax

__all__ = ["Reliability", "fit_temperature", "reliability"]


@dataclass(frozen=True)
class Reliability:
    """What `reliability` found, one number per bin of equal width in [0, 1].

    Attributes
    ----------
    confidence : ndarray of shape (n_bins,)
        Mean confidence of the answers in the bin; NaN where the bin is empty.
    accuracy : ndarray of shape (n_bins,)
        Share of these answers that are right; NaN where the bin is empty.
    counts : ndarray of int, shape (n_bins,)
        How many answers fall into the bin.
    error : float
        Expected calibration error: the mean over all answers of the gap between accuracy and
        confidence of their bin.
    """

    confidence: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    counts: NDArray[np.int_]
    error: float

    def __repr__(self) -> str:
        return f"Reliability(error={self.error:.4f}, {self.counts.sum()} answers)"


def reliability(scores: ArrayLike, t: ArrayLike, *, n_bins: int = 10) -> Reliability:
    r"""Sort answers by their confidence and compare it with how often they are right.

    The confidence of an answer is its largest softmax probability. The expected calibration error
    is :math:`\sum_b \frac{n_b}{n} |\text{accuracy}_b - \text{confidence}_b|` (Naeini et al., 2015;
    Guo et al., 2017).

    Parameters
    ----------
    scores : array_like of shape (N, C)
        Logits.
    t : array_like of int of shape (N,)
        Classes, 0 to C - 1.
    n_bins : int, default 10

    Returns
    -------
    Reliability

    Raises
    ------
    ValueError
        If shapes disagree, or a label is no class.

    Notes
    -----
    Chapter: losses.

    Examples
    --------
    >>> reliability([[0.0, 0.0], [0.0, 0.0]], [0, 1])
    Reliability(error=0.0000, 2 answers)
    """
    scores, t = _checked(scores, t)
    require_count(n_bins, "n_bins")
    p = softmax(scores)
    confidence, right = p.max(axis=1), p.argmax(axis=1) == t
    place = np.minimum((confidence * n_bins).astype(int), n_bins - 1)
    counts = np.bincount(place, minlength=n_bins)
    sums = [np.bincount(place, each, minlength=n_bins) for each in (confidence, right)]
    error = float(np.abs(sums[1] - sums[0]).sum() / len(t))
    means = [np.divide(s, counts, out=np.full(n_bins, np.nan), where=counts > 0) for s in sums]
    return Reliability(*means, counts, error)


def fit_temperature(scores: ArrayLike, t: ArrayLike) -> float:
    r"""Return the temperature T at which softmax(scores / T) has the least cross-entropy.

    The loss is convex in 1/T, so its one minimum is found by bisecting the derivative
    (temperature scaling: Guo et al., 2017). Use examples that the network has not been trained on.

    Parameters
    ----------
    scores : array_like of shape (N, C)
        Logits.
    t : array_like of int of shape (N,)
        Classes, 0 to C - 1.

    Returns
    -------
    float in [0.01, 100]

    Raises
    ------
    ValueError
        If shapes disagree, or a label is no class.

    Notes
    -----
    Chapter: losses.

    Examples
    --------
    >>> round(fit_temperature([[4.0, 0.0]] * 4, [0, 0, 0, 1]), 3)  # right in 3 of 4: p = 0.75
    3.641
    """
    scores, t = _checked(scores, t)
    right = scores[np.arange(len(t)), t]
    low, high = 0.01, 100.0  # of the factor 1/T
    for _ in range(60):
        middle = np.sqrt(low * high)
        expected = (np.exp(log_softmax(middle * scores)) * scores).sum(axis=1)
        if (expected - right).mean() > 0:
            high = middle
        else:
            low = middle
    return float(1 / np.sqrt(low * high))


def _checked(scores, t):
    scores, t = as_batch(scores, "C", np.float64, "scores"), as_array(t, "t")
    require_finite(scores, "scores")
    require_shape(t, (len(scores),), "t")
    if t.dtype.kind not in "iu" or t.min() < 0 or t.max() >= scores.shape[1]:
        raise ValueError(f"t must hold classes in 0..{scores.shape[1] - 1}, got {shown(t)}")
    return scores, t
