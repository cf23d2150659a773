"""A drawn graph holds every node once, with its value above and its derivative below."""

import pytest
from matplotlib.text import Annotation, Text

from dlcore import plots
from dlcore.graph import Value


def test_every_node_has_its_value_above_and_its_derivative_below():
    x, w = Value(3.0, "x"), Value(-2.0, "w")
    y = x * w + x
    y.backward()
    (ax,) = plots.computational_graph(y).axes
    notes = [each for each in ax.texts if isinstance(each, Annotation) and each.get_text()]
    above = {tuple(each.xy): each.get_text() for each in notes if each.xyann[1] > 0}
    below = {tuple(each.xy): each.get_text() for each in notes if each.xyann[1] < 0}
    nodes = [each for each in ax.texts if type(each) is Text]
    found = {each.get_text(): each.get_position() for each in nodes}
    assert set(found) == {"$x$", "$w$", "×", "+"}
    assert {name: above[place] for name, place in found.items()} == {
        "$x$": "3.00", "$w$": "−2.00", "×": "−6.00", "+": "−3.00"
    }  # fmt: skip
    assert {name: below[place] for name, place in found.items()} == {
        "$x$": "−1.00", "$w$": "3.00", "×": "1.00", "+": "1.00"
    }  # fmt: skip
    arrows = [each for each in ax.texts if isinstance(each, Annotation) and not each.get_text()]
    assert len(arrows) == 4
    for arrow in arrows:
        assert arrow.xyann[0] < arrow.xy[0]  # from left to right


def test_what_is_no_value_is_refused():
    with pytest.raises(TypeError, match="output"):
        plots.computational_graph(3.0)
