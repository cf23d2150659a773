"""Every figure function returns one finished figure and leaves nothing behind."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dlcore import plots
from dlcore.datasets import make_gate

X, T = make_gate("XOR")
NAMES = ["00", "01", "10", "11"]
CALLS = {
    "curves": lambda ax: plots.curves([0, 1], {"a": [1, 2]}, xlabel="x", ylabel="y", ax=ax),
    "decision_boundary": lambda ax: plots.decision_boundary(
        X, T, lambda p: p.sum(axis=1) > 1, lines={"unit": ([1, 1], -0.5)}, names=NAMES, ax=ax
    ),
    "hidden_space": lambda ax: plots.hidden_space(X, T, line=([1, 1], -0.5), names=NAMES, ax=ax),
    "line_regions": lambda ax: plots.line_regions([[1, 0], [0, 1]], [0, 0.5], ax=ax),
    "network": lambda ax: plots.network([2, 3, 1], ax=ax),
    "success_rates": lambda ax: plots.success_rates([2, 3], {"a": [[True], [False]]}, ax=ax),
}


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in ax.texts]


@pytest.mark.parametrize("name", CALLS)
def test_returns_a_figure_that_pyplot_no_longer_keeps(name):
    before = dict(plt.rcParams)
    fig = CALLS[name](None)
    assert isinstance(fig, Figure)
    assert plt.get_fignums() == []
    assert dict(plt.rcParams) == before
    fig.canvas.draw()


@pytest.mark.parametrize("name", CALLS)
def test_draws_on_the_axes_it_is_given(name):
    fig, ax = plt.subplots()
    assert CALLS[name](ax) is fig
    assert len(fig.axes) == 1
    assert ax.has_data()
    plt.close(fig)


def test_points_that_fall_together_share_one_label():
    fig = plots.hidden_space([[0, 0], [0, 1], [0, 1], [1, 1]], T, names=NAMES)
    assert [t for t in texts(fig) if t] == ["00", "01  10", "11"]


def test_a_line_is_where_its_unit_is_zero():
    fig = plots.decision_boundary(X, T, lines={"unit": ([2.0, 1.0], -3.0)})
    (line,) = fig.axes[0].get_lines()
    for point in (line.get_xy1(), line.get_xy2()):
        assert np.dot([2.0, 1.0], point) == pytest.approx(3.0)


def test_the_shade_follows_the_prediction():
    fig = plots.decision_boundary(X, T, lambda p: p[:, 0] > 0.5)
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    image = np.asarray(canvas.buffer_rgba())
    ax = fig.axes[0]

    def colour(point):
        column, row = ax.transData.transform(point)
        return tuple(image[image.shape[0] - int(row), int(column), :3])

    assert colour((-0.4, 0.4)) == colour((0.3, -0.4)) != colour((1.4, 0.6))


def test_neighbouring_regions_have_different_tints():
    fig = plots.line_regions([[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0])
    counts = np.asarray(fig.axes[0].get_images()[0].get_array())
    assert {counts[10, 10], counts[10, -10], counts[-10, 10], counts[-10, -10]} == {0, 1, 2}


def test_a_network_says_how_many_weights_it_has():
    assert any("8×10 weights" in t for t in texts(plots.network([8, 10, 3])))


def test_bars_of_success_are_one_standard_error():
    fig = plots.success_rates([2], {"a": [[True, True, True, False]]})
    (container,) = fig.axes[0].containers
    (segment,) = container.lines[2][0].get_segments()
    assert segment[1, 1] - segment[0, 1] == pytest.approx(2 * np.sqrt(0.75 * 0.25 / 4))


@pytest.mark.parametrize("sizes", [[3], [2, 0, 1]])
def test_an_impossible_network_is_refused(sizes):
    with pytest.raises(ValueError, match="at least two layers of at least one unit"):
        plots.network(sizes)


def test_a_fifth_curve_is_refused():
    ys = {str(i): [0, 1] for i in range(5)}
    with pytest.raises(ValueError, match="at most 4 curves"):
        plots.curves([0, 1], ys, xlabel="x", ylabel="y")
