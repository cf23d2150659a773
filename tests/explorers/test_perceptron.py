"""The live perceptron as Python sees it: traits, the rule by dlcore, the static picture."""

import numpy as np
import pytest
import traitlets

from dlcore import perceptron
from tests.explorers.schema import assert_accept_the_same, opening_state


@pytest.fixture(scope="module")
def Perceptron(static):
    from dlcore.explorers import Perceptron

    return Perceptron


def test_python_and_javascript_open_with_the_same_state(Perceptron):
    assert opening_state("perceptron") == Perceptron().state


CANDIDATES = {
    "data": ["and", "xor", "own", "AND", ""],
    "coding": ["01", "pm", "10", 1],
    "points": [
        [[0, 0, 0], [1.6, -1.6, 1]],
        [[0, 0, 0]],
        [[0, 0, 0]] * 30,
        [[0, 0, 0]] * 31,
        [[0, 1.61, 0], [0, 0, 1]],
        [[0, 0, 0.5], [0, 0, 1]],
        [[0, 0], [1, 1]],
    ],
    "w1": [100, -100, 100.1, 0.25],
    "w2": [100, -100.1],
    "b": [-100, 100.1],
    "steps": [0, 2000, 2001, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(Perceptron):
    assert_accept_the_same("perceptron", Perceptron, CANDIDATES)


@pytest.mark.parametrize("coding", ["01", "pm"])
@pytest.mark.parametrize("gate", ["and", "or", "nand", "xor"])
def test_whole_epochs_are_those_of_dlcore(Perceptron, gate, coding):
    widget = Perceptron(data=gate, coding=coding, steps=2000)
    unit = perceptron.Perceptron([0, 0], 0).fit(*widget.examples(), max_epochs=500)
    assert repr(widget.unit()) == repr(unit)
    assert widget._run()[1][-1] == sum(unit.mistakes)


def test_the_rule_goes_on_from_given_weights_and_stops_at_any_example(Perceptron):
    widget = Perceptron(w1=1, w2=1, b=0.5, steps=2)
    assert repr(widget.unit()) == "Perceptron([1.0, 0.0], -1.5)"


def test_own_points_in_their_order(Perceptron):
    widget = Perceptron(data="own", points=[[-1, 0, 0], [1, 0, 1]], steps=1)
    assert repr(widget.unit()) == "Perceptron([1.0, 0.0], -1)"


@pytest.mark.parametrize(
    "points", [[[0, 0, 0]], [[0, 0, 2], [1, 1, 1]], "abc", [[0, 0, np.nan]] * 2]
)
def test_bad_points_are_refused_with_the_rule(Perceptron, points):
    message = r"2 to 30 rows \(x1, x2, label\) with x1 and x2 in \[-1.6, 1.6\]"
    with pytest.raises(traitlets.TraitError, match=message):
        Perceptron(points=points)


def test_a_weight_is_a_number(Perceptron):
    with pytest.raises(traitlets.TraitError):
        Perceptron(w1=np.nan)


def test_the_picture_shows_line_distances_and_mistakes(Perceptron):
    plane, curve = Perceptron().figure().axes
    words = [text.get_text() for text in plane.texts if text.get_text()]
    assert words == ["-1.11", "-0.55", "-0.28", "+0.28"]
    assert curve.lines[0].get_ydata()[-1] == 18
    assert len(curve.lines[0].get_ydata()) == 37
    assert curve.lines[-1].get_ydata()[0] == pytest.approx(51, rel=1e-5)


@pytest.mark.parametrize("given", [{"data": "xor"}, {"w1": 1}, {"b": -0.5}])
def test_where_there_is_no_bound_none_is_drawn(Perceptron, given):
    _, curve = Perceptron(**given).figure().axes
    assert len(curve.lines) == 2  # the mistakes, and a dot at their end


def test_without_weights_there_is_no_line(Perceptron):
    plane, _ = Perceptron(steps=0).figure().axes
    assert len(plane.lines) == 0
    assert [text.get_text() for text in plane.texts if text.get_text()] == []
