"""The figures of the chapter on optimizers show the numbers that they are about."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from dlcore import plots
from dlcore.optimizers import Momentum, minimize


def test_arrows_point_downhill():
    fig = plots.downhill_field(lambda x, y: x**2 / 20 + y**2, lambda x, y: (x / 10, 2 * y))
    (arrows,) = (c for c in fig.axes[0].collections if hasattr(c, "U"))
    x, y = arrows.XY.T
    slope = np.array([x / 10, 2 * y])
    drawn = np.array([arrows.U.ravel(), arrows.V.ravel()])
    np.testing.assert_allclose(drawn, -slope / np.linalg.norm(slope, axis=0), rtol=1e-12)


@pytest.mark.parametrize("kappa", [5.0, 20.0, 100.0])
def test_the_star_is_the_best_pair_of_momentum(kappa):
    ax = plots.momentum_map(kappa).axes[0]
    star = next(line for line in ax.lines if line.get_marker() == "*")
    lr, alpha = (float(v[0]) for v in star.get_data())

    def last(lr, alpha):
        path = minimize(Momentum(lr, alpha), lambda x, y: (2 * x / kappa, 2 * y), (1, 1), 200)
        return np.abs(path[-20:]).max()

    best = last(lr, alpha)
    for other in ((0.8 * lr, alpha), (1.1 * lr, alpha), (lr, 0.7 * alpha), (lr, 1.1 * alpha)):
        assert best < last(*other)


def test_curves_of_the_map_are_counts_of_steps():
    ax = plots.momentum_map(20.0).axes[0]
    contours = next(c for c in ax.collections if hasattr(c, "levels"))
    assert list(contours.levels) == [20, 40, 80, 160]
    for level, path in zip(contours.levels, contours.get_paths(), strict=True):
        lr, alpha = path.vertices[len(path.vertices) // 2]
        way = minimize(Momentum(lr, alpha), lambda x, y: (0.1 * x, 2 * y), (1, 1), 1000)
        size = np.hypot(*way.T)
        # The rate in the long run: by how much 20 times as many steps shrink the error.
        n = int(min(2 * level, 320))
        shrunk = size[n : n + 30].max() / size[2 * n : 2 * n + 30].max()
        assert np.log(1000) * n / np.log(shrunk) == pytest.approx(level, rel=0.15)


def test_a_band_is_one_deviation_of_the_logarithm():
    runs = np.array([[1.0, 0.1], [4.0, 0.4]])
    ax = plots.bands([1, 2], {"SGD": runs}, xlabel="epoch", ylabel="loss").axes[0]
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [2.0, 0.2], rtol=1e-12)
    corners = ax.collections[0].get_paths()[0].vertices
    at_one = corners[corners[:, 0] == 1][:, 1]
    assert {round(v, 9) for v in at_one} == {1.0, 4.0}


def test_a_fifth_band_is_refused():
    with pytest.raises(ValueError, match="at most 4 groups fit in one figure, got"):
        plots.bands([1], {str(i): [[1.0]] for i in range(5)}, xlabel="x", ylabel="y")


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: plots.momentum_map(20.0, ax=ax),
        lambda ax: plots.bands([1], {"a": [[1.0]]}, xlabel="x", ylabel="y", ax=ax),
        lambda ax: plots.downhill_field(lambda x, y: x + y, lambda x, y: (x, y), ax=ax),
    ],
)
def test_draws_on_the_axes_it_is_given(draw):
    figure = Figure()
    assert draw(figure.subplots()) is figure
