"""Data sets that are drawn, so that every number about them is known.

All functions draw from a keyword-only `rng`, return `x` in float64 with one row per example, and
integer labels `t`. Rows come class by class: shuffle or split them before use.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import as_float, require_count, require_finite, require_rng, require_shape

_GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
}
# Words of the mail corpus and how often each is expected in a plain mail, in a spam mail, and in
# the spam mail of somebody who has learned which words are filtered.
_MAIL_RATES = {
    "free": (0.2, 1.5, 0.2),
    "win": (0.1, 1.2, 0.1),
    "prize": (0.1, 1.0, 0.1),
    "click": (0.3, 1.5, 0.4),
    "offer": (0.3, 1.2, 0.3),
    "bonus": (0.1, 0.5, 1.8),
    "voucher": (0.1, 0.3, 1.6),
    "account": (0.4, 0.5, 1.7),
    "meeting": (1.2, 0.2, 0.2),
    "report": (1.0, 0.2, 0.3),
    "lunch": (0.8, 0.1, 0.1),
    "thanks": (1.2, 0.4, 0.5),
}
#: The twelve words that `make_mails` counts, in the order of its columns. Chapter: introduction.
MAIL_WORDS = tuple(_MAIL_RATES)

Data = tuple[NDArray[np.float64], NDArray[np.int_]]


def make_gate(name: str) -> Data:
    """Return the truth table of a logic gate as a data set. Chapter: xor.

    Parameters
    ----------
    name : {"and", "or", "nand", "nor", "xor"}, in capitals or not

    Returns
    -------
    x : ndarray of float64 of shape (4, 2)
        The inputs in the order 00, 01, 10, 11.
    t : ndarray of int of shape (4,)

    Examples
    --------
    >>> x, t = make_gate("xor")
    >>> x.astype(int).tolist(), t.tolist()
    ([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    """
    if name.lower() not in _GATES:
        raise ValueError(f"name must be one of {sorted(_GATES)}, got {name!r}")
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    return x, np.array(_GATES[name.lower()])


def make_blobs(n: int, centers: ArrayLike, *, std: float = 1.0, rng: np.random.Generator) -> Data:
    """Draw round clouds of `n` points in all, class k normal around ``centers[k]``.

    Chapter: perceptron.

    Parameters
    ----------
    n : int
        The classes share it as evenly as possible.
    centers : array-like of shape (C, D)
    std : float, default 1
        Standard deviation in every direction.
    rng : numpy.random.Generator

    Returns
    -------
    x : ndarray of float64 of shape (n, D)
    t : ndarray of int of shape (n,)
        The class, 0 to C - 1.

    Examples
    --------
    >>> x, t = make_blobs(5, [[0, 0], [9, 9]], rng=np.random.default_rng(0))
    >>> x.shape, t.tolist()
    ((5, 2), [0, 0, 0, 1, 1])
    """
    centers = as_float(centers, "centers")
    require_shape(centers, ("C", "D"), "centers")
    require_finite(centers, "centers")
    t = _labels(n, len(centers), rng)
    return _noisy(centers[t], std, rng), t


def make_moons(n: int, *, noise: float = 0.0, rng: np.random.Generator) -> Data:
    """Draw two half circles of radius 1 that reach into each other. Chapter: activations.

    Parameters
    ----------
    n : int
    noise : float, default 0
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator

    Returns
    -------
    x : ndarray of float64 of shape (n, 2)
    t : ndarray of int of shape (n,)

    Examples
    --------
    >>> x, t = make_moons(100, noise=0.1, rng=np.random.default_rng(0))
    >>> x.shape, np.bincount(t).tolist()
    ((100, 2), [50, 50])
    """
    t = _labels(n, 2, rng)
    angle = np.pi * rng.random(n)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(t[:, None] == 0, upper, [1.0, 0.5] - upper)
    return _noisy(x, noise, rng), t


def make_circles(
    n: int, *, ratio: float = 0.5, noise: float = 0.0, rng: np.random.Generator
) -> Data:
    """Draw a circle of radius 1 (class 0) around one of radius `ratio` (class 1).

    Chapter: activations.

    Parameters
    ----------
    n : int
    ratio : float in (0, 1), default 0.5
    noise : float, default 0
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator

    Returns
    -------
    x : ndarray of float64 of shape (n, 2)
    t : ndarray of int of shape (n,)

    Examples
    --------
    >>> x, t = make_circles(4, ratio=0.5, rng=np.random.default_rng(0))
    >>> np.linalg.norm(x, axis=1), t.tolist()
    (array([1. , 1. , 0.5, 0.5]), [0, 0, 1, 1])
    """
    if not 0 < ratio < 1:
        raise ValueError(f"ratio must be in (0, 1), got {ratio}")
    t = _labels(n, 2, rng)
    angle = 2 * np.pi * rng.random(n)
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.where(t == 0, 1, ratio)[:, None]
    return _noisy(x, noise, rng), t


def make_spirals(
    n: int,
    *,
    n_classes: int = 2,
    turns: float = 1.0,
    noise: float = 0.0,
    rng: np.random.Generator,
) -> Data:
    """Draw arms that wind out from the middle to radius 1, one per class. Chapter: activations.

    Parameters
    ----------
    n : int
    n_classes : int, default 2
    turns : float, default 1
        How often an arm goes round.
    noise : float, default 0
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator

    Returns
    -------
    x : ndarray of float64 of shape (n, 2)
    t : ndarray of int of shape (n,)

    Examples
    --------
    >>> x, t = make_spirals(90, n_classes=3, rng=np.random.default_rng(0))
    >>> bool((np.linalg.norm(x, axis=1) <= 1).all()), np.bincount(t).tolist()
    (True, [30, 30, 30])
    """
    t = _labels(n, n_classes, rng)
    radius = np.sqrt(rng.random(n))  # even along the arm, where the inner turns are shorter
    angle = 2 * np.pi * (turns * radius + t / n_classes)
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return _noisy(x, noise, rng), t


def make_mails(n: int, *, drift: float = 0.0, rng: np.random.Generator) -> Data:
    """Draw mails as counts of twelve words, half of them spam. Chapter: introduction.

    Parameters
    ----------
    n : int
    drift : float in [0, 1], default 0
        How far spammers have moved from their first vocabulary to one that avoids it.
    rng : numpy.random.Generator

    Returns
    -------
    x : ndarray of float64 of shape (n, 12)
        Counts of the words ``MAIL_WORDS``, each Poisson distributed.
    t : ndarray of int of shape (n,)
        1 for spam.

    Examples
    --------
    >>> x, t = make_mails(1000, rng=np.random.default_rng(0))
    >>> free = MAIL_WORDS.index("free")
    >>> bool(x[t == 1, free].mean() > x[t == 0, free].mean())
    True
    """
    if not 0 <= drift <= 1:
        raise ValueError(f"drift must be in [0, 1], got {drift}")
    t = _labels(n, 2, rng)
    plain, spam, moved = np.array(list(_MAIL_RATES.values())).T
    rates = np.stack([plain, (1 - drift) * spam + drift * moved])
    return rng.poisson(rates[t]).astype(np.float64), t


def _labels(n, n_classes, rng):
    require_count(n, "n")
    require_count(n_classes, "n_classes")
    require_rng(rng)
    return np.arange(n) * n_classes // n


def _noisy(x, std, rng):
    if not 0 <= std < np.inf:
        raise ValueError(f"the noise must be a finite number of at least 0, got {std}")
    return x + std * rng.standard_normal(x.shape)
