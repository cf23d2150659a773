"""What all optimizers share. Chapter: optimizers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import (
    require_arrays,
    require_kind,
    require_not_negative,
    require_positive,
    shown,
)
from dlcore._options import shown_call

# Large arrays are updated in pieces of at most about this many bytes: a piece, its gradient, its
# states and the temporaries of a formula then stay in the cache.
PIECE = 160 * 1024


class Optimizer:
    """What all optimizers share: the checks, the state per parameter, and the loop over arrays.

    A new optimizer is one class with `n_states`, the number of arrays that it keeps per parameter
    (they start at 0), and ``update(p, g, *states)``, which is its formula. A formula that treats
    every number alone may say so, ``class Mine(Optimizer, elementwise=True)``; large arrays are
    then updated piece by piece, which is faster. Chapter: optimizers.

    Parameters
    ----------
    lr : float
        The learning rate, above 0.

    Attributes
    ----------
    lr : float
        The learning rate; it may be changed between steps, and even be 0 then.
    n_steps : int
        Steps taken since the start or the last ``reset()``.

    Examples
    --------
    >>> class SignDescent(Optimizer):
    ...     def update(self, p, g):
    ...         p -= self.lr * np.sign(g)
    >>> params = {"x": np.array([3.0, -2.0])}
    >>> SignDescent(lr=0.5).step(params, {"x": np.array([6.0, -4.0])})
    >>> params["x"]
    array([ 2.5, -1.5])
    """

    n_states = 0
    # What each option must be, whenever it is set.
    rules: ClassVar[dict[str, Callable]] = {"lr": require_not_negative}
    _elementwise = False

    def __init_subclass__(cls, *, elementwise: bool = False, **options):
        super().__init_subclass__(**options)
        if "update" in vars(cls):  # whoever writes a new formula must say anew what it is
            cls._elementwise = elementwise

    def __init__(self, lr: float):
        self.lr = require_positive(lr, "lr")
        self.reset()

    def __setattr__(self, name, value):
        rule = self.rules.get(name)
        super().__setattr__(name, rule(value, name) if rule else value)

    def reset(self) -> None:
        """Forget all state, as if no step had been taken."""
        self.n_steps, self._params, self._states = 0, {}, {}

    def step(self, params: Mapping[str, NDArray], grads: Mapping[str, NDArray]) -> None:
        """Take one step: change the arrays of `params` in place, using `grads`.

        A step that is refused changes nothing.

        Raises
        ------
        KeyError
            if the keys of `params` and `grads` differ.
        TypeError
            if a parameter is not a writeable array of floats, or a gradient no array of numbers.
        ValueError
            if a gradient has another shape than its parameter, if one array stands under two
            names, or if the optimizer holds state that belongs to other arrays.
        """
        known = self._knows(params)
        gradients = self._checked(params, grads, known)
        if not known:
            self._params = dict(params)
            self._states = {
                key: [np.zeros_like(p) for _ in range(self.n_states)] for key, p in params.items()
            }
        self.n_steps += 1
        for (key, p), g in zip(params.items(), gradients, strict=True):
            if p.nbytes <= PIECE or not self._elementwise:
                self.update(p, g, *self._states[key])
            else:
                self._update_in_pieces(p, g, self._states[key])

    def update(self, p: NDArray, g: NDArray, *states: NDArray) -> None:
        """Change the array `p` and its states in place by the optimizer's formula."""
        raise NotImplementedError

    def check(self, params: Mapping[str, NDArray], grads: Mapping[str, NDArray]) -> None:
        """Raise what `step` would raise, and change nothing."""
        self._checked(params, grads, self._knows(params))

    def _update_in_pieces(self, p, g, states):
        rows = max(1, PIECE * len(p) // p.nbytes)
        for i in range(0, len(p), rows):
            piece = slice(i, i + rows)
            self.update(p[piece], g[piece], *(s[piece] for s in states))

    def _knows(self, params):
        """Whether the state belongs to exactly these arrays."""
        _require_mapping(params, "params")
        known = self._params
        same = map(is_, map(known.get, params), params.values())
        return params.keys() == known.keys() and all(same)

    def _checked(self, params, grads, known):
        """Return the gradients in the order of the parameters; raise unless all fit together."""
        _require_mapping(grads, "grads")
        if params.keys() != grads.keys():
            raise KeyError(f"params and grads must have equal keys, got {[*params]} and {[*grads]}")
        if not known:
            self._require_new(params)
        return [_gradient(key, p, grads[key]) for key, p in params.items()]

    def _require_new(self, params):
        """Raise unless `params` can be taken on as those that the state belongs to."""
        require_arrays(params, "params")
        if len({id(p) for p in params.values()}) < len(params):
            raise ValueError(f"params must be different arrays, got one twice among {[*params]}")
        if self._params and self.n_states:
            raise ValueError(
                "this optimizer holds state for other arrays: make a new one or call reset(), "
                "and change parameters in place (p[...] = value)"
            )

    def __repr__(self):
        return shown_call(self)


def _require_mapping(arrays, name):
    if not isinstance(arrays, dict):  # asking for Mapping takes as long as a step of a small net
        require_kind(arrays, Mapping, name, f"a dict of arrays, such as net.{name}")


def _gradient(key, p, g):
    """Return the gradient `g` as an array that fits `p` and is not `p` itself."""
    if type(g) is np.ndarray and g.dtype is p.dtype and g.shape == p.shape and g is not p:
        return g  # nearly always
    array = np.asarray(g)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"grads[{key!r}] must hold real numbers, got {shown(g)}")
    if array.shape != p.shape:
        raise ValueError(f"grads[{key!r}] must have shape {p.shape}, got {array.shape}")
    return array.copy() if array is p else array
