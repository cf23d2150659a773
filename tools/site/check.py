"""Check the built site: what it loads, where it links, what a reader of each language sees."""

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from sources.chapters import BOOK, LANGUAGES
from sources.myst import parse
from tools.site import check_launch, check_sharing, check_type
from tools.site.built import Site

WEIGHT_LIMIT = 600_000  # bytes, gzipped: a page, its pictures and its explorers' own scripts
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
SPOKEN = ("alt", "aria-label", "content", "placeholder", "title")  # attributes that a reader meets
LOADED = {  # attributes that make the browser ask for something
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
}
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect"}
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")


def nothing_foreign(site: Site) -> Iterator[str]:
    """No page and no style sheet asks another site for anything, and each page says so."""
    for path, page in site.pages.items():
        if not page.find("meta", {"http-equiv": "Content-Security-Policy"}):
            yield f"{path}: no Content-Security-Policy"
        for tag, address in _loads(page):
            if _is_foreign(address):
                yield f"{path}: <{tag.name}> loads {address}"
        styles = [tag.get_text() for tag in page.find_all("style")]
        styles += [tag["style"] for tag in page.find_all(style=True)]
        for address in CSS_ADDRESS.findall("\n".join(styles)):
            yield f"{path}: a style loads {address}"
    for sheet in site.files("*.css"):
        for address in CSS_ADDRESS.findall(sheet.read_text("utf-8")):
            yield f"{sheet.relative_to(site.folder)}: loads {address}"


def english_without_hangul(site: Site) -> Iterator[str]:
    """English pages hold Hangul only where the page itself says that the words are Korean."""
    for path, page in site.pages.items():
        if path.parts[0] != "en":
            continue
        for words, tag in _words(page):
            if HANGUL.search(words) and not tag.find_parent(lang="ko") and tag.get("lang") != "ko":
                yield f"{path}: Hangul on an English page: {words.strip()[:60]}"


def languages_declared(site: Site) -> Iterator[str]:
    """Each page names its language, its own address and its address in the other language."""
    for language, name, path in site.book_pages:
        page = site.pages.get(path)
        if page is None:
            yield f"{path}: missing"
            continue
        if page.html.get("lang") != language:
            yield f"{path}: lang is {page.html.get('lang')!r}, not {language!r}"
        canonical = page.find("link", rel="canonical")
        if not canonical or canonical["href"] != site.book.url(language, name):
            yield f"{path}: canonical is not {site.book.url(language, name)}"
        alternates = {
            link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")
        }
        for other in LANGUAGES:
            if alternates.get(other) != site.book.url(other, name):
                yield f"{path}: hreflang {other} is not {site.book.url(other, name)}"


def no_literal_markup(site: Site) -> Iterator[str]:
    """Every emphasis and every formula was understood: no `**` and no `$` is left in the text."""
    for path, page in site.pages.items():
        for words, tag in _words(page):
            for mark in ("**", "$"):
                if mark in words and not _is_verbatim(tag):
                    yield f"{path}: literal {mark} in: {words.strip()[:60]}"


def links_resolve(site: Site) -> Iterator[str]:
    """Every internal link leads to a file of the site, and every anchor exists."""
    for path, page in site.pages.items():
        addresses = [tag["href"] for tag in page.select("a[href], link[href]")]
        addresses += [address for _, address in _loads(page)]
        for address in dict.fromkeys(addresses):
            if problem := _unresolved(site, path, address):
                yield f"{path}: {address}: {problem}"


def pictures_described(site: Site) -> Iterator[str]:
    """Every picture has alternative text; only ornaments outside the text may have an empty one."""
    for path, page in site.pages.items():
        for picture in page.select("img, svg[role=img]"):
            alt = _said_of(picture)
            if alt is None or (picture.find_parent("article") and not alt.strip()):
                yield f"{path}: no alternative text: {picture.get('src', '<svg>')[:60]}"


def figures_captioned(site: Site) -> Iterator[str]:
    """Every picture of a cell stands in a figure with a caption, or in a labelled explorer."""
    for path, page in site.pages.items():
        for picture in page.select(".cell_output :is(img, svg[role=img])"):
            figure = picture.find_parent("figure")
            if figure and "dl-explorer" in figure.get("class", []):
                if not figure.get("aria-label"):
                    yield f"{path}: explorer {figure['data-explorer']} has no label"
                continue
            caption = figure and figure.find("figcaption")
            if not caption or not caption.get_text(strip=True):
                yield f"{path}: no caption: {_said_of(picture) or picture.get('src', '')[:60]}"


def pages_light(site: Site) -> Iterator[str]:
    """A page with its pictures and its explorers' own scripts stays below the limit."""
    for path, page in site.pages.items():
        folder = site.folder / path.parent
        names = {tag["src"] for tag in page.select("img[src]") if _is_local(tag["src"])}
        names |= {
            f"_static/explorers/{figure['data-explorer']}.js"
            for figure in page.select("figure.dl-explorer")
        }
        files = [site.folder / path, *(folder / unquote(urlsplit(name).path) for name in names)]
        weight = sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file())
        if weight > WEIGHT_LIMIT:
            yield f"{path}: {weight:,} bytes gzipped, more than {WEIGHT_LIMIT:,}"


def scripts_wait(site: Site) -> Iterator[str]:
    """One script at most holds a page up, in its head, and it does not hold up the sheets."""
    for path, page in site.pages.items():
        scripts = page.select("script[src]:not([defer])")
        for script in scripts:
            if script.find_parent("head") is None or script is not scripts[0]:
                yield f"{path}: {script['src']} holds the page up; defer it"
            elif script.find_next("link", rel="stylesheet"):
                yield f"{path}: {script['src']} stands before a style sheet and holds it up"


def targets_in_both(site: Site) -> Iterator[str]:
    """A target that either language's source sets is an anchor on the pages of both."""
    for name in site.book.pages:
        sources = [site.book.source(language, name) for language in LANGUAGES]
        targets = {target for source in sources for target in _targets(source)}
        for language in LANGUAGES:
            path = Path(language, f"{name}.html")
            for target in sorted(targets - site.ids.get(path, set())):
                yield f"{path}: target ({target}) is missing"


CHECKS = (
    nothing_foreign,
    english_without_hangul,
    languages_declared,
    no_literal_markup,
    links_resolve,
    pictures_described,
    figures_captioned,
    pages_light,
    scripts_wait,
    targets_in_both,
    *check_launch.CHECKS,
    *check_sharing.CHECKS,
    *check_type.CHECKS,
)


def _said_of(picture: Tag) -> str | None:
    """Alternative text of a picture, from a file or drawn into the page."""
    return picture.get("alt" if picture.name == "img" else "aria-label")


def _loads(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Each address that the browser asks for by itself."""
    for name, attributes in LOADED.items():
        for tag in page.find_all(name):
            for attribute in attributes:
                if value := tag.get(attribute):
                    parts = value.split(",") if attribute == "srcset" else [value]
                    yield from ((tag, part.split()[0]) for part in parts if part.strip())
    for link in page.find_all("link", href=True):
        if LOADING_LINKS & set(link.get("rel", [])):
            yield link, link["href"]


def _is_foreign(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def _is_local(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def _words(page: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    """Each text that a reader sees or hears, with the element that holds it."""
    for text in page.find_all(string=True):
        if type(text) is NavigableString and text.parent.name not in ("script", "style"):
            yield text, text.parent
    for tag in page.find_all(True):
        for attribute in SPOKEN:
            if isinstance(tag.get(attribute), str) and not isinstance(tag, PreformattedString):
                yield tag[attribute], tag


def _is_verbatim(tag: Tag) -> bool:
    """Whether the element holds code or a formula, or lies in the reference.

    The reference is no Markdown, and its own markup warns where emphasis does not close.
    """
    chain = [tag, *tag.parents]
    return any(
        each.name in ("code", "pre") or {"math", "api-reference"} & set(each.get("class") or [])
        for each in chain
    )


def _unresolved(site: Site, path: Path, address: str) -> str:
    """What is wrong with an internal address, or the empty string."""
    parts = urlsplit(site.within(address))
    if parts.scheme or parts.netloc:
        return ""
    target = path
    if parts.path:
        joined = site.file(path, address)
        if joined.is_dir():
            joined /= "index.html"
        if not joined.is_file():
            return "no such file"
        target = joined.relative_to(site.folder.resolve())
    fragment = unquote(parts.fragment)
    figure, names_a_state, _ = fragment.partition(":")
    if names_a_state:
        return "" if figure in site.figures.get(target, []) else "no such live figure"
    if fragment and target in site.ids and fragment not in site.ids[target]:
        return "no such anchor"
    return ""


def _targets(source: Path) -> set[str]:
    """Targets, `(name)=`, of a MyST source."""
    tokens = parse(source.read_text("utf-8"))
    return {token.content for token in tokens if token.type == "myst_target"}


def check(site: Site, lite: bool = True) -> list[str]:
    """All problems of a site, which may be one built without JupyterLite."""
    checks = [each for each in CHECKS if lite or each is not check_launch.jupyterlite_is_there]
    return [problem for each in checks for problem in each(site)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site check", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=BOOK.root / "site")
    parser.add_argument("--no-lite", action="store_true", help="the site may lack JupyterLite")
    options = parser.parse_args(arguments)
    folder = options.site
    if not (folder / "index.html").is_file():
        print(f"check_site: there is no site in {folder}: build it first", file=sys.stderr)
        return 1
    site = Site(folder)
    problems = check(site, lite=not options.no_lite)
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    print(f"check_site: {len(site.pages)} pages, {len(problems)} problems")
    return 1 if problems else 0
