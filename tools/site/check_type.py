"""Check what the built site's pages are set in: fonts that are there and light, names that last."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from sources.chapters import LANGUAGES
from tools.site.built import Site

FONT_LIMIT = 160_000  # bytes a language: text in two weights, and code
HANGUL = re.compile(r"[가-힣]")
FONT_FILE = re.compile(r"fonts/([\w-]+\.woff2)")


def fonts_light(site: Site) -> Iterator[str]:
    """Every font that the style sheet names is there, and a language's fonts are light."""
    for language in LANGUAGES:
        static = site.folder / language / "_static"
        sheet = static / "fonts.css"
        named = set(FONT_FILE.findall(sheet.read_text("utf-8"))) if sheet.is_file() else set()
        for name in sorted(named):
            if not (static / "fonts" / name).is_file():
                yield f"{language}/_static/fonts.css: fonts/{name} is missing"
        weight = sum(path.stat().st_size for path in static.glob("fonts/*.woff2"))
        if weight > FONT_LIMIT:
            yield f"{language}/_static/fonts: {weight:,} bytes, more than {FONT_LIMIT:,}"


def fonts_cover(site: Site) -> Iterator[str]:
    """The fonts that a page loads have each syllable of Hangul that it shows."""
    for path, page in site.pages.items():
        sheets = [site.file(path, link["href"]) for link in page.select("link[rel=stylesheet]")]
        fonts = [sheet.parent / "fonts" for sheet in sheets if _names_fonts(sheet)]
        missing = set(HANGUL.findall(page.get_text())).difference(*map(_syllables, fonts))
        if missing:
            yield f"{path}: no font of the page has {' '.join(sorted(missing))}"


@cache
def _names_fonts(sheet: Path) -> bool:
    return sheet.is_file() and bool(FONT_FILE.search(sheet.read_text("utf-8")))


@cache
def _syllables(folder: Path) -> frozenset[str]:
    """What the regular face of a folder can show."""
    faces = [TTFont(path) for path in folder.glob("text-400*.woff2")]
    return frozenset(chr(code) for face in faces for code in face.getBestCmap())


CHECKS = (fonts_light, fonts_cover)
