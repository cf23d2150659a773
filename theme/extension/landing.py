"""The first page: `{live-figure}` without a cell, and `{chapter-list}` of the chapters there are.

A chapter in `_toc.yml` appears by itself, with the question that it opens with, its first phrase in
bold, and its first picture made small.
"""

import base64
import io
import re
from html import escape

import matplotlib
from bs4 import BeautifulSoup
from docutils import nodes
from PIL import Image
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from dlcore import explorers
from sources.chapters import BOOK

WIDTH = 480  # pixels of a small picture; it is shown at half of that
logger = logging.getLogger(__name__)


class LiveFigure(SphinxDirective):
    """An explorer in its opening state."""

    required_arguments = 1

    def run(self):
        known = {getattr(explorers, name).name: name for name in explorers.__all__}
        if self.arguments[0] not in known:
            raise self.error(f"no live figure {self.arguments[0]!r}: there are {sorted(known)}")
        with matplotlib.rc_context({"font.family": "DejaVu Sans"}):
            html = getattr(explorers, known[self.arguments[0]])()._html()
        return [nodes.container("", nodes.raw("", html, format="html"), classes=["cell_output"])]


class chapter_list(nodes.General, nodes.Element):
    """Where the list of chapters goes, once all of them have been read."""


class ChapterList(SphinxDirective):
    """The chapters, each with its question and its picture."""

    def run(self):
        return [chapter_list()]


def fill_in(app, doctree, docname):
    """Replace the place of the list by the list."""
    for place in list(doctree.findall(chapter_list)):
        items = "".join(_item(app, chapter) for chapter in BOOK.chapters)
        place.replace_self(nodes.raw("", f'<ol class="chapters">{items}</ol>', format="html"))


def _item(app, chapter):
    page = app.env.get_doctree(chapter)
    title = escape(app.env.titles[chapter].astext())
    bold = next((each for each in page.findall(nodes.strong)), None)
    if bold is None:
        logger.warning(
            "a chapter opens with its question in bold, and this one has none",
            location=chapter,
        )
    question = escape(bold.astext()) if bold else ""
    return (
        f'<li><div class="chapter-picture">{small_picture(page, chapter)}</div>'
        f'<p><a href="{chapter}.html">{title}</a> <span>{question}</span></p></li>'
    )


def small_picture(page, chapter):
    """HTML of the first picture of a page, small: a drawing, or what stands for a live figure."""
    for raw in page.findall(nodes.raw):
        found = BeautifulSoup(raw.astext(), "html.parser")
        if drawing := found.select_one(".picture svg.wide"):
            del drawing["style"]
            return re.sub(r"\bp(\d+w-)", rf"{chapter}-\1", str(drawing))  # no id twice
        if picture := found.select_one("figure.dl-explorer img"):
            return _shrunk(picture)
    return ""


def _shrunk(picture):
    image = Image.open(io.BytesIO(base64.b64decode(picture["src"].partition(",")[2])))
    size = WIDTH, round(WIDTH * image.height / image.width)
    buffer = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "webp", quality=70)
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        f'<img src="data:image/webp;base64,{data}" alt="{escape(picture["alt"])}" '
        f'width="{size[0]}" height="{size[1]}">'
    )


def setup(app):
    app.add_node(chapter_list)
    app.add_directive("live-figure", LiveFigure)
    app.add_directive("chapter-list", ChapterList)
    app.connect("doctree-resolved", fill_in)
