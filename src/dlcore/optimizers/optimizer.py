"""What all optimizers share. Chapter: optimizers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_positive

# Large arrays are updated in pieces of at most about this many bytes: the temporaries of a formula
# then stay in the cache and are never handed back to the operating system and fetched again.
PIECE = 96 * 1024


class Optimizer:
    """What all optimizers share: the checks, the state per parameter, and the loop over arrays.

    A new optimizer is one class with `n_states`, the number of arrays that it keeps per parameter
    (they start at 0), and ``update(p, g, *states)``, which is its formula. Chapter: optimizers.

    Parameters
    ----------
    lr : float
        The learning rate, above 0.

    Attributes
    ----------
    lr : float
        The learning rate; it may be changed between steps.
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

    def __init__(self, lr: float):
        require_positive(lr, "lr")
        self.lr = lr
        self.reset()

    def reset(self) -> None:
        """Forget all state, as if no step had been taken."""
        self.n_steps, self._params, self._states = 0, {}, {}

    def step(self, params: dict[str, NDArray], grads: dict[str, NDArray]) -> None:
        """Take one step: change the arrays of `params` in place, using `grads`.

        Raises
        ------
        KeyError
            if the keys of `params` and `grads` differ.
        TypeError
            if a parameter is not a writeable array of floats.
        ValueError
            if a gradient has another shape than its parameter, or if the optimizer holds state
            that belongs to other arrays.
        """
        if params.keys() != grads.keys():
            raise KeyError(f"params and grads must have equal keys, got {[*params]} and {[*grads]}")
        if len(params) != len(self._params) or any(
            self._params.get(key) is not p for key, p in params.items()
        ):
            self._bind(params)
        self.n_steps += 1
        for key, p in params.items():
            g, states = np.asarray(grads[key]), self._states[key]
            if g.shape != p.shape:
                raise ValueError(f"grads[{key!r}] must have shape {p.shape}, got {g.shape}")
            if p.nbytes <= PIECE:
                self.update(p, g, *states)
                continue
            rows = max(1, PIECE * len(p) // p.nbytes)
            for i in range(0, len(p), rows):
                piece = slice(i, i + rows)
                self.update(p[piece], g[piece], *(s[piece] for s in states))

    def update(self, p: NDArray, g: NDArray, *states: NDArray) -> None:
        """Change the array `p` and its states in place by the optimizer's formula."""
        raise NotImplementedError

    def _bind(self, params):
        if self._params and self.n_states:
            raise ValueError(
                "this optimizer holds state for other arrays: make a new one or call reset(), "
                "and change parameters in place (p[...] = value)"
            )
        for key, p in params.items():
            if not (isinstance(p, np.ndarray) and p.dtype.kind == "f" and p.flags.writeable):
                got = f"dtype {p.dtype}" if isinstance(p, np.ndarray) else type(p).__name__
                raise TypeError(f"params[{key!r}] must be a writeable array of floats, got {got}")
        self._states = {
            key: [np.zeros_like(p) for _ in range(self.n_states)] for key, p in params.items()
        }
        self._params = dict(params)

    def __repr__(self):
        options = {k: v for k, v in vars(self).items() if k[0] != "_" and k != "n_steps"}
        return f"{type(self).__name__}({', '.join(f'{k}={v:g}' for k, v in options.items())})"
