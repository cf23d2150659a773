"""The figures of the chapter on hyperparameters draw the numbers that they are given."""

import numpy as np

from dlcore import plots


def lines(figure, k=0):
    return [each.get_xydata() for each in figure.axes[k].get_lines()]


def test_every_model_is_a_dot_at_its_score_and_the_best_is_a_square():
    figure = plots.best_of_many([95.0, 96.0, 96.0, 98.0], 96.5)
    low, middle, best, truth = figure.axes[0].get_lines()
    assert low.get_xydata().tolist() == [[95, 1]]
    assert middle.get_xydata().tolist() == [[96, 1], [96, 2]]
    assert best.get_marker() == "s"
    assert best.get_xydata().tolist() == [[98, 1]]
    assert set(truth.get_xdata()) == {96.5}


def test_a_strip_has_every_value_and_its_mean_with_one_standard_deviation():
    ax = plots.strips({"a": [1.0, 3.0], "b": [5.0, 5.0, 8.0]}, xlabel="x").axes[0]
    for sample, bars in zip(([1.0, 3.0], [5.0, 5.0, 8.0]), ax.containers, strict=True):
        assert any(line.get_xdata().tolist() == sample for line in ax.get_lines())
        (x,) = bars.lines[0].get_xdata()
        assert x == np.mean(sample)
        ends = bars.lines[2][0].get_segments()[0][:, 0]
        np.testing.assert_allclose(ends, [x - np.std(sample), x + np.std(sample)])


def test_small_curves_stand_in_their_panels_validation_first():
    figure = plots.small_curves({"a": ([0, 1], [0.5, 1]), "b": ([0.2, 0.4], [1, 1])}, n_columns=1)
    _, validation, train, _, second, _ = lines(figure)
    assert validation[:, 1].tolist() == [0, 1]
    assert train[:, 1].tolist() == [0.5, 1]
    np.testing.assert_allclose(second[:, 1] - (-1.5), [0.2, 0.4])
    assert [text.get_text() for text in figure.axes[0].texts] == ["a", "b"]


def test_the_best_tenth_of_the_trials_are_squares_where_their_settings_lie():
    scores = np.linspace(0, 1, 20)
    rates, decays = np.geomspace(0.1, 1, 20), np.geomspace(1e-4, 1e-2, 20)
    others, best = plots.trial_map(rates, decays, scores).axes[0].collections
    np.testing.assert_allclose(best.get_offsets(), np.column_stack([rates, decays])[-2:])
    assert len(others.get_offsets()) == 18
    assert best.get_sizes().min() > others.get_sizes().max()


def test_a_grid_has_fewer_values_on_an_axis_than_random_trials():
    grid = [[0.2, 0.2], [0.2, 0.8], [0.8, 0.2], [0.8, 0.8]]
    figure = plots.grid_and_random([grid, [[0.1, 0.2], [0.3, 0.4]]])
    assert [ax.get_title(loc="left") for ax in figure.axes] == [
        "grid: 2 values",
        "random: 2 values",
    ]
    points, shadows = lines(figure)
    assert points.tolist() == grid
    assert shadows[:, 0].tolist() == [x for x, _ in grid]
