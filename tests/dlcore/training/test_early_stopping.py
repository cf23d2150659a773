import numpy as np
import pytest

from dlcore import (
    SGD,
    Affine,
    BatchNorm,
    EarlyStopping,
    History,
    Sequential,
    SoftmaxCrossEntropy,
    fit,
    predict,
)
from dlcore.datasets import make_blobs
from tests.dlcore.zoo import small_problem

pytestmark = pytest.mark.usefixtures("strict")


def test_early_stopping_keeps_the_best_weights_and_averages(rng):
    net = Sequential(Affine(2, 3, rng=rng), BatchNorm(3), Affine(3, 3, rng=rng))
    x, t = make_blobs(30, [[0, 2], [2, 0], [-2, -2]], rng=rng)
    kept = []

    def keep(epoch, net, history):
        kept.append([a.copy() for a in [*net.params.values(), *net.buffers.values()]])

    stop = EarlyStopping(patience=3)
    history = fit(
        net, SoftmaxCrossEntropy(), SGD(3.0), x, t, epochs=200, batch_size=5,
        validation=(x[::2], t[::2]), callbacks=[keep, stop], rng=rng,
    )  # fmt: skip
    losses = history.validation_loss
    assert stop.best_epoch == int(np.argmin(losses))
    assert stop.best == min(losses)
    assert len(losses) == stop.best_epoch + 1 + 3 < 200
    for array, want in zip(
        [*net.params.values(), *net.buffers.values()], kept[stop.best_epoch], strict=True
    ):
        np.testing.assert_array_equal(array, want)
    assert SoftmaxCrossEntropy()(predict(net, x[::2]), t[::2]) == stop.best


def test_early_stopping_starts_afresh_with_every_training():
    net, stop = Affine(1, 1, init="zeros"), EarlyStopping(patience=2)
    for losses in ([0.1, 0.2, 0.3], [1.0, 0.9, 0.95]):
        stopped = [stop(i, net, History(validation_loss=losses[: i + 1])) for i in range(3)]
        assert stop.best == min(losses)
    assert stopped == [False, False, False]


def test_early_stopping_errors():
    with pytest.raises(ValueError, match="patience must be at least 1, got 0"):
        EarlyStopping(0)
    with pytest.raises(ValueError, match="min_delta must be a finite number"):
        EarlyStopping(1, min_delta=-1)
    net, x, t, rng = small_problem()
    with pytest.raises(ValueError, match="EarlyStopping needs fit"):
        fit(
            net, SoftmaxCrossEntropy(), SGD(0.1), x, t, epochs=1, batch_size=9, rng=rng,
            callbacks=[EarlyStopping(1)],
        )  # fmt: skip


def test_early_stopping_needs_a_real_improvement():
    net, stop = Affine(1, 1, init="zeros"), EarlyStopping(patience=2, min_delta=0.1)
    losses = [1.0, 0.95, 0.85, 0.84, 0.83]
    stopped = [stop(i, net, History(validation_loss=losses[: i + 1])) for i in range(5)]
    assert stopped == [False, False, False, False, True]
    assert stop.best_epoch == 2


def test_repr():
    assert repr(EarlyStopping(3)) == "EarlyStopping(patience=3, min_delta=0)"
