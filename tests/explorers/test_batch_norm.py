"""BatchNormExplorer as Python sees it: traits, the stream, the reader's own data, the picture."""

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
def BatchNormExplorer(static):
    from dlcore.explorers import BatchNormExplorer

    return BatchNormExplorer


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_figure_element_carries_name_and_state(BatchNormExplorer):
    widget = BatchNormExplorer(mode="eval", gamma=2.0, past=[[3, 0, 1, 4, 1]])
    figure = figure_of(widget)
    assert figure["data-explorer"] == "batch_norm"
    assert json.loads(html.unescape(figure["data-state"])) == widget.state


def test_more_room_is_kept_where_the_table_opens_at_once(BatchNormExplorer):
    closed, opened = (
        figure_of(BatchNormExplorer(axis=axis))["style"] for axis in ("batch", "layer")
    )
    assert "--wide:53rem" in closed
    assert "--wide:68rem" in opened


@pytest.mark.parametrize("state", [{}, {"batch_size": 64, "mode": "eval", "batches": 500}])
def test_static_picture_is_small_and_white(BatchNormExplorer, state):
    image = figure_of(BatchNormExplorer(**state)).img
    raw = base64.b64decode(image["src"].removeprefix("data:image/webp;base64,"))
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    assert picture.width == 1.6 * int(image["width"])
    assert min(picture.getpixel((2, 2))) > 245
    assert image["alt"]
    assert plt.get_fignums() == []
    if not state:
        assert len(raw) <= 40_000


def test_static_picture_follows_the_state(BatchNormExplorer):
    pictures = [
        figure_of(BatchNormExplorer(**state)).img["src"]
        for state in ({}, {"mode": "eval"}, {"odd": 2.0}, {"gamma": 2.0}, {})
    ]
    assert len(set(pictures)) == 4
    assert pictures[0] == pictures[-1]


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("mode", "inference", "expected any of"),
        ("batch_size", 0, "not be less than 1"),
        ("batch_size", 65, "not be greater than 64"),
        ("batch_size", 2.5, "expected an int"),
        ("gamma", 3.5, "not be greater than 3"),
        ("beta", -4.0, "not be less than -3"),
        ("mean", 5.0, "not be greater than 4"),
        ("spread", 0.0, "not be less than 0.2"),
        ("momentum", 1.0, "not be greater than 0.99"),
        ("odd", 1e9, "not be greater than"),
        ("seed", -1, "not be less than 0"),
        ("batches", 501, "not be greater than 500"),
        ("past", [[20, 0, 1, 8]], "rows .until, mean, spread, batch_size, training."),
        ("past", [[20, 0, 1, 8, 1], [20, 1, 1, 8, 1]], "until rising"),
        ("past", "abc", "at most 60 rows"),
        ("past", 3, "at most 60 rows"),
        ("data", [[1.0], [1.0, 2.0]], "rows of equally many numbers"),
        ("data", [[float("nan")]], "rows of equally many numbers"),
        ("data", [[2e6]], "within ±1e\\+06"),
        ("axis", "row", "expected any of"),
        ("lang", "de", "expected any of"),
    ],
)
def test_bad_values_are_refused(BatchNormExplorer, trait, value, message):
    widget = BatchNormExplorer()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_history_is_what_the_formulas_say(BatchNormExplorer):
    widget = BatchNormExplorer(seed=5, batches=9, past=[[4, -1, 0.5, 3, 1], [6, 0, 2, 5, 0]])
    u = np.random.default_rng(5).standard_normal((9, 64))
    mean, var, rows = 0.0, 1.0, []
    for k in range(1, 10):
        centre, spread, m, training = (-1, 0.5, 3, 1) if k <= 4 else (3, 1.8, 8, 1)
        if k in (5, 6):
            centre, spread, m, training = 0, 2, 5, 0
        z = centre + spread * u[k - 1, :m]
        if training:
            mean, var = 0.9 * mean + 0.1 * z.mean(), 0.9 * var + 0.1 * z.var()
        rows.append([centre, spread**2, z.mean(), z.var(), mean, var])
    assert widget.history() == pytest.approx(np.array(rows))
    assert widget.outputs() == pytest.approx((z - z.mean()) / np.sqrt(z.var() + 1e-5))
    widget.mode = "eval"  # since batch 7
    mean, var = rows[5][4:]
    assert widget.outputs() == pytest.approx((z - mean) / np.sqrt(var + 1e-5))


def test_a_batch_of_one_or_two_in_training(BatchNormExplorer):
    widget = BatchNormExplorer(batch_size=1, gamma=2.0, beta=0.5)
    for seed in range(5):
        widget.seed = seed
        assert widget.outputs() == 0.5
    widget.batch_size = 2
    for seed in range(5):
        widget.seed = seed
        assert sorted(widget.outputs()) == pytest.approx([-1.5, 2.5], abs=1e-2)
    widget.set_trait("batch_size", 1)
    widget.mode = "eval"
    outputs = []
    for seed in range(5):
        widget.seed = seed
        outputs.append(widget.outputs()[0])
    assert len(set(outputs)) == 5


def test_one_example_changes_the_others_in_training_only(BatchNormExplorer):
    for mode, changes in (("train", True), ("eval", False)):
        before = BatchNormExplorer(mode=mode).outputs()
        after = BatchNormExplorer(mode=mode, odd=5.0).outputs()
        assert after[0] > before[0]
        assert (np.abs(after[1:] - before[1:]).max() > 0.3) == changes
        assert np.array_equal(after[1:], before[1:]) != changes


def test_the_latest_batch_is_never_past(BatchNormExplorer):
    widget = BatchNormExplorer(batches=5, past=[[20, 0, 1, 2, 0]], batch_size=4)
    assert [len(widget.batch(k)) for k in (1, 4, 5)] == [2, 2, 4]
    assert widget.history()[:4, 4].tolist() == [0, 0, 0, 0]
    assert widget.history()[4, 4] != 0


def test_own_activations_stream_in(BatchNormExplorer):
    widget = BatchNormExplorer(odd=1.0)
    z = np.arange(12.0).reshape(3, 4)
    widget.set_stream(z)
    assert (widget.batch_size, widget.batches, widget.odd) == (4, 1, 0.0)
    assert widget.data == z.tolist()
    widget.batches = 5  # the rows come again
    assert widget.batch().tolist() == z[1].tolist()
    assert widget.history()[-1, :2] == pytest.approx([5.5, z.var()])
    widget.mean, widget.spread, widget.past = 1.0, 2.0, []
    assert widget.batch(1) == pytest.approx(1 + 2 * z[0])


def test_a_flat_stream_is_cut_into_batches(BatchNormExplorer):
    widget = BatchNormExplorer(batch_size=3)
    widget.set_stream(range(8))
    assert widget.data == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize(
    ("z", "message"),
    [
        (3.0, "must have shape"),
        (np.zeros((2, 2, 2)), r"must have shape .* got \(2, 2, 2\)"),
        ([1.0, 2.0], "at least one batch.*batch_size=8"),
        (np.zeros((0, 4)), "at least one batch"),
        ([[1.0, np.inf]], "must be finite"),
        (np.zeros((2, 65)), "1 to 64"),
        (np.zeros((501, 2)), "at most 500 rows"),
        ([["a"]], "could not convert"),
    ],
)
def test_bad_streams_are_refused(BatchNormExplorer, z, message):
    widget = BatchNormExplorer()
    state = widget.state
    with pytest.raises((ValueError, traitlets.TraitError), match=message):
        widget.set_stream(z)
    assert widget.state == state


def test_batches_are_counted_from_one(BatchNormExplorer):
    with pytest.raises(ValueError, match="from 1 to batches=26, got 0"):
        BatchNormExplorer().batch(0)


def test_python_and_javascript_open_with_the_same_state(BatchNormExplorer):
    assert opening_state("batch_norm") == BatchNormExplorer().state


CANDIDATES = {
    "mode": ["train", "eval", "test"],
    "batch_size": [1, 64, 0, 65, 2.5],
    "gamma": [-3, 3, 3.1],
    "beta": [-3, 3, -3.1],
    "mean": [-4, 4, 4.1],
    "spread": [0.2, 2.5, 0.1, 2.6],
    "momentum": [0, 0.99, 1, -0.1],
    "odd": [-2e6, 2e6, 2.1e6],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
    "batches": [1, 500, 0, 501],
    "past": [
        [],
        [[1, -4, 0.2, 1, 0], [499, 4, 2.5, 64, 1]],
        [[k, 0, 1, 8, 1] for k in range(1, 61)],
        [[k, 0, 1, 8, 1] for k in range(1, 62)],
        [[0, 0, 1, 8, 1]],
        [[500, 0, 1, 8, 1]],
        [[1.5, 0, 1, 8, 1]],
        [[2, 0, 1, 8, 1], [2, 0, 1, 8, 1]],
        [[2, 4.1, 1, 8, 1]],
        [[2, 0, 0.1, 8, 1]],
        [[2, 0, 1, 65, 1]],
        [[2, 0, 1, 8.5, 1]],
        [[2, 0, 1, 8, 0.5]],
        [[2, 0, 1, 8]],
        [2],
        "abc",
    ],
    "data": [
        [],
        [[1e6]],
        [[0.0] * 64] * 500,
        [[0.0] * 65],
        [[0.0]] * 501,
        [[1], [1, 2]],
        [[]],
        [[1.1e6]],
        [1.0],
        "abc",
    ],
    "axis": ["batch", "layer", "row"],
}


def test_python_and_javascript_accept_the_same_values(BatchNormExplorer):
    assert_accept_the_same("batch_norm", BatchNormExplorer, CANDIDATES)
