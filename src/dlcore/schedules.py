"""A schedule says which learning rate to use at step i = 0, 1, …; `fit` asks it before each step.

Chapter: optimizers.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from dlcore._checks import (
    require_between,
    require_count,
    require_integer,
    require_positive,
    require_real,
)
from dlcore._options import shown_call

__all__ = ["CosineDecay", "StepDecay", "Warmup"]


class _Schedule:
    """What all schedules share: the check of the step, and a repr that makes them anew."""

    def __call__(self, i: int) -> float:
        return self._rate(require_integer(i, "i", least=0))

    def __repr__(self):
        return shown_call(self)


class StepDecay(_Schedule):
    r"""A rate that is constant, then suddenly smaller, again and again.

    .. math:: \eta_i = \eta \cdot \text{factor}^{\lfloor i / \text{every} \rfloor}

    Called with the number i of the step, from 0. Chapter: optimizers.

    Parameters
    ----------
    lr : float
    every : int
        Number of steps between two drops.
    factor : float in (0, 1], default 0.1

    Examples
    --------
    >>> schedule = StepDecay(0.1, every=100, factor=0.5)
    >>> schedule(99), schedule(100), schedule(250)
    (0.1, 0.05, 0.025)
    """

    def __init__(self, lr: float, every: int, factor: float = 0.1):
        self.lr, self.every = require_positive(lr, "lr"), require_count(every, "every")
        self.factor = require_between(factor, "factor", "(0, 1]")

    def _rate(self, i):
        return self.lr * self.factor ** (i // self.every)


class CosineDecay(_Schedule):
    r"""A rate that falls along half a cosine (Loshchilov and Hutter, 2017).

    .. math:: \eta_i = \eta_\text{final}
        + \frac{\eta - \eta_\text{final}}{2} \Bigl(1 + \cos\frac{\pi i}{n_\text{steps}}\Bigr)

    Called with the number i of the step, from 0. Chapter: optimizers.

    Parameters
    ----------
    lr : float
    n_steps : int
        When `final` is reached, where the rate then stays.
    final : float, default 0
        From 0 to lr. An optimizer takes a rate of 0 as no step at all.

    Examples
    --------
    >>> schedule = CosineDecay(0.1, n_steps=100)
    >>> round(schedule(0), 4), round(schedule(50), 4), schedule(100), schedule(101)
    (0.1, 0.05, 0.0, 0.0)
    """

    def __init__(self, lr: float, n_steps: int, final: float = 0.0):
        self.lr, self.n_steps = require_positive(lr, "lr"), require_count(n_steps, "n_steps")
        self.final = require_real(final, "final", "a number in [0, lr]")
        if not 0 <= self.final <= self.lr:
            raise ValueError(f"final must be in [0, lr], got {final}")

    def _rate(self, i):
        part = min(i / self.n_steps, 1.0)
        return self.final + (self.lr - self.final) * (1 + math.cos(math.pi * part)) / 2


class Warmup(_Schedule):
    """A rate that rises in a straight line over the first steps, then follows another schedule.

    Called with the number i of the step, from 0. Chapter: optimizers.

    Parameters
    ----------
    n_steps : int
        Length of the rise, (i + 1) / n_steps of the rate at step i < n_steps.
    schedule : float or callable
        A rate that then stays, or a schedule; it is asked for step i - n_steps after the rise.

    Examples
    --------
    >>> schedule = Warmup(4, StepDecay(0.1, every=10, factor=0.5))
    >>> [round(schedule(i), 3) for i in (0, 1, 3, 4, 14)]
    [0.025, 0.05, 0.1, 0.1, 0.05]
    """

    def __init__(self, n_steps: int, schedule: float | Callable[[int], float]):
        self.n_steps = require_count(n_steps, "n_steps")
        if not callable(schedule) or isinstance(schedule, type):
            schedule = require_positive(schedule, "schedule")
        self.schedule = schedule

    def _rate(self, i):
        if i < self.n_steps:
            return self._after(0) * (i + 1) / self.n_steps
        return self._after(i - self.n_steps)

    def _after(self, i):
        return self.schedule(i) if callable(self.schedule) else self.schedule
