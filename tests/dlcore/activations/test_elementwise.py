import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcore import activations as act

pytestmark = pytest.mark.usefixtures("strict")
NAMES = [
    "step", "sign", "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu",
]  # fmt: skip
arrays = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    hnp.array_shapes(max_dims=3, max_side=4),
    elements=st.floats(-1e4, 1e4, width=32),
)


def both(name):
    return getattr(act, name), getattr(act, f"{name}_grad")


def test_every_elementwise_function_has_a_derivative():
    assert {n for n in act.__all__ if not n.endswith("_grad")} == {*NAMES, "softmax", "log_softmax"}
    assert {n for n in act.__all__ if n.endswith("_grad")} == {f"{n}_grad" for n in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_derivatives_match_differences(name):
    f, grad = both(name)
    z = np.linspace(-5, 5, 41) + 0.013  # away from the kinks at 0
    h = 6e-6
    np.testing.assert_allclose(grad(z), (f(z + h) - f(z - h)) / (2 * h), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", ["leaky_relu", "elu"])
def test_parameter_of_the_derivative(name):
    f, grad = both(name)
    z, h = np.linspace(-3, 3, 7) + 0.1, 6e-6
    difference = (f(z + h, 0.3) - f(z - h, 0.3)) / (2 * h)
    np.testing.assert_allclose(grad(z, 0.3), difference, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_matches_pytorch(name, golden):
    data = golden("activations")
    f, grad = both(name)
    np.testing.assert_allclose(f(data["z"]), data[name], rtol=1e-13, atol=1e-15)
    if name != "step":
        np.testing.assert_allclose(grad(data["z"]), data[f"{name}_grad"], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", [n for n in act.__all__ if "softmax" not in n])
@given(z=arrays)
def test_keeps_shape_and_dtype_and_input(name, z):
    before = z.copy()
    out = getattr(act, name)(z)
    assert out.shape == z.shape
    assert out.dtype == z.dtype
    assert np.isfinite(out).all()
    np.testing.assert_array_equal(z, before)
    assert not np.shares_memory(out, z)


@pytest.mark.parametrize("name", act.__all__)
def test_integers_become_float64_and_scalars_work(name):
    f = getattr(act, name)
    assert f([1, 2]).dtype == np.float64
    if "softmax" not in name:
        assert np.ndim(f(2)) == 0
        assert float(f(2)) == f([2.0])[0]
    with pytest.raises(TypeError, match="z must hold real numbers, got dtype"):
        f(["a"])


@given(z=arrays)
@example(z=np.array([1e-12]))  # rounding would put sigmoid_grad above 1/4
def test_ranges_and_symmetries(z):
    assert ((act.sigmoid(z) >= 0) & (act.sigmoid(z) <= 1)).all()
    np.testing.assert_allclose(act.sigmoid(z) + act.sigmoid(-z), 1, rtol=1e-6)
    np.testing.assert_array_equal(act.tanh(-z), -act.tanh(z))
    np.testing.assert_array_equal(act.relu(z) - act.relu(-z), z)
    assert (act.sigmoid_grad(z) <= 0.25).all()
    assert (act.tanh_grad(z) <= 1).all()
    assert (act.elu(z) >= -1).all()
    assert (act.gelu(z) > -0.1701).all()
    assert (act.silu(z) > -0.2785).all()
    np.testing.assert_array_equal(act.leaky_relu(z, 1.0), act.identity(z))
    np.testing.assert_array_equal(act.step(z), (act.sign(z) + 1) // 2 * (z != 0))


def test_values_known_by_heart():
    p = act.softmax([3.2, 5.1, -1.7])
    np.testing.assert_allclose(p.round(2), [0.13, 0.87, 0.0])
    z = np.linspace(-3, 0, 30001)
    assert round(act.gelu(z).min(), 3) == -0.170
    assert round(act.silu(z).min(), 3) == -0.278
    assert act.sigmoid(-800.0) == 0.0
    assert act.sigmoid(-40.0) == pytest.approx(np.exp(-40), rel=1e-15)
    assert act.step(0.0) == 0
    assert act.relu_grad(0.0) == 0
