"""DepthGradient as Python sees it: traits, the gradients of dlcore, the picture."""

import json

import numpy as np
import pytest
import traitlets
from bs4 import BeautifulSoup

from dlcore.experiments import gradient_norms
from dlcore.graph import Value
from tests.explorers.schema import assert_accept_the_same, opening_state


@pytest.fixture(scope="module")
def DepthGradient(static):
    from dlcore.explorers import DepthGradient

    return DepthGradient


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_figure_element_carries_name_state_and_a_picture_that_follows_it(DepthGradient):
    pictures = set()
    states = ({}, {"kind": "time"}, {"activation": "relu"}, {"depth": 3}, {"gain": 4}, {"seed": 1})
    for state in states:
        widget = DepthGradient(**state)
        figure = figure_of(widget)
        assert figure["data-explorer"] == "depth_gradient"
        assert json.loads(figure["data-state"]) == widget.state
        assert len(figure.img["src"]) * 3 / 4 <= 40_000
        pictures.add(figure.img["src"])
    assert len(pictures) == len(states)


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("kind", "space", "expected any of"),
        ("activation", "gelu", "expected any of"),
        ("depth", 51, "not be greater than 50"),
        ("init", "lecun", "expected any of"),
        ("gain", float("nan"), "gain"),
        ("gain", 11.0, "not be greater than 10"),
        ("batch", 0, "not be less than 1"),
        ("precision", "float16", "expected any of"),
    ],
)
def test_bad_values_are_refused(DepthGradient, trait, value, message):
    widget = DepthGradient()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


@pytest.mark.parametrize(
    ("init", "std"), [("small", 0.01), ("unit", 1), ("xavier", 32**-0.5), ("he", 0.25)]
)
def test_norms_of_layers_are_those_of_the_experiment(DepthGradient, init, std):
    widget = DepthGradient(
        activation="tanh", depth=4, init=init, gain=2, batch=5, precision="float64", seed=3
    )
    for wrt, norms in widget.norms().items():
        wanted = gradient_norms(
            4, "tanh", scale=2 * std * 32**0.5, batch_size=5, wrt=wrt, seeds=[3]
        )
        np.testing.assert_allclose(norms, wanted[0], rtol=1e-12)


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
def test_through_time_it_is_what_the_graph_finds(DepthGradient, activation):
    widget = DepthGradient(
        kind="time", activation=activation, depth=6, gain=1.7, precision="float64"
    )
    w, states = Value(1.7), [Value(0.5)]
    for _ in range(6):
        z = w * states[-1]
        states.append(z if activation == "identity" else getattr(z, activation)())
    states[-1].backward()
    norms = widget.norms()
    np.testing.assert_allclose(norms["inputs"], [h.grad for h in states[:-1]], rtol=1e-12)
    assert norms["weights"].sum() == pytest.approx(w.grad, rel=1e-12)


def test_factors_of_one_linear_unit_are_its_weights(DepthGradient):
    gains, factors = DepthGradient(kind="time", activation="identity").factors()
    np.testing.assert_allclose(factors, gains, rtol=1e-5)
    _, none = DepthGradient(depth=1).factors()
    assert np.isnan(none).all()


def test_what_float32_cannot_hold_is_drawn_as_nothing(DepthGradient):
    widget = DepthGradient(activation="relu", init="unit", depth=50)
    norms = widget.norms()["inputs"]
    assert np.isnan(norms[0])
    assert np.isfinite(norms[-1])
    assert figure_of(widget).img["src"]
    widget.precision = "float64"
    assert np.isfinite(widget.norms()["inputs"]).all()


def test_python_and_javascript_open_with_the_same_state(DepthGradient):
    assert opening_state("depth_gradient") == DepthGradient().state


CANDIDATES = {
    "kind": ["layers", "time", "space", ""],
    "activation": ["identity", "sigmoid", "tanh", "relu", "elu"],
    "depth": [1, 50, 0, 51, 2.5],
    "init": ["small", "unit", "xavier", "he", "zeros"],
    "gain": [0.1, 10, 0.05, 10.1],
    "batch": [1, 256, 0, 257, 1.5],
    "precision": ["float32", "float64", "float16"],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(DepthGradient):
    assert_accept_the_same("depth_gradient", DepthGradient, CANDIDATES)
