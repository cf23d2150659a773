import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.initializers import constant, he, normal, xavier, zeros

SCALED = {"he": he, "xavier": xavier}
MODES = ["fan_in", "fan_out", "average"]


@pytest.mark.parametrize("name", SCALED)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("distribution", ["normal", "uniform"])
def test_draws_are_the_generators_own_scaled_as_in_pytorch(name, mode, distribution, golden):
    std = golden("initializers")[f"{name} {mode}"]
    w = SCALED[name]((30, 50), rng=np.random.default_rng(3), mode=mode, distribution=distribution)
    rng = np.random.default_rng(3)
    if distribution == "normal":
        want = std * rng.standard_normal((30, 50))
    else:
        want = rng.uniform(-(3**0.5) * std, 3**0.5 * std, (30, 50))
    np.testing.assert_allclose(w, want, rtol=1e-14)


@pytest.mark.parametrize("name", SCALED)
def test_spread_agrees_with_what_pytorch_draws(name, golden, rng):
    sampled = golden("initializers")
    w = SCALED[name]((2000, 3000), rng=rng)
    # six million draws: the standard deviation is known to 0.03 %
    assert w.std() == pytest.approx(sampled[f"sampled {name} std"], rel=2e-3)
    w = SCALED[name]((2000, 3000), rng=rng, distribution="uniform")
    assert np.abs(w).max() == pytest.approx(sampled[f"sampled {name} bound"], rel=1e-5)


def test_formulas_and_defaults():
    rng = np.random.default_rng
    np.testing.assert_allclose(
        he((8, 50), rng=rng(0)), (2 / 8) ** 0.5 * rng(0).standard_normal((8, 50))
    )
    np.testing.assert_allclose(
        xavier((8, 50), rng=rng(0)), (2 / 58) ** 0.5 * rng(0).standard_normal((8, 50))
    )


@given(n_in=st.integers(1, 20), n_out=st.integers(1, 20), seed=st.integers(0, 99))
def test_shape_dtype_and_twins(n_in, n_out, seed):
    for init in (zeros, constant(0.5), normal(0.1), he, xavier):
        a = init((n_in, n_out), rng=np.random.default_rng(seed), dtype=np.float32)
        b = init((n_in, n_out), rng=np.random.default_rng(seed))
        assert (a.shape, a.dtype, b.dtype) == ((n_in, n_out), np.float32, np.float64)
        np.testing.assert_array_equal(a, b.astype(np.float32))
    bound = (6 / (n_in + n_out)) ** 0.5
    w = xavier((n_in, n_out), rng=np.random.default_rng(seed), distribution="uniform")
    assert (np.abs(w) <= bound * (1 + 1e-15)).all()


def test_constants():
    np.testing.assert_array_equal(zeros((2, 3)), np.zeros((2, 3)))
    np.testing.assert_array_equal(constant(0.1)((2, 3)), np.full((2, 3), 0.1))


@pytest.mark.parametrize("init", [he, xavier])
def test_errors(init, rng):
    with pytest.raises(ValueError, match=r"shape must be \(n_in, n_out\), got \(3,\)"):
        init((3,), rng=rng)
    with pytest.raises(ValueError, match=r"mode must be one of .* got 'fan'"):
        init((3, 2), rng=rng, mode="fan")
    with pytest.raises(ValueError, match=r"distribution must be one of .* got 'gauss'"):
        init((3, 2), rng=rng, distribution="gauss")
    for distribution in ("normal", "uniform"):
        with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator.* got 7"):
            init((3, 2), rng=7, distribution=distribution)


def test_normal_needs_a_deviation():
    with pytest.raises(ValueError, match="std must be a finite number of at least 0, got -1"):
        normal(-1)
