"""The last pass over the built pages: the site's root, its sitemap, and what each page may load."""

import base64
import hashlib
import re
import shutil
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from sources.chapters import BOOK, LANGUAGES

ROOT_PAGES = BOOK.root / "theme" / "root"
# docutils gives the works of a list a role that ARIA has withdrawn.
REPAIRS = {'role="doc-biblioentry"': 'role="listitem"'}

# What a page runs; `application/ld+json` is data, which browsers do not ask the policy about.
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))[^>]*>(.*?)</script>", re.DOTALL
)
# Firefox fetches the next page (rel="next") by default-src.
POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'self'"
)


def finish(site: Path) -> None:
    """Finish a site that holds the pages of all languages."""
    write_root(site)
    write_sitemap_index(site)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        for old, new in REPAIRS.items():
            html = html.replace(old, new)
        page.write_text(with_policy(html), "utf-8")


def write_root(site: Path) -> None:
    """The page that picks the language, and the page for addresses that do not exist."""
    shutil.copyfile(BOOK.root / "theme" / "static" / "favicon.svg", site / "favicon.svg")
    where = {"base": BOOK.base_url, "path": urlsplit(BOOK.base_url).path}
    for source in ROOT_PAGES.iterdir():
        text = source.read_text("utf-8")
        if source.suffix == ".html":
            text = Template(text).substitute(where)
        (site / source.name).write_text(text, "utf-8")


def write_sitemap_index(site: Path) -> None:
    entries = "".join(
        f"<sitemap><loc>{BOOK.base_url}{language}/sitemap.xml</loc></sitemap>"
        for language in LANGUAGES
    )
    (site / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>\n'
    )


def with_policy(html: str) -> str:
    """The page with a Content-Security-Policy: its own inline scripts, and nothing foreign.

    Examples
    --------
    >>> "script-src 'self' 'sha256-" in with_policy("<meta charset='utf-8'><script>x = 1</script>")
    True
    """
    hashes = {hash_of(script) for script in INLINE_SCRIPT.findall(html)}
    policy = POLICY.format(hashes="".join(f" '{each}'" for each in sorted(hashes)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    html, count = re.subn(r"<meta charset=[^>]*>", rf"\g<0>{meta}", html, count=1)
    if not count:
        raise ValueError("a page without <meta charset> cannot carry a policy")
    return html


def hash_of(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
