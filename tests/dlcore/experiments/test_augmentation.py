"""Pictures move as far as they should, and the record is what training gives."""

import numpy as np
import pytest

from dlcore.experiments import load_augmentation, shift_images, train_on_shifts


def test_whole_pixels_are_rolled_and_what_enters_is_paper():
    x = np.random.default_rng(1).random((200, 16))
    moved = shift_images(x, 1, whole=True, rng=np.random.default_rng(0)).reshape(-1, 4, 4)
    framed = np.pad(x.reshape(-1, 4, 4), ((0, 0), (1, 1), (1, 1)))
    nine = [framed[:, 1 - i : 5 - i, 1 - j : 5 - j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    fits = np.array([np.isclose(moved, each).all(axis=(1, 2)) for each in nine])
    assert fits.any(axis=0).all()
    assert fits.any(axis=1).all()  # all nine ways occur


def test_a_part_of_a_pixel_moves_the_centre_of_the_ink_by_as_much():
    picture = np.zeros((1, 64))
    picture[0, 27] = 1.0  # row 3, column 3
    moved = shift_images(np.repeat(picture, 500, axis=0), 1.0, rng=np.random.default_rng(0))
    assert moved.sum(axis=1) == pytest.approx(1.0)
    rows, columns = np.divmod(np.arange(64), 8)
    for centre in (moved @ rows - 3, moved @ columns - 3):
        assert -1 <= centre.min() < -0.95
        assert 0.95 < centre.max() <= 1
        assert abs(centre.mean()) < 0.1


@pytest.mark.parametrize(
    ("size", "shifts", "seed"),
    [("small", "none", 0), ("small", "whole pixels", 1), ("small", "sub-pixel", 19)],
)
def test_the_record_is_what_training_gives(size, shifts, seed):
    found = train_on_shifts(size, shifts, rng=np.random.default_rng(seed))
    recorded = [runs[seed] for runs in load_augmentation(size)[shifts].values()]
    np.testing.assert_allclose(found, recorded, atol=1e-12)


def test_the_record_of_the_large_network_is_what_training_gives():
    found = train_on_shifts("large", "sub-pixel", rng=np.random.default_rng(2))
    recorded = [runs[2] for runs in load_augmentation("large")["sub-pixel"].values()]
    np.testing.assert_allclose(found, recorded, atol=1e-12)


def test_what_is_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="a row of x must be a square picture, got 5 numbers"):
        shift_images(np.ones((2, 5)), 1, rng=rng)
    with pytest.raises(ValueError, match=r"reach must be in \[0, 8\], got 9"):
        shift_images(np.ones((2, 4)), 9, rng=rng)
    with pytest.raises(ValueError, match="size must be one of"):
        load_augmentation("medium")
    with pytest.raises(ValueError, match="shifts must be one of"):
        train_on_shifts("small", "twice", rng=rng)
