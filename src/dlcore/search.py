"""Search for hyperparameters: at random or on a grid. Chapter: hyperparameters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from dlcore._checks import (
    require_callable,
    require_count,
    require_kind,
    require_real,
    require_rng,
    shown,
)

__all__ = ["Trial", "grid_search", "loguniform", "random_search"]


class Trial(NamedTuple):
    """One try of a search. Chapter: hyperparameters.

    Attributes
    ----------
    settings : dict
        What was tried, by name.
    score : float
        What the objective returned. NaN, from a training that went astray, is kept: leave such
        trials out before you take the best, since ``max`` cannot compare them.

    Examples
    --------
    >>> trials = [Trial({"lr": 0.1}, 0.7), Trial({"lr": 0.3}, 0.9)]
    >>> max(trials, key=lambda trial: trial.score).settings
    {'lr': 0.3}
    """

    settings: dict[str, Any]
    score: float


def loguniform(low: float, high: float) -> Callable[[np.random.Generator], float]:
    """Return a sampler whose *logarithm* is uniform between those of `low` and `high`.

    Every power of ten is equally likely, as suits a learning rate. Chapter: hyperparameters.

    Parameters
    ----------
    low, high : float
        0 < low < high.

    Returns
    -------
    callable
        ``draw(rng)`` returns a float in [low, high].

    Examples
    --------
    >>> draw = loguniform(1e-4, 1e-1)
    >>> rng = np.random.default_rng(0)
    >>> [f"{draw(rng):.4f}" for _ in range(3)]
    ['0.0081', '0.0006', '0.0001']
    """
    bounds = require_real(low, "low"), require_real(high, "high")
    if not 0 < bounds[0] < bounds[1] < math.inf:
        raise ValueError(f"loguniform needs 0 < low < high, got {low} and {high}")

    def draw(rng):
        return math.exp(require_rng(rng).uniform(*map(math.log, bounds)))

    return draw


def random_search(
    objective: Callable[..., float],
    space: Mapping[str, Callable[[np.random.Generator], Any] | Sequence],
    n_trials: int,
    *,
    rng: np.random.Generator,
) -> list[Trial]:
    """Try settings drawn at random (Bergstra and Bengio, 2012). Chapter: hyperparameters.

    Parameters
    ----------
    objective : callable
        Called as ``objective(name=value, ...)``; returns the score.
    space : dict of str to sampler or sequence
        How to draw each setting: a function of a generator, such as `loguniform`, or a sequence of
        equally likely choices.
    n_trials : int
    rng : numpy.random.Generator

    Returns
    -------
    list of Trial
        In the order of the trials.

    Examples
    --------
    >>> space = {"lr": loguniform(1e-3, 1.0), "width": [10, 20]}
    >>> rng = np.random.default_rng(0)
    >>> trials = random_search(lambda lr, width: -abs(lr - 0.1) + width, space, 20, rng=rng)
    >>> max(trials, key=lambda trial: trial.score).settings["width"]
    20
    """
    require_callable(objective, "objective")
    require_count(n_trials, "n_trials")
    require_rng(rng)
    require_kind(space, Mapping, "space", "a dict of samplers or sequences")
    for name, choices in space.items():
        if isinstance(choices, type) or not callable(choices):
            _require_choices(choices, f"space[{name!r}]", "choice")

    def draw(choices):
        return choices(rng) if callable(choices) else choices[rng.integers(len(choices))]

    trials = []
    for _ in range(n_trials):
        settings = {name: draw(choices) for name, choices in space.items()}
        trials.append(_tried(objective, settings))
    return trials


def grid_search(objective: Callable[..., float], grid: Mapping[str, Sequence]) -> list[Trial]:
    """Try every combination of the values in `grid`. Chapter: hyperparameters.

    Parameters
    ----------
    objective : callable
        As in `random_search`.
    grid : dict of str to sequence

    Returns
    -------
    list of Trial
        The last name of `grid` varies fastest.

    Examples
    --------
    >>> [trial.score for trial in grid_search(lambda a, b: a * b, {"a": [1, 2], "b": [3, 4]})]
    [3.0, 4.0, 6.0, 8.0]
    """
    require_callable(objective, "objective")
    require_kind(grid, Mapping, "grid", "a dict of sequences")
    for name, values in grid.items():
        _require_choices(values, f"grid[{name!r}]", "value")
    trials = []
    for values in itertools.product(*grid.values()):
        settings = dict(zip(grid, values, strict=True))
        trials.append(_tried(objective, settings))
    return trials


def _require_choices(values, name, what):
    """Raise unless `values` is a sequence of at least one; a text is not meant as its letters."""
    require_kind(values, Sequence | np.ndarray, name, "a sequence, such as [16, 32]")
    if isinstance(values, str):
        raise TypeError(f"{name} must be a sequence, such as [{values!r}], got {values!r}")
    if len(values) == 0:
        raise ValueError(f"{name} must hold at least one {what}, got {values!r}")


def _tried(objective, settings):
    score = objective(**settings)
    return Trial(settings, require_real(score, f"the score of {shown(settings)}"))
