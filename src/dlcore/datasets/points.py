"""Points in the plane, so that a class can be seen. Chapters: perceptron, activations."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dlcore._checks import (
    as_float,
    require_between,
    require_finite,
    require_finite_real,
    require_not_negative,
    require_shape,
)

from .drawing import Data, even_labels, noisy


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
    if centers.size == 0:
        raise ValueError(f"centers must hold at least one point, got shape {centers.shape}")
    std = require_not_negative(std, "std")
    t = even_labels(n, len(centers), rng)
    return noisy(centers[t], std, rng), t


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
    noise = require_not_negative(noise, "noise")
    t = even_labels(n, 2, rng)
    angle = np.pi * rng.random(n)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(t[:, None] == 0, upper, [1.0, 0.5] - upper)
    return noisy(x, noise, rng), t


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
    ratio = require_between(ratio, "ratio", "(0, 1)")
    noise = require_not_negative(noise, "noise")
    t = even_labels(n, 2, rng)
    angle = 2 * np.pi * rng.random(n)
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.where(t == 0, 1, ratio)[:, None]
    return noisy(x, noise, rng), t


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
    turns, noise = require_finite_real(turns, "turns"), require_not_negative(noise, "noise")
    t = even_labels(n, n_classes, rng)
    radius = np.sqrt(rng.random(n))  # even along the arm, where the inner turns are shorter
    angle = 2 * np.pi * (turns * radius + t / n_classes)
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return noisy(x, noise, rng), t
