import numpy as np
import pytest

from dlcore import (
    PReLU,
    layers,
)

pytestmark = pytest.mark.usefixtures("strict")


def test_prelu_with_a_slope_each_needs_as_many_units():
    assert PReLU()(np.ones((5, 3))).shape == (5, 3)
    with pytest.raises(ValueError, match=r"x must have shape \(N, 4\), got \(5, 3\)"):
        PReLU(4)(np.ones((5, 3)))


@pytest.mark.parametrize("name", ["Identity", "Sigmoid", "Tanh", "ReLU", "GELU", "SiLU"])
def test_an_activation_without_options_takes_none(name):
    with pytest.raises(TypeError, match="unexpected keyword argument 'slope'"):
        getattr(layers, name)(slope=0.1)
