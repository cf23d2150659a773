"""Ids of headings that mean something, and are the same in both languages: those of the English.

Sphinx makes an id from the Latin letters of a heading, and numbers a heading that has none. Here a
Korean heading gets the id of the English heading at its place; `make parity` keeps the two in step.
"""

import re
from itertools import pairwise
from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sources.myst import parse

NUMBERED = re.compile(r"id\d+")
MARKUP = re.compile(r"\{[\w:]+\}(?=`)|[`*$]")


class Anchors(SphinxTransform):
    """Give the sections of a page the ids of its English twin."""

    default_priority = 10  # before anything refers to a section

    def apply(self):
        source = Path(self.env.srcdir).with_name("en") / f"{self.env.docname}.md"
        if not source.is_file():
            return
        wanted = headings(source.read_text("utf-8"))
        sections = list(self.document.findall(nodes.section))
        if len(wanted) == len(sections):  # a page that makes its own headings keeps their ids
            for section, heading in zip(sections, wanted, strict=True):
                self._rename(section, nodes.make_id(heading))

    def _rename(self, section, new):
        if not new or new in self.document.ids:
            return
        for place, old in enumerate(section["ids"]):
            if NUMBERED.fullmatch(old):
                section["ids"][place] = new
                self.document.ids[new] = self.document.ids.pop(old)
                for name, known in self.document.nameids.items():
                    if known == old:
                        self.document.nameids[name] = new
                return


def headings(text):
    """The headings of a MyST page as plain text, in order."""
    tokens = parse(text)
    return [
        MARKUP.sub("", after.content).strip()
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    ]


def setup(app):
    app.add_transform(Anchors)
