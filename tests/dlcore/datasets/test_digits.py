import hashlib

import numpy as np

from dlcore import accuracy, fit
from dlcore.datasets import (
    load_digits,
    train_test_split,
)


def test_digits_are_the_1797(rng):
    x, t = load_digits()
    assert (x.shape, x.dtype, t.shape) == ((1797, 64), np.float64, (1797,))
    assert np.bincount(t).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert set(np.unique(16 * x)) == set(range(17))
    # the sum of all pixels of the original, and a digest of the whole
    assert (16 * x).sum() == 561_718
    digest = hashlib.sha256((16 * x).astype(np.uint8).tobytes() + t.astype(np.uint8).tobytes())
    assert digest.hexdigest().startswith("87ff0c9e40dc7e2c")
    assert load_digits(dtype=np.float32)[0].dtype == np.float32


def test_digits_can_be_learned(rng):
    from dlcore import Adam, Affine, ReLU, Sequential, SoftmaxCrossEntropy

    x_train, x_test, t_train, t_test = train_test_split(*load_digits(), test_size=360, rng=rng)
    net = Sequential(Affine(64, 32, rng=rng), ReLU(), Affine(32, 10, rng=rng))
    fit(
        net, SoftmaxCrossEntropy(), Adam(0.01), x_train, t_train, epochs=10, batch_size=32, rng=rng
    )  # fmt: skip
    assert accuracy(net, x_test, t_test) > 0.93
