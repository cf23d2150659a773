"""The picture that stands for a page where its link is shared: title, book, and a live figure.

A page shows the figure that the fewest other pages show, its first among equals; one without any
shows that of the first page. The pictures are what the pages hold in place of their figures until
these are alive.
"""

import base64
import io
import re
from collections import Counter
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from sources.chapters import BOOK
from theme.extension.fonts import source_of

SIZE = 1200, 630  # what Facebook, KakaoTalk, Slack and X ask for
MARGIN = 60
INK, SOFT, PAPER, ACCENT = "#1d2329", "#57616c", "#ffffff", "#0a5c91"
# A parser reads all of a page; this takes a hundredth of the time.
FIGURE = re.compile(
    r'<figure\b[^>]*\bdata-explorer="(\w+)".*?<img\b[^>]*\bsrc="(data:[^"]+)"', re.DOTALL
)


def path(page):
    """Where the card of a page lies, seen from the pages of its language."""
    return f"cards/{page}.png"


def write_cards(app, exception):
    """Draw the cards of the finished pages."""
    if exception is not None or app.builder.format != "html" or app.tags.has("draft"):
        return
    out = Path(app.outdir)
    pages = [name for name in BOOK.pages if (out / f"{name}.html").is_file()]
    chosen = choose({name: figures(out / f"{name}.html") for name in pages})
    (out / "cards").mkdir(exist_ok=True)
    for page in pages:
        card = draw(app.env.titles[page].astext(), app.config.project, chosen[page])
        card.save(out / path(page), optimize=True)


def figures(page):
    """The live figures of a built page in order: pairs of name and the address of its picture."""
    return FIGURE.findall(page.read_text("utf-8"))


def choose(found):
    """Of the figures of each page, the picture of the one that stands for it, or None.

    Examples
    --------
    >>> choose({"index": [("b", "1")], "x": [("a", "2"), ("c", "3")], "y": [("a", "4")], "z": []})
    {'index': '1', 'x': '3', 'y': '4', 'z': '1'}
    """
    count = Counter(name for shown in found.values() for name in {name for name, _ in shown})
    first = next((shown[0][1] for shown in found.values() if shown), None)
    return {
        page: min(shown, key=lambda each: count[each[0]])[1] if shown else first
        for page, shown in found.items()
    }


def draw(title, book, picture):
    """The card of a page as an image."""
    card = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    width, height = SIZE
    pen.rectangle((0, 0, width, 12), fill=ACCENT)
    if title != book:
        pen.text((MARGIN, 42), book, SOFT, face("text-400", 28))
    size = next(size for size in range(60, 0, -2) if fits(title, size, width - 2 * MARGIN))
    pen.text((MARGIN, 80), title, INK, face("text-700", size))
    if picture:
        shown = Image.open(io.BytesIO(base64.b64decode(picture.partition(",")[2]))).convert("RGB")
        top, room = 176, (width - 2 * MARGIN, height - 176 - 24)
        scale = min(room[0] / shown.width, room[1] / shown.height, 1)
        shown = shown.resize(
            (round(shown.width * scale), round(shown.height * scale)), Image.Resampling.LANCZOS
        )
        card.paste(shown, ((width - shown.width) // 2, top + (room[1] - shown.height) // 2))
    return card.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def fits(title, size, width):
    """Whether a title of this size fits a line."""
    return face("text-700", size).getlength(title) <= width


@cache
def face(name, size):
    """A font of the pages at a size in pixels."""
    return ImageFont.truetype(source_of(name), size)


def setup(app):
    app.connect("build-finished", write_cards, priority=450)
