"""Check how pages are found and shared: cards, data of search engines, sitemaps, addresses."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from sources.chapters import LANGUAGES
from theme.extension.cards import SIZE
from tools.site.built import Site

CARD_LIMIT = 100_000  # bytes
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


def cards_complete(site: Site) -> Iterator[str]:
    """Each page says what a shared link to it shows, and the picture is there."""
    for language, name, path in site.book_pages:
        page = site.pages.get(path)
        if page is None:
            continue  # another check says so
        said = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
        for kind in ("og:title", "og:description"):
            if not said.get(kind, "").strip():
                yield f"{path}: no {kind}"
        if said.get("og:url") != site.book.url(language, name):
            yield f"{path}: og:url is not {site.book.url(language, name)}"
        yield from (f"{path}: og:image: {each}" for each in _faults(site, said.get("og:image", "")))


def _faults(site: Site, address: str) -> Iterator[str]:
    """What is wrong with the picture of a card."""
    picture = site.folder / address.removeprefix(site.book.base_url)
    if not address.startswith(site.book.base_url) or not picture.is_file():
        yield f"there is no {address or 'address'}"
        return
    with Image.open(picture) as image:
        size = image.size
    if size != SIZE:
        yield f"{size[0]}×{size[1]} pixels, not {SIZE[0]}×{SIZE[1]}"
    if (weight := picture.stat().st_size) > CARD_LIMIT:
        yield f"{weight:,} bytes, more than {CARD_LIMIT:,}"


def data_complete(site: Site) -> Iterator[str]:
    """Each page describes itself as a LearningResource with its own address and language."""
    for language, name, path in site.book_pages:
        page = site.pages.get(path)
        if page is None:
            continue
        found = page.find("script", type="application/ld+json")
        data = json.loads(found.string) if found else {}
        wanted = {
            "@type": "LearningResource",
            "url": site.book.url(language, name),
            "inLanguage": language,
        }
        for key, value in wanted.items():
            if data.get(key) != value:
                yield f"{path}: JSON-LD: {key} is {data.get(key)!r}, not {value!r}"


def sitemaps_complete(site: Site) -> Iterator[str]:
    """The sitemap of each language lists each page with its address in every language."""
    for language in LANGUAGES:
        sitemap = Path(language, "sitemap.xml")
        if not (site.folder / sitemap).is_file():
            yield f"{sitemap}: missing"
            continue
        listed = {
            entry.findtext(f"{SITEMAP}loc"): {
                link.get("hreflang"): link.get("href") for link in entry.iter(ALTERNATE)
            }
            for entry in ET.parse(site.folder / sitemap).iter(f"{SITEMAP}url")
        }
        for name in site.book.pages:
            alternates = listed.get(site.book.url(language, name))
            if alternates is None:
                yield f"{sitemap}: {name} is not listed"
            elif alternates != {each: site.book.url(each, name) for each in LANGUAGES}:
                yield f"{sitemap}: {name}: the languages are not all there"


def places_in_both(site: Site) -> Iterator[str]:
    """The short address of a section, a figure or a box leads to it in every language."""
    for name in site.book.pages:
        paths = [Path(language, f"{name}.html") for language in LANGUAGES]
        if not all(path in site.pages for path in paths):
            continue
        first, *others = (
            {link["href"] for link in site.pages[path].select("a.headerlink[href^='#']")}
            for path in paths
        )
        for path, places in zip(paths[1:], others, strict=True):
            for place in sorted(first ^ places):
                yield f"{path}: {place} is a place in one language only"


CHECKS = (cards_complete, data_complete, sitemaps_complete, places_in_both)
