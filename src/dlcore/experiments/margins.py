"""How wide a gap a straight cut leaves between two classes, and what that promises for learning."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore._checks import (
    as_array,
    as_batch,
    require_finite,
    require_only,
    require_positive,
    require_shape,
)

__all__ = ["Margin", "novikoff_bound", "widest_margin"]

_MAX_STEPS = 20_000


@dataclass(frozen=True)
class Margin:
    """What `widest_margin` found.

    Attributes
    ----------
    weights : ndarray of shape (D,)
        Of length 1; they point from the examples of label 0 to those of label 1.
    bias : float
        The cut is weights · x + bias = 0.
    margin : float
        Distance from this cut to the nearest example; 0 or less if it does not separate.
    ceiling : float
        No cut has a margin above this one.
    """

    weights: NDArray[np.float64]
    bias: float
    margin: float
    ceiling: float

    @property
    def separable(self) -> bool:
        """Whether the cut has each class on a side of its own."""
        return self.margin > 0

    def __repr__(self) -> str:
        return f"Margin({self.margin:.4f}, at most {self.ceiling:.4f})"


def widest_margin(x: ArrayLike, t: ArrayLike, *, tolerance: float = 1e-3) -> Margin:
    """Find the straight cut between two classes that stays as far as it can from both.

    The widest margin is half the distance of the convex hulls of the classes, and the best cut
    halves the segment between their nearest points. The search starts from one example of each
    class and shifts weight from the worst example to the best (Mitchell, Dem'yanov and Malozemov,
    "Finding the point of a polyhedron closest to the origin", SIAM Journal on Control, 1974).
    Every state of it gives a cut, whose margin is a lower bound, and two points of the hulls, whose
    distance is an upper one. Chapter: perceptron.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Examples.
    t : array_like of shape (N,)
        Labels, 0 or 1, both of them present.
    tolerance : float, default 1e-3
        The search ends when margin and ceiling differ by less than this share of the ceiling, or
        after 20,000 steps. Positive.

    Returns
    -------
    Margin

    Raises
    ------
    ValueError
        If shapes disagree, `x` holds NaN or infinity, there are not two classes, or `tolerance` is
        not positive.

    Examples
    --------
    >>> from dlcore.experiments import widest_margin
    >>> widest_margin([[0, 0], [0, 3], [4, 0]], [0, 1, 1])
    Margin(1.2000, at most 1.2000)
    """
    x, t, tolerance = _checked(x, t, tolerance)
    ones, zeros = x[t == 1], x[t == 0]
    p, q = _nearest(ones, zeros, tolerance)
    length = np.linalg.norm(p - q)
    if length == 0:
        return Margin(np.zeros(x.shape[1]), 0.0, 0.0, 0.0)
    w = (p - q) / length
    low, high = (ones @ w).min(), (zeros @ w).max()
    return Margin(w, float(-(low + high) / 2), float(low - high) / 2, float(length) / 2)


def novikoff_bound(x: ArrayLike, t: ArrayLike, *, tolerance: float = 1e-6) -> float:
    """Return (R/γ)², which the mistakes of the perceptron rule never exceed (Novikoff, 1962).

    The bias is the weight of one more input that is always 1. With the labels as y = ±1, an example
    is the vector v = y (x, 1); R is the length of the longest, and γ the distance from the origin
    to their convex hull, that is, the largest margin of any unit vector (w, b). Holds for a start
    from zero and any order of the examples. Chapter: perceptron.

    Parameters
    ----------
    x : array_like of shape (N, D)
        Examples.
    t : array_like of shape (N,)
        Labels, 0 or 1, both of them present.
    tolerance : float, default 1e-6
        As for `widest_margin`; what is returned is a bound however rough it is.

    Returns
    -------
    float
        Infinity if no separating vector was found.

    Raises
    ------
    ValueError
        As for `widest_margin`.

    Examples
    --------
    >>> from dlcore.datasets import make_gate
    >>> from dlcore.experiments import novikoff_bound
    >>> x, t = make_gate("AND")
    >>> print(f"{novikoff_bound(x, t):.2f}")
    51.00
    """
    x, t, tolerance = _checked(x, t, tolerance)
    v = (2 * t - 1)[:, None] * np.column_stack([x, np.ones(len(x))])
    nearest, _ = _nearest(v, np.zeros((1, v.shape[1])), tolerance)
    length = np.linalg.norm(nearest)
    gamma = (v @ nearest).min() / length if length else 0.0
    return float((v**2).sum(axis=1).max() / gamma**2) if gamma > 0 else np.inf


def _checked(x: ArrayLike, t: ArrayLike, tolerance: float) -> tuple[NDArray, NDArray, float]:
    x, t = as_batch(x, "D", np.float64), as_array(t, "t")
    require_finite(x, "x")
    require_shape(t, (len(x),), "t")
    require_only(t, (0, 1), "t", "labels 0 and 1")
    if len(np.unique(t)) < 2:
        raise ValueError(f"t must hold both labels, 0 and 1, got only {t[0]}")
    return x, t, require_positive(tolerance, "tolerance")


def _nearest(a: NDArray, b: NDArray, tolerance: float) -> tuple[NDArray, NDArray]:
    """Return nearly nearest points of the convex hulls of the rows of `a` and of `b`."""
    shares = [np.zeros(len(a)), np.zeros(len(b))]
    hulls, at = (a, b), [a[0], b[0]]
    shares[0][0] = shares[1][0] = 1.0
    for _ in range(_MAX_STEPS):
        w = at[0] - at[1]
        heights = (a @ w, -(b @ w))  # both are to be small: the way to the other hull
        best = [h.argmin() for h in heights]
        if w @ w - heights[0][best[0]] - heights[1][best[1]] <= tolerance * (w @ w):
            break
        worst = [np.where(s > 0, h, -np.inf).argmax() for s, h in zip(shares, heights, strict=True)]
        gain = [h[k] - h[m] for h, k, m in zip(heights, worst, best, strict=True)]
        side = int(gain[1] > gain[0])
        old, new, share = worst[side], best[side], shares[side]
        step = hulls[side][new] - hulls[side][old]
        if not step.any():
            break
        part = min(share[old], gain[side] / (step @ step))
        share[new] += part
        share[old] -= part
        at[side] = at[side] + part * step
    return at[0], at[1]
