"""What a page says of itself to those who find or share it."""

import json

from docutils import nodes

from sources.chapters import BOOK
from theme.extension import about

ABOUT = {"title": "XOR", "description": "Can it?", "address": "https://a/", "card": "https://a/c"}


def page(*parts):
    return nodes.section("", nodes.title("", "Title"), *parts)


def test_the_first_paragraph_of_the_text_describes_a_page():
    box = nodes.admonition("", nodes.title("", "Box"), nodes.paragraph("", "In a box."))
    found = about.description(page(box, nodes.paragraph("", "What it\nis about.")), None)
    assert found == "What it is about."
    assert about.description(page(box), None) == ""


def test_a_long_description_ends_between_words():
    found = about.description(page(nodes.paragraph("", "word " * 100)), None)
    assert len(found) <= about.LONGEST
    assert found.endswith("word …")


def test_a_chapter_knows_its_place_its_book_and_its_twin():
    found = about.resource("xor", "ko", ABOUT)
    assert found["position"] == BOOK.chapters.index("xor") + 1
    assert found["isPartOf"]["url"] == BOOK.url("ko", "index")
    assert found["workTranslation"]["url"] == BOOK.url("en", "xor")
    assert "isPartOf" not in about.resource("index", "ko", ABOUT)


def test_no_text_ends_the_script_that_holds_it():
    text = about.as_data({"name": "</script><b>"})
    assert "<" not in text
    assert json.loads(text) == {"name": "</script><b>"}
