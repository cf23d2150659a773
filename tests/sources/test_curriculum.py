"""The chapters hold all that the book promises: its items, and the beliefs that it tests.

`curriculum.yml` lists the items of each chapter, `book/misconceptions.yml` its beliefs. Each is a
target, `(slug)=`, that stands once in its chapter, in both languages.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

BOOK = Path(__file__).parents[2] / "book"
ITEMS = yaml.safe_load((Path(__file__).parent / "curriculum.yml").read_text(encoding="utf-8"))
BELIEFS = yaml.safe_load((BOOK / "misconceptions.yml").read_text(encoding="utf-8"))


def test_the_lists_are_whole():
    """A line lost from either list would go unnoticed, and with it all that it asks for."""
    assert list(ITEMS) == list(BELIEFS)
    assert sum(map(len, ITEMS.values())) == 107
    assert sum(map(len, BELIEFS.values())) == 67


@pytest.mark.parametrize("chapter", ITEMS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_slug_is_a_target(language, chapter):
    text = (BOOK / language / f"{chapter}.md").read_text(encoding="utf-8")
    found = Counter(re.findall(r"^\(([a-z0-9-]+)\)=$", text, re.M))
    asked = [*ITEMS[chapter], *BELIEFS[chapter]]
    assert {slug: found[slug] for slug in asked} == dict.fromkeys(asked, 1)
