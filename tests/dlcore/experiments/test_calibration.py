"""Calibration is measured as its definition says, and the temperature mends what it can."""

import numpy as np
import pytest

from dlcore.activations import log_softmax
from dlcore.experiments import fit_temperature, reliability


def drawn(temperature, n=4000):
    """Return scores, and labels that are drawn from softmax(scores / temperature)."""
    rng = np.random.default_rng(1)
    scores = 3 * rng.normal(size=(n, 4))
    p = np.exp(log_softmax(scores / temperature))
    return scores, (p.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1)


def test_answers_fall_into_bins_and_the_gaps_are_weighted_by_their_numbers():
    # confidences 0.7 (right, wrong) and 0.9 (right, right, right, wrong)
    scores = np.log([[0.7, 0.3]] * 2 + [[0.1, 0.9]] * 4)
    found = reliability(scores, [0, 1, 1, 1, 1, 0], n_bins=5)
    np.testing.assert_array_equal(found.counts, [0, 0, 0, 2, 4])
    np.testing.assert_allclose(found.accuracy[3:], [0.5, 0.75])
    np.testing.assert_allclose(found.confidence[3:], [0.7, 0.9])
    assert np.isnan(found.accuracy[:3]).all()
    assert found.error == pytest.approx((2 * 0.2 + 4 * 0.15) / 6)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_the_temperature_that_drew_the_labels_is_found(temperature):
    scores, t = drawn(temperature)
    assert fit_temperature(scores, t) == pytest.approx(temperature, rel=0.1)
    found = fit_temperature(scores, t)
    loss = [-log_softmax(scores / each)[np.arange(len(t)), t].mean()
            for each in (found, 0.99 * found, 1.01 * found)]  # fmt: skip
    assert loss[0] < min(loss[1:])


def test_at_the_right_temperature_the_error_is_small():
    scores, t = drawn(2.5)
    assert reliability(scores, t).error > 0.15
    assert reliability(scores / 2.5, t).error < 0.03


@pytest.mark.parametrize("function", [fit_temperature, reliability])
@pytest.mark.parametrize(
    ("scores", "t", "message"),
    [
        ([[1.0, 2.0]], [2], r"t must hold classes in 0\.\.1"),
        ([[1.0, 2.0]], [0, 1], r"t must have shape \(1,\)"),
        ([[1.0, np.inf]], [0], "scores must be finite"),
        ([1.0, 2.0], [0, 1], r"scores must have shape \(N, C\)"),
    ],
)
def test_bad_input_is_named(function, scores, t, message):
    with pytest.raises(ValueError, match=message):
        function(scores, t)
