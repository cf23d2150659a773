"""The capstone: shifts move pictures as they say, and the stored answers are those of training."""

import numpy as np
import pytest

from dlcore.datasets import load_digits
from dlcore.experiments import capstone_runs, shift_digits, train_capstone
from dlcore.experiments.capstone import capstone_split


def test_a_whole_pixel_moves_the_picture_and_paper_comes_in():
    x = np.arange(1.0, 10).reshape(1, 9)
    assert shift_digits(x, [[1, 0]]).tolist() == [[0, 0, 0, 1, 2, 3, 4, 5, 6]]
    assert shift_digits(x, [[0, -1]]).tolist() == [[2, 3, 0, 5, 6, 0, 8, 9, 0]]
    assert shift_digits(x, [[3, 0]]).tolist() == [[0] * 9]


def test_a_fraction_moves_the_centre_of_ink_by_just_that():
    x, rows = np.zeros((1, 64)), np.arange(64) // 8
    x[0, 27] = 1.0
    moved = shift_digits(x, [[0.3, -0.6]])
    assert moved.sum() == pytest.approx(1)
    assert (moved * rows).sum() == pytest.approx(3.3)
    assert (moved * (np.arange(64) % 8)).sum() == pytest.approx(2.4)


def test_each_picture_has_a_shift_of_its_own():
    x = load_digits()[0][:3]
    by = np.array([[0.0, 0.0], [0.5, 0.2], [-0.7, 1.0]])
    moved = shift_digits(x, by)
    for one, picture, shift in zip(moved, x, by, strict=True):
        np.testing.assert_allclose(one, shift_digits(picture[None], shift[None])[0])
    assert moved[0].tolist() == x[0].tolist()


def test_the_stored_networks_reach_what_the_book_says():
    runs = capstone_runs()
    accuracy = (runs.answers == runs.targets[:, None]).mean(axis=2)
    assert accuracy.mean(axis=1).min() >= 0.985
    ordered = (runs.ordered == runs.ordered_targets).mean()
    assert ordered < accuracy.min()


def test_training_anew_gives_the_stored_answers_but_for_rounding():
    """Float32 rounds differently on another processor, so a few answers may differ."""
    x, x_test, t, _ = capstone_split(3)
    net = train_capstone(x, t, seed=0)
    answers = net(x_test.astype(np.float32)).argmax(axis=1)
    assert (answers == capstone_runs().answers[3, 0]).mean() > 0.98


@pytest.mark.parametrize(
    ("x", "by", "message"),
    [
        (np.ones((2, 8)), np.ones((2, 2)), "square picture, got 8"),
        (np.ones((2, 9)), np.ones((1, 2)), r"by must have shape \(2, 2\)"),
        (np.ones((2, 9)), np.full((2, 2), np.nan), "by must be finite"),
    ],
)
def test_bad_shifts_are_named(x, by, message):
    with pytest.raises(ValueError, match=message):
        shift_digits(x, by)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"t": [0]}, r"t must have shape \(2,\)"),
        ({"seed": -1}, "seed must be at least 0"),
        ({"epochs": 0}, "epochs must be at least 1"),
        ({"reach": -0.5}, "reach must be"),
    ],
)
def test_bad_settings_are_named(change, message):
    arguments = {"x": np.ones((2, 9)), "t": [0, 1], "seed": 0, "epochs": 1} | change
    with pytest.raises(ValueError, match=message):
        train_capstone(**arguments)
