"""A hidden response over two hyperparameters, searched by hand, on a grid and at random."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore import plots
from dlcore.explorers._rows import Rows
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["SearchSpace"]

_LOW, _HIGH = np.array([-5.0, -7.0]), np.array([0.0, -2.0])  # log₁₀ of rate and decay
_FIRST, _LAST = np.array([-4.5, -6.5]), np.array([-0.5, -2.5])  # where optima lie
_WIDTHS = np.array([0.4, 0.7])
_REPLAYS, _REPLAY_SEED, _MOST = 500, 2012, 64


class _Places(Rows):
    most, columns = _MOST, 2
    info_text = "at most 64 rows (log₁₀ η, log₁₀ λ) in [-5, 0] and [-7, -2]"

    def good(self, rows):
        return bool(((rows >= _LOW) & (rows <= _HIGH)).all())


class SearchSpace(Explorer):
    """Trials on a hidden response: validation accuracy by learning rate η and weight decay λ.

    The accuracy is 10 + 88 g(η) (1 - w (1 - g(λ))) percent, where g is a bump of width 0.4 and 0.7
    decades around the hidden optimum, and w how much λ matters. With few trials random search tries
    more learning rates than a grid (Bergstra and Bengio, 2012); 500 replays on other optima show
    how often that helps.

    Attributes
    ----------
    method : {"grid", "own", "random"}
        Which search is shown.
    scale : {"log", "linear"}
        Whether trials are even in log η and log λ, or in η and λ.
    side : int in [2, 8], default 3
        There are side × side trials.
    matters : float in [0, 1], default 0.1
        w.
    reveal : {"hidden", "shown"}
        Whether the response itself is seen.
    trials : int in [0, 64], default 9
        How many trials of the search are shown.
    own : list of at most 64 pairs
        log₁₀ η and log₁₀ λ of the reader's own trials.
    seed : int in [0, 2**32 - 1], default 0
        The optimum, the random trials and the order of the grid come from
        ``numpy.random.default_rng(seed)``, in this order.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> SearchSpace(method="random").scores().max().round(1)
    89.3
    """

    name = "search_space"
    _esm = built_module("search_space")

    method = traitlets.Enum(["own", "grid", "random"], "grid").tag(sync=True, state=True)
    scale = traitlets.Enum(["log", "linear"], "log").tag(sync=True, state=True)
    side = traitlets.Int(3, min=2, max=8).tag(sync=True, state=True)
    matters = Real(0.1, min=0.0, max=1.0).tag(sync=True, state=True)
    reveal = traitlets.Enum(["hidden", "shown"], "hidden").tag(sync=True, state=True)
    trials = traitlets.Int(9, min=0, max=_MOST).tag(sync=True, state=True)
    own = _Places([]).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def places(self) -> NDArray[np.float64]:
        """Return log₁₀ η and log₁₀ λ of each trial shown, in order."""
        return self._search()[1]

    def scores(self) -> NDArray[np.float64]:
        """Return the validation accuracy of each trial shown, in percent."""
        optimum, places = self._search()
        return self._score(places, optimum)

    def replays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the mean best accuracy of grid and random search, trial by trial.

        Examples
        --------
        >>> grid, random = SearchSpace().replays()
        >>> f"{grid[-1]:.1f} {random[-1]:.1f}"
        '64.4 74.4'
        """
        rng = np.random.default_rng(_REPLAY_SEED)
        grid, curves = self._grid(rng), []
        for _ in range(_REPLAYS):
            optimum, random = self._optimum(rng), self._random(rng)
            scores = [self._score(self._along(shares), optimum) for shares in (grid, random)]
            curves.append(np.maximum.accumulate(scores, axis=1))
        return tuple(np.mean(curves, axis=0))

    def _search(self):
        rng = np.random.default_rng(self.seed)
        optimum, random, grid = self._optimum(rng), self._random(rng), self._grid(rng)
        if self.method == "own":
            places = np.reshape(np.array(self.own, dtype=float), (-1, 2))
        else:
            places = self._along({"grid": grid, "random": random}[self.method])
        return optimum, places[: self.trials]

    def _optimum(self, rng):
        return _FIRST + (_LAST - _FIRST) * rng.random(2)

    def _random(self, rng):
        return rng.random((self.side**2, 2))

    def _grid(self, rng):
        rows, columns = np.divmod(rng.permutation(self.side**2), self.side)
        return (np.column_stack([rows, columns]) + 0.5) / self.side

    def _along(self, shares):
        if self.scale == "log":
            return _LOW + (_HIGH - _LOW) * shares
        return np.log10(10**_LOW + (10**_HIGH - 10**_LOW) * shares)

    def _score(self, places, optimum):
        rate, decay = np.exp(-0.5 * ((places - optimum) / _WIDTHS) ** 2).T
        return 10 + 88 * rate * (1 - self.matters * (1 - decay))

    def figure(self):
        return plots.search_space(self.places(), self.scores(), *self.replays())
