"""The figures of the introduction: ink where the pixels are, counts where they belong."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import PathPatch, Rectangle

from dlcore import plots
from dlcore.plots import style

EIGHT = np.arange(64) / 63


def patches(figure, kind):
    return [patch for patch in figure.axes[0].patches if isinstance(patch, kind)]


def ink(figure):
    """The middles of the squares of ink, by their level in sixteenths."""
    levels = {}
    for patch in patches(figure, PathPatch):
        squares = patch.get_path().vertices.reshape(-1, 5, 2)
        levels[round(16 * patch.get_alpha())] = {tuple(middle) for middle in
                                                  squares[:, :4].mean(axis=1).round(6)}  # fmt: skip
    return levels


def test_a_pixel_is_where_it_stands_in_the_row():
    x = np.zeros((1, 4))
    x[0, 1], x[0, 2] = 1, 0.5  # top right, bottom left
    levels = ink(plots.images(x))
    ((right, top),), ((left, bottom),) = levels[16], levels[8]
    assert (right - left, top - bottom) == (1, 1)
    assert levels.keys() == {8, 16}


def test_all_ink_is_drawn_once():
    x = np.stack([EIGHT, EIGHT[::-1], 0 * EIGHT])
    squares = [square for level in ink(plots.images(x, n_columns=2)).values() for square in level]
    assert len(squares) == len(set(squares)) == (np.round(16 * x) > 0).sum()


def test_pictures_have_their_titles_and_no_others():
    fig = plots.images(np.stack([EIGHT, EIGHT]), titles=["3, not 5", "8"])
    assert [text.get_text() for text in fig.axes[0].texts] == ["3, not 5", "8"]
    with pytest.raises(ValueError, match="a title for each of 1 pictures, got 2"):
        plots.images([EIGHT], titles=["a", "b"])


def test_what_is_no_square_is_refused():
    with pytest.raises(ValueError, match=r"a square picture, got \(63,\) numbers"):
        plots.images([EIGHT[:63]])


def test_the_confusion_matrix_has_true_classes_in_rows():
    fig = plots.confusion([[5, 2, 0], [0, 4, 0], [1, 0, 3]])
    places = {text.get_position(): text.get_text() for text in fig.axes[0].texts}
    assert places == {(0, 0): "5", (1, 0): "2", (1, 1): "4", (0, 2): "1", (2, 2): "3"}
    bottom, top = fig.axes[0].get_ylim()
    assert bottom > top  # the first row stands at the top
    assert fig.axes[0].get_ylabel() == "true class"


def test_right_and_wrong_answers_have_the_colours_of_their_own():
    fig = plots.confusion([[5, 2], [0, 4]])
    colours = {patch.get_xy(): patch.get_facecolor()[:3] for patch in patches(fig, Rectangle)}
    rgb = [plt.matplotlib.colors.to_rgb(c) for c in style.CLASSES]
    assert colours == {(-0.5, -0.5): rgb[0], (0.5, -0.5): rgb[1], (0.5, 0.5): rgb[0]}


@pytest.mark.parametrize("counts", [[[1, 2, 3], [4, 5, 6]], [1, 2], [[1, -1], [0, 1]]])
def test_what_is_no_confusion_matrix_is_refused(counts):
    with pytest.raises(ValueError, match="a square of counts"):
        plots.confusion(counts)


def test_a_matrix_without_mistakes_is_drawn():
    fig = plots.confusion(np.diag([3, 4]))
    assert len(patches(fig, Rectangle)) == 2


def test_learning_curves_show_mean_and_standard_deviation():
    scores = np.array([[0.5, 0.7], [0.8, 0.9]])
    (container,) = plots.learning_curves([20, 100], {"a": scores}).axes[0].containers
    np.testing.assert_allclose(container.lines[0].get_xdata(), [20, 100])
    np.testing.assert_allclose(container.lines[0].get_ydata(), scores.mean(axis=1))
    (bars,) = container.lines[2]
    heights = [segment[1, 1] - segment[0, 1] for segment in bars.get_segments()]
    np.testing.assert_allclose(heights, 2 * scores.std(axis=1))


def test_deep_learning_reaches_into_all_three_kinds():
    fig = plots.kinds_of_learning()
    words = {text.get_text().replace("\n", " "): text.get_position() for text in fig.axes[0].texts}
    band = fig.axes[0].patches[-1]
    for kind in ("supervised learning", "unsupervised learning", "reinforcement learning"):
        x, _ = words[kind]
        assert band.contains_point(fig.axes[0].transData.transform((x, band.center[1])))


def test_the_zoo_shows_four_families():
    fig = plots.network_zoo()
    names = [ax.get_title(loc="left")[:3] for ax in fig.axes]
    assert names == ["DNN", "CNN", "RNN", "GAN"]
    assert plt.get_fignums() == []
    fig.canvas.draw()
