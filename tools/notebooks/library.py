"""What the pages of one language know of each other, for the notebooks that are made from them."""

import gettext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sphinx
import yaml
from pybtex.database import BibliographyData, parse_file

from sources.blocks import blocks
from sources.chapters import Book

# Boxes whose title is their name, by the English word that Sphinx translates.
BOXES = {
    name: name.capitalize()
    for name in ("attention", "caution", "danger", "error", "hint", "important", "note", "tip")
} | {"seealso": "See also", "warning": "Warning"}
_WORDS = {
    "ko": {"figure": "그림", "table": "표", "equation": "식"},
    "en": {"figure": "Figure", "table": "Table", "equation": "Equation"},
}


@dataclass(frozen=True)
class Label:
    """Where a label points: the page, and the words that a reference shows."""

    page: str
    title: str


class Library:
    """What the pages of one language know of each other: labels, citations, words of the theme."""

    def __init__(self, book: Book, language: str):
        self.book = book
        self.language = language
        self.words = _WORDS[language]

    @cached_property
    def labels(self) -> dict[str, Label]:
        """Labels of all pages; a page itself has its file name for a label."""
        found = {}
        for page in self.book.pages:
            waiting = [f"{page}.md"]
            for block in blocks(self.book.source(self.language, page).read_text(encoding="utf-8")):
                names = [value for key, value in block.fixed.items() if _names_a_label(key)]
                waiting += filter(None, names)
                if block.prose:
                    title = " ".join(block.source.split())
                    found |= {name: Label(page, title) for name in waiting}
                    waiting = []
        return found

    @cached_property
    def references(self) -> BibliographyData:
        """The literature of book/references.bib."""
        return parse_file(self.book.root / "book" / "references.bib")

    @cached_property
    def strings(self) -> dict:
        """Words of the site's theme in this language."""
        path = self.book.root / "theme" / "strings.yml"
        return yaml.safe_load(path.read_text(encoding="utf-8"))[self.language]

    @cached_property
    def _sphinx(self) -> gettext.NullTranslations:
        folder = Path(sphinx.__file__).parent / "locale"
        return gettext.translation("sphinx", folder, languages=[self.language], fallback=True)

    def box_title(self, name: str) -> str:
        """What Sphinx prints over a {note} and its kin."""
        return self._sphinx.gettext(BOXES[name])


def _names_a_label(key: str) -> bool:
    return key in ("label", "option name", "option label", "option mystnb.figure.name")
