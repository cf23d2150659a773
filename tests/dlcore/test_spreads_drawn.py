"""The figures of the chapter batch-norm draw the numbers that they are given."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from dlcore import plots


def test_spreads_draw_means_with_their_deviations():
    runs = {"a": [[1.0, 3.0], [5.0, 5.0]], "b": [[0.0, 0.0], [2.0, 4.0]]}
    (ax,) = plots.spreads([2, 8], runs, xlabel="size", ylabel="error").axes
    assert ax.get_xscale() == "log"
    assert [text.get_text() for text in ax.get_xticklabels()] == ["2", "8"]
    for container, group in zip(ax.containers, runs.values(), strict=True):
        line, _, (bars,) = container.lines
        np.testing.assert_allclose(line.get_ydata(), np.mean(group, axis=1))
        ends = np.array([segment[:, 1] for segment in bars.get_segments()])
        np.testing.assert_allclose((ends[:, 1] - ends[:, 0]) / 2, np.std(group, axis=1))
        np.testing.assert_allclose(line.get_xdata(), [2, 8], rtol=0.06)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["a", "b"]


def test_loss_ranges_draw_the_medians_of_both_ends():
    runs = [[[1.0, 2.0], [0.5, 0.9]], [[1.0, 4.0], [0.7, 0.9]], [[3.0, 9.0], [0.6, 8.0]]]
    (ax,) = plots.loss_ranges([0, 5], {"BN": runs}).axes
    low, high = (line.get_ydata() for line in ax.lines)
    np.testing.assert_allclose(low, [1.0, 0.6])
    np.testing.assert_allclose(high, [4.0, 0.9])
    assert any(isinstance(c, PolyCollection) for c in ax.collections)
    assert ax.get_yscale() == "log"


def test_what_could_not_be_told_apart():
    five = {key: [[1.0], [2.0]] for key in "abcde"}
    with pytest.raises(ValueError, match="at most 4 groups"):
        plots.spreads([1, 2], five, xlabel="x", ylabel="y")
    with pytest.raises(ValueError, match="at most 2 ranges"):
        plots.loss_ranges([1], {key: [[[1.0, 2.0]]] for key in "abc"})
