"""The checks of fonts, each certified by planting the defect that it is there for."""

from pathlib import Path

import pytest

from sources.chapters import LANGUAGES, Book
from tools.site.built import Site
from tools.site.check_type import FONT_LIMIT, fonts_light


@pytest.fixture
def site(tmp_path):
    for language in LANGUAGES:
        static = tmp_path / language / "_static"
        (static / "fonts").mkdir(parents=True)
        (static / "fonts" / "text-400.woff2").write_bytes(bytes(FONT_LIMIT))
        (static / "fonts.css").write_text('@font-face { src: url("fonts/text-400.woff2") }')
    return Site(tmp_path, Book(Path()))


def test_fonts_within_the_limit_pass(site):
    assert list(fonts_light(site)) == []


def test_a_font_that_the_style_sheet_names_and_nobody_wrote_is_found(site):
    (site.folder / "ko/_static/fonts/text-400.woff2").unlink()
    assert list(fonts_light(site)) == ["ko/_static/fonts.css: fonts/text-400.woff2 is missing"]


def test_heavy_fonts_are_found(site):
    (site.folder / "en/_static/fonts/code-400.woff2").write_bytes(b"x")
    assert list(fonts_light(site)) == ["en/_static/fonts: 160,001 bytes, more than 160,000"]
