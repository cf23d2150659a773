"""The drawings that the book's kernels make of a figure: one for a wide page, one for a phone."""

import sys

import matplotlib
import pytest
from matplotlib.figure import Figure

from sources.chapters import BOOK

KERNEL = BOOK.root / "theme" / "kernel"


@pytest.fixture
def kernel(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(KERNEL), *sys.path])
    with matplotlib.rc_context({"svg.hashsalt": "test", "svg.fonttype": "path"}):
        import book_figures

        yield book_figures


def panels(columns, **size):
    figure = Figure(layout="constrained", **size)
    for place, ax in enumerate(figure.subplots(1, columns, squeeze=False)[0]):
        ax.plot([1, 2], label=f"line {place}")
    return figure


def inches(figure):
    return figure.get_size_inches().round(2).tolist()


def test_an_svg_holds_both_drawings_and_the_figure_stays_as_it_was(kernel):
    figure = panels(1, figsize=(5, 3))
    drawn = kernel.draw(figure)
    assert drawn.count("<svg ") == 2
    assert drawn.count('<svg class="narrow" ') == 1
    assert drawn.count("</svg>") == 2
    assert inches(figure) == [5, 3]
    assert kernel.draw(figure) == drawn


def test_a_figure_wider_than_the_page_is_made_narrower_and_hardly_lower(kernel):
    assert inches(kernel.fit(panels(3, figsize=(12, 4)), 7)) == [7, 3.4]
    assert inches(kernel.fit(panels(1, figsize=(5, 4)), 7)) == [5, 4]


def test_panels_stand_one_below_the_other_on_a_phone(kernel):
    figure = kernel.stack(panels(3, figsize=(12, 4)), 3.6)
    figure.draw_without_rendering()
    tops = [ax.get_window_extent().y1 for ax in figure.axes]
    assert tops == sorted(tops, reverse=True)
    assert len({round(ax.get_window_extent().x0) for ax in figure.axes}) == 1
    assert inches(figure)[0] == 3.6


def test_a_legend_beside_its_axes_moves_below_them(kernel):
    figure = panels(1, figsize=(5, 3))
    figure.axes[0].legend(loc="upper left", bbox_to_anchor=(1, 1))
    kernel.stack(figure, 3.6)
    figure.draw_without_rendering()
    (legend,) = figure.legends
    assert figure.axes[0].get_legend() is None
    assert [text.get_text() for text in legend.get_texts()] == ["line 0"]
    assert legend.get_window_extent().y1 <= figure.axes[0].get_window_extent().y0


def test_a_legend_within_its_axes_stays(kernel):
    figure = panels(1, figsize=(5, 3))
    figure.axes[0].legend(loc="upper left")
    kernel.stack(figure, 3.6)
    assert figure.axes[0].get_legend() is not None
    assert figure.legends == []
