import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.datasets import (
    MAIL_WORDS,
    make_blobs,
    make_circles,
    make_gate,
    make_mails,
    make_moons,
    make_spirals,
)

DRAWN = {
    "blobs": lambda n, rng: make_blobs(n, [[0, 0], [3, 3]], rng=rng),
    "moons": lambda n, rng: make_moons(n, noise=0.1, rng=rng),
    "circles": lambda n, rng: make_circles(n, noise=0.1, rng=rng),
    "spirals": lambda n, rng: make_spirals(n, noise=0.1, rng=rng),
    "mails": lambda n, rng: make_mails(n, rng=rng),
}


@pytest.mark.parametrize("name", DRAWN)
@given(n=st.integers(1, 50), seed=st.integers(0, 99))
def test_drawn_sets_have_n_rows_even_classes_and_repeat_by_seed(name, n, seed):
    x, t = DRAWN[name](n, np.random.default_rng(seed))
    assert (len(x), x.dtype, t.dtype.kind) == (n, np.float64, "i")
    assert np.ptp(np.bincount(t, minlength=2)) <= 1
    again, _ = DRAWN[name](n, np.random.default_rng(seed))
    np.testing.assert_array_equal(x, again)


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_sets_check_their_arguments(name, rng):
    with pytest.raises(ValueError, match="n must be at least 1, got 0"):
        DRAWN[name](0, rng)
    with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator"):
        DRAWN[name](5, None)


def test_gates_in_table_order():
    for name, table in (("AND", [0, 0, 0, 1]), ("xor", [0, 1, 1, 0]), ("nor", [1, 0, 0, 0])):
        x, t = make_gate(name)
        np.testing.assert_array_equal(x, [[0, 0], [0, 1], [1, 0], [1, 1]])
        assert x.dtype == np.float64
        assert t.tolist() == table
    with pytest.raises(ValueError, match=r"name must be one of .* got 'not'"):
        make_gate("not")


def test_blobs_lie_around_their_centres(rng):
    centers = np.array([[0, 0, 5], [9, 9, 9]])
    x, t = make_blobs(20_000, centers, std=2.0, rng=rng)
    for k in (0, 1):
        np.testing.assert_allclose(x[t == k].mean(axis=0), centers[k], atol=0.1)
        np.testing.assert_allclose(x[t == k].std(axis=0), 2, rtol=0.03)
    with pytest.raises(ValueError, match="std must be a finite number"):
        make_blobs(5, centers, std=-1, rng=rng)
    with pytest.raises(ValueError, match=r"centers must have shape \(C, D\), got \(3,\)"):
        make_blobs(5, centers[0], rng=rng)


def test_shapes_without_noise_are_exact(rng):
    x, t = make_moons(1000, rng=rng)
    np.testing.assert_allclose(np.linalg.norm(x[t == 0], axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(x[t == 1] - [1, 0.5], axis=1), 1)
    assert x[t == 0, 1].min() >= 0
    assert x[t == 1, 1].max() <= 0.5
    x, t = make_circles(1000, ratio=0.3, rng=rng)
    np.testing.assert_allclose(np.linalg.norm(x, axis=1), np.where(t == 0, 1, 0.3))
    with pytest.raises(ValueError, match=r"ratio must be in \(0, 1\), got 1"):
        make_circles(10, ratio=1, rng=rng)
    x, t = make_spirals(900, n_classes=3, turns=1.5, rng=rng)
    radius = np.linalg.norm(x, axis=1)
    angle = 2 * np.pi * (1.5 * radius + t / 3)
    np.testing.assert_allclose(x, radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1))


def test_mails_count_twelve_words_and_drift_hides_spam(rng):
    x, t = make_mails(4000, rng=rng)
    assert x.shape == (4000, 12) == (4000, len(MAIL_WORDS))
    assert (x == x.round()).all()
    assert (x >= 0).all()
    free = MAIL_WORDS.index("free")
    assert x[t == 1, free].mean() == pytest.approx(1.5, abs=0.15)
    moved, s = make_mails(4000, drift=1.0, rng=rng)
    assert moved[s == 1, free].mean() == pytest.approx(0.2, abs=0.05)
    np.testing.assert_allclose(moved[s == 0].mean(axis=0), x[t == 0].mean(axis=0), atol=0.15)
    with pytest.raises(ValueError, match=r"drift must be in \[0, 1\], got 2"):
        make_mails(5, drift=2, rng=rng)
