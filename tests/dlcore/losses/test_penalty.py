import numpy as np
import pytest

from dlcore import (
    l2_penalty,
    numerical_gradient,
)

pytestmark = pytest.mark.usefixtures("strict")


def test_l2_penalty(golden):
    case = golden("losses")["l2_penalty"]
    params = {"W": case["W"], "b": np.ones(3)}
    value, grads = l2_penalty(params, 0.3)
    assert value == pytest.approx(case["value"], rel=1e-13)
    assert grads.keys() == {"W"}
    np.testing.assert_allclose(grads["W"], case["gradient"], rtol=1e-13)
    numeric = numerical_gradient(lambda w: l2_penalty({"W": w}, 0.3)[0], case["W"])
    np.testing.assert_allclose(grads["W"], numeric, rtol=1e-8)
    assert l2_penalty(params, 0.0)[0] == 0
    with pytest.raises(ValueError, match="l2 must be a finite number of at least 0, got -1"):
        l2_penalty(params, -1)
