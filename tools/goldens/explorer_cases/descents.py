"""Cases of surfaces, of every optimizer walking down on them, and of single steps of theirs."""

from collections.abc import Callable

import numpy as np

from dlcore import optimizers
from tools.goldens.explorer_cases.case import Cases, camel, case

STEPS = 1000


def ravine(kappa=20, angle=0.0):
    """x²/κ + y² in axes that are turned by an angle."""

    def f(x, y):
        along = np.cos(angle) * x + np.sin(angle) * y
        across = np.cos(angle) * y - np.sin(angle) * x
        return along**2 / kappa + across**2

    return f


def saddle():
    """½x² − ½y² + ¼y⁴."""
    return lambda x, y: 0.5 * x * x - 0.5 * y * y + 0.25 * (y * y) ** 2


def two_minima(tilt=0.15):
    """¼(x² − 1)² + tilt·x + ½y²."""
    return lambda x, y: 0.25 * (x * x - 1) ** 2 + tilt * x + 0.5 * y * y


SURFACES = {"ravine": ravine, "saddle": saddle, "twoMinima": two_minima}


def gradient(f: Callable) -> Callable:
    """Return the gradient of f by complex steps, which is exact to rounding."""
    h = 1e-100
    return lambda x, y: (f(x + 1j * h, y).imag / h, f(x, y + 1j * h).imag / h)


def hessian(f: Callable, x: float, y: float) -> list[float]:
    """Return f_xx, f_xy, f_yy: differences of the gradient, which is at most cubic, are exact."""
    g = gradient(f)

    def slope(i, dx, dy):
        return (g(x + dx, y + dy)[i] - g(x - dx, y - dy)[i]) / (2 * max(dx, dy))

    pairs = ((0, 1, 0), (0, 0, 1), (1, 0, 1))
    return [(4 * slope(i, u / 4, v / 4) - slope(i, u / 2, v / 2)) / 3 for i, u, v in pairs]


def surfaces() -> Cases:
    places = np.random.default_rng(0).uniform(-2, 2, (40, 2))
    for name, options in (
        ("ravine", {}),
        ("ravine", {"kappa": 100, "angle": np.pi / 4}),
        ("ravine", {"kappa": 1.5, "angle": -1.2}),
        ("saddle", {}),
        ("twoMinima", {}),
        ("twoMinima", {"tilt": 0.3}),
    ):
        f = SURFACES[name](**options)
        second = np.array([hessian(f, x, y) for x, y in places])
        expected = {
            "f": [f(x, y) for x, y in places],
            "grad": [gradient(f)(x, y) for x, y in places],
            "hessian": second,
            "eigenvalues": [np.linalg.eigvalsh([[a, b], [b, d]]) for a, b, d in second],
        }
        inputs = {"surface": name, "options": options, "places": places.ravel()}
        yield case(f"{name} {options}", expected, **inputs)


# Where steps have about the same size however small the gradient is, a path dances around the
# minimum and doubles every rounding error: rates and starts are such that nobody gets that far.
OPTIMIZERS = (
    ("SGD", 0.05, {}),
    ("Momentum", 0.02, {}),
    ("Momentum", 0.1, {"alpha": 0.5}),
    ("Nesterov", 0.02, {}),
    ("Nesterov", 0.1, {"alpha": 0.5}),
    ("AdaGrad", 0.5, {}),
    ("AdaGrad", 0.1, {"eps": 0.1}),
    ("RMSProp", 0.01, {}),
    ("RMSProp", 0.003, {"rho": 0.99, "eps": 0.01}),
    ("AdaDelta", 1.0, {}),
    ("AdaDelta", 0.5, {"rho": 0.95, "eps": 1e-4}),
    ("Adam", 0.05, {}),
    ("Adam", 0.002, {"beta1": 0.5, "beta2": 0.9, "eps": 1e-3}),
    ("Adam", 0.001, {"bias_correction": False}),
    ("Nadam", 0.05, {}),
    ("Nadam", 0.002, {"beta1": 0.5, "beta2": 0.9, "eps": 1e-3}),
    ("AdamW", 0.05, {}),
    ("AdamW", 0.01, {"weight_decay": 0.3, "beta1": 0.8}),
)


def make_optimizer(name, lr, options):
    spelled = {camel(key): value for key, value in options.items()}
    rate = {} if lr is None else {"lr": lr}
    made = getattr(optimizers, name)(**rate, **options)
    return made, {"class": name, "options": spelled, **rate}


def descents() -> Cases:
    """Paths of 1,000 steps: every optimizer on two ravines, and some with noise elsewhere."""
    for chosen in OPTIMIZERS:
        yield _descent(*chosen, "ravine", {}, (-7.0, 2.0), 0.0)
        yield _descent(*chosen, "ravine", {"kappa": 50, "angle": 0.4}, (-70.0, 20.0), 0.0)
    for name in ("AdaGrad", "RMSProp", "AdaDelta", "Adam", "Nadam", "AdamW"):
        yield _descent(name, None, {}, "ravine", {}, (-7.0, 2.0), 0.0)  # at the default rate
    for name, start in (("saddle", (1.5, 0.0)), ("twoMinima", (1.8, 1.0))):
        for chosen in (OPTIMIZERS[0], OPTIMIZERS[1], OPTIMIZERS[11]):
            yield _descent(*chosen, name, {}, start, 0.1)


def _descent(name, lr, options, surface, surface_options, start, noise):
    optimizer, inputs = make_optimizer(name, lr, options)
    slope, generator = gradient(SURFACES[surface](**surface_options)), np.random.default_rng(3)

    def measured(x, y):
        return np.array(slope(x, y)) + noise * generator.standard_normal(2)

    path = optimizers.minimize(optimizer, measured if noise else slope, start, STEPS)
    return case(
        f"{optimizer} on {surface} {surface_options}, noise {noise}",
        {"path": path},
        optimizer=inputs,
        surface=surface,
        surfaceOptions=surface_options,
        start=start,
        noise=noise,
        seed=3,
        nSteps=STEPS,
    )


def single_steps() -> Cases:
    """What an optimizer keeps, as the sum over all gradients so far that its formula stands for."""
    for name, lr, options in OPTIMIZERS:
        if not options.get("bias_correction", True):
            continue
        for k, noise in ((1, 0.0), (7, 0.0), (60, 0.5)):
            yield _single_step(name, lr, options, k, noise)


def _single_step(name, lr, options, k, noise):
    optimizer, inputs = make_optimizer(name, lr, options)
    slope, generator = gradient(ravine(50, 0.4)), np.random.default_rng(3)
    gradients = []

    def measured(x, y):
        gradients.append(np.array(slope(x, y)) + noise * generator.standard_normal(2))
        return gradients[-1]

    start = (-7.0, 2.0)
    path = optimizers.minimize(optimizer, measured, start, k)
    steps = np.diff(path, axis=0)
    g = np.array(gradients)
    expected = {"from": path[k - 1], "gradient": g[-1], "step": steps[-1]}
    for what, count in (("before", k - 1), ("after", k)):
        expected[what] = _kept(optimizer, g[:count], steps[:count])
    return case(
        f"step {k} of {optimizer}, noise {noise}",
        expected,
        optimizer=inputs,
        surfaceOptions={"kappa": 50, "angle": 0.4},
        start=start,
        k=k,
        noise=noise,
        seed=3,
    )


def _kept(optimizer, g, steps):
    """Return the states after gradients g: sums that are weighted by age."""

    def weighted(values, share):
        ages = np.arange(len(values))[::-1]
        return (share ** ages[:, None] * values).sum(axis=0)

    kind = type(optimizer).__name__
    if kind in ("Momentum", "Nesterov"):
        return [-optimizer.lr * weighted(g, optimizer.alpha)]
    if kind == "AdaGrad":
        return [weighted(g * g, 1.0)]
    if kind in ("RMSProp", "AdaDelta"):
        rho = optimizer.rho
        h = (1 - rho) * weighted(g * g, rho)
        if kind == "RMSProp":
            return [h]
        return [h, (1 - rho) * weighted((steps / optimizer.lr) ** 2, rho)]
    if kind in ("Adam", "Nadam", "AdamW"):
        first, second = optimizer.beta1, optimizer.beta2
        return [(1 - first) * weighted(g, first), (1 - second) * weighted(g * g, second)]
    return []


def settlings() -> Cases:
    """After how many steps a race stays at the bottom: whole maps, and the pairs of the chapter."""
    level, n_steps = 1e-6, 500
    maps = [(name, kappa, np.arange(0.1, 2.05, 0.3), np.arange(0, 1, 0.15)) for name, kappa in (
        ("Momentum", 20), ("Momentum", 100), ("Nesterov", 20),
    )]  # fmt: skip
    best = 4 / (np.sqrt(0.1) + np.sqrt(2)) ** 2
    alpha = ((np.sqrt(20) - 1) / (np.sqrt(20) + 1)) ** 2
    maps += [("Momentum", 20, [2 / 2.1], [0.0]), ("Momentum", 20, [best], [alpha])]
    for name, kappa, rates, shares in maps:
        height = ravine(kappa)
        steps = []
        for share in shares:
            for lr in rates:
                made = getattr(optimizers, name)(lr, alpha=share)
                with np.errstate(over="ignore", invalid="ignore"):
                    path = optimizers.minimize(made, gradient(height), (-7.0, 2.0), n_steps)
                    above = np.flatnonzero(~(height(*path.T) <= level))
                first = above[-1] + 1 if len(above) else 0
                steps.append(first if first <= n_steps else -1)
        yield case(
            f"{name} on κ = {kappa}, {len(steps)} pairs",
            {"steps": steps},
            optimizer=name,
            kappa=kappa,
            rates=list(rates),
            shares=list(shares),
            start=(-7.0, 2.0),
            level=level,
            nSteps=n_steps,
        )
