import pytest

from dlcore import (
    History,
)

pytestmark = pytest.mark.usefixtures("strict")


def test_history_repr():
    assert repr(History()) == "History of 0 epochs"
    history = History(loss=[0.7, 0.3], validation_loss=[0.8, 0.4], validation_accuracy=[0.5, 1.0])
    assert repr(history) == (
        "History of 2 epochs: loss 0.7 → 0.3, validation loss 0.8 → 0.4, "
        "validation accuracy 0.5 → 1"
    )
