"""Polynomials fitted by least squares, with and without weight decay."""

import numpy as np
import pytest

from dlcore.experiments import fit_polynomial
from dlcore.gradients import numerical_gradient

X = np.linspace(-1, 1, 12)
Y = np.sin(np.pi * X) + 0.3 * np.random.default_rng(0).standard_normal(12)


def test_a_polynomial_is_found_again():
    weights = np.array([0.5, -2.0, 0.0, 3.0])
    assert fit_polynomial(X, np.polyval(weights[::-1], X), 3) == pytest.approx(weights)


@pytest.mark.parametrize("decay", [0.0, 1e-3, 2.0])
def test_at_the_minimum_the_gradient_is_zero_and_the_bias_is_free(decay):
    def loss(w):
        return 0.5 * ((np.polyval(w[::-1], X) - Y) ** 2).mean() + 0.5 * decay * (w[1:] ** 2).sum()

    weights = fit_polynomial(X, Y, 5, decay=decay)
    assert np.abs(numerical_gradient(loss, weights, 1e-5)).max() < 1e-8


def test_much_decay_leaves_the_mean():
    weights = fit_polynomial(X, Y + 4, 4, decay=1e9)
    assert weights[0] == pytest.approx((Y + 4).mean())
    assert np.abs(weights[1:]).max() < 1e-8


def test_with_as_many_weights_as_examples_it_passes_through_them():
    weights = fit_polynomial(X, Y, 11)
    assert np.polyval(weights[::-1], X) == pytest.approx(Y)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((X, Y[:5], 2), r"y must have shape \(12,\), got \(5,\)"),
        ((X[:, None], Y, 2), "x must have shape"),
        ((X, Y * np.nan, 2), "y must be finite"),
        ((X, Y, -1), "degree must be at least 0, got -1"),
    ],
)
def test_bad_input_is_named(given, message):
    with pytest.raises(ValueError, match=message):
        fit_polynomial(*given)
