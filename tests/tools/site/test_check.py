"""The checks of the built site, each certified by planting the defect that it is there for."""

import random

import pytest
from PIL import Image

from sources.chapters import Book
from theme.extension import cards
from tools.site import check as check_site
from tools.site.check import WEIGHT_LIMIT, Site, check, main

SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://example.org/book/{language}/index.html</loc>
<xhtml:link rel="alternate" hreflang="ko" href="https://example.org/book/ko/index.html"/>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/book/en/index.html"/>
</url></urlset>
"""
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>Title</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link rel="canonical" href="https://example.org/book/{language}/index.html">
<link rel="alternate" hreflang="ko" href="https://example.org/book/ko/index.html">
<link rel="alternate" hreflang="en" href="https://example.org/book/en/index.html">
<link rel="stylesheet" href="_static/book.css">
<meta property="og:title" content="Title">
<meta property="og:description" content="What it is about.">
<meta property="og:url" content="https://example.org/book/{language}/index.html">
<meta property="og:image" content="https://example.org/book/{language}/card.png">
<script type="application/ld+json">{{"@type": "LearningResource", "inLanguage": "{language}",
"url": "https://example.org/book/{language}/index.html"}}</script>
<style>p {{ color: red; }}</style>
</head><body>
<nav><img src="_static/dot.svg" alt=""><a lang="ko" href="../ko/index.html">한국어</a></nav>
<article><h1 id="top">Title<a class="headerlink" href="#top">#</a></h1><span id="a-target"></span>
<p>Text with <code>2 ** 3</code> and <span class="math">a ** b</span>.</p>
<div class="api-reference"><p>in [0, 2**32 - 1]</p></div>
<p><a href="#top">up</a> <a href="index.html#a-target">there</a>
<a href="https://elsewhere.org/">away</a></p>
<div class="cell_output"><figure><img src="_static/dot.svg" alt="A dot."><figcaption>A dot.
</figcaption></figure></div>
<div class="cell_output"><figure><svg role="img" aria-label="A line."></svg><figcaption>A line.
</figcaption></figure></div>
<div class="cell_output"><figure class="dl-explorer" data-explorer="warp" aria-label="Warp">
<img src="data:image/webp;base64,AA" alt="Two planes."></figure></div>
</article></body></html>
"""


@pytest.fixture
def site(tmp_path, write_font):
    """A small site without a fault, and its book."""
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (tmp_path / "_config.yml").write_text(
        "repository: {url: https://github.com/org/book}\n"
        "html: {baseurl: https://example.org/book/}\n"
    )
    (tmp_path / "release.json").write_text('{"version": "1.2.0", "sha256": "ab"}')
    for language in ("ko", "en"):
        source = tmp_path / "book" / language / "index.md"
        source.parent.mkdir(parents=True)
        source.write_text("(a-target)=\n# Title\n")
        tree = tmp_path / "site" / language
        (tree / "_static" / "explorers").mkdir(parents=True)
        (tree / "_static" / "book.css").write_text(
            "p { background: url(dot.svg); } @font-face { src: url(fonts/text-400.woff2); }"
        )
        write_font(tree / "_static" / "fonts" / "text-400.woff2", "한국어")
        (tree / "_static" / "dot.svg").write_text("<svg/>")
        (tree / "_static" / "explorers" / "warp.js").write_text("")
        (tree / "index.html").write_text(PAGE.format(language=language), "utf-8")
        (tree / "sitemap.xml").write_text(SITEMAP.format(language=language))
        Image.new("1", cards.SIZE).save(tree / "card.png")
    (tmp_path / "site" / "lite").mkdir()
    return Site(tmp_path / "site", Book(tmp_path))


def test_a_site_without_a_fault_passes(site):
    assert check(site) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('<meta http-equiv="Content-', '<meta name="', "no Content-Security-Policy"),
        ("_static/book.css", "https://cdn.org/x.css", "<link> loads https://cdn.org/x.css"),
        ("</article>", '<script src="//cdn.org/x.js"></script>', "<script> loads //cdn.org/x.js"),
        ('src="_static/dot.svg"', 'src="http://cdn.org/x.png"', "<img> loads http://cdn.org"),
        ("color: red", "background: url(https://cdn.org/a.png)", "a style loads https://cdn.org"),
        ("<h1 id", '<h1 style="background: url(//cdn.org/a)" id', "a style loads //cdn.org/a"),
        ("Text with", "본문 with", "Hangul on an English page: 본문"),
        ('alt="A dot."', 'alt="점"', "Hangul on an English page: 점"),
        ('lang="en"', 'lang="ko"', "lang is 'ko', not 'en'"),
        (
            'rel="canonical" href="https://example.org/book/en/',
            'rel="canonical" href="',
            "canonical",
        ),
        ('hreflang="ko" href="https://example.org/', 'hreflang="ko" href="https://', "hreflang ko"),
        ("Text with", "**Text** with", "literal ** in: **Text**"),
        ('alt="A dot."', 'alt="**A dot**"', "literal ** in: **A dot**"),
        ("Text with", "Text of $x$ with", "literal $ in: Text of $x$"),
        ("../ko/index.html", "../ko/missing.html", "../ko/missing.html: no such file"),
        ('href="#top"', 'href="#nowhere"', "#nowhere: no such anchor"),
        ("index.html#a-target", "../ko/index.html#a-lost", "a-lost: no such anchor"),
        ('alt="A dot."', "", "no alternative text: _static/dot.svg"),
        ('alt="A dot."', 'alt=" "', "no alternative text: _static/dot.svg"),
        (' aria-label="A line."', "", "no alternative text: <svg>"),
        ("<figcaption>A line.\n", "<figcaption>", "no caption: A line."),
        (
            '<img src="_static/dot.svg" alt="">',
            '<img src="_static/dot.svg">',
            "no alternative text",
        ),
        ("<figcaption>A dot.\n", "<figcaption>", "no caption: A dot."),
        (' aria-label="Warp"', "", "explorer warp has no label"),
        ("</article>", '<script src="x.js"></script>', "x.js holds the page up"),
        ("<title>", '<script src="x.js"></script><title>', "x.js stands before a style sheet"),
        (
            "<style>",
            '<script src="x.js"></script><script src="y.js"></script><style>',
            "y.js holds",
        ),
        ('<span id="a-target">', "<span>", "target (a-target) is missing"),
        ('content="Title"', 'content=" "', "no og:title"),
        ('og:url" content="https', 'og:url" content="http', "og:url is not https://example.org"),
        ("en/card.png", "en/none.png", "og:image: there is no https://example.org/book/en/none"),
        ("LearningResource", "Thing", "JSON-LD: @type is 'Thing', not 'LearningResource'"),
        ('class="headerlink" href="#top"', 'class="headerlink" href="#a-target"', "#a-target is a"),
    ],
)
def test_a_planted_defect_is_found(site, old, new, problem):
    page = site.folder / "en" / "index.html"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")
    assert any("en/index.html: " in found and problem in found for found in check(site))


def test_a_style_sheet_that_loads_a_font_from_elsewhere_is_found(site):
    sheet = site.folder / "ko" / "_static" / "book.css"
    sheet.write_text(f"@import 'https://fonts.org/a.css'; {sheet.read_text()}")
    assert check(site) == ["ko/_static/book.css: loads https://fonts.org/a.css"]


def test_a_target_of_one_language_is_missed_in_the_other(site):
    source = site.book.source("ko", "index")
    source.write_text("(a-target)=\n# 제목\n\n(trap-new)=\n본문\n")
    page = site.folder / "ko" / "index.html"
    page.write_text(page.read_text("utf-8").replace("a-target", "trap-new"), "utf-8")
    problems = check(site)
    assert "en/index.html: target (trap-new) is missing" in problems
    assert "ko/index.html: target (a-target) is missing" in problems


def test_a_page_of_the_contents_that_is_not_there_is_missed(site):
    (site.folder / "ko" / "index.html").unlink()
    assert "ko/index.html: missing" in check(site)


@pytest.mark.parametrize("name", ["dot.svg", "explorers/warp.js"])
def test_a_heavy_page_is_found(site, name):
    noise = random.Random(0).randbytes(WEIGHT_LIMIT + 1000)  # cannot be compressed
    (site.folder / "ko" / "_static" / name).write_bytes(noise)
    (problem,) = check(site)
    assert problem.startswith("ko/index.html: 60")


def test_a_card_of_another_size_is_found(site):
    Image.new("1", (600, 315)).save(site.folder / "ko" / "card.png")
    assert check(site) == ["ko/index.html: og:image: 600×315 pixels, not 1200×630"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<loc>https", "<loc>http", "index is not listed"),
        ('hreflang="ko"', 'hreflang="de"', "index: the languages are not all there"),
    ],
)
def test_a_sitemap_that_lacks_a_page_or_its_twin_is_found(site, old, new, problem):
    sitemap = site.folder / "ko" / "sitemap.xml"
    sitemap.write_text(sitemap.read_text().replace(old, new))
    assert check(site) == [f"ko/sitemap.xml: {problem}"]


def test_says_that_there_is_no_site(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "build it first" in capsys.readouterr().err


def test_jupyterlite_may_be_left_out_on_purpose(site, monkeypatch, capsys):
    monkeypatch.setattr(check_site, "BOOK", site.book)
    monkeypatch.setattr(check_site, "Site", lambda folder: Site(folder, site.book))
    (site.folder / "index.html").write_text(PAGE.format(language="ko").split("<body>")[0])
    (site.folder / "lite").rmdir()
    assert main([str(site.folder)]) == 1
    assert "JupyterLite, lite/, is missing" in capsys.readouterr().err
    assert main([str(site.folder), "--no-lite"]) == 1
    assert "JupyterLite" not in capsys.readouterr().err
