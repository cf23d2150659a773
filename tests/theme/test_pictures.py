"""Static figures in the page: its colours, ids of their own, text that can be read on a phone."""

import re
import xml.etree.ElementTree as ET

import pytest

from sources.chapters import BOOK
from theme.extension import pictures

NARROW = (
    '<svg class="narrow" xmlns="http://www.w3.org/2000/svg" width="240pt" height="90pt"'
    ' viewBox="0 0 240 90"><g transform="translate(1 2) scale(0.11 -0.11)"/></svg>'
)
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="360pt" height="180pt" viewBox="0 0 360 180"><metadata>date</metadata>'
    '<defs><style>*{stroke-linejoin: round}</style><path id="m1" d="M 0 0 L 1.23456 2"/></defs>'
    '<g id="axes_1" clip-path="url(#c1)"><use xlink:href="#m1" x="10.98765" y="1"'
    ' style="fill: #0072b2; stroke: #ffffff"/><path d="M 0 0 L 1 0 L 2 0 z"'
    ' style="fill: #222222; stroke: #123456"/></g>'
    f'<defs><clipPath id="c1"><rect x="0" y="0"/></clipPath></defs>{NARROW}</svg>'
)


@pytest.fixture
def drawings():
    return pictures.split(ET.fromstring(DRAWN))


@pytest.fixture
def html(drawings):
    return pictures.inline(drawings["wide"], "wide", "p0w", "A <dot>.")


def test_the_two_drawings_are_taken_apart(drawings):
    assert drawings["narrow"].get("width") == "240pt"
    assert drawings["wide"].get("width") == "360pt"
    assert "narrow" not in ET.tostring(drawings["wide"], encoding="unicode")


def test_a_drawing_has_its_size_its_words_and_no_style_sheet(html):
    head = html[: html.index(">")]
    assert 'role="img" aria-label="A &lt;dot&gt;."' in head
    assert 'width="480" height="240"' in head
    assert "<style>" not in html  # it would hold for the whole page
    assert "metadata" not in html


def test_its_colours_are_the_pages(html):
    assert "fill: var(--plot-blue); stroke: var(--paper)" in html
    assert "color-mix(in srgb, var(--ink) 87%, var(--paper))" in html
    assert "#123456" in html  # a colour of no meaning stays


def test_each_colour_of_the_figures_has_a_value_in_both_themes():
    sheet = (BOOK.root / "theme" / "static" / "book.css").read_text("utf-8")
    for variable in pictures.COLOURS.values():
        name = re.fullmatch(r"var\((--plot-\w+)\)", variable)[1]
        assert sheet.count(f"{name}: #") == 2, name


def test_ids_are_its_own_and_only_those_that_are_used(html):
    assert re.findall(r'id="([^"]+)"', html) == ["p0w-m1", "p0w-c1"]
    assert 'href="#p0w-m1"' in html
    assert 'clip-path="url(#p0w-c1)"' in html


def test_no_more_digits_and_points_than_can_be_seen(html):
    assert 'd="M 0 0 L 1.23 2"' in html
    assert 'x="10.99"' in html
    assert 'd="M 0 0 L 2 0 z"' in html


def test_a_curve_keeps_its_bends():
    import numpy as np

    angles = np.linspace(0, 6, 2000)
    points = np.column_stack([np.cos(angles), np.sin(angles)]) * 100
    path = "M " + " L ".join(f"{x} {y}" for x, y in points)
    kept = np.array(re.findall(r"(\S+) (\S+)(?: L|$)", pictures.straightened(path)), dtype=float)
    assert len(kept) < len(points) / 5
    middles = (kept[1:] + kept[:-1]) / 2
    assert np.hypot(*middles.T).min() > 100 - 2 * pictures.FLAT


def test_a_step_back_is_no_straight_way():
    assert pictures.straightened("M 0 0 L 2 0 L 1 0") == "M 0 0 L 2 0 L 1 0"


def test_the_smallest_text_is_measured_as_it_is_shown(drawings):
    narrow = drawings["narrow"]  # 320 px wide, 11 points
    assert pictures.smallest_text(narrow, 340) == pytest.approx(11 * 4 / 3)
    assert pictures.smallest_text(narrow, 160) == pytest.approx(11 * 4 / 3 / 2)
    assert pictures.smallest_text(drawings["wide"], 340) == pictures.SMALLEST  # it has no text
