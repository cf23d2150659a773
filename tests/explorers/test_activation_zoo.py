"""ActivationZoo as Python sees it: traits, the layers, the picture."""

import base64
import html
import json

import matplotlib.pyplot as plt
import numpy as np
import pytest
import traitlets
from bs4 import BeautifulSoup

from dlcore import activations, plots
from tests.explorers.schema import assert_accept_the_same, opening_state


@pytest.fixture(scope="module")
def ActivationZoo(static):
    from dlcore.explorers import ActivationZoo

    return ActivationZoo


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_figure_element_carries_name_and_state(ActivationZoo):
    widget = ActivationZoo(activation="elu", alpha=2.0)
    figure = figure_of(widget)
    assert figure["data-explorer"] == "activation_zoo"
    assert json.loads(html.unescape(figure["data-state"])) == widget.state


def test_static_picture_is_small_and_follows_the_state(ActivationZoo):
    states = ({}, {"activation": "relu"}, {"depth": 3}, {"bias": 1.0}, {"seed": 1}, {})
    pictures = [figure_of(ActivationZoo(**state)).img["src"] for state in states]
    assert len(set(pictures)) == 5
    assert pictures[0] == pictures[-1]
    assert len(base64.b64decode(pictures[0].removeprefix("data:image/webp;base64,"))) <= 40_000
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("activation", "softmax", "expected any of"),
        ("slope", 1.1, "not be greater than 1"),
        ("alpha", 0.0, "not be less than 0.1"),
        ("scale", 11.0, "not be greater than 10"),
        ("gain", 0.0, "not be less than 0.1"),
        ("bias", -4.0, "not be less than -3"),
        ("depth", 11, "not be greater than 10"),
        ("depth", 2.5, "expected an int"),
        ("seed", -1, "not be less than 0"),
        ("lang", "de", "expected any of"),
    ],
)
def test_bad_values_are_refused(ActivationZoo, trait, value, message):
    widget = ActivationZoo()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_layers_are_what_the_formulas_say(ActivationZoo):
    rng = np.random.default_rng(3)
    x = 2 * rng.standard_normal((100, 50))
    W, V = (1.5 * rng.standard_normal((50, 50)) / 50**0.5 for _ in range(2))
    first, second = ActivationZoo(
        activation="leaky_relu", slope=0.3, scale=2.0, gain=1.5, bias=-0.5, depth=2, seed=3
    ).pre_activations()
    z = x @ W - 0.5
    assert first == pytest.approx(z)
    assert second == pytest.approx(np.where(z > 0, z, 0.3 * z) @ V - 0.5)


@pytest.mark.parametrize("name", ["step", "sigmoid", "gelu", "leaky_relu", "elu"])
def test_functions_are_those_of_dlcore(ActivationZoo, name):
    phi, phi_grad = ActivationZoo(activation=name, slope=0.01, alpha=1.0).functions()
    z = np.linspace(-4, 4, 9)
    assert np.array_equal(phi(z), getattr(activations, name)(z))
    assert np.array_equal(phi_grad(z), getattr(activations, f"{name}_grad")(z))


def test_the_picture_shows_curve_slope_and_a_histogram_a_layer():
    z = [np.array([-5.0, 0.0, 1.0, 2.0]), np.array([-9.0, -8.0, 0.0, 0.5])]
    figure = plots.activation_zoo(z, activations.tanh, activations.tanh_grad, name="tanh")
    left, right = figure.axes
    for line, of in zip(left.lines[-2:], (activations.tanh, activations.tanh_grad), strict=True):
        assert np.array_equal(line.get_ydata(), of(line.get_xdata()))
    assert [text.get_text() for text in right.texts] == ["25%", "50%"]
    assert {bar.get_y() for bar in right.patches} == {-1, -2}
    low, high = left.get_xlim()
    assert low == -high
    assert high > 9


def test_python_and_javascript_open_with_the_same_state(ActivationZoo):
    assert opening_state("activation_zoo") == ActivationZoo().state


CANDIDATES = {
    "activation": ["step", "leaky_relu", "silu", "softmax", ""],
    "slope": [0, 1, -0.1, 1.1],
    "alpha": [0.1, 2, 0.05, 2.1],
    "scale": [0.1, 10, 0.09, 10.1],
    "gain": [0.1, 5, 0, 5.1],
    "bias": [-3, 3, -3.1, 3.1],
    "depth": [1, 10, 0, 11, 2.5],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(ActivationZoo):
    assert_accept_the_same("activation_zoo", ActivationZoo, CANDIDATES)
