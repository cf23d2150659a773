"""Trials that run side by side are what the plain package makes of each."""

import numpy as np
import pytest

from dlcore.experiments import train_trials
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import accuracy, fit

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(43, 5)), RNG.integers(0, 10, 43)
X_VAL, T_VAL = RNG.normal(size=(19, 5)), RNG.integers(0, 10, 19)


def test_each_trial_is_what_fit_makes_of_its_settings():
    rates, decays = [0.1, 0.5, 1.0], [0.0, 0.3, 0.01]
    settings = {"seed": 3, "n_hidden": 8, "epochs": 6, "batch_size": 10}
    run = train_trials(X, T, X_VAL, T_VAL, rates=rates, decays=decays, **settings)
    for i in range(3):
        rng = np.random.default_rng(3)
        net = Sequential(Affine(5, 8, rng=rng), ReLU(), Affine(8, 10, rng=rng))
        fit(net, SoftmaxCrossEntropy(), SGD(rates[i]), X, T,
            epochs=6, batch_size=10, l2=decays[i], rng=rng)  # fmt: skip
        assert run.train[i, -1] == accuracy(net, X, T)
        assert run.validation[i, -1] == accuracy(net, X_VAL, T_VAL)
    assert len({*run.train[:, -1]}) > 1


def test_a_trial_that_diverges_harms_no_other():
    settings = {"decays": [0.0, 0.0], "seed": 0, "epochs": 5}
    one = train_trials(X, T, X_VAL, T_VAL, rates=[0.5, 0.5], **settings)
    two = train_trials(X, T, X_VAL, T_VAL, rates=[0.5, 1e12], **settings)
    assert two.train[0].tolist() == one.train[0].tolist()
    assert two.train[1, -1] < 0.4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X * np.nan}, "x must be finite"),
        ({"x_validation": X_VAL[:, 1:]}, r"x_validation must have shape \(N_validation, 5\)"),
        ({"t": T[1:]}, r"t must have shape \(43,\)"),
        ({"rates": [0.1, 0.0]}, "rates must hold numbers above 0"),
        ({"decays": [-0.1, 0.0]}, "decays must hold numbers from 0"),
        ({"decays": [0.0]}, r"decays must have shape \(2,\)"),
        ({"seed": -1}, "seed must be at least 0"),
        ({"epochs": 0}, "epochs must be at least 1"),
    ],
)
def test_bad_input_is_named(change, message):
    arguments = {"x": X, "t": T, "x_validation": X_VAL, "t_validation": T_VAL, "seed": 0}
    arguments |= {"rates": [0.1, 0.2], "decays": [0.0, 0.0]} | change
    with pytest.raises(ValueError, match=message):
        train_trials(**arguments)
