"""The checks of fonts, each certified by planting the defect that it is there for."""

from pathlib import Path

import pytest

from sources.chapters import LANGUAGES, Book
from tools.site.built import Site
from tools.site.check_type import FONT_LIMIT, fonts_cover, fonts_light


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


@pytest.fixture
def shown(tmp_path, write_font):
    """A site whose root loads the Korean fonts, which have the two syllables of its page."""
    (tmp_path / "_config.yml").write_text("html: {baseurl: https://example.org/book/}")
    static = tmp_path / "site/ko/_static"
    write_font(static / "fonts/text-400-hangul.woff2", "가나")
    (static / "fonts.css").write_text('@font-face { src: url("fonts/text-400-hangul.woff2") }')
    page = tmp_path / "site/404.html"
    link = '<link rel="stylesheet" href="/book/ko/_static/fonts.css?v=1">'
    page.write_text(f"{link}<p>가 나 a</p>", "utf-8")
    return Site(tmp_path / "site", Book(tmp_path))


def test_hangul_that_a_page_has_fonts_for_passes(shown):
    assert list(fonts_cover(shown)) == []


@pytest.mark.parametrize(
    ("old", "new", "missing"), [("나 a", "나 다", "다"), ("fonts.css", "book.css", "가 나")]
)
def test_a_syllable_that_no_font_of_the_page_has_is_found(shown, old, new, missing):
    page = shown.folder / "404.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    assert list(fonts_cover(shown)) == [f"404.html: no font of the page has {missing}"]
