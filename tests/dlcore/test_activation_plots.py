"""The pictures of the chapter on activation functions show what they say."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PolyCollection

from dlcore import plots
from dlcore.activations import relu, relu_grad, tanh
from dlcore.layers import Affine, ReLU, Sequential
from dlcore.plots import style
from dlcore.regions import plane_regions


def test_functions_stand_on_one_panel_and_their_slopes_on_the_other():
    z = np.linspace(-2, 2, 5)
    left, right = plots.functions_and_slopes(z, {"ReLU": (relu(z), relu_grad(z))}).axes
    assert left.get_lines()[0].get_ydata().tolist() == relu(z).tolist()
    assert right.get_lines()[0].get_ydata().tolist() == relu_grad(z).tolist()


def test_the_grid_is_turned_then_moved_then_bent():
    w, b = np.array([[0.0, 2.0], [1.0, 0.0]]), np.array([0.5, -0.25])
    panels = plots.carried_grid(w, b, tanh).axes
    start, turned, moved, bent = (lines(ax) for ax in panels)
    assert turned == pytest.approx(start @ w)
    assert moved == pytest.approx(start @ w + b)
    assert bent == pytest.approx(np.tanh(start @ w + b))
    assert len({ax.get_xlim() for ax in panels}) == 1  # all to one scale


def lines(ax):
    (grid,) = [each for each in ax.collections if isinstance(each, LineCollection)]
    return np.concatenate(grid.get_segments())


def three_lines():
    units = Affine(2, 3, rng=np.random.default_rng(0))
    units.params["W"][:], units.params["b"][:] = [[1, 0, 1], [0, 1, 1]], [-0.5, -0.5, 0.6]
    return Sequential(units, ReLU())


def test_every_region_is_drawn_with_the_code_of_its_units():
    net = three_lines()
    (ax,) = plots.regions(net, reach=3.0, codes=True).axes
    drawn = next(each for each in ax.collections if isinstance(each, PolyCollection))
    square = 3 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    assert len(drawn.get_paths()) == len(plane_regions(net, square)) == 7
    assert ax.get_title(loc="left") == "7 linear regions"
    codes = {text.get_text(): text.get_position() for text in ax.texts}
    assert sorted(codes) == ["000", "001", "010", "011", "100", "101", "111"]
    for code, (x1, x2) in codes.items():
        assert code == f"{x1 > 0.5:d}{x2 > 0.5:d}{x1 + x2 > -0.6:d}"


def test_a_weight_above_zero_is_vermilion_and_one_below_blue():
    (ax,) = plots.weight_images(np.array([[2.0], [-2.0], [0.0], [0.0]]), (2, 2)).axes
    (image,) = ax.get_images()
    (up, down), (none, _) = image.to_rgba(image.get_array())
    assert up == pytest.approx(rgba(style.VERMILION))
    assert down == pytest.approx(rgba(style.BLUE))
    assert none[3] < 0.02  # nearly clear


def rgba(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] + [1.0]


def test_weights_that_make_no_picture_are_refused():
    with pytest.raises(ValueError, match="has 4 pixels, got 5"):
        plots.weight_images(np.ones((5, 1)), (2, 2))
