"""Pictures say what the numbers say: sides, classes, scale. And "solved" is a matter of sides."""

from collections import defaultdict

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.contour import QuadContourSet
from matplotlib.text import Annotation

from dlcore import plots
from dlcore.datasets import make_gate
from dlcore.experiments import train_replicas
from dlcore.plots import style

X, T = make_gate("XOR")


def children(figure, kind):
    return [each for each in figure.axes[0].get_children() if isinstance(each, kind)]


@pytest.mark.parametrize("sign", [1, -1])
def test_an_arrow_points_to_the_side_where_its_unit_fires(sign):
    w, b = sign * np.array([2.0, 1.0]), sign * -1.5
    figure = plots.decision_boundary(X, T, lines={"unit": (w, b)})
    (arrow,) = [each for each in children(figure, Annotation) if not each.get_text()]
    head, foot = np.array(arrow.xy), np.array(arrow.xyann)
    assert head @ w + b > 0.1
    assert foot @ w + b == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("draw", [plots.decision_boundary, plots.hidden_space])
@pytest.mark.parametrize("t", [T, 1 - T], ids=["XOR", "exchanged"])
def test_each_class_has_its_points_in_its_colour(draw, t):
    figure = draw(X, t)
    points = defaultdict(set)
    for each in children(figure, PathCollection):
        points[tuple(each.get_facecolor()[0])] |= {tuple(point) for point in each.get_offsets()}
    for label in (0, 1):
        wanted = {tuple(point) for point in X[np.ravel(t) == label]}
        assert points[to_rgba(style.CLASSES[label])] == wanted


def test_the_shade_of_an_answer_is_the_colour_of_its_class():
    figure = plots.decision_boundary(X, T, lambda points: points[:, 0] > 0.5)
    (shades,) = children(figure, QuadContourSet)
    colours = shades.get_facecolor()[:, :3]
    classes = [to_rgba(each)[:3] for each in style.CLASSES]
    nearest = [np.argmin([np.abs(colour - each).sum() for each in classes]) for colour in colours]
    assert nearest == [0, 1]  # from low answers to high ones


def test_the_two_classes_have_colours_that_all_can_tell_apart():
    assert style.CLASSES == ("#0072B2", "#D55E00")  # blue and vermilion of Okabe and Ito (2008)


def test_curves_are_drawn_at_their_own_values():
    x, loss = np.arange(5.0), np.array([2.0, 1.5, 1.1, 0.9, 0.85])
    figure = plots.curves(x, {"loss": loss, "twice": 2 * loss}, xlabel="epoch", ylabel="loss")
    one, two = figure.axes[0].get_lines()[:2]
    np.testing.assert_array_equal(one.get_xydata(), np.column_stack([x, loss]))
    np.testing.assert_array_equal(two.get_xydata(), np.column_stack([x, 2 * loss]))
    assert one.get_color() != two.get_color()
    figure.draw_without_rendering()
    legend, ax = figure.axes[0].get_legend(), figure.axes[0]
    assert legend.get_window_extent().y0 >= ax.get_window_extent().y1 - 1  # above, clear of both


def test_solved_begins_at_one_half():
    x, t = make_gate("AND")
    replicas = train_replicas(x, t, 3, "tanh", seeds=range(60), lr=0.2, n_steps=60)
    sure = np.where(np.ravel(t) == 1, replicas.probabilities, 1 - replicas.probabilities).min(1)
    np.testing.assert_array_equal(replicas.solved, sure > 0.5)
    assert ((sure > 0.5) & (sure < 0.6)).sum() > 3  # a threshold at 0.6 would be seen here
    assert ((sure > 0.4) & (sure <= 0.5)).sum() > 3


def test_a_perceptron_that_is_wrong_has_a_broken_distance():
    x = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    figure = plots.perceptron_rule([3, 4], -1, x, [0, 0, 1], [0, 1, 1, 2], bound=51)
    plane, curve = figure.axes
    styles = [line.get_linestyle() for line in plane.lines[:3]]
    assert styles == ["-", "--", "-"]
    for line, point, far in zip(plane.lines, x, (-0.2, 0.4, 1.2), strict=False):
        start, foot = line.get_xydata()
        assert start == pytest.approx(point)
        assert foot @ [3, 4] == pytest.approx(1)
        assert np.linalg.norm(start - foot) == pytest.approx(abs(far))
    assert curve.lines[0].get_ydata().tolist() == [0, 1, 1, 2]
    assert curve.lines[-1].get_ydata()[0] == 51
