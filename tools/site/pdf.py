"""Print the built book: one PDF a language, with bookmarks, for paper and for reading offline.

All pages but the reference of dlcore become one document, which Chromium prints. A live figure is
a picture there, with a link to the live one; folded answers and code are open.
"""

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from sources.chapters import BOOK, LANGUAGES, Book
from theme.extension.state_links import keys
from tools.checks import chromium

LEFT_OUT = ("api",)  # a hundred pages of docstrings, at home on a screen
LIVE = {"ko": "움직이는 그림 열기", "en": "Open the live figure"}
GONE = "script, .dl-embed-code, .copybtn, .launch-links, a.headerlink, .dl-place, iframe"
STYLE = """
body { background: #fff; }
main { max-width: none; padding: 0; }
article.bd-article { padding: 0 !important; break-before: page; }
article.bd-article:first-of-type { break-before: auto; }
details > summary { list-style: none; }
details.folded > summary { display: none; }
"""
DRAWN = re.compile(r"(^#|url\(#)")
NUMBER = (
    '<div style="width: 100%; text-align: center; font: 9pt sans-serif; color: #555">'
    '<span class="pageNumber"></span></div>'
)


class PdfError(Exception):
    """The book cannot be printed; the message says what to do."""


def assemble(site: Path, language: str, book: Book = BOOK) -> str:
    """The pages of a language as one document, to lie in the language's folder."""
    names = [name for name in book.pages if name not in LEFT_OUT]
    pages = {}
    for name in names:
        path = site / language / f"{name}.html"
        if not path.is_file():
            raise PdfError(f"{path} is missing: run `make book` first")
        pages[name] = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    title = pages[names[0]].h1.find(string=True)
    whole = BeautifulSoup("<main class='bd-main bd-content'></main>", "html.parser")
    for name, page in pages.items():
        article = page.select_one("article.bd-article")
        _prepare(article, name, language, names, book)
        whole.main.append(article)
    links = (
        link["href"] for page in pages.values() for link in page.select("link[rel=stylesheet]")
    )
    sheets = "".join(f'<link rel="stylesheet" href="{href}">' for href in dict.fromkeys(links))
    return (
        f'<!doctype html><html lang="{language}" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{title}</title>{sheets}<style>{STYLE}</style></head><body>{whole}</body></html>"
    )


def _prepare(article, name: str, language: str, names: list[str], book: Book) -> None:
    """Make a page's text a part of the whole: anchors of its own, figures as pictures."""
    for tag in article.select(GONE):
        tag.decompose()
    for still in article.select("img[loading]"):
        del still["loading"]  # paper has no time to come near
    for fold in article.select("details"):
        fold["open"] = ""
    figures = article.select("figure.dl-explorer")
    for figure, key in zip(figures, keys(article), strict=True):
        address = f"{book.url(language, name)}#{key}:"
        link = BeautifulSoup(f'<p><a href="{address}">{LIVE[language]}</a></p>', "html.parser")
        figure.insert_after(link)
    for tag in article.select("[id]"):
        tag["id"] = f"{name}--{tag['id']}"
    article["id"] = f"{name}--"
    for tag in article.select("a[href]"):
        tag["href"] = _within(tag["href"], name, language, names, book)
    for tag in article.select("svg *"):  # parts of a drawing name each other
        for key, value in tag.attrs.items():
            if isinstance(value, str) and tag.name != "a":
                tag[key] = DRAWN.sub(rf"\1{name}--", value)


def _within(href: str, name: str, language: str, names: list[str], book: Book) -> str:
    """Where a link of a page leads in the whole: inside it, or to the published site.

    Examples
    --------
    >>> _within("xor.html#trap", "index", "ko", ["index", "xor"], BOOK)
    '#xor--trap'
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    target = parts.path.removesuffix(".html") or name
    if target in names and ":" not in parts.fragment:
        return f"#{target}--{unquote(parts.fragment)}"
    path = parts.path or f"{name}.html"
    return f"{book.base_url}{language}/{path}" + (f"#{parts.fragment}" if parts.fragment else "")


def write(site: Path, language: str, browser) -> Path:
    """Print the book of a language into site/<language>/book.pdf."""
    folder = site / language
    source, target = folder / ".book.html", folder / "book.pdf"
    source.write_text(assemble(site, language), "utf-8")
    try:
        page = browser.new_page()
        page.goto(source.as_uri())
        page.evaluate("() => document.fonts.ready")
        page.pdf(
            path=target,
            format="A4",
            margin={"top": "18mm", "bottom": "20mm", "left": "18mm", "right": "18mm"},
            outline=True,
            tagged=True,
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=NUMBER,
        )
        page.close()
    finally:
        source.unlink()
    return target


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site pdf", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="one language (default: both)")
    options = parser.parse_args(arguments)
    launch = chromium.launch_options()
    if launch is None:
        print(f"pdf: no Chromium: {chromium.WHAT_TO_DO}", file=sys.stderr)
        return 1
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch)
            for language in [options.lang] if options.lang else LANGUAGES:
                path = write(BOOK.root / "site", language, browser)
                print(f"{BOOK.show(path)}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
            browser.close()
    except PdfError as error:
        print(f"pdf: {error}", file=sys.stderr)
        return 1
    return 0
