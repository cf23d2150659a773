"""Every public name of dlcore called wrongly: one argument at a time, in all the usual ways.

The calls are made from the signatures. A parameter is known by its name: what it takes (`GOOD`),
of what sort it is (`SORTS`), and so what goes wrong with it (`WRONG`). A new public name joins by
itself; a new parameter name is asked for by the test.
"""

import importlib
import inspect
from functools import partial

import numpy as np

import dlcore
from theme.extension.api import read_proofs


def net():
    layers = dlcore.Affine(2, 3, init="zeros"), dlcore.ReLU(), dlcore.Affine(3, 2, init="zeros")
    return dlcore.Sequential(*layers)


def arrays():
    return {"W": np.ones((2, 2)), "b": np.ones(2)}


X = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([0, 1, 1])

# What each parameter may be, by its name, or by "owner.name" where the name is not enough.
GOOD = {
    "activation": lambda: "tanh",
    "alpha": lambda: 0.5,
    "atol": lambda: 1e-7,
    "axis": lambda: -1,
    "batch_size": lambda: 2,
    "beta1": lambda: 0.9,
    "beta2": lambda: 0.99,
    "bias": lambda: 0.5,
    "bias_correction": lambda: True,
    "cache": lambda: "folder",
    "by": lambda: np.zeros((3, 2)),
    "callbacks": list,
    "centers": lambda: X,
    "chunk": lambda: 10,
    "corners": lambda: [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
    "data": lambda: 1.5,
    "decay": lambda: 0.1,
    "decays": lambda: [0.0, 0.1],
    "degree": lambda: 2,
    "delta": lambda: 1.0,
    "depth": lambda: 2,
    "distribution": lambda: "normal",
    "dout": lambda: np.ones((3, 2)),
    "drift": lambda: 0.5,
    "dtype": lambda: np.float64,
    "end": lambda: [1.0, 1.0],
    "epochs": lambda: 1,
    "eps": lambda: 1e-5,
    "every": lambda: 10,
    "f": lambda: lambda x: float((x * x).sum()),
    "factor": lambda: 0.5,
    "final": lambda: 0.01,
    "grads": arrays,
    "gradient": lambda: lambda *point: point,
    "grid": lambda: {"a": [1, 2]},
    "h": lambda: 1e-5,
    "high": lambda: 1.0,
    "i": lambda: 3,
    "illness": lambda: "leak",
    "init": lambda: "zeros",
    "l2": lambda: 0.1,
    "labels": lambda: T,
    "loss": dlcore.SoftmaxCrossEntropy,
    "low": lambda: 0.1,
    "lr": lambda: 0.1,
    "make_optimizer": lambda: lambda: dlcore.SGD(0.1),
    "max_epochs": lambda: 3,
    "max_norm": lambda: 1.0,
    "min_delta": lambda: 0.0,
    "mode": lambda: "average",
    "momentum": lambda: 0.9,
    "n": lambda: 2,
    "n_bins": lambda: 10,
    "n_classes": lambda: 2,
    "n_examples": lambda: 4,
    "n_hidden": lambda: 2,
    "n_in": lambda: 2,
    "n_out": lambda: 2,
    "n_samples": lambda: 2,
    "n_steps": lambda: 3,
    "n_trials": lambda: 2,
    "n_units": lambda: 3,
    "name": lambda: "and",
    "net": net,
    "noise": lambda: 0.1,
    "norm": lambda: "batch",
    "objective": lambda: lambda a: a,
    "optimizer": lambda: dlcore.SGD(0.1),
    "p": lambda: 0.5,
    "params": arrays,
    "path": lambda: "net.npz",
    "patience": lambda: 2,
    "prediction": lambda: X,
    "progress": lambda: False,
    "rates": lambda: [0.1, 1.0],
    "ratio": lambda: 0.5,
    "reach": lambda: 0.5,
    "rho": lambda: 0.9,
    "rng": lambda: np.random.default_rng(0),
    "rtol": lambda: 1e-5,
    "scale": lambda: 1.0,
    "schedule": lambda: dlcore.StepDecay(0.1, 10),
    "scores": lambda: X,
    "seed": lambda: 0,
    "seeds": lambda: [0, 1],
    "sha256": lambda: "0" * 64,
    "shape": lambda: (2, 3),
    "shifts": lambda: "none",
    "size": lambda: "small",
    "slope": lambda: 0.1,
    "space": lambda: {"a": [1, 2]},
    "start": lambda: [0.0, 0.0],
    "std": lambda: 1.0,
    "stratify": lambda: True,
    "t": lambda: T,
    "t_test": lambda: T,
    "t_validation": lambda: T,
    "target": lambda: np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]]),
    "test_size": lambda: 1,
    "tolerance": lambda: 1e-3,
    "turns": lambda: 1.0,
    "url": lambda: "https://example.org",
    "validation": lambda: (X, T),
    "value": lambda: 0.5,
    "weight_decay": lambda: 0.1,
    "weights": lambda: [1.0, 1.0],
    "x": lambda: X,
    "x_test": lambda: X,
    "whole": lambda: False,
    "x_validation": lambda: X,
    "y": lambda: X,
    "z": lambda: X,
    "shift_images.x": lambda: np.ones((3, 4)),
    "Dropout.rng": lambda: np.random.default_rng(0),
    "batch_norm_results.name": lambda: "scales",
    "examples_to_target.target": lambda: 0.5,
    "fit_polynomial.x": lambda: [0.0, 0.5, 1.0],
    "fit_polynomial.y": lambda: [1.0, 0.0, 2.0],
    "numerical_gradient.x": lambda: np.ones(2),
    "shift_digits.x": lambda: np.ones((3, 4)),
    "train_capstone.x": lambda: np.ones((3, 4)),
    "train_classifiers.loss": lambda: "mse",
    "xor.x": lambda: [0, 1],
}

NUMBER = {
    "None": None, "a text": "0.5", "a class": float, "nan": np.nan, "infinity": np.inf,
    "a negative number": -1.0, "a list": [0.5], "an array": np.array([0.5, 0.5]),
    "a complex number": 1j, "an object": object(), "True": True,
}  # fmt: skip
COUNT = {
    "None": None, "a text": "2", "a class": int, "nan": np.nan, "a negative number": -1, "zero": 0,
    "a fraction": 1.5, "a list": [2], "an object": object(), "True": True,
}  # fmt: skip
ARRAY = {
    "None": None, "a text": "x", "a class": float, "a ragged list": [[1.0], [1.0, 2.0]],
    "texts": [["a", "b"]] * 3, "complex numbers": X * 1j, "an object": object(),
    "objects": np.array([[object()] * 2] * 3), "nothing": np.zeros((0, 2)),
    "too many axes": np.ones((3, 2, 2, 2)), "nan": X * np.nan, "a dict": {"x": 1.0},
}  # fmt: skip
ANYTHING = {
    "None": None, "a text": "other", "a number": 0.5, "an object": object(), "a list": [1, 2],
}  # fmt: skip
SORTS = {
    "number": (
        "alpha atol beta1 beta2 bias data decay delta drift eps factor final h high l2 low lr "
        "max_norm min_delta momentum noise p ratio reach rho rtol scale slope std test_size "
        "tolerance turns value weight_decay examples_to_target.target"
    ),
    "count": (
        "axis batch_size chunk degree depth epochs every i max_epochs n n_bins n_classes "
        "n_examples n_hidden n_in n_out n_samples n_steps n_trials n_units patience seed"
    ),
    "array": (
        "by centers corners decays dout end labels prediction rates scores seeds start t t_test "
        "target t_validation weights x x_test x_validation y z"
    ),
    "rng": "rng",
    "thing": "net loss optimizer layers",
    "function": "f gradient make_optimizer objective schedule",
    "mapping": "params grads space grid",
    "bool": "bias_correction progress stratify whole",
    "dtype": "dtype",
    "word": (
        "distribution illness mode name norm activation shifts size wrt train_classifiers.loss"
    ),
    "path": "path cache",
    "text": "url sha256 Value.name",
    "shape": "shape",
    "init": "init",
    "callbacks": "callbacks validation",
}  # fmt: skip
WRONG = {
    "number": NUMBER,
    "count": COUNT,
    "array": ARRAY,
    "rng": {**ANYTHING, "the module": np.random, "a class": np.random.Generator, "a seed": 0},
    "thing": {**ANYTHING, "a class": dlcore.SGD, "a function": np.sum},
    "function": {**ANYTHING, "a class": dlcore.StepDecay},
    "mapping": {**ANYTHING, "a class": dict, "an array": X},
    "bool": {**ANYTHING, "a class": bool},
    "dtype": {**ANYTHING, "complex": complex, "object": object, "an unknown name": "float65"},
    "word": {**ANYTHING, "a class": str},
    "path": {"a number": 3, "an object": object(), "a class": str, "a list": ["a"]},
    "text": {"None": None, "a number": 3, "an object": object(), "a class": str, "a list": ["a"]},
    "shape": {**ANYTHING, "a zero": (0, 2), "fractions": (2.5, 2), "negative": (-1, 2)},
    "init": {**ANYTHING, "a class": dlcore.Affine},
    "callbacks": {**ANYTHING, "a class": dlcore.EarlyStopping, "a function": print},
}
SORT_OF = {name: sort for sort, names in SORTS.items() for name in names.split()}

# What an operation of Value passes to its result.
NOT_FOR_CALLERS = {"Value.op", "Value.parents", "Value.local"}
# Classes that only keep what they are given.
RECORDS = {
    "Capstone", "Classifiers", "DeadUnits", "GradientCheck", "History", "Margin", "NormalizedRuns",
    "Patient", "Regularized", "Reliability", "Replicas", "Signals", "Smoothness", "Trial", "Trials",
}  # fmt: skip
# Methods that dlcore calls, with what it has checked.
INNER = {
    "update", "end", "EarlyStopping.__call__", "Loss.__call__", "Layer.__call__", "Layer.forward",
    "Layer.backward", "Layer.backward_params", "Loss.backward", "Optimizer.check",
}  # fmt: skip


def wrong(owner, name):
    """Return what goes wrong with a parameter, by its name in words."""
    return WRONG[SORT_OF.get(f"{owner}.{name}", SORT_OF.get(name))]


def error_of(owner, make, parameters, wrong_name, wrong_value):
    """Call with one wrong argument and right ones beside it; return the error, or None."""
    function, plain, named = make(), [], {}
    for name, parameter in parameters.items():
        if name != wrong_name and parameter.default is not parameter.empty and name != "rng":
            continue
        value = wrong_value if name == wrong_name else good(owner, name)
        if parameter.kind is parameter.VAR_POSITIONAL:
            plain = [value]
        else:
            named[name] = value
    try:
        function(*plain, **named)
    except Exception as error:
        return error
    return None


def good(owner, name):
    """Return a right value for a parameter."""
    return GOOD.get(f"{owner}.{name}", GOOD.get(name))()


def callables():
    """Yield (name, how to make what is called, its parameters) for all that is public."""
    for module in (*read_proofs(), "experiments"):
        home = importlib.import_module(f"dlcore.{module}")
        for name in home.__all__:
            value = getattr(home, name)
            if inspect.isfunction(value):
                yield name, partial(_same, value), inspect.signature(value).parameters
            elif inspect.isclass(value) and name not in RECORDS:
                yield from _of_class(name, value)
    for name, make in {
        "normal(1)": lambda: dlcore.initializers.normal(1.0),
        "constant(1)": lambda: dlcore.initializers.constant(1.0),
    }.items():
        yield name, make, inspect.signature(make()).parameters


def _same(value):
    return value


def _of_class(name, kind):
    if "__init__" in vars(kind) or inspect.signature(kind).parameters:
        parameters = inspect.signature(kind).parameters
        yield name, partial(_same, kind), parameters
    for method, function in inspect.getmembers(kind, inspect.isfunction):
        if (method[0] == "_" and method != "__call__") or {method, f"{name}.{method}"} & INNER:
            continue
        parameters = dict(list(inspect.signature(function).parameters.items())[1:])
        if parameters and not (issubclass(kind, dlcore.Loss) and method in ("forward", "check")):
            yield f"{name}.{method}", partial(_method, name, kind, method), parameters


def _method(name, kind, method):
    """Return a method of an instance that is ready for it."""
    if kind is dlcore.Sequential:
        made = net()
    else:
        parameters = inspect.signature(kind).parameters
        needed = [n for n, p in parameters.items() if p.default is p.empty or n == "rng"]
        made = kind(**{n: good(name, n) for n in needed})
    if isinstance(made, dlcore.Layer):
        made(X)
    if method == "transform":
        made.fit(X)
    if method == "backward" and isinstance(made, dlcore.Add | dlcore.Mul):
        made(X, X)
    return getattr(made, method)


def arguments():
    """Yield (name of what is called, how to make it, its parameters, one of them)."""
    for owner, make, parameters in callables():
        for name in parameters:
            if f"{owner}.{name}" not in NOT_FOR_CALLERS:
                yield owner, make, parameters, name
