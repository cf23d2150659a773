import numpy as np
import pytest

from dlcore import (
    Layer,
)

pytestmark = pytest.mark.usefixtures("strict")


def test_layer_is_an_interface():
    with pytest.raises(NotImplementedError):
        Layer()(np.ones(2))
    with pytest.raises(NotImplementedError):
        Layer().backward(np.ones(2))
