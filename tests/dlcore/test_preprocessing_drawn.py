"""The figures of the chapter on preprocessing draw the numbers that they are given."""

import numpy as np
import pytest

from dlcore import plots


def test_clouds_keep_their_points_and_mark_the_mean():
    panels = {"a": [[1, 2], [3, 6]], "b": [[0, 0], [2, 2]]}
    drawn_on = plots.clouds(panels, labels=("x", "y")).axes
    for ax, points in zip(drawn_on, panels.values(), strict=True):
        drawn, mean = ax.get_lines()
        assert drawn.get_xydata().tolist() == points
        assert mean.get_xydata().tolist() == [np.mean(points, axis=0).tolist()]
        assert ax.get_aspect() == 1


def test_four_panels_make_a_square():
    figure = plots.clouds({key: [[0, 0], [1, 1]] for key in "abcd"}, labels=("x", "y"))
    assert figure.axes[0].get_gridspec().get_geometry() == (2, 2)


def test_a_round_valley_takes_one_step_and_a_long_one_shrinks_as_the_formula_says():
    x = np.array([[2.0, 0.0], [0.0, 1.0]])  # curvatures 2 and 1/2, κ = 4
    long, round_ = plots.weight_valleys({"long": x, "round": np.eye(2)}, n_steps=5).axes
    assert "κ = 4" in long.get_title(loc="left")
    path = round_.get_lines()[0].get_xydata()
    np.testing.assert_allclose(path[1:], 0, atol=1e-12)
    path = long.get_lines()[0].get_xydata()
    shares = np.linalg.norm(path[1:], axis=1) / np.linalg.norm(path[:-1], axis=1)
    np.testing.assert_allclose(shares, 3 / 5)  # (κ - 1) / (κ + 1)


def test_powers_are_drawn_on_logarithmic_axes():
    ax = plots.power_curves([1, 10], {"a": [1, 100]}, xlabel="x", ylabel="y").axes[0]
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.get_lines()[0].get_xydata().tolist() == [[1, 1], [10, 100]]


def test_equal_seeds_are_stacked_and_the_bar_stands_at_the_mean():
    ax = plots.seed_dots({"a": [0.5, 0.7, 0.5]}, xlabel="x", chance=0.4).axes[0]
    chance, dots, mean = ax.get_lines()
    assert set(chance.get_xdata()) == {0.4}
    np.testing.assert_allclose(dots.get_xydata(), [[0.5, 0], [0.5, 0.09], [0.7, 0]])
    np.testing.assert_allclose(mean.get_xdata(), 1.7 / 3)


@pytest.mark.parametrize(
    "draw",
    [
        lambda five: plots.power_curves([1], five, xlabel="x", ylabel="y"),
        lambda five: plots.seed_dots(five, xlabel="x", chance=0.5),
    ],
)
def test_a_fifth_series_is_refused(draw):
    with pytest.raises(ValueError, match=r"at most 4 .* fit in one figure, got 5"):
        draw({key: [1.0] for key in "abcde"})
