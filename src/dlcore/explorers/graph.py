"""A computational graph, forward and back one node at a time."""

import numpy as np
import traitlets

from dlcore import plots
from dlcore.explorers._expression import STARTS, evaluate, parse
from dlcore.explorers._rows import Rows
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.graph import Value

__all__ = ["Graph"]

_STARTS = {
    "neuron": {"w1": 0.5, "x": 2.0, "b": -0.5, "w2": 2.0, "t": 1.0},
    "network": {
        "w11": 1.0, "w21": 0.5, "b1": 0.0, "x1": 1.0, "x2": 2.0, "b2": 0.5, "w12": -1.0,
        "w22": 1.0, "u11": 1.0, "u21": -1.0, "c1": 0.0, "c2": 0.0, "u12": 0.0, "u22": 2.0,
    },
    "fork": {"a": 3.0},
}  # fmt: skip


class _Values(Rows):
    """Rows of one number each, for the inputs from the first on."""

    most, columns = 20, 1
    default_value = ()
    info_text = "at most 20 rows of one number in [-10, 10]"

    def good(self, rows):
        return (abs(rows) <= 10).all()


class _Expression(traitlets.Unicode):
    info_text = (
        "an expression of + - * / ** and exp, log, tanh, relu, sigmoid, with names of one letter "
        "and at most one digit, of at most 60 characters, 16 operations and 8 inputs"
    )

    def validate(self, obj, value):
        text = super().validate(obj, value)
        try:
            parse(text)
        except SyntaxError:
            self.error(obj, value)
        return text


class Graph(Explorer):
    """Values forward, derivatives back: local × upstream, and sums where a value is used twice.

    Attributes
    ----------
    preset : {"neuron", "network", "fork", "own"}
        One neuron with a loss; two layers of two units, with softmax and cross-entropy; a·a + a;
        `expression`.
    expression : str
        What "own" computes: numbers, names of one letter and at most one digit, ``+ - * / **``
        (with a number as exponent) and exp, log, tanh, relu, sigmoid.
    values : rows of one number in [-10, 10]
        Values of the inputs, from the first on; those left out have their opening values.
    steps : int in [0, 60], default 10
        Nodes walked: first all forward, then all back.
    cut : int in [0, 60], default 0
        Number of the arrow along which nothing goes back, 0 for none.
    bug : {"none", "overwrite", "factor", "slope"}
        What is wrong with the backward pass: ``=`` for ``+=``, a product that hands on its own
        factor, a function whose slope is left out.
    lr : float in [0, 2], default 0.5
        Learning rate of the update that is shown before and after.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: backprop.

    Examples
    --------
    >>> Graph(preset="fork").gradients()
    {'a': 7.0}
    """

    name = "graph"
    _esm = built_module("graph")

    preset = traitlets.Enum([*_STARTS, "own"], "neuron").tag(sync=True, state=True)
    expression = _Expression("sigmoid(a*b)+a").tag(sync=True, state=True)
    values = _Values().tag(sync=True, state=True)
    steps = traitlets.Int(10, min=0, max=60).tag(sync=True, state=True)
    cut = traitlets.Int(0, min=0, max=60).tag(sync=True, state=True)
    bug = traitlets.Enum(["none", "overwrite", "factor", "slope"], "none").tag(
        sync=True, state=True
    )
    lr = Real(0.5, min=0.0, max=2.0).tag(sync=True, state=True)

    def gradients(self) -> dict[str, float]:
        """Return the derivative of the output by each input, by dlcore, without bug and cut.

        Returns
        -------
        dict of str to float

        Raises
        ------
        ValueError, ZeroDivisionError, OverflowError
            If the expression has no value or no derivative at these inputs.

        Examples
        --------
        >>> round(Graph().gradients()["w1"], 4)
        0.2302
        """
        inputs = self._inputs()
        self._output(inputs).backward()
        return {name: value.grad for name, value in inputs.items()}

    def _inputs(self):
        if self.preset == "own":
            names = parse(self.expression)[1]
            starts = {name: STARTS[i % len(STARTS)] for i, name in enumerate(names)}
        else:
            starts = _STARTS[self.preset]
        given = [row[0] for row in self.values]
        return {
            name: Value(given[i] if i < len(given) else start, _in_mathematics(name))
            for i, (name, start) in enumerate(starts.items())
        }

    def _output(self, v):
        if self.preset == "neuron":
            hidden = (v["w1"] * v["x"] + v["b"]).sigmoid()
            error = _node("−", (hidden * v["w2"], v["t"]), lambda o, t: o - t, (1.0, -1.0))
            return _node("½( )²", (error,), lambda e: 0.5 * e * e, (error.data,))
        if self.preset == "network":
            return _network(v)
        if self.preset == "fork":
            return v["a"] * v["a"] + v["a"]
        return evaluate(parse(self.expression)[0], v)

    def figure(self):
        output = self._output(self._inputs())
        output.backward()
        return plots.computational_graph(output)


def _in_mathematics(name):
    return f"{name[0]}_{{{name[1:]}}}" if name[1:] else name


def _node(op, parents, f, local):
    return Value(f(*(p.data for p in parents)), op=op, parents=parents, local=local)


def _network(v):
    """Two inputs, two hidden ReLU units, two classes, of which the first is the right one."""
    hidden = [_sum(v[f"w1{j}"], v["x1"], v[f"w2{j}"], v["x2"], v[f"b{j}"]).relu() for j in (1, 2)]
    scores = [_sum(v[f"u1{k}"], hidden[0], v[f"u2{k}"], hidden[1], v[f"c{k}"]) for k in (1, 2)]
    z = np.array([score.data for score in scores])
    p = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    local = tuple((p - [1.0, 0.0]).tolist())
    return Value(float(-np.log(p[0])), op="−ln p", parents=tuple(scores), local=local)


def _sum(w, x, u, y, b):
    return _node(
        "Σ", (w, x, u, y, b), lambda w, x, u, y, b: w * x + u * y + b,
        (x.data, w.data, y.data, u.data, 1.0),
    )  # fmt: skip
