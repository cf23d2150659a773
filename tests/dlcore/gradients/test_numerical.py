import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import (
    numerical_gradient,
)
from tools.goldens.pytorch import surface


@given(seed=st.integers(0, 99))
def test_numerical_gradient_of_a_quadratic(seed):
    rng = np.random.default_rng(seed)
    a, x = rng.standard_normal((4, 4)), rng.standard_normal(4)
    numeric = numerical_gradient(lambda v: v @ a @ v, x)
    np.testing.assert_allclose(numeric, (a + a.T) @ x, rtol=1e-7, atol=1e-8)


def test_numerical_gradient_matches_pytorch(golden):
    data = golden("optimizers")
    numeric = numerical_gradient(lambda p: surface(p, np.sin), data["start"])
    np.testing.assert_allclose(numeric, data["gradient"], rtol=1e-8)


def test_numerical_gradient_leaves_x_alone_even_if_f_fails():
    x = np.array([[1.0, 2.0]])

    def f(v):
        if v[0, 1] != 2.0:
            raise ZeroDivisionError
        return 0.0

    with pytest.raises(ZeroDivisionError):
        numerical_gradient(f, x)
    np.testing.assert_array_equal(x, [[1.0, 2.0]])


def test_the_u_curve_of_the_step():
    x = np.array([1.3])
    errors = {
        h: abs(numerical_gradient(lambda v: np.exp(v[0]), x, h)[0] - np.exp(1.3))
        for h in (1e-1, 6e-6, 1e-12)
    }
    assert errors[6e-6] < 1e-9 < 1e-6 < min(errors[1e-1], errors[1e-12])
    single = numerical_gradient(lambda v: np.exp(v[0]), x.astype(np.float32))
    assert single.dtype == np.float32
    assert single[0] == pytest.approx(np.exp(1.3), rel=1e-3)


def test_numerical_gradient_errors():
    with pytest.raises(TypeError, match="x must be an array of floats, got dtype int64"):
        numerical_gradient(lambda v: v.sum(), np.array([3, 4]))
    with pytest.raises(ValueError, match=r"f must return one number, got shape \(2,\)"):
        numerical_gradient(lambda v: v, np.ones(2))
    with pytest.raises(ValueError, match="h must be a positive number, got 0"):
        numerical_gradient(lambda v: v.sum(), np.ones(2), 0)
