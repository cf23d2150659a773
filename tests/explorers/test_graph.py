"""Graph as Python sees it: traits, expressions, every gradient by dlcore, planted bugs."""

import json

import numpy as np
import pytest
import traitlets

from dlcore.layers import Affine, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def Graph(static):
    from dlcore.explorers import Graph

    return Graph


def shown(widget, say="now.inputs.map((i) => i.grad)"):
    """What the figure makes of a state; `say` is JavaScript."""
    return node(
        'import { at, lastStep } from "./explorers/graph/model.js";'
        f"const s = {json.dumps(widget.state)};"
        "const now = at({ ...s, steps: lastStep(s) });"
        f"console.log(JSON.stringify({say}));"
    )


def test_python_and_javascript_open_with_the_same_state(Graph):
    assert opening_state("graph") == Graph().state


EXPRESSIONS = [
    "a",
    "2",
    "a+b",
    "a+",
    "a b",
    "2a",
    "-a**2",
    "a**-1",
    "a**b",
    "a**2**2",
    "--a",
    "+a",
    "(a",
    "a)",
    "exp(a)",
    "exp a",
    "exp",
    "sin(a)",
    "ab+1",
    "a1*a2",
    "a12",
    "a_b",
    "a;b",
    "1e5*a",
    ".5*a",
    "5.*a",
    "a ** 2 / ( b - 1 ) ",
    "",
    " ",
    "A+b",
    "é+1",
    "a+b+c+d+e+f+g+h",
    "a+b+c+d+e+f+g+h+i",
    "a" + "+a" * 9,
    "a" + "+a" * 10,
    "(a+b)*(c+d)+(a+c)*(b+d)+(a*b)*(c*d)",
    "a*" * 40 + "a",
    "(" * 29 + "a+b" + ")" * 28,
    "-" * 9 + "a",
    "-" * 10 + "a",
    "__import__(a)",
    "a()",
    "log(a)(b)",
    "a*٣",
    "exp(2)",
    "a/0",
]  # fmt: skip
CANDIDATES = {
    "preset": ["neuron", "network", "fork", "own", "mine"],
    "expression": EXPRESSIONS,
    "values": [[], [[1]], [[1], [-10]], [[11]], [[1, 2]], [[1]] * 20, [[1]] * 21],
    "steps": [0, 60, 61, -1, 0.5],
    "cut": [0, 60, 61, -1],
    "bug": ["none", "overwrite", "factor", "slope", "all"],
    "lr": [0, 2, 2.1, -0.1, 0.25],
}


def test_python_and_javascript_accept_the_same_values(Graph):
    assert_accept_the_same("graph", Graph, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"values": [[-1.5], [0.3], [2], [-4], [0]]},
        {"preset": "fork", "values": [[-2.5]]},
        {"preset": "network", "values": [[0.3], [-1], [0.2]]},
        {"preset": "own"},
        {"preset": "own", "expression": "tanh(a/b)-relu(c)**3*exp(-a*d)+log(b*b)/2**-2"},
        {"preset": "own", "expression": "-a**2-(b-a)/(a+3.5)**0.5", "values": [[0.75], [-3]]},
        {"preset": "own", "expression": "sigmoid(x1*w1+x2*w2)*tanh(w1)-w1*w1*w1"},
    ],
)
def test_javascript_finds_the_gradients_of_dlcore(Graph, given):
    widget = Graph(**given)
    gradients = [*widget.gradients().values()]
    assert shown(widget) == pytest.approx(gradients, rel=1e-10, abs=1e-12)
    assert shown(widget, "now.inputs.every((i) => i.ok)")


def test_the_network_is_that_of_the_layers(Graph):
    gradients = Graph(preset="network").gradients()
    net = Sequential(
        *(
            Affine(2, 2, rng=np.random.default_rng(0)),
            ReLU(),
            Affine(2, 2, rng=np.random.default_rng(0)),
        )
    )
    net.params["0.W"][...], net.params["0.b"][...] = [[1, -1], [0.5, 1]], [0, 0.5]
    net.params["2.W"][...], net.params["2.b"][...] = [[1, 0], [-1, 2]], [0, 0]
    loss = SoftmaxCrossEntropy()
    loss(net(np.array([[1.0, 2.0]])), np.array([0]))
    net.backward(loss.backward())
    for key, name in (("0.W", "w"), ("2.W", "u")):
        mine = [[gradients[f"{name}{i}{j}"] for j in (1, 2)] for i in (1, 2)]
        assert np.allclose(net.grads[key], mine, rtol=1e-12)
    assert np.allclose(net.grads["0.b"], [gradients["b1"], gradients["b2"]], rtol=1e-12)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"preset": "fork", "bug": "overwrite"}, ["a"]),
        ({"bug": "overwrite"}, []),
        ({"bug": "factor"}, ["w₁", "x", "b", "w₂"]),
        ({"bug": "slope"}, ["w₁", "x", "b"]),
        ({"cut": 5}, ["w₁", "x", "b"]),
        ({"preset": "network", "bug": "overwrite"}, ["x₁", "x₂", "w₁₂", "w₂₂", "b₂"]),
    ],
)
def test_the_difference_check_finds_what_is_wrong_and_nothing_else(Graph, given, wrong):
    found = shown(Graph(**given), "now.inputs.filter((i) => !i.ok).map((i) => i.called)")
    assert sorted(found) == sorted(wrong)


def test_an_update_is_a_step_of_gradient_descent(Graph):
    widget = Graph(lr=0.5)
    after = shown(widget, "now.inputs.map((i) => now.after[i.i])")
    gradients = widget.gradients()
    assert after[0] == pytest.approx(0.5 - 0.5 * gradients["w1"])
    assert after[1] == 2.0  # x is data
    assert shown(widget, "now.after.at(-1) < now.values.at(-1)")


def test_where_there_is_no_value_it_stops(Graph):
    widget = Graph(preset="own", expression="log(a-a)*b")
    assert shown(widget, "[now.failed, now.n]") == [True, 2]
    with pytest.raises(ValueError, match="positive"):
        widget.gradients()


def test_bad_values_are_refused(Graph):
    for trait, value in (("expression", "open(a)"), ("values", [[np.nan]]), ("lr", np.nan)):
        with pytest.raises(traitlets.TraitError):
            setattr(Graph(), trait, value)


@pytest.mark.parametrize("preset", ["neuron", "network", "fork", "own"])
def test_the_picture_shows_the_output(Graph, preset):
    widget = Graph(preset=preset)
    output = widget._output(widget._inputs())
    texts = [text.get_text() for text in widget.figure().axes[0].texts]
    assert f"{output.data:.2f}".replace("-", "−") in texts
