import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcore import (
    BinaryCrossEntropy,
    Huber,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    SoftmaxCrossEntropy,
    numerical_gradient,
)

pytestmark = pytest.mark.usefixtures("strict")
CASES = {
    "MeanSquaredError": MeanSquaredError,
    "MeanAbsoluteError": MeanAbsoluteError,
    "Huber": lambda: Huber(0.7),
    "BinaryCrossEntropy": BinaryCrossEntropy,
    "SoftmaxCrossEntropy": SoftmaxCrossEntropy,
    "SoftmaxCrossEntropy rows": SoftmaxCrossEntropy,
}
every_loss = pytest.mark.parametrize("name", CASES)
REGRESSION = [MeanSquaredError, MeanAbsoluteError, Huber, BinaryCrossEntropy]


@every_loss
def test_matches_pytorch(name, golden):
    data = golden("losses")
    case, loss = data[name], CASES[name]()
    assert loss(data["prediction"], case["target"]) == pytest.approx(case["value"], rel=1e-13)
    np.testing.assert_allclose(loss.backward(), case["gradient"], rtol=1e-12, atol=1e-16)


@every_loss
def test_gradients_match_differences(name, golden):
    data = golden("losses")
    loss, target = CASES[name](), data[name]["target"]
    numeric = numerical_gradient(lambda p: loss(p, target), data["prediction"])
    loss(data["prediction"], target)
    np.testing.assert_allclose(loss.backward(), numeric, rtol=1e-8, atol=1e-9)


@every_loss
def test_keeps_dtype_and_inputs(name, golden):
    data = golden("losses")
    prediction, target = data["prediction"].astype(np.float32), data[name]["target"]
    copies = prediction.copy(), target.copy()
    loss = CASES[name]()
    assert type(loss(prediction, target)) is float
    assert loss.backward().dtype == np.float32
    assert loss.backward().shape == prediction.shape
    np.testing.assert_array_equal(prediction, copies[0])
    np.testing.assert_array_equal(target, copies[1])


@given(
    p=hnp.arrays(np.float64, (4, 3), elements=st.floats(-50, 50)),
    t=hnp.arrays(np.float64, (4, 3), elements=st.floats(0, 1)),
)
def test_least_where_prediction_is_target(p, t):
    for loss in (MeanSquaredError(), MeanAbsoluteError(), Huber(2.0)):
        assert loss(p, t) >= 0
        assert loss(p, p) == 0
        np.testing.assert_array_equal(loss.backward(), 0)
    squared, huge = MeanSquaredError(), Huber(1e6)
    assert huge(p, t) == pytest.approx(squared(p, t), rel=1e-9)
    assert BinaryCrossEntropy()(p, t) >= -1e-12


def test_by_hand():
    assert MeanSquaredError()([[1.0, 3.0], [0.0, 0.0]], np.zeros((2, 2))) == 2.5
    assert BinaryCrossEntropy()([0.0], [1]) == pytest.approx(np.log(2))
    assert SoftmaxCrossEntropy()(np.zeros((3, 10)), [0, 5, 9]) == pytest.approx(np.log(10))
    assert SoftmaxCrossEntropy()([[0.0, 1e4]], [0]) == pytest.approx(1e4)


@pytest.mark.parametrize("kind", REGRESSION)
def test_a_column_may_stand_for_a_vector_and_nothing_else_is_broadcast(kind):
    loss, p, t = kind(), np.array([0.2, 0.7, 1.0]), np.array([0.0, 1.0, 1.0])
    want = loss(p, t)
    assert loss(p[:, None], t) == want
    assert loss.backward().shape == (3, 1)
    assert loss(p, t[:, None]) == want
    assert loss.backward().shape == (3,)
    for bad in ((3, 3), (1, 3), (4,), (1,), (3, 2), ()):
        with pytest.raises(ValueError, match="target must have shape"):
            loss(p, np.zeros(bad))
    with pytest.raises(ValueError, match=r"prediction must have shape .* got \(0,\)"):
        loss(np.zeros(0), np.zeros(0))
    with pytest.raises(ValueError, match=r"prediction must have shape .* got \(1, 2, 3\)"):
        loss(np.zeros((1, 2, 3)), np.zeros((1, 2, 3)))


@pytest.mark.parametrize("kind", REGRESSION)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_targets_must_be_finite(kind, bad):
    with pytest.raises(ValueError, match=rf"target must be finite, got {bad} at index \(1,\)"):
        kind()([0.0, 0.0], [0.0, bad])


@every_loss
def test_backward_before_the_loss(name):
    with pytest.raises(RuntimeError, match="compute the loss before backward"):
        CASES[name]().backward()


def test_nan_predictions_pass_in_silence():
    assert np.isnan(MeanSquaredError()([np.nan], [0.0]))


def test_errors_and_reprs():
    with pytest.raises(ValueError, match="delta must be a positive number, got 0"):
        Huber(0)
    loss = Huber(2.0)
    loss([1.0], [0.0])
    assert (repr(loss), repr(MeanSquaredError())) == ("Huber(delta=2)", "MeanSquaredError()")


def test_a_copy_carries_no_batch(rng):
    loss = Huber(2.0)
    loss(rng.standard_normal(1000), np.zeros(1000))
    for twin in (copy.deepcopy(loss), pickle.loads(pickle.dumps(loss))):
        assert repr(twin) == "Huber(delta=2)"
        with pytest.raises(RuntimeError, match="compute the loss before backward"):
            twin.backward()
    assert len(pickle.dumps(loss)) < 200


def test_a_loss_of_ones_own_is_checked_like_the_others():
    class Cubed(Loss):
        def forward(self, prediction, target):
            self._cache = (prediction - target,)
            return float((np.abs(prediction - target) ** 3).sum() / len(target))

        def _gradient(self, error):
            return 3 * error * np.abs(error) / len(error)

    loss, p, t = Cubed(), np.array([1.0, -2.0]), np.array([0.5, 1.0])
    numeric = numerical_gradient(lambda q: loss(q, t), p)
    loss(p, t)
    np.testing.assert_allclose(loss.backward(), numeric, rtol=1e-8)
    with pytest.raises(ValueError, match="target must be finite"):
        loss(p, [0.0, np.nan])
    assert repr(loss) == "Cubed()"
