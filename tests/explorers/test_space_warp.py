"""SpaceWarp as Python sees it: traits, what Jupyter and the page are given, the static picture."""

import base64
import html
import io
import json

import matplotlib.pyplot as plt
import numpy as np
import pytest
import traitlets
from bs4 import BeautifulSoup
from PIL import Image

from tests.explorers.schema import assert_accept_the_same, opening_state


@pytest.fixture(scope="module")
def SpaceWarp(static):
    from dlcore.explorers import SpaceWarp

    return SpaceWarp


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_jupyter_and_the_page_are_both_served(SpaceWarp):
    data, _ = SpaceWarp()._repr_mimebundle_()
    assert set(data) == {
        "text/plain",
        "text/html",
        "application/vnd.jupyter.widget-view+json",
    }
    assert data["text/plain"] == "SpaceWarp()"


def test_figure_element_carries_name_and_state(SpaceWarp):
    widget = SpaceWarp(activation="tanh", seed=3, lr=0.5)
    figure = figure_of(widget)
    assert figure["class"] == ["dl-explorer"]
    assert figure["data-explorer"] == "space_warp"
    assert json.loads(html.unescape(figure["data-state"])) == widget.state
    assert "data-lang" not in figure.attrs
    assert figure_of(SpaceWarp(lang="ko"))["data-lang"] == "ko"


def test_static_picture_is_small_and_white(SpaceWarp):
    image = figure_of(SpaceWarp()).img
    raw = base64.b64decode(image["src"].removeprefix("data:image/webp;base64,"))
    assert len(raw) <= 40_000
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    assert picture.width == 1.6 * int(image["width"])
    assert min(picture.getpixel((2, 2))) > 245
    assert image["alt"]


def test_static_picture_follows_the_state(SpaceWarp):
    opening = figure_of(SpaceWarp()).img["src"]
    assert figure_of(SpaceWarp(blend=0.0)).img["src"] != opening
    assert figure_of(SpaceWarp()).img["src"] == opening


def test_figure_leaves_no_open_window(SpaceWarp):
    SpaceWarp().figure()
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("activation", "gelu", "expected any of"),
        ("blend", 1.5, "not be greater than 1"),
        ("blend", -0.1, "not be less than 0"),
        ("start", "random", "expected any of"),
        ("seed", -1, "not be less than 0"),
        ("seed", 2**32, "not be greater than"),
        ("seed", 1.5, "expected an int"),
        ("lr", 0.0, "not be less than 0.01"),
        ("steps", 20001, "not be greater than 20000"),
        ("points", [[0, 0], [1, 1]], "4 rows of 2 numbers in"),
        ("points", [[0, 0], [0, 1], [1, 0], [1, 2]], "4 rows of 2 numbers in"),
        ("points", [[0, 0], [0, 1], [1, 0], [1, float("nan")]], "4 rows of 2 numbers in"),
        ("weights", [[1, 1, float("inf")], [1, 1, 1], [1, 1, 1]], "3 rows of 3 numbers in"),
        ("weights", "abc", "3 rows of 3 numbers in"),
        ("lang", "de", "expected any of"),
    ],
)
def test_bad_values_are_refused(SpaceWarp, trait, value, message):
    widget = SpaceWarp()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_arrays_are_welcome_and_kept_as_lists(SpaceWarp):
    widget = SpaceWarp(points=np.array([[0, 0], [0, 1], [1, 0], [0.5, 0.5]]))
    assert widget.points == [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.5, 0.5]]


def test_two_figures_do_not_share_their_state(SpaceWarp):
    first, second = SpaceWarp(), SpaceWarp()
    first.points[0][0] = 0.25
    assert second.points[0][0] == 0.0


def test_repr_says_what_differs_from_the_opening(SpaceWarp):
    assert repr(SpaceWarp(seed=2, start="seed")) == "SpaceWarp(seed=2, start='seed')"


def test_step_units_learn_nothing(SpaceWarp):
    widget = SpaceWarp(start="seed", seed=1)
    untrained = widget.network_weights()
    widget.steps = 500
    assert np.array_equal(widget.network_weights(), untrained)


def test_hand_weights_are_where_training_starts(SpaceWarp):
    widget = SpaceWarp(activation="sigmoid")
    assert np.array_equal(widget.network_weights(), widget.weights)
    widget.steps = 1
    assert not np.array_equal(widget.network_weights(), widget.weights)


def test_python_and_javascript_open_with_the_same_state(SpaceWarp):
    assert opening_state("space_warp") == SpaceWarp().state


CANDIDATES = {
    "activation": ["step", "sigmoid", "tanh", "relu", "gelu", ""],
    "blend": [0, 1, -0.01, 1.01],
    "points": [[[-0.6, 1.6]] * 4, [[-0.7, 0]] * 4, [[0, 1.7]] * 4, [[0, 0]] * 3, [[0]] * 4],
    "start": ["hand", "seed", "random"],
    "weights": [[[1000, -1000, 0]] * 3, [[1000.5, 0, 0]] * 3, [[0, 0]] * 3],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
    "lr": [0.01, 10, 0.009, 10.1],
    "steps": [0, 20000, 20001, -1],
}


def test_python_and_javascript_accept_the_same_values(SpaceWarp):
    assert_accept_the_same("space_warp", SpaceWarp, CANDIDATES)
