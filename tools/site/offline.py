"""Pack the built book into one zip, to be read without a network: from a USB stick, say.

Unpacked, it opens by its `index.html`; search and live figures work as on the web. What needs a
server stays out: JupyterLite, whose links lead to the published site and say so; and what only
other programs read, such as sitemaps and the pictures of shared links. The same site always makes
the same bytes (with the same zlib).
"""

import argparse
import sys
from fnmatch import fnmatch
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tqdm import tqdm

from sources.chapters import BOOK
from theme.extension.strings import STRINGS

NAME = "dlcore-book"  # of the folder that the zip holds
LIMIT = 15_000_000  # bytes
LEFT_OUT = ("lite/*", "*/cards/*", "*sitemap.xml", "404.html", "*/book.pdf", "*/objects.inv")
LITE = "../lite/"


class OfflineError(Exception):
    """The book cannot be packed; the message says what to do."""


def members(site: Path) -> list[str]:
    """The files of a site that belong into the zip, in order."""
    if not (site / "index.html").is_file():
        raise OfflineError(f"there is no site in {site}: run `make book` first")
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(name for name in found if not any(fnmatch(name, each) for each in LEFT_OUT))


def content(site: Path, name: str) -> bytes:
    """What the zip holds of a file: a page says of JupyterLite where it is."""
    data = (site / name).read_bytes()
    if not name.endswith(".html") or f'href="{LITE}'.encode() not in data:
        return data
    html = data.decode("utf-8")
    words = STRINGS[name.partition("/")[0]]["run"]["lite"]
    html = html.replace(f'href="{LITE}', f'href="{BOOK.base_url}lite/')
    return html.replace(escape(words["cost"]), escape(words["elsewhere"])).encode("utf-8")


def pack(site: Path, target: Path, limit: int = LIMIT) -> int:
    """Write the zip and return its size in bytes."""
    part = target.with_suffix(".part")
    names = members(site)
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(part, "w") as archive:
        for name in tqdm(names, desc="packing", unit=" files", leave=False):
            entry = ZipInfo(f"{NAME}/{name}")  # dated 1980, whenever the site was built
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content(site, name), ZIP_DEFLATED, 9)
        heaviest = sorted(archive.infolist(), key=lambda each: each.compress_size)[:-4:-1]
    size = part.stat().st_size
    if size > limit:
        part.unlink()
        files = ", ".join(f"{each.filename} ({each.compress_size:,})" for each in heaviest)
        raise OfflineError(f"the zip has {size:,} bytes, more than {limit:,}; heaviest: {files}")
    part.replace(target)
    return size


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site offline", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=BOOK.root / "site")
    parser.add_argument(
        "--out",
        type=Path,
        default=BOOK.root / "dist" / f"{NAME}-offline.zip",
        help=f"the zip (default: dist/{NAME}-offline.zip)",
    )
    options = parser.parse_args(arguments)
    try:
        size = pack(options.site, options.out)
    except OfflineError as error:
        print(f"offline: {error}", file=sys.stderr)
        return 1
    print(f"offline: {options.out}, {size / 1e6:.1f} MB")
    return 0
