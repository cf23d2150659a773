"""BatchSize as Python sees it: traits, the paths of dlcore's SGD, the static picture."""

import json

import numpy as np
import pytest
import traitlets

from tests.explorers.schema import assert_accept_the_same, node, opening_state


@pytest.fixture(scope="module")
def BatchSize(static):
    from dlcore.explorers import BatchSize

    return BatchSize


def test_python_and_javascript_open_with_the_same_state(BatchSize):
    assert opening_state("batch_size") == BatchSize().state


CANDIDATES = {
    "batch": [1, 100, 3, 0, "5"],
    "lr": [0.01, 2, 2.1, 0, -1],
    "draws": ["once", "again", "twice"],
    "by": ["examples", "steps", "epochs"],
    "seen": [0, 2000, 2001, -1, 0.5],
    "steps": [0, 200, 201, -1, 0.5],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(BatchSize):
    assert_accept_the_same("batch_size", BatchSize, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"batch": 1, "lr": 0.1, "seed": 7, "seen": 333},
        {"batch": 20, "draws": "again", "by": "steps", "steps": 37},
        {"batch": 100, "draws": "again", "seen": 2000},
        {"batch": 100, "lr": 1.3, "by": "steps", "steps": 200},
        {"batch": 50, "seen": 30},
    ],
)
def test_javascript_walks_the_paths_of_dlcore(BatchSize, given):
    widget = BatchSize(**given)
    found = node(
        'import { Model } from "./explorers/batch_size/model.js";'
        f"const {{ mine, full }} = new Model().at({json.dumps(widget.state)});"
        "const upTo = ({ path, losses, n }) =>"
        " [[...path].slice(0, 2 * n + 2), [...losses].slice(0, n + 1)];"
        "console.log(JSON.stringify([mine, full].map(upTo)));"
    )
    for (path, losses), expected in zip(
        found, (widget.path(), widget.path(full=True)), strict=True
    ):
        np.testing.assert_allclose(np.reshape(path, (-1, 2)), expected, atol=1e-10)
        np.testing.assert_allclose(losses, widget.loss(*expected.T), atol=1e-10)


def test_the_picture_shows_both_paths_and_their_losses(BatchSize):
    widget = BatchSize(batch=10, seen=200)
    plane, losses = widget.figure().axes
    paths = [line.get_xydata() for line in plane.get_lines()[::2]]
    np.testing.assert_allclose(paths[0], widget.path(full=True))
    np.testing.assert_allclose(paths[1], widget.path())
    full, mine = losses.get_lines()[:2]
    np.testing.assert_allclose(full.get_xdata(), [0, 100, 200])
    np.testing.assert_allclose(mine.get_xdata(), np.arange(0, 201, 10))
    np.testing.assert_allclose(mine.get_ydata(), widget.loss(*widget.path().T))


def test_the_full_batch_is_drawn_once_unless_its_examples_are_drawn_again(BatchSize):
    def names(**given):
        return [t.get_text() for t in BatchSize(**given).figure().axes[1].get_legend().texts]

    assert names(batch=100) == ["full batch"]
    assert names(batch=100, draws="again") == ["full batch", "batch 100"]


def test_counted_in_steps_both_take_as_many(BatchSize):
    widget = BatchSize(by="steps", steps=12)
    ends = [line.get_xdata()[-1] for line in widget.figure().axes[1].get_lines()[:2]]
    assert ends == [12, 12]
    assert len(widget.path()) == len(widget.path(full=True)) == 13


def test_a_flying_path_is_still_drawn(BatchSize):
    figure = BatchSize(by="steps", steps=200, lr=2.0, batch=1).figure()
    assert np.isfinite(figure.axes[0].get_lines()[2].get_xydata()).all()


def test_bad_values_are_refused(BatchSize):
    for trait, value in (("batch", 3), ("lr", np.nan), ("draws", "twice"), ("seen", 2001)):
        with pytest.raises(traitlets.TraitError):
            setattr(BatchSize(), trait, value)


def test_four_paths_are_refused(BatchSize):
    from dlcore.plots import batch_paths

    paths = {str(k): ([[-2, 1], [0, 0]], 1) for k in range(4)}
    with pytest.raises(ValueError, match="at most 3 paths"):
        batch_paths(BatchSize().loss, paths)
