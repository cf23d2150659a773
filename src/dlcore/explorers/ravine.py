"""Nine optimizers, and the reader's own, race down one surface."""

import math
from collections.abc import Callable

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

import dlcore
from dlcore import plots
from dlcore.explorers._race import (
    MAX_PATHS,
    MAX_STEPS,
    RATES,
    Names,
    Paths,
    Point,
    Rates,
    checked_name,
    checked_path,
)
from dlcore.explorers.base import Explorer, Real, built_module

__all__ = ["Ravine"]

_OPTIONS = {
    "Momentum": ["alpha"], "Nesterov": ["alpha"], "RMSProp": ["rho"], "AdaDelta": ["rho"],
    "Adam": ["beta1", "beta2"], "Nadam": ["beta1", "beta2"], "AdamW": ["beta1", "beta2"],
}  # fmt: skip
_HALF_WIDTH = {"ravine": 9.0, "saddle": 2.0, "minima": 2.0}
_TILT = 0.15


class Ravine(Explorer):
    """A surface, a start and optimizers: their paths on the contours, their losses beside.

    The opening state is the race of many lectures, f(x, y) = x²/20 + y² from (-7, 2) over 30
    steps. On the ravine plain gradient descent diverges when its rate exceeds 2/L, where L is the
    largest curvature, 2 here.

    Attributes
    ----------
    surface : {"ravine", "saddle", "minima"}
        x²/κ + y², turned by `angle`; x²/2 - y²/2 + y⁴/4, with a saddle at the origin and minima
        at (0, ±1); (x² - 1)²/4 + 0.15 x + y²/2, with two minima of which the left one is deeper.
    kappa : float in [1, 1000], default 20
        κ, the condition number of the ravine.
    angle : float in [0, 45], default 0
        Degrees by which the ravine is turned. In the figure the start turns with it; a start
        set from Python stays where it is.
    start : two numbers in [-9, 9], default (-7, 2)
    optimizers : list of str
        Those that run: any of SGD, Momentum, Nesterov, AdaGrad, RMSProp, AdaDelta, Adam, Nadam,
        AdamW.
    rates : dict of str to float in [0.001, 10]
        Learning rates by name; those left out have their opening values.
    alpha, rho, beta1 : float in [0, 0.999], default 0.9
        α of Momentum and Nesterov, ρ of RMSProp and AdaDelta, β₁ of Adam, Nadam and AdamW.
    beta2 : float in [0, 0.9999], default 0.999
        β₂ of Adam, Nadam and AdamW.
    noise : float in [0, 2], default 0
        Standard deviation of what is added to both parts of every gradient, drawn from
        ``numpy.random.default_rng(seed)``, the same for every optimizer.
    seed : int in [0, 2**32 - 1]
    steps : int in [0, 1000], default 30
    paths : dict of str to rows (x, y)
        Paths of your own; see `add_path`.
    chosen : {"auto", "SGD", "Momentum", …}, default "auto"
        The optimizer looked at; "auto" is the one that runs with a rate of its own, or else the
        first that runs.
    view : {"losses", "why", "map"}
        Below the picture: the losses; the next step of the chosen optimizer, its equations filled
        in and its arrows on the surface; or after how many steps, at most 500, the loss stays
        within 10⁻⁶ of its lowest value, at each rate and α (β₁ of Adam and its variants).
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: optimizers.

    Examples
    --------
    >>> ravine = Ravine(optimizers=["SGD", "Adam"], rates={"SGD": 0.5})
    >>> ravine.path("SGD")[1].round(2)
    array([-6.65,  0.  ])
    """

    name = "ravine"
    _esm = built_module("ravine")

    surface = traitlets.Enum([*_HALF_WIDTH], "ravine").tag(sync=True, state=True)
    kappa = Real(20.0, min=1.0, max=1000.0).tag(sync=True, state=True)
    angle = Real(0.0, min=0.0, max=45.0).tag(sync=True, state=True)
    start = Point([-7.0, 2.0]).tag(sync=True, state=True)
    optimizers = Names(["SGD", "Momentum", "AdaGrad", "Adam"]).tag(sync=True, state=True)
    rates = Rates().tag(sync=True, state=True)
    alpha = Real(0.9, min=0.0, max=0.999).tag(sync=True, state=True)
    rho = Real(0.9, min=0.0, max=0.999).tag(sync=True, state=True)
    beta1 = Real(0.9, min=0.0, max=0.999).tag(sync=True, state=True)
    beta2 = Real(0.999, min=0.0, max=0.9999).tag(sync=True, state=True)
    noise = Real(0.0, min=0.0, max=2.0).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0, max=2**32 - 1).tag(sync=True, state=True)
    steps = traitlets.Int(30, min=0, max=MAX_STEPS).tag(sync=True, state=True)
    paths = Paths().tag(sync=True, state=True)
    chosen = traitlets.Enum(["auto", *RATES], "auto").tag(sync=True, state=True)
    view = traitlets.Enum(["losses", "why", "map"], "losses").tag(sync=True, state=True)

    def f(self, x: ArrayLike, y: ArrayLike) -> NDArray | float:
        """Return the height of the surface at (x, y).

        >>> Ravine().f(-7.0, 2.0)
        6.45
        """
        if self.surface == "saddle":
            return (x * x - y * y) / 2 + y**4 / 4
        if self.surface == "minima":
            return (x * x - 1) ** 2 / 4 + _TILT * x + y * y / 2
        u, v = self._along(x, y)
        return u * u / self.kappa + v * v

    def gradient(self, x: float, y: float) -> tuple[float, float]:
        """Return the partial derivatives at (x, y), without noise, as `minimize` wants them.

        >>> Ravine().gradient(-7.0, 2.0)
        (-0.7, 4.0)
        """
        if self.surface == "saddle":
            return x, y**3 - y
        if self.surface == "minima":
            return x**3 - x + _TILT, y
        (u, v), (c, s) = self._along(x, y), self._direction()
        return 2 * (c * u / self.kappa - s * v), 2 * (s * u / self.kappa + c * v)

    def noisy_gradient(self) -> Callable[[float, float], NDArray]:
        """Return a gradient with the figure's noise, drawn afresh from its seed.

        >>> ravine = Ravine(noise=0.5, seed=3)
        >>> np.array_equal(ravine.noisy_gradient()(1, 1), ravine.noisy_gradient()(1, 1))
        True
        """
        rng = np.random.default_rng(self.seed)

        def gradient(x, y):
            g = np.array(self.gradient(x, y))
            return g + self.noise * rng.standard_normal(2) if self.noise else g

        return gradient

    def path(self, name: str) -> NDArray[np.float64]:
        """Return the path of an optimizer, computed by dlcore, or a path of your own.

        Parameters
        ----------
        name : str
            One of the nine optimizers, running or not, or the name of a path that was added.

        Returns
        -------
        ndarray of shape (steps + 1, 2), or that of the added path

        Raises
        ------
        ValueError
            If nothing has this name.

        Examples
        --------
        >>> ravine = Ravine()
        >>> float(ravine.f(*ravine.path("Adam")[-1]).round(4))
        0.1022
        """
        if name in self.paths:
            return np.array(self.paths[name])
        if name not in RATES:
            raise ValueError(f"no path is called {name!r}: choose of {[*RATES, *self.paths]}")
        options = {option: getattr(self, option) for option in _OPTIONS.get(name, [])}
        optimizer = getattr(dlcore, name)(self.rates[name], **options)
        with np.errstate(over="ignore", invalid="ignore"):
            return dlcore.minimize(optimizer, self.noisy_gradient(), self.start, self.steps)

    def add_path(self, name: str, path: ArrayLike) -> None:
        """Let a path of your own take part; one of the same name is replaced.

        Parameters
        ----------
        name : str
            1 to 20 characters, not the name of one of the nine optimizers.
        path : array_like of shape (n + 1, 2)
            The points visited, as `dlcore.minimize` returns them, n at most 1000. From the first
            number that is not finite on, the path is cut off.

        Raises
        ------
        ValueError
            If the name or the path is not as above, or if there are three paths already.

        Examples
        --------
        >>> from dlcore import Momentum, minimize
        >>> ravine = Ravine()
        >>> mine = minimize(Momentum(0.3, alpha=0.7), ravine.gradient, ravine.start, 30)
        >>> ravine.add_path("mine", mine)
        >>> float(ravine.f(*ravine.path("mine")[-1]).round(5))
        0.0003
        """
        name, rows = checked_name(name), checked_path(path)
        if name not in self.paths and len(self.paths) == MAX_PATHS:
            raise ValueError(
                f"at most {MAX_PATHS} paths of your own can be told apart: remove_path one of "
                f"{[*self.paths]} first"
            )
        self.paths = {**self.paths, name: rows}

    def remove_path(self, name: str) -> None:
        """Take a path of your own out of the race.

        Raises
        ------
        ValueError
            If no path of your own has this name.
        """
        if name not in self.paths:
            raise ValueError(f"no path of your own is called {name!r}: there are {[*self.paths]}")
        self.paths = {other: rows for other, rows in self.paths.items() if other != name}

    def figure(self):
        running = [*self.optimizers, *self.paths]
        return plots.ravine(
            self.f,
            {name: self.path(name)[: self.steps + 1] for name in running},
            half_width=_HALF_WIDTH[self.surface],
            lowest=self._lowest(),
        )

    def _direction(self):
        return math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))

    def _along(self, x, y):
        """Coordinates along the ravine and across it."""
        c, s = self._direction()
        return c * x + s * y, c * y - s * x

    def _lowest(self):
        if self.surface == "saddle":
            return -0.25
        if self.surface == "minima":
            return float(self.f(min(np.roots([1, 0, -1, _TILT]).real), 0.0))
        return 0.0
