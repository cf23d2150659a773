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
NODES = {"x": ("$x$", 0, 0), "y": ("AND", 1, 0)}
CALLS = {
    "curves": lambda ax: plots.curves([0, 1], {"a": [1, 2]}, xlabel="x", ylabel="y", ax=ax),
    "decision_boundary": lambda ax: plots.decision_boundary(
        X, T, lambda p: p.sum(axis=1) > 1, lines={"unit": ([1, 1], -0.5)}, names=NAMES, ax=ax
    ),
    "hidden_space": lambda ax: plots.hidden_space(X, T, line=([1, 1], -0.5), names=NAMES, ax=ax),
    "line_regions": lambda ax: plots.line_regions([[1, 0], [0, 1]], [0, 0.5], ax=ax),
    "circuit": lambda ax: plots.circuit(NODES, {("x", "y"): "+1"}, units=["y"], ax=ax),
    "crossing_diagonals": lambda ax: plots.crossing_diagonals(ax=ax),
    "confusion": lambda ax: plots.confusion([[2, 1], [0, 3]], ax=ax),
    "images": lambda ax: plots.images(np.eye(4), titles="abcd", ax=ax),
    "kinds_of_learning": lambda ax: plots.kinds_of_learning(ax=ax),
    "learning_curves": lambda ax: plots.learning_curves([2, 4], {"a": [[0.5], [0.6]]}, ax=ax),
    "shapes": lambda ax: plots.shapes([2, 3, 1], ax=ax),
    "class_probabilities": lambda ax: plots.class_probabilities("ab", {"p": [0.2, 0.8]}, ax=ax),
    "fitted_lines": lambda ax: plots.fitted_lines([0, 1], [0, 2], {"line": (2, 0)}, ax=ax),
    "reliability_diagram": lambda ax: plots.reliability_diagram({"a": ([0.7], [0.6])}, ax=ax),
    "seed_curves": lambda ax: plots.seed_curves(
        [0, 1], {"a": [[0, 1], [0, 2]]}, xlabel="x", ylabel="y", ax=ax
    ),
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
    assert ax.has_data() or ax.texts
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


def test_points_that_fall_together_are_all_visible():
    places = [[0, 0], [1, 1], [0, 1], [1, 1]]  # a square at [1, 1], and a circle under it
    fig = plots.hidden_space(places, T, names=NAMES)
    circles, _, squares, _ = fig.axes[0].collections
    areas = dict(zip(map(tuple, circles.get_offsets().tolist()), circles.get_sizes(), strict=True))
    assert areas[1, 1] > 2 * max(squares.get_sizes()) > areas[0, 0]
    fig = plots.hidden_space([[0, 0], [0, 1], [0, 1], [1, 1]], T, names=NAMES)
    _, _, squares, _ = fig.axes[0].collections
    assert squares.get_sizes()[0] > 2 * squares.get_sizes()[1]  # the larger one is drawn first


def test_regions_are_numbered_and_the_last_line_is_cut_into_pieces():
    fig = plots.line_regions([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]], [0.0, 0.0, -1.0])
    assert sorted(texts(fig)) == [*"1234567", *"abc"]  # 1 + 1 + 2 + 3 regions, 3 pieces
    apart = plots.line_regions([[1.0, 1.0], [1.0, 1.0]], [-1.0, 1.0])  # parallel lines
    assert sorted(texts(apart)) == [*"123", "a"]


def test_only_the_regions_that_the_last_line_splits_are_tinted():
    fig = plots.line_regions([[1.0, 0.0], [0.0, 1.0]], [0.0, -3.0], limits=(-2, 2))
    assert texts(fig) == ["1", "2"]  # the last line passes by
    assert not any(len(path) for c in fig.axes[0].collections for path in c.get_paths())


def test_pieces_meet_where_the_lines_cross():
    fig = plots.line_regions([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]], [0.0, 0.0, -1.0])
    pieces = [line.get_xydata() for line in fig.axes[0].get_lines()[2:]]
    ends = sorted(tuple(point) for piece in pieces for point in piece)
    expected = [(-1, 2), (0, 1), (0, 1), (1, 0), (1, 0), (2, -1)]
    np.testing.assert_allclose(ends, expected, atol=1e-12)


def test_arrays_of_a_network_have_its_shapes():
    words = texts(plots.shapes([8, 10, 3]))
    for shape in ("N × 8", "8 × 10", "N × 10", "10 × 3", "N × 3"):
        assert any(shape in text for text in words)


def test_a_circuit_with_a_loose_wire_is_refused():
    with pytest.raises(ValueError, match="no node 'z'; there are x, y"):
        plots.circuit(NODES, {("x", "z"): ""})
    with pytest.raises(ValueError, match="no node 'h'"):
        plots.circuit(NODES, {}, units=["h"])


def test_the_segments_of_the_two_classes_cross_in_the_middle():
    circles, squares, centre = plots.crossing_diagonals().axes[0].get_lines()
    for line in (circles, squares):
        np.testing.assert_array_equal(line.get_xydata().mean(axis=0), centre.get_xydata()[0])


def test_the_product_lifts_one_point_and_the_plane_passes_between_the_classes():
    fig = plots.product_surface([2, 2, -5], -1)
    (ax,) = fig.axes
    heights = {}
    for line in ax.get_lines()[1:]:  # from each point to the plane
        (a, _), (b, _), (z, foot) = line.get_data_3d()
        heights[a, b] = z, foot
    assert {point: z for point, (z, _) in heights.items()} == {
        (0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1,
    }  # fmt: skip
    above = {point for point, (z, foot) in heights.items() if z > foot}
    assert above == {(0, 0), (1, 1)}
    x1, x2, z = ax.get_lines()[0].get_data_3d()  # where plane and surface meet
    seen = np.isfinite(x2)
    assert seen.sum() > 20
    np.testing.assert_allclose(z[seen], x1[seen] * x2[seen])
    np.testing.assert_allclose(2 * x1[seen] + 2 * x2[seen] - 5 * z[seen] - 1, 0, atol=1e-12)
    fig.canvas.draw()


@pytest.mark.parametrize("weights", [[1, 1], [1, 1, 0]])
def test_a_plane_that_stands_upright_is_refused(weights):
    with pytest.raises(ValueError, match="with w3 not 0"):
        plots.product_surface(weights, -0.5)


def test_bars_of_success_are_one_standard_error():
    fig = plots.success_rates([2], {"a": [[True, True, True, False]]})
    (container,) = fig.axes[0].containers
    (segment,) = container.lines[2][0].get_segments()
    assert segment[1, 1] - segment[0, 1] == pytest.approx(2 * np.sqrt(0.75 * 0.25 / 4))


@pytest.mark.parametrize("sizes", [[3], [2, 0, 1]])
def test_an_impossible_network_is_refused(sizes):
    with pytest.raises(ValueError, match="at least two layers of at least one unit"):
        plots.shapes(sizes)
    with pytest.raises(ValueError, match="n_examples must be at least 1, got 0"):
        plots.shapes([2, 1], n_examples=0)


def test_curves_begin_at_zero_unless_they_go_below():
    for y, bottom in (([1, 2], 0), ([-1, 2], -1.15)):
        fig = plots.curves([0, 1], {"a": y}, xlabel="x", ylabel="y")
        assert fig.axes[0].get_ylim()[0] == pytest.approx(bottom)


def test_a_fifth_curve_is_refused():
    ys = {str(i): [0, 1] for i in range(5)}
    with pytest.raises(ValueError, match="at most 4 curves"):
        plots.curves([0, 1], ys, xlabel="x", ylabel="y")
