"""Each patient has the signs of its illness, and the healthy network has none of them."""

import numpy as np
import pytest

from dlcore.experiments import train_patient

HEALTHY = train_patient("healthy", seed=1)


def patient(illness):
    return train_patient(illness, seed=1)


def test_the_healthy_network_learns():
    assert HEALTHY.test > 0.9
    assert HEALTHY.validation[-1] > 0.9
    assert HEALTHY.dead == 0


def test_dead_units_give_no_gradient_and_a_first_loss_of_guessing():
    found = patient("dead ReLU")
    assert found.dead == 1
    assert found.ratio == 0
    assert found.first_loss == pytest.approx(np.log(10))


def test_a_rate_ten_times_too_large_moves_the_weights_too_far():
    found = patient("rate x10")
    assert found.ratio > 3 * HEALTHY.ratio
    assert found.test < 0.3


def test_a_leak_flatters_validation_alone():
    found = patient("leak")
    assert found.validation[-1] > HEALTHY.validation[-1]
    assert found.test == HEALTHY.test


def test_bn_in_train_mode_harms_validation_alone():
    found = patient("BN in train mode")
    assert found.validation[-1] < 0.4
    assert found.test == HEALTHY.test
    assert found.loss.tolist() == HEALTHY.loss.tolist()


def test_a_double_softmax_has_a_floor():
    found = patient("double softmax")
    assert found.train[-1] > 0.9
    assert np.log(np.e + 9) - 1 < found.loss[-1] < 1.7


def test_sorted_examples_are_not_learned():
    found = patient("unshuffled")
    assert found.train[-1] < 0.6
    assert found.dead < 0.5


def test_an_unknown_illness_is_named():
    with pytest.raises(ValueError, match="illness must be one of"):
        train_patient("flu", seed=0)
