"""Stacked networks with dropout and decay are what the plain package makes of each."""

import numpy as np
import pytest

from dlcore.experiments import train_regularized
from dlcore.layers import Affine, Dropout, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import fit

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(23, 5)), RNG.integers(0, 3, 23)
X_TEST, T_TEST = RNG.normal(size=(9, 5)), RNG.integers(0, 3, 9)


@pytest.mark.parametrize(
    ("p", "l2", "depth", "batch_size"), [(0.3, 0.02, 2, 10), (0, 0, 1, 23), (0.5, 0, 3, 8)]
)
def test_each_network_is_what_fit_makes_of_it(p, l2, depth, batch_size):
    seeds, labels = [3, 8], np.stack([T, T[::-1]])
    run = train_regularized(
        X, labels, X_TEST, T_TEST, seeds=seeds, n_hidden=7, depth=depth, p=p, l2=l2, lr=0.3,
        epochs=5, batch_size=batch_size, every=2,
    )  # fmt: skip
    assert run.epochs.tolist() == [2, 4, 5]
    for i, seed in enumerate(seeds):
        rng, parts, width = np.random.default_rng(seed), [], 5
        for _ in range(depth):
            parts += [Affine(width, 7, rng=rng), ReLU(), Dropout(p, rng=rng)]
            width = 7
        net = Sequential(*parts, Affine(7, 3, rng=rng))
        fit(net, SoftmaxCrossEntropy(), SGD(0.3), X, labels[i], epochs=5, l2=l2,
            batch_size=batch_size, rng=rng)  # fmt: skip
        weights = [w for name, w in net.params.items() if name.endswith("W")]
        for (w, _), wanted in zip(run.layers, weights, strict=True):
            np.testing.assert_allclose(w[i], wanted, rtol=1e-9, atol=1e-12)
        norm = np.sqrt(sum((w * w).sum() for w in weights))
        assert run.weight_norm[i, -1] == pytest.approx(norm)
        for x, t, loss, right in (
            (X, labels[i], run.train_loss, run.train_accuracy),
            (X_TEST, T_TEST, run.test_loss, run.test_accuracy),
        ):
            assert loss[i, -1] == pytest.approx(SoftmaxCrossEntropy()(net(x), t))
            assert right[i, -1] == np.mean(net(x).argmax(axis=1) == t)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X * np.nan}, "x must be finite"),
        ({"t": T[1:]}, r"t must have shape \(23,\)"),
        ({"t_test": T_TEST * 1.0}, "t_test must hold classes"),
        ({"p": 1.0}, r"p must be in \[0, 1\)"),
        ({"l2": -1}, "l2 must be"),
        ({"every": 0}, "every must be at least 1"),
    ],
)
def test_what_is_refused(change, message):
    given = {"x": X, "t": T, "x_test": X_TEST, "t_test": T_TEST, "seeds": [0]} | change
    with pytest.raises(ValueError, match=message):
        train_regularized(**given)
