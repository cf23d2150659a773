"""Check what the built site's pages are set in: fonts that are there and light, names that last."""

import re
from collections.abc import Iterator

from sources.chapters import LANGUAGES
from tools.site.built import Site

FONT_LIMIT = 160_000  # bytes a language: text in two weights, and code
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


CHECKS = (fonts_light,)
