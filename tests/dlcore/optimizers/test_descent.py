import numpy as np
import pytest

from dlcore import (
    SGD,
    AdaGrad,
    Adam,
    Momentum,
    minimize,
)

pytestmark = pytest.mark.usefixtures("strict")


def test_minimize(rng):
    optimizer = Momentum(0.1)
    path = minimize(optimizer, lambda x, y: (x / 10, 2 * y), (-7, 2), 30)
    assert path.shape == (31, 2)
    np.testing.assert_array_equal(path[0], [-7, 2])
    again = minimize(optimizer, lambda x, y: (x / 10, 2 * y), (-7, 2), 30)
    np.testing.assert_array_equal(path, again)  # it starts afresh
    with pytest.raises(ValueError, match="n_steps must be at least 1, got 0"):
        minimize(optimizer, lambda x: x, [1.0], 0)
    with pytest.raises(ValueError, match=r"must have shape \(2,\), got \(1,\)"):
        minimize(optimizer, lambda x, y: (x,), [1.0, 2.0], 1)


def test_the_ravine_of_the_lectures():
    # f = x²/20 + y² from (-7, 2), 30 steps at the rates that lectures use
    rates = {SGD: 0.95, Momentum: 0.1, AdaGrad: 1.5, Adam: 0.3}
    end = {
        kind.__name__: minimize(kind(lr), lambda x, y: (x / 10, 2 * y), (-7, 2), 30)[-1]
        for kind, lr in rates.items()
    }
    f = {name: x**2 / 20 + y**2 for name, (x, y) in end.items()}
    want = {"SGD": 0.0133, "Momentum": 0.048, "AdaGrad": 0.0007, "Adam": 0.102}
    for name, value in want.items():
        assert f[name] == pytest.approx(value, abs=6e-4 if value > 0.01 else 5e-5)
