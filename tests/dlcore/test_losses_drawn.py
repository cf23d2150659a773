"""The figures of the chapter on losses draw the numbers that they are given."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.collections import FillBetweenPolyCollection

from dlcore import plots


def line(figure, label):
    return next(each for each in figure.axes[0].get_lines() if each.get_label() == label)


def test_bars_are_as_high_as_the_probabilities_and_stand_at_their_classes():
    rows = {"a": [0.1, 0.2, 0.7], "b": [0.3, 0.3, 0.4]}
    ax = plots.class_probabilities(["x", "y", "z"], rows).axes[0]
    for bars, p in zip(ax.containers, rows.values(), strict=True):
        assert [bar.get_height() for bar in bars] == p
        assert [round(bar.get_x() + bar.get_width() / 2) for bar in bars] == [0, 1, 2]
    edges = sorted((bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches)
    assert all(right < left for (_, right), (left, _) in pairwise(edges))


def test_lines_run_through_their_own_points_and_outliers_are_marked():
    figure = plots.fitted_lines([0, 1, 4], [1, 3, -9], {"fit": (2, 1)}, outliers=[0, 0, 1])
    assert line(figure, "fit").get_xydata().tolist() == [[0, 1], [4, 9]]
    assert line(figure, "outlier").get_xydata().tolist() == [[4, -9]]


def test_the_band_is_one_standard_deviation_about_the_mean():
    runs = np.array([[1.0, 2.0], [3.0, 2.0], [5.0, 8.0]])
    figure = plots.seed_curves([0, 1], {"a": runs}, xlabel="x", ylabel="y", levels={"l": 7})
    assert line(figure, "a").get_ydata().tolist() == [3, 4]
    (band,) = [each for each in figure.axes[0].collections
               if isinstance(each, FillBetweenPolyCollection)]  # fmt: skip
    heights = band.get_paths()[0].vertices[:, 1]
    spread = runs.std(axis=0, ddof=1)
    assert heights.min() == pytest.approx((runs.mean(axis=0) - spread).min())
    assert heights.max() == pytest.approx((runs.mean(axis=0) + spread).max())


def test_each_panel_shows_a_group_beside_the_first_on_one_scale():
    runs = {"a": [[0, 1], [2, 1]], "b": [[1, 5], [1, 7]], "c": [[-9, 2], [-7, 2]]}
    figure = plots.seed_panels([0, 1], runs, xlabel="x", ylabel="y")
    for ax, name in zip(figure.axes, "bc", strict=True):
        drawn = {each.get_label(): each.get_ydata().tolist() for each in ax.get_lines()}
        assert drawn == {"a": [1, 1], name: np.mean(runs[name], axis=0).tolist()}
        assert ax.get_ylim() == figure.axes[0].get_ylim()


def test_one_group_needs_no_panels():
    with pytest.raises(ValueError, match="at least 2 groups, got 1"):
        plots.seed_panels([0], {"a": [[1], [2]]}, xlabel="x", ylabel="y")


def test_the_diagram_leaves_out_bins_that_most_seeds_do_not_fill():
    nan = np.nan
    confidence = np.array([[0.35, 0.6, 0.9], [nan, 0.7, 0.9], [nan, nan, 0.9]])
    accuracy = np.array([[0.0, 0.5, 0.8], [nan, 0.7, 0.7], [nan, nan, 0.9]])
    figure = plots.reliability_diagram({"a": (confidence, accuracy)})
    drawn = figure.axes[0].containers[0][0].get_xydata()
    np.testing.assert_allclose(drawn, [[0.65, 0.6], [0.9, 0.8]])
    diagonal = line(figure, "perfect calibration")
    assert diagonal.get_xydata().tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize(
    "draw",
    [
        lambda five: plots.class_probabilities("a", five),
        lambda five: plots.fitted_lines([0, 1], [0, 1], five),
        lambda five: plots.reliability_diagram(five),
        lambda five: plots.seed_curves([0], five, xlabel="x", ylabel="y"),
    ],
)
def test_five_series_are_refused(draw):
    with pytest.raises(ValueError, match="at most 4 series"):
        draw({str(i): ([1], [1]) for i in range(5)})
