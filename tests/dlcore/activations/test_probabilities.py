import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcore import activations as act

pytestmark = pytest.mark.usefixtures("strict")


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_softmax_matches_pytorch(name, golden):
    data = golden("activations")
    ours = getattr(act, name)(data["z"][:25].reshape(5, 5))
    np.testing.assert_allclose(ours, data[name], rtol=1e-13)


def test_softmax_derivative_matches_differences(rng):
    # d softmax_i / d z_j = p_i (δ_ij - p_j), and log_softmax by the chain rule
    z, h = rng.standard_normal(4), 6e-6
    p = act.softmax(z)
    jacobian = np.diag(p) - np.outer(p, p)
    for j, unit in enumerate(np.eye(4)):
        difference = (act.softmax(z + h * unit) - act.softmax(z - h * unit)) / (2 * h)
        np.testing.assert_allclose(difference, jacobian[:, j], atol=1e-9)
        log = (act.log_softmax(z + h * unit) - act.log_softmax(z - h * unit)) / (2 * h)
        np.testing.assert_allclose(log, unit - p[j], atol=1e-9)


@given(
    z=hnp.arrays(np.float64, (3, 4), elements=st.floats(-700, 700)),
    c=st.floats(-700, 700),
)
def test_softmax_sums_to_one_and_ignores_shifts(z, c):
    p = act.softmax(z)
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-12)
    np.testing.assert_allclose(act.softmax(z + c), p, rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(act.softmax(z, axis=0), act.softmax(z.T).T)
    np.testing.assert_allclose(np.exp(act.log_softmax(z)), p, rtol=1e-9, atol=1e-300)
