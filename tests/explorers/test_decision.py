"""Decision as Python sees it: traits, the reader's own data, the network that the figure trains."""

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

from dlcore.training import predict
from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def Decision(static):
    from dlcore.explorers import Decision

    return Decision


def figure_of(widget):
    return BeautifulSoup(widget._repr_mimebundle_()[0]["text/html"], "html.parser").figure


def test_figure_element_carries_name_state_and_a_small_picture(Decision):
    widget = Decision(data="moons", seed=3)
    figure = figure_of(widget)
    assert figure["data-explorer"] == "decision"
    assert json.loads(html.unescape(figure["data-state"])) == widget.state
    raw = base64.b64decode(figure_of(Decision()).img["src"].removeprefix("data:image/webp;base64,"))
    assert len(raw) <= 40_000
    assert Image.open(io.BytesIO(raw)).width == 1.6 * int(figure.img["width"])
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    "state",
    [
        {"layers": 0, "epochs": 0},
        {"layers": 3, "units": 8, "activation": "relu", "loss": "mse", "epochs": 2},
        {"data": "own", "dropout": 0.5, "batch_norm": True, "epochs": 2},
        {"init": "zero", "epochs": 2},
        {"lr": 10.0, "activation": "relu", "layers": 3, "optimizer": "momentum", "epochs": 30},
    ],
)
def test_every_state_has_a_picture(Decision, state):
    assert len(Decision(**state).figure().axes) == 2


def test_the_picture_shows_the_trained_network(Decision):
    untrained, trained = Decision(epochs=0).figure(), Decision(epochs=40).figure()
    before, after = (fig.axes[0].images[0].get_array() for fig in (untrained, trained))
    middle, corner = after[60, 60], after[0, 0]
    assert corner < 0.5 < middle
    assert not np.array_equal(before, after)
    maps = [ax for ax in trained.axes[1].child_axes if ax.images]
    assert len(maps) == 4
    training, test = (line.get_ydata() for line in trained.axes[1].child_axes[-1].lines)
    assert len(training) == len(test) == 41
    assert training[-1] < 0.3 * training[0]


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("data", "rings", "expected any of"),
        ("n_examples", 9, "not be less than 10"),
        ("noise", 0.6, "not be greater than 0.5"),
        ("points", [[0, 0, 1]], "2 to 120 rows"),
        ("points", [[0, 0, 1]] * 121, "2 to 120 rows"),
        ("points", [[0, 0], [1, 1]], "2 to 120 rows"),
        ("points", [[0, 0, 1], [2.1, 0, 0]], "x2 in \\[-2, 2\\]"),
        ("points", [[0, 0, 1], [0, 0, 2]], "label 0 or 1"),
        ("points", [[0, 0, 1], [0, float("nan"), 1]], "2 to 120 rows"),
        ("points", "abc", "2 to 120 rows"),
        ("layers", 4, "not be greater than 3"),
        ("units", 0, "not be less than 1"),
        ("inputs", [], "length"),
        ("inputs", ["x1", "x1"], "inputs must be different names"),
        ("widths", [4, 9], "not be greater than 8"),
        ("edits", [[0, 0, 0, 0, 101]], "at most 24 rows \\(epoch, layer, from, to, value\\)"),
        ("activation", "softplus", "expected any of"),
        ("loss", "hinge", "expected any of"),
        ("optimizer", "lbfgs", "expected any of"),
        ("lr", 0.0, "not be less than 0.0001"),
        ("batch_size", 0, "not be less than 1"),
        ("weight_decay", 1.0, "not be greater than 0.9"),
        ("dropout", 1.0, "not be greater than 0.9"),
        ("batch_norm", "yes", "expected a boolean"),
        ("init", "orthogonal", "expected any of"),
        ("seed", -1, "not be less than 0"),
        ("epochs", 3001, "not be greater than 3000"),
        ("view", "all", "expected any of"),
        ("goal", 0.4, "not be less than 0.5"),
        ("controls", ["colour"], "expected any of"),
        ("controls", ["data", "data"], "must be different names"),
    ],
)
def test_bad_values_are_refused(Decision, trait, value, message):
    widget = Decision()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


CANDIDATES = {
    "data": ["xor", "circles", "moons", "spirals", "blobs", "own", "rings"],
    "n_examples": [10, 300, 9, 301],
    "noise": [0, 0.5, -0.1, 0.51],
    "data_seed": [0, 2**32 - 1, 2**32, -1],
    "points": [
        [[0, 0, 0], [2, -2, 1]], [[0, 0, 0]] * 120, [[0, 0, 0]] * 121, [[0, 0, 0]], [],
        [[0, 0]] * 3, [[0, 0, 0.5]] * 2, [[0, 2.01, 0]] * 2,
    ],
    "inputs": [["x1"], ["x2", "x1", "x1x1", "x2x2", "x1x2"], [], ["x1", "x1"], ["x3"], 3],
    "widths": [[], [1], [8, 1, 8], [0], [9], [1, 1, 1, 1], [1.5], 4, [None]],
    "edits": [
        [], [[0, 0, 0, 0, 1.5]], [[3000, 3, 8, 7, -100]] * 24, [[0, 0, 0, 0, 1]] * 25,
        [[0.5, 0, 0, 0, 1]], [[0, 4, 0, 0, 1]], [[0, 0, 9, 0, 1]], [[0, 0, 0, 8, 1]],
        [[0, 0, 0, 0, 100.5]], [[0, 0, 0, 1]], [[-1, 0, 0, 0, 1]],
    ],
    "layers": [0, 3, -1, 4],
    "units": [1, 8, 0, 9],
    "activation": [
        "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "step",
        "constructor",
    ],
    "loss": ["cross-entropy", "mse", "mae"],
    "optimizer": [
        "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "nadam", "adamw",
        "lion",
    ],
    "lr": [0.0001, 10, 0, 10.1],
    "batch_size": [1, 300, 0, 301],
    "weight_decay": [0, 0.9, -0.1, 1],
    "dropout": [0, 0.9, -0.1, 1],
    "batch_norm": [True, False, None, "true"],
    "init": ["xavier", "he", "small", "zero", "large"],
    "seed": [0, 2**32 - 1, 2**32, -1],
    "epochs": [0, 3000, 3001, -1],
    "view": ["one", "seeds", "two"],
    "goal": [0.5, 0.95, 1, 0.49, 1.01],
    "controls": [
        [], ["data"],
        ["data", "layers", "units", "activation", "lr", "n_examples", "noise", "data_seed", "loss",
         "optimizer", "batch_size", "weight_decay", "dropout", "batch_norm", "init", "seed",
         "inputs", "widths", "predict"],
        ["data", "data"], ["epochs"], 3,
    ],
}  # fmt: skip


def test_python_and_javascript_hold_the_same_state(Decision):
    assert opening_state("decision") == Decision().state
    assert_accept_the_same("decision", Decision, CANDIDATES)


def test_addresses_hold_every_state(Decision):
    widget = Decision(
        data="own", points=[[0.25, -1, 0], [1.5, 2, 1]], batch_norm=True, lr=0.03, layers=3,
        activation="leaky_relu", controls=["layers", "predict"],
    )  # fmt: skip
    text, back = node(
        'import explorer from "./explorers/decision/index.js";'
        'import { formatState, openingState, parseState } from "./view/state.js";'
        "const opening = openingState(explorer.schema);"
        f"const text = formatState(explorer.schema, {json.dumps(widget.state)}, opening);"
        "console.log(JSON.stringify([text, { ...opening, ...parseState(explorer.schema, text) }]));"
    )
    assert "x=0.25_-1_0__1.5_2_1" in text
    assert "bn=true" in text
    assert "ui=layers.predict" in text
    assert back == widget.state


RUNS = [
    {},
    *({"data": data} for data in ("xor", "moons", "spirals", "blobs", "own")),
    {"n_examples": 300, "noise": 0.3, "data_seed": 5, "seed": 2**32 - 1},
    {"layers": 0},
    *(
        {"activation": name, "layers": 2, "units": 8, "init": "he"}
        for name in ("identity", "sigmoid", "relu", "leaky_relu", "elu", "gelu", "silu")
    ),
    *(
        {"optimizer": name, "lr": 0.01, "weight_decay": 0.01}
        for name in (
            "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "nadam",
            "adamw",
        )
    ),
    {"loss": "mse"},
    {"batch_norm": True, "layers": 3},
    {"dropout": 0.3, "layers": 2, "batch_norm": True, "loss": "mse"},
    {"batch_size": 300},
    {"batch_size": 1, "epochs": 3},
    {"init": "small"},
    {"init": "zero"},
    {"inputs": ["x1", "x1x1", "x2x2", "x1x2"], "layers": 0},
    {"inputs": ["x2"], "layers": 3, "widths": [5, 1, 7]},
    {"layers": 3, "widths": [8], "batch_norm": True, "dropout": 0.2},
    {"layers": 1, "widths": [2, 3]},
    {"edits": [[0, 0, 1, 2, -1.5], [7, 1, 4, 0, 2], [7, 0, 2, 3, 0.25]]},
    {"edits": [[9, 2, 0, 0, 1], [3, 0, 3, 0, 5], [3, 0, 0, 4, 5], [30, 0, 0, 0, 9]]},  # nowhere
]  # fmt: skip


def test_the_figure_trains_as_dlcore_does(Decision):
    """Weights, running averages and losses of 20 epochs, over every kind of setting."""
    widgets = [Decision(**{"epochs": 20, **run}) for run in RUNS]
    states = json.dumps([widget.state for widget in widgets])
    found = node(
        'import { Run } from "./explorers/decision/model.js";'
        f"const out = {states}.map((state) => {{"
        " const run = new Run(); run.prepare(state); run.advance(state.epochs, Infinity);"
        " const list = (arrays) => Object.values(arrays).map((a) => [...a]);"
        " return { params: list(run.net.params), buffers: list(run.net.buffers),"
        "   losses: run.losses, accuracy: run.accuracy }; });"
        "console.log(JSON.stringify(out));"
    )
    for widget, js in zip(widgets, found, strict=True):
        run = widget._train()
        for kind in ("params", "buffers"):
            ours = [array.ravel() for array in getattr(run.net, kind).values()]
            assert len(ours) == len(js[kind])
            for a, b in zip(ours, js[kind], strict=True):
                assert np.allclose(a, b, rtol=1e-7, atol=1e-9), (widget, a - b)
        assert np.allclose(run.losses, js["losses"], rtol=1e-8), widget
        middle = 0.5 if widget.loss == "mse" else 0
        answers = [predict(run.net, widget.features(x)).ravel() > middle for x, _ in run.sets]
        shares = [(y == t).mean() for y, (_, t) in zip(answers, run.sets, strict=True)]
        assert np.allclose(shares, js["accuracy"]), widget


def test_both_stop_where_the_loss_is_no_number(Decision):
    widget = Decision(activation="identity", layers=3, lr=10.0, optimizer="momentum", epochs=500)
    losses = widget._train().losses[0]
    assert not np.isfinite(losses[-1])
    epochs, diverged = node(
        'import { Run } from "./explorers/decision/model.js";'
        f"const run = new Run(); const state = {json.dumps(widget.state)};"
        "run.prepare(state); run.advance(state.epochs, Infinity);"
        "console.log(JSON.stringify([run.epochs, run.diverged]));"
    )
    assert diverged
    assert epochs == len(losses) - 1 < 500


def test_a_weight_set_while_the_figure_stands_is_as_if_set_in_the_run():
    """Editing at the present epoch trains nothing anew, and gives what a whole run gives."""
    one, all_, again = node(
        'import { Run, edited, schema } from "./explorers/decision/model.js";'
        'import { openingState } from "./view/state.js";'
        "const state = openingState(schema);"
        "const at = (run, state) => { run.prepare(state); run.advance(state.epochs, Infinity);"
        " return [Object.values(run.net.params).map((a) => [...a]), run.losses, run.accuracy]; };"
        "const live = new Run(); at(live, state);"
        "const first = { ...state, edits: edited([], 40, [0, 0, 1], 3) }; at(live, first);"
        "const net = live.net;"
        "const second = { ...state, edits: edited(first.edits, 40, [1, 4, 0], -2), epochs: 50 };"
        "const one = at(live, second); const kept = net === live.net;"
        "const all = at(new Run(), second);"
        "const again = at(live, { ...state, epochs: 50 });"  # the edits are taken back
        "console.log(JSON.stringify([[kept, ...one], [true, ...all],"
        " [JSON.stringify(again) === JSON.stringify(at(new Run(), { ...state, epochs: 50 }))]]));"
    )
    assert one == all_
    assert again == [True]


def reached(widget):
    """Share of the test points that the trained network gets right."""
    _, x, _, t = widget.examples()
    return ((predict(widget.network(), x).ravel() > 0) == t).mean()


def test_what_the_question_says_is_so(Decision):
    assert reached(Decision()) >= 0.95
    for layers in (0, 1, 3):
        assert reached(Decision(activation="identity", layers=layers, epochs=100)) < 0.75
    net = Decision(init="zero", epochs=100).network()
    assert not net.params["0.W"].any()
    assert not net.params["0.b"].any()
    assert not net.params["2.W"].any()


def test_readers_bring_their_own_data(Decision):
    widget = Decision(data="moons", epochs=100)
    widget.set_data(np.array([[0.123, -1], [1, 1], [-2, 2]]), np.array([True, False, True]))
    assert widget.data == "own"
    assert widget.epochs == 0
    assert widget.points == [[0.12, -1, 1], [1, 1, 0], [-2, 2, 1]]
    x, x_test, t, t_test = widget.examples()
    assert (x.shape, x_test.shape, t.tolist(), t_test.tolist()) == ((3, 2), (0, 2), [1, 0, 1], [])


@pytest.mark.parametrize(
    ("x", "t", "message"),
    [
        ([[0, 0, 0], [1, 1, 1]], [0, 1], "x must have shape \\(N, 2\\)"),
        ([0, 1], [0, 1], "x must have shape \\(N, 2\\)"),
        ([[0, 0], [1, np.nan]], [0, 1], "x"),
        ([[0, 0], [1, 1]], [0, 1, 1], "t must have shape \\(2,\\)"),
        ([[0, 0], [1, 1]], [1, 2], "labels must be 0 or 1, got \\[1, 2\\]"),
        ([[0, 0]], [1], "2 to 120 points, got 1"),
        (np.zeros((121, 2)), np.zeros(121), "2 to 120 points, got 121"),
        ([[0, 0], [1, 9]], [0, 1], "in \\[-2, 2\\], got values from 0 to 9: standardize"),
    ],
)
def test_bad_data_is_refused_and_changes_nothing(Decision, x, t, message):
    widget = Decision()
    before = widget.state
    with pytest.raises(ValueError, match=message):
        widget.set_data(x, t)
    assert widget.state == before


def test_results_come_from_the_figure_alone(Decision):
    widget = Decision()
    assert widget.train_loss is widget.test_accuracy is None
    with pytest.raises(traitlets.TraitError, match="read-only"):
        widget.train_loss = 0.0
    widget.set_state({"train_loss": 0.25, "test_loss": None, "train_accuracy": 1})
    assert (widget.train_loss, widget.test_loss, widget.train_accuracy) == (0.25, None, 1.0)
    assert "train_loss" not in widget.state
