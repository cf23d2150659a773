import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.datasets import (
    load_digits,
    train_test_split,
)


@given(n=st.integers(4, 60), size=st.integers(1, 3), seed=st.integers(0, 99))
def test_split_keeps_pairs_and_uses_each_once(n, size, seed):
    rng = np.random.default_rng(seed)
    x, t = np.arange(n), np.arange(n) % 3
    for stratify in (True, False):
        a, b, ta, tb = train_test_split(x, t, test_size=size, stratify=stratify, rng=rng)
        assert len(b) == size
        assert sorted([*a, *b]) == list(range(n))
        np.testing.assert_array_equal(ta, a % 3)
        np.testing.assert_array_equal(tb, b % 3)


def test_split_is_stratified(rng):
    x, t = load_digits()
    _, _, _, t_test = train_test_split(x, t, test_size=0.2, rng=rng)
    assert len(t_test) == 359
    np.testing.assert_allclose(np.bincount(t_test), np.bincount(t) * 0.2, atol=1)
    assert (np.diff(t_test) < 0).any()  # shuffled, not class by class
    rare = np.array([0] * 90 + [1] * 10)
    for _ in range(20):
        _, _, _, test = train_test_split(np.arange(100), rare, test_size=20, rng=rng)
        assert np.bincount(test).tolist() == [18, 2]
    single = np.array([0] * 99 + [1])  # its share of a fifth is rounded down
    _, _, _, test = train_test_split(np.arange(100), single, test_size=20, rng=rng)
    assert test.sum() == 0


def test_split_errors(rng):
    x, t = np.arange(10), np.zeros(10, int)
    for bad in (0, 10, 1.0, 0.01):
        with pytest.raises(ValueError, match=rf"test_size must leave .* of 10, got {bad}"):
            train_test_split(x, t, test_size=bad, rng=rng)
    with pytest.raises(ValueError, match="equal lengths, got 10 and 9"):
        train_test_split(x, t[:9], test_size=2, rng=rng)
    with pytest.raises(ValueError, match=r"stratify needs labels .* in t, got \(10, 2\)"):
        train_test_split(x, np.zeros((10, 2)), test_size=2, rng=rng)
    with pytest.raises(TypeError, match="rng must be"):
        train_test_split(x, t, test_size=2, rng=None)


@given(
    sizes=st.lists(st.integers(1, 30), min_size=1, max_size=12),
    share=st.floats(0.05, 0.95),
    seed=st.integers(0, 99),
)
def test_every_class_gives_its_share_rounded_down_or_up(sizes, share, seed):
    t = np.repeat(np.arange(len(sizes)), sizes)
    n, n_test = len(t), round(share * len(t))
    if not 0 < n_test < n:
        return
    _, _, train, test = train_test_split(
        np.arange(n), t, test_size=n_test, rng=np.random.default_rng(seed)
    )
    exact = np.array(sizes) * n_test / n
    counts = np.bincount(test, minlength=len(sizes))
    assert counts.sum() == n_test
    assert (counts >= np.floor(exact - 1e-9)).all()
    assert (counts <= np.ceil(exact + 1e-9)).all()
    np.testing.assert_array_equal(counts + np.bincount(train, minlength=len(sizes)), sizes)


def test_singleton_classes_do_not_push_the_others_out(rng):
    t = np.array([0] * 90 + list(range(1, 11)))
    seen = set()
    for _ in range(30):
        _, _, _, test = train_test_split(np.arange(100), t, test_size=20, rng=rng)
        assert (test == 0).sum() == 18
        seen |= set(test[test > 0].tolist())
    assert len(seen) > 5  # which of the singletons, chance decides
