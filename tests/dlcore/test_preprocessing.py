import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import MinMaxScaler, Standardizer, Whitener, one_hot

SCALERS = [Standardizer, MinMaxScaler, Whitener]


@pytest.mark.parametrize("kind", [Standardizer, MinMaxScaler])
def test_matches_pytorch(kind, golden):
    data = golden("preprocessing")
    out = kind().fit(data["x"]).transform(data["x"])
    np.testing.assert_allclose(out, data[kind.__name__], rtol=1e-12, atol=1e-14)


def test_whitener_divides_by_pytorchs_variances(golden):
    data = golden("preprocessing")
    matrix = Whitener(eps=0.0).fit(data["x"]).matrix
    lengths = np.linalg.norm(matrix, axis=0)
    np.testing.assert_allclose(lengths, data["variances"][::-1] ** -0.5, rtol=1e-9)


def test_one_hot_matches_pytorch(golden):
    data = golden("preprocessing")
    np.testing.assert_array_equal(one_hot(data["labels"], 4), data["one_hot"])


@given(seed=st.integers(0, 99), scale=st.floats(1e-3, 1e6), shift=st.floats(-1e3, 1e3))
def test_what_each_scaler_promises(seed, scale, shift):
    rng = np.random.default_rng(seed)
    x = scale * (rng.standard_normal((30, 3)) @ rng.standard_normal((3, 3))) + shift
    z = Standardizer().fit(x).transform(x)
    np.testing.assert_allclose(z.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(z.std(axis=0), 1, rtol=1e-9)
    z = MinMaxScaler().fit(x).transform(x)
    np.testing.assert_allclose([z.min(axis=0), z.max(axis=0)], [[0] * 3, [1] * 3], atol=1e-12)
    z = Whitener(eps=0.0).fit(x).transform(x)
    np.testing.assert_allclose(z.T @ z / 30, np.eye(3), atol=1e-4)


@pytest.mark.parametrize("kind", SCALERS)
def test_learns_from_the_training_set_only_and_edits_nothing(kind, rng):
    train, test = rng.standard_normal((20, 2)), 5 + rng.standard_normal((10, 2))
    copies = train.copy(), test.copy()
    scaler = kind().fit(train)
    before = scaler.transform(train)
    scaler.transform(test)
    np.testing.assert_array_equal(scaler.transform(train), before)
    np.testing.assert_array_equal(train, copies[0])
    np.testing.assert_array_equal(test, copies[1])
    single = kind().fit(train.astype(np.float32)).transform(test.astype(np.float32))
    assert single.dtype == np.float32


@pytest.mark.parametrize("kind", [Standardizer, MinMaxScaler])
def test_a_constant_feature_becomes_zero(kind):
    x = np.column_stack([np.full(7, 0.1), np.arange(7.0)])
    scaler = kind().fit(x)
    np.testing.assert_array_equal(scaler.transform(x)[:, 0], 0)
    np.testing.assert_array_equal(scaler.transform(x + 1)[:, 0], 0)


def test_nearly_constant_features_are_blown_up():
    x = np.zeros((1437, 1))
    x[0] = 1.0  # one pixel, once
    assert Standardizer().fit(x).transform(x)[0, 0] == pytest.approx(37.9, abs=0.01)


def test_whitener_leaves_no_sign_to_the_machine(rng):
    x = rng.standard_normal((30, 4)) * [1, 2, 3, 4]
    matrix = Whitener().fit(x).matrix
    assert (matrix[np.abs(matrix).argmax(axis=0), range(4)] > 0).all()
    np.testing.assert_allclose(np.abs(Whitener().fit(-x).matrix), np.abs(matrix))


def test_whitener_turns_correlation_off_and_needs_eps_for_flat_directions(rng):
    line = np.outer(rng.standard_normal(20), [1.0, 2.0])
    assert np.isfinite(Whitener().fit(line).transform(line)).all()
    with pytest.raises(ValueError, match="eps must be positive: a direction of x has no variance"):
        Whitener(eps=0.0).fit(np.zeros((5, 2)))
    with pytest.raises(ValueError, match="eps must be a finite number of at least 0, got -1"):
        Whitener(eps=-1)


@pytest.mark.parametrize("kind", SCALERS)
def test_errors(kind):
    with pytest.raises(RuntimeError, match=f"{kind.__name__}: call fit before transform"):
        kind().transform(np.ones((2, 2)))
    with pytest.raises(ValueError, match=r"x must have shape \(N, D\), got \(3,\)"):
        kind().fit(np.ones(3))
    with pytest.raises(ValueError, match="x must be finite, got nan"):
        kind().fit([[np.nan, 1.0]])
    with pytest.raises(ValueError, match="at least one example, got shape"):
        kind().fit(np.ones((0, 2)))
    scaler = kind().fit(np.random.default_rng(0).standard_normal((5, 2)))
    with pytest.raises(ValueError, match=r"x must have shape \(N, 2\), got \(5, 3\)"):
        scaler.transform(np.ones((5, 3)))
    assert repr(scaler) == f"{kind.__name__}()"


@given(labels=st.lists(st.integers(0, 4), max_size=20))
def test_one_hot_rows(labels):
    labels = np.array(labels, dtype=int)
    rows = one_hot(labels, 5, dtype=np.float32)
    assert (rows.shape, rows.dtype) == ((len(labels), 5), np.float32)
    np.testing.assert_array_equal(rows.sum(axis=1), 1)
    np.testing.assert_array_equal(rows.argmax(axis=1), labels)


def test_one_hot_errors():
    with pytest.raises(ValueError, match=r"labels must be in 0..2, got -1 to 1"):
        one_hot([-1, 1], 3)
    with pytest.raises(ValueError, match=r"labels must be in 0..2, got 0 to 3"):
        one_hot([0, 3], 3)
    with pytest.raises(TypeError, match="labels must be integers, got dtype float64"):
        one_hot([0.0, 1.0], 3)
    with pytest.raises(ValueError, match=r"labels must have shape \(N,\), got \(1, 2\)"):
        one_hot([[0, 1]], 3)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("value", [0.1, 100.1, 1e-30, -3.3e7, 0.0])
@pytest.mark.parametrize("n", [1, 3, 1000, 100_000])
def test_a_constant_feature_is_told_from_rounding(dtype, value, n):
    x = np.full((n, 2), value, dtype)
    x[:, 1] = np.nextafter(dtype(value), dtype(np.inf)) if value else 0
    x[: n // 2, 1] = value  # two neighbouring numbers differ by rounding alone
    scaler = Standardizer().fit(x)
    np.testing.assert_array_equal(scaler.transform(x), 0)
    np.testing.assert_array_equal(scaler.std, 0)
    np.testing.assert_allclose(scaler.mean, value, rtol=1e-6)


@pytest.mark.parametrize("kind", SCALERS)
@pytest.mark.parametrize("shift", [0.0, 100.0, 1e4])
def test_large_float32_columns_are_added_up_in_float64(kind, shift, rng):
    x = (shift + rng.standard_normal((200_000, 2))).astype(np.float32)
    ours, exact = kind().fit(x), kind().fit(x.astype(np.float64))
    for name in ("mean", "std", "low", "high", "matrix"):
        if hasattr(exact, name):
            np.testing.assert_allclose(getattr(ours, name), getattr(exact, name), rtol=1e-9)
    if kind is Standardizer:
        np.testing.assert_allclose(ours.std, np.std(x.astype(np.float64), axis=0), rtol=1e-9)
        z = ours.transform(x)
        assert z.dtype == np.float32
        np.testing.assert_allclose(z.std(axis=0, dtype=np.float64), 1, rtol=1e-5)


@pytest.mark.parametrize("scale", [1e-200, 1e-30, 1e30, 1e150])
def test_standardizing_loses_nothing_at_any_scale(scale, rng):
    x = scale * rng.standard_normal((50, 3))
    np.testing.assert_allclose(Standardizer().fit(x).transform(x).std(axis=0), 1, rtol=1e-12)
    z = MinMaxScaler().fit(x).transform(x)
    np.testing.assert_allclose([z.min(axis=0), z.max(axis=0)], [[0] * 3, [1] * 3], atol=1e-15)


@pytest.mark.parametrize("kind", SCALERS)
def test_what_is_too_large_is_refused_and_changes_nothing(kind, rng):
    x = rng.standard_normal((10, 2))
    scaler = kind().fit(x)
    before = scaler.transform(x)
    with pytest.raises(ValueError, match="x is too large"):
        scaler.fit(np.array([[1.7e308, 0.0], [-1.7e308, 1.0], [1.7e308, 2.0]]))
    np.testing.assert_array_equal(scaler.transform(x), before)


def test_whitener_without_eps_is_not_fooled_by_rounding(rng):
    line = np.outer(rng.standard_normal(1000), [1.0, 3.0])  # one direction only
    with pytest.raises(ValueError, match="a direction of x has no variance"):
        Whitener(eps=0.0).fit(line)


def test_one_hot_needs_no_square_of_the_classes():
    rows = one_hot([0, 299_999], 300_000)  # a square of these would take 720 GB
    assert rows.sum() == 2
    assert rows[1, -1] == 1
