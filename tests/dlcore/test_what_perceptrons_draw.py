"""The pictures of the perceptron's chapter say what its numbers say."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.text import Annotation

from dlcore import plots
from dlcore.perceptron import AND, NAND, OR
from dlcore.plots import style


def marks(ax):
    """Return {colour: [(x, y, size)]} of the scattered marks of an axes, legend marks apart."""
    found = {}
    for each in ax.collections:
        points, sizes = each.get_offsets(), each.get_sizes()
        if len(points):
            sizes = np.broadcast_to(sizes, len(points))
            rows = np.column_stack([points, sizes]).tolist()
            found.setdefault(tuple(each.get_facecolor()[0]), []).extend(rows)
    return found


def test_each_gate_has_its_squares_and_an_arrow_to_them():
    figure = plots.gates({"AND": AND, "OR": OR, "NAND": NAND})
    assert [ax.get_title(loc="left") for ax in figure.axes] == ["AND", "OR", "NAND"]
    for ax, unit in zip(figure.axes, (AND, OR, NAND), strict=True):
        for label, colour in enumerate(style.CLASSES):
            points = np.array(marks(ax)[to_rgba(colour)])[:, :2]
            assert (unit(points) == label).all()
        (arrow,) = [each for each in ax.get_children() if isinstance(each, Annotation)]
        assert unit(np.array(arrow.xy)) == 1


def test_the_two_bounds_meet_where_the_mistakes_must_end():
    figure = plots.squeeze([0, 1, np.sqrt(2)], np.sqrt(3), 0.5)
    ax = figure.axes[0]
    upper, lower, dots, end = ax.get_lines()
    k = upper.get_xdata()
    np.testing.assert_allclose(upper.get_ydata(), np.sqrt(3 * k))
    np.testing.assert_allclose(lower.get_ydata(), k / 2)
    np.testing.assert_allclose(dots.get_ydata(), [0, 1, np.sqrt(2)])
    assert end.get_xdata()[0] == pytest.approx(12)
    assert "12" in [each.get_text() for each in ax.texts]


def test_a_tile_is_darker_the_narrower_its_margin_and_the_narrowest_is_framed():
    margins = {(0, 1): 0.4, (0, 2): 0.1, (1, 2): 0.2, (0, 3): 0.4, (1, 3): 0.3, (2, 3): 0.35}
    ax = plots.digit_pairs(margins).axes[0]
    *tiles, frame = ax.patches
    middle = {tuple(np.round(np.add(tile.get_xy(), 0.46)).astype(int)): tile for tile in tiles}
    assert set(middle) == set(margins)
    order = sorted(margins, key=margins.get)
    tints = [middle[two].get_alpha() for two in order]
    assert tints == sorted(tints, reverse=True)
    assert tints[0] > tints[-1] > 0
    np.testing.assert_allclose(np.add(frame.get_xy(), 0.46), (0, 2))
    said = {tuple(int(v) for v in each.get_position()): each.get_text() for each in ax.texts}
    assert said[0, 2] == ".10"


def test_a_pair_without_a_cut_is_crossed_out():
    ax = plots.digit_pairs({(0, 1): 0.4, (0, 2): -0.1, (1, 2): 0.2}).axes[0]
    assert sorted(each.get_text() for each in ax.texts) == [".20", ".40", "×"]


def test_weights_are_squares_for_and_circles_against():
    weights = np.zeros(64)
    weights[19], weights[44] = 2.0, -1.0  # row 2, column 3; row 5, column 4
    image, signs = plots.pixel_weights({"ink": np.linspace(0, 1, 64)}, weights).axes
    found = marks(signs)
    ((x, y, large),) = found[to_rgba(style.VERMILION)]
    assert (x, y) == (3, 2)
    ((x, y, small),) = found[to_rgba(style.BLUE)]
    assert (x, y) == (4, 5)
    assert large == pytest.approx(2 * small)
    ink = np.array(marks(image)[to_rgba(style.INK)])
    assert np.all(np.diff(ink[:, 2]) > 0)
