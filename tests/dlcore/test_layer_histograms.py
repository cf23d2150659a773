"""The histograms of layers show the numbers of each layer, and their spread in words."""

import numpy as np
import pytest

from dlcore import plots


def test_each_layer_has_a_histogram_of_all_its_numbers_on_one_axis():
    rng = np.random.default_rng(0)
    layers = [rng.normal(0, std, 500) for std in (1.0, 0.1)]
    (ax,) = plots.layer_histograms({"one": layers}).axes
    for bars, row in zip(ax.containers, (-1, -2), strict=True):
        assert {bar.get_y() for bar in bars} == {row}
        assert max(bar.get_height() for bar in bars) == pytest.approx(0.8)
    wide, narrow = ([bar.get_height() > 0 for bar in bars] for bars in ax.containers)
    assert sum(narrow) < sum(wide) / 3
    assert [text.get_text() for text in ax.texts] == [f"std {h.std():.2g}" for h in layers]


def test_one_panel_a_network_and_none_left_over():
    titles = ["a", "b", "c"]
    figure = plots.layer_histograms({title: [[0.0, 1.0]] for title in titles})
    assert [ax.get_title(loc="left") for ax in figure.axes] == titles


def test_layers_of_zeros_are_drawn_as_one_bar_at_zero():
    (ax,) = plots.layer_histograms({"dead": [np.zeros(9)]}).axes
    (full,) = [bar for bar in ax.patches if bar.get_height() > 0]
    assert full.get_x() <= 0 <= full.get_x() + full.get_width()
    assert ax.texts[0].get_text() == "std 0"
