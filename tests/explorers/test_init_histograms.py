"""InitHistograms as Python sees it: traits, the signals of dlcore, the picture."""

import json

import numpy as np
import pytest
import traitlets
from bs4 import BeautifulSoup

from dlcore import experiments, initializers
from tests.explorers.schema import assert_accept_the_same, opening_state


@pytest.fixture(scope="module")
def InitHistograms(static):
    from dlcore.explorers import InitHistograms

    return InitHistograms


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_figure_element_carries_name_state_and_a_picture_that_follows_it(InitHistograms):
    pictures = set()
    for state in ({}, {"init": "he"}, {"activation": "relu"}, {"depth": 3}, {"seed": 1}):
        widget = InitHistograms(**state)
        figure = figure_of(widget)
        assert figure["data-explorer"] == "init_histograms"
        assert json.loads(figure["data-state"]) == widget.state
        assert len(figure.img["src"]) * 3 / 4 <= 40_000
        pictures.add(figure.img["src"])
    assert len(pictures) == 5


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("init", "uniform", "expected any of"),
        ("std", float("nan"), "std"),
        ("std", 3.0, "not be greater than 2"),
        ("activation", "gelu", "expected any of"),
        ("depth", 11, "not be greater than 10"),
        ("units", 1, "not be less than 2"),
    ],
)
def test_bad_values_are_refused(InitHistograms, trait, value, message):
    widget = InitHistograms()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_signals_are_those_of_the_experiment(InitHistograms):
    found = InitHistograms(init="equal", activation="sigmoid", depth=2, units=4, seed=3).signals()
    expected = experiments.signals(
        initializers.constant(0.25), "sigmoid", depth=2, n_units=4, n_examples=100,
        rng=np.random.default_rng(3),
    )  # fmt: skip
    assert np.array_equal(found.activations, expected.activations)
    assert np.array_equal(found.gradients, expected.gradients)


def test_python_and_javascript_open_with_the_same_state(InitHistograms):
    assert opening_state("init_histograms") == InitHistograms().state


CANDIDATES = {
    "init": ["zeros", "equal", "normal", "xavier", "he", "lsuv", ""],
    "std": [0.001, 2, 0.0005, 2.1],
    "activation": ["identity", "sigmoid", "tanh", "relu", "elu"],
    "depth": [1, 10, 0, 11, 2.5],
    "units": [2, 50, 1, 51, 2.5],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(InitHistograms):
    assert_accept_the_same("init_histograms", InitHistograms, CANDIDATES)
