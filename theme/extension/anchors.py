"""Ids of headings that mean something, and are the same in both languages.

Sphinx makes an id from the Latin letters of a heading, and numbers a heading that has none. Here a
Korean heading gets the id of the English heading at its place; `make parity` keeps the two in step.
Where the source sets a target before a heading, that comes first: links to the section name it, so
that they outlive its words.
"""

import re
from itertools import pairwise
from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sources.myst import parse

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
        old, section["ids"][0] = section["ids"][0], new
        self.document.ids[new] = self.document.ids.pop(old)
        for name, known in self.document.nameids.items():
            if known == old:
                self.document.nameids[name] = new


class TargetsFirst(SphinxTransform):
    """Put the target that a source sets before a heading in front of the id made from its words."""

    default_priority = 300  # after docutils has moved targets to what follows them

    def apply(self):
        for section in self.document.findall(nodes.section):
            section["ids"] = section["ids"][1:] + section["ids"][:1]


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
    app.add_transform(TargetsFirst)
