"""The picture that a shared link shows."""

import base64
import io

import pytest
from PIL import Image

from theme.extension import cards

FIGURE = """<figure aria-label="A" class="dl-explorer" data-explorer="{name}" data-state='{{}}'>
<div class="dl-place"></div><img alt="Words." src="{picture}"></figure>"""


def picture(colour, size=(400, 200)):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "png")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def test_the_figures_of_a_page_are_read_in_order(tmp_path):
    page = tmp_path / "page.html"
    shown = [("decision", picture("red")), ("ravine", picture("blue"))]
    page.write_text("".join(FIGURE.format(name=name, picture=src) for name, src in shown))
    assert cards.figures(page) == shown


def test_a_page_shows_what_others_show_least_and_else_the_first_figure_of_all():
    found = {"index": [("warp", "1")], "a": [("decision", "2"), ("ravine", "3")],
             "b": [("decision", "4")], "glossary": []}  # fmt: skip
    assert cards.choose(found) == {"index": "1", "a": "3", "b": "4", "glossary": "1"}
    assert cards.choose({"index": []}) == {"index": None}


@pytest.mark.parametrize("size", [(2000, 300), (300, 2000)])
def test_a_card_has_its_size_whatever_its_picture_has(size):
    card = cards.draw("제목", "책", picture("black", size)).convert("L")
    assert card.size == cards.SIZE
    assert card.getpixel((600, 400)) < 5
    assert card.getpixel((600, 622)) > 250  # it keeps a margin


def test_the_longest_title_fits_a_line():
    card = cards.draw("What a very long title this is, " * 4, "A book", None).convert("L")
    right = card.crop((cards.SIZE[0] - cards.MARGIN, 20, *cards.SIZE))
    assert right.getextrema()[0] > 250
