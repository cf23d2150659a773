"""A page of its own for each live figure, for a frame in Moodle, Canvas or a blog.

`embed/<name>.html` is made of the first figure of its kind in the gallery, and the gallery gives
the code to copy.
"""

from html import escape
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes

from theme.extension.strings import STRINGS

GALLERY = "gallery"
HEIGHT = 720  # pixels of the frame: title, stage and summary at 940 px of width


def give_code(app, doctree):
    """Put below each figure of the gallery the code that embeds it."""
    if app.env.docname != GALLERY:
        return
    words = STRINGS[app.config.language]["embed"]
    for raw in list(doctree.findall(nodes.raw)):
        figure = BeautifulSoup(raw.astext(), "html.parser").select_one("figure.dl-explorer")
        if figure is None:
            continue
        address = f"{app.config.html_baseurl}embed/{figure['data-explorer']}.html"
        code = (
            f'<iframe src="{address}" title="{escape(figure["aria-label"])}" width="100%" '
            f'height="{HEIGHT}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>'
        )
        opening = f'<details class="dl-embed-code"><summary>{escape(words["code"])}</summary>'
        raw.parent.insert(
            raw.parent.index(raw) + 1,
            [
                nodes.raw("", opening, format="html"),
                nodes.paragraph("", words["how"]),
                nodes.literal_block(code, code, language="html"),
                nodes.raw("", "</details>", format="html"),
            ],
        )


def write_pages(app, exception):
    """Write embed/<name>.html for each kind of figure in the gallery."""
    gallery = Path(app.outdir) / f"{GALLERY}.html"
    if exception is not None or not gallery.is_file():
        return
    folder = Path(app.outdir) / "embed"
    folder.mkdir(exist_ok=True)
    soup = BeautifulSoup(gallery.read_text("utf-8"), "html.parser")
    for figure in soup.select("figure.dl-explorer"):
        page = folder / f"{figure['data-explorer']}.html"
        context = {
            "language": app.config.language,
            "title": figure["aria-label"],
            "book": app.config.html_title,
            "words": STRINGS[app.config.language]["embed"],
            "figure": str(figure),
        }
        page.write_text(app.builder.templates.render("embed.html", context), "utf-8")


def setup(app):
    app.connect("doctree-read", give_code, priority=600)
    app.connect("build-finished", write_pages)
