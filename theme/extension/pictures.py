"""Static figures: drawn into the page, in its colours, once for wide and once for narrow screens.

The kernels draw each figure twice (`theme/kernel/book_figures.py`). Here the two drawings become
part of the page, where its style sheet reaches them: greys turn into mixes of the page's ink and
paper, and the colours of `dlcore.plots.style` into variables that have a value for each theme.
"""

import re
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

import numpy as np
from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from dlcore.plots import style

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
PX = 4 / 3  # per point
COLUMN, PHONE = 672, 340  # px: what a figure has of a wide page, and of a phone 390 px wide
SMALLEST = 11  # px
HEX = re.compile(r"#[0-9a-f]{6}\b")
GREY = re.compile(r"#([0-9a-f]{2})\1\1")
COLOURS = {
    value.lower(): f"var(--plot-{name.lower()})"
    for name, value in vars(style).items()
    if name.isupper() and isinstance(value, str) and not GREY.fullmatch(value.lower())
}
DECIMALS = re.compile(r"-?\d+\.\d{3,}")
STEP = re.compile(r"[A-Za-z][^A-Za-z]*")
FLAT = 0.01  # points
COORDINATES = ("d", "x", "y", "width", "height", "points", "cx", "cy", "r")
FONT_SCALE = re.compile(r"scale\((0\.\d+) -\1\)")  # hundredths of the font's size in points

logger = logging.getLogger(__name__)


class Pictures(SphinxTransform):
    """Put the drawings of the cells into the page, and ask for what a picture lacks."""

    default_priority = 400  # before Sphinx collects the files of pictures

    def apply(self):
        for number, image in enumerate(list(self.document.findall(nodes.image))):
            if not image.get("alt", "").strip():
                _warn(image, "a picture has no alternative text: say in `alt` what is there")
            above = list(_above(image))
            cell = any("cell_output" in each.get("classes", ()) for each in above)
            if cell and not any(isinstance(each, nodes.figure) for each in above):
                _warn(image, "a picture has no caption: give its cell `mystnb: figure: caption`")
            if cell and image["uri"].endswith(".svg"):
                self._draw(image, number)

    def _draw(self, image, number):
        path = Path(self.env.srcdir, self.env.relfn2path(image["uri"])[0])
        drawings = split(ET.fromstring(path.read_text("utf-8")))
        for name, drawing in drawings.items():
            room = PHONE if name == "narrow" else COLUMN
            if (size := smallest_text(drawing, room)) < SMALLEST:
                _warn(
                    image,
                    f"text of {size:.1f} px on a page {room} px wide: draw this figure with text "
                    f"of at least {SMALLEST} px, or with less beside it",
                )
        html = "".join(
            inline(drawing, name, f"p{number}{name[0]}", image.get("alt", ""))
            for name, drawing in drawings.items()
        )
        large = " large" if _width(drawings["wide"]) > 560 else ""
        html = f'<div class="picture{large}">{html}</div>'
        image.replace_self(nodes.raw("", html, format="html"))


def split(root):
    """Return the drawings "wide" and "narrow" of a figure."""
    inner = next((each for each in root if each.get("class") == "narrow"), None)
    if inner is None:
        return {"wide": root, "narrow": root}
    root.remove(inner)
    return {"wide": root, "narrow": inner}


def smallest_text(drawing, room):
    """Size in px of a drawing's smallest text when it has `room` px."""
    shown = min(1, room / _width(drawing))
    scales = (FONT_SCALE.search(each.get("transform", "")) for each in drawing.iter())
    return min((float(s[1]) * 100 * PX * shown for s in scales if s), default=SMALLEST)


def inline(drawing, name, prefix, alt):
    """Return a drawing as HTML: ids of its own, the page's colours, no more digits than needed."""
    width, height = _width(drawing), float(drawing.get("height").removesuffix("pt")) * PX
    referred = _referred(drawing)
    body = "".join(_element(child, prefix, referred) for child in drawing)
    return (
        f'<svg class="{name}" role="img" aria-label="{escape(alt)}" '
        f'viewBox="{drawing.get("viewBox")}" width="{width:.0f}" height="{height:.0f}" '
        f'style="width: {width / 16:.2f}rem">{body}</svg>'
    )


def _element(element, prefix, referred):
    tag = element.tag.removeprefix(SVG)
    if tag in ("metadata", "style"):
        return ""
    attributes = "".join(_attributes(element, prefix, referred))
    body = "".join(_element(child, prefix, referred) for child in element)
    if tag in ("defs", "g") and not body:
        return ""
    return f"<{tag}{attributes}>{body}</{tag}>" if body else f"<{tag}{attributes}/>"


def _attributes(element, prefix, referred):
    for key, value in element.attrib.items():
        if key == "id" and value not in referred:
            continue
        if key == "id":
            value = f"{prefix}-{value}"
        elif key == LINK and value.startswith("#"):
            key, value = "href", f"#{prefix}-{value[1:]}"
        elif key == LINK:
            key = "href"  # a raster, as data
        elif key == "style":
            value = HEX.sub(_colour, value)
        elif key in COORDINATES:
            value = straightened(value) if key == "d" else value
            value = " ".join(DECIMALS.sub(_rounded, value).split())
        value = value.replace("url(#", f"url(#{prefix}-")
        yield f' {key}="{escape(value)}"'


def straightened(path):
    """Drop the points of a path that lie on the straight line between their neighbours.

    Examples
    --------
    >>> straightened("M 0 0 L 1 0 L 2 0 L 2 2")
    'M 0 0 L 2 0 L 2 2'
    """
    kept, passed = [], []  # steps with their points; points left out since the last kept one
    for step in map(str.strip, STEP.findall(path)):
        here = _point(step)
        if passed and not (here and step[0] == "L" and _straight(kept[-1][1], passed, here)):
            kept.append((f"L {passed[-1][0]} {passed[-1][1]}", passed[-1]))
            passed = []
        if step[0] == "L" and here and kept and kept[-1][1]:
            passed.append(here)
        else:
            kept.append((step, here))
    kept += [(f"L {x} {y}", None) for x, y in passed[-1:]]
    return " ".join(step for step, _ in kept)


def _point(step):
    """The numbers of a step to one point, as written."""
    numbers = step[1:].split()
    return tuple(numbers) if step[0] in "ML" and len(numbers) == 2 else None


def _straight(start, passed, end):
    """Whether some points lie on the way from `start` to `end`, but for less than can be seen."""
    if len(passed) > 50:
        return False
    points = np.array([start, *passed, end], dtype=float)
    way = points[-1] - points[0]
    length = np.hypot(*way)
    aside = np.abs((points - points[0]) @ (-way[1], way[0]))
    return length > 0 and (aside <= FLAT * length).all() and (np.diff(points @ way) >= 0).all()


def _colour(match):
    grey = GREY.fullmatch(match[0])
    if not grey:
        return COLOURS.get(match[0], match[0])
    ink = round(100 * (1 - int(grey[1], 16) / 255))
    ends = {100: "var(--ink)", 0: "var(--paper)"}
    return ends.get(ink) or f"color-mix(in srgb, var(--ink) {ink}%, var(--paper))"


def _rounded(match):
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")


def _referred(drawing):
    """Ids that something in the drawing points to."""
    text = ET.tostring(drawing, encoding="unicode")
    return set(re.findall(r'(?:url\(|href=")#([^")]+)', text))


def _width(drawing):
    return float(drawing.get("width").removesuffix("pt")) * PX


def _above(node):
    while node := node.parent:
        yield node


def _warn(node, message):
    chain = (node, *_above(node))
    line = next((each.line for each in chain if each.line), None)
    logger.warning(message, location=(chain[-1].settings.env.docname, line))


def setup(app):
    app.add_transform(Pictures)
