"""A figure's certificate: what changes it, and what does not."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from dlcore import datasets, plots
from tools.notebooks.drawing import drawn
from tools.notebooks.nbval_tolerance import same_drawing

X, T = datasets.make_gate("XOR")
EPOCHS = np.arange(1, 2001)
LOSS = np.exp(-EPOCHS / 300)
GRID = np.linspace(-1, 1, 300)


def lines(figure):
    plt.close(figure)
    return drawn(figure)


def gate(x=X, t=T, bias=-1.5, sign=1, **options):
    tint = lambda points: (sign * (points.sum(axis=1) - 1) > 0).astype(float)  # noqa: E731
    return plots.decision_boundary(x, t, tint, lines={"line": ([sign, sign], bias)}, **options)


def curve(y=LOSS, x=EPOCHS, **style):
    figure, axes = plt.subplots()
    axes.plot(x, y, **style)
    axes.set(ylim=(0, 1.1), xlim=(0, 2000))  # so that the axes do not give it away
    return figure


def picture(z, kind="imshow", **options):
    figure, axes = plt.subplots()
    getattr(axes, kind)(*([GRID, GRID] if kind != "imshow" else []), z, **options)
    return figure


def hill(x0=0.0):
    return np.exp(-((GRID - x0) ** 2) - GRID[:, None] ** 2)


def agree(one, other):
    one, other = lines(one), lines(other)
    return len(one) == len(other) and all(map(same_drawing, one, other))


@pytest.mark.parametrize(
    ("change", "original"),
    [
        pytest.param(lambda: gate(sign=-1, bias=1.5), gate, id="arrow to the other side"),
        pytest.param(lambda: gate(bias=-1.51), gate, id="line moved"),
        pytest.param(lambda: gate(t=1 - T), gate, id="classes swapped"),
        pytest.param(lambda: gate(x=X * 1.01), gate, id="points moved"),
        pytest.param(lambda: curve(LOSS * 1.01), curve, id="curve scaled by 1 %"),
        pytest.param(lambda: curve(LOSS[::-1]), curve, id="curve reversed"),
        pytest.param(lambda: curve(color="k"), curve, id="colour"),
        pytest.param(lambda: curve(linestyle="--"), curve, id="dashes"),
        pytest.param(
            lambda: picture(hill(0.01)), lambda: picture(hill()), id="image shifted by a pixel"
        ),
        pytest.param(
            lambda: picture(hill(), cmap="Reds"),
            lambda: picture(hill(), cmap="Blues"),
            id="colour map",
        ),
        pytest.param(
            lambda: picture(hill(), "contourf", levels=[0, 0.5, 1], colors=["b", "r"]),
            lambda: picture(hill(), "contourf", levels=[0, 0.5, 1], colors=["r", "b"]),
            id="tint inverted",
        ),
        pytest.param(
            lambda: picture(hill(0.1), "contour", levels=[0.5], colors="k"),
            lambda: picture(hill(), "contour", levels=[0.5], colors="k"),
            id="contour moved",
        ),
        pytest.param(lambda: plots.shapes((8, 9, 3)), lambda: plots.shapes((8, 10, 3)), id="8-9-3"),
        pytest.param(
            lambda: plots.success_rates([2], {"tanh": [[1, 0, 0]]}),
            lambda: plots.success_rates([2], {"tanh": [[1, 1, 0]]}),
            id="bars",
        ),
    ],
)
def test_another_picture_has_another_certificate(change, original):
    assert agree(original(), original())
    assert not agree(change(), original())


def test_what_machines_differ_by_changes_nothing():
    noise = 1 + 1e-12 * np.random.default_rng(0).standard_normal(LOSS.shape)
    assert agree(curve(LOSS * noise), curve())
    assert agree(picture(hill(1e-12)), picture(hill()))
    levels = {"levels": [0.1, 0.5, 0.9], "colors": ["r", "b"]}
    assert agree(picture(hill(1e-12), "contourf", **levels), picture(hill(), "contourf", **levels))


def test_every_word_of_a_figure_counts():
    figure = curve()
    words = lines(figure)
    figure.axes[0].set_ylabel("loss")
    assert lines(figure) != words
