"""Search for hyperparameters: at random or on a grid. Chapter: hyperparameters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ._checks import require_count, require_rng

__all__ = ["Trial", "grid_search", "loguniform", "random_search"]


class Trial(NamedTuple):
    """One try of a search. Chapter: hyperparameters.

    Attributes
    ----------
    settings : dict
        What was tried, by name.
    score : float
        What the objective returned.

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
    if not 0 < low < high < math.inf:
        raise ValueError(f"loguniform needs 0 < low < high, got {low} and {high}")

    def draw(rng):
        return math.exp(rng.uniform(math.log(low), math.log(high)))

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
    require_count(n_trials, "n_trials")
    require_rng(rng)
    for name, choices in space.items():
        if not callable(choices) and len(choices) == 0:
            raise ValueError(f"space[{name!r}] must hold at least one choice, got {choices!r}")

    def draw(choices):
        return choices(rng) if callable(choices) else choices[rng.integers(len(choices))]

    trials = []
    for _ in range(n_trials):
        settings = {name: draw(choices) for name, choices in space.items()}
        trials.append(Trial(settings, float(objective(**settings))))
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
    for name, values in grid.items():
        if len(values) == 0:
            raise ValueError(f"grid[{name!r}] must hold at least one value, got {values!r}")
    trials = []
    for values in itertools.product(*grid.values()):
        settings = dict(zip(grid, values, strict=True))
        trials.append(Trial(settings, float(objective(**settings))))
    return trials
