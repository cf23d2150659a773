"""The built site as its checks read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from sources.chapters import BOOK, LANGUAGES, Book
from theme.extension.state_links import keys

LITE = "lite"


@dataclass
class Site:
    """A built site and the book it was built from."""

    folder: Path
    book: Book = field(default=BOOK)

    @cached_property
    def pages(self) -> dict[Path, BeautifulSoup]:
        """All pages, parsed, by their path within the site."""
        return {
            path.relative_to(self.folder): BeautifulSoup(path.read_text("utf-8"), "html.parser")
            for path in self.files("*.html")
        }

    def files(self, pattern: str) -> list[Path]:
        """The book's own files: JupyterLite, below lite/, is somebody else's program."""
        found = sorted(self.folder.rglob(pattern))
        return [path for path in found if path.relative_to(self.folder).parts[0] != LITE]

    def within(self, address: str) -> str:
        """An address of the published site, from the site's root; any other as it is."""
        base = self.book.base_url
        for start in (base, urlsplit(base).path):
            if address.startswith(start):
                return "/" + address.removeprefix(start)
        return address

    def file(self, page: Path, address: str) -> Path:
        """The file that an internal address on a page means."""
        path = urlsplit(self.within(address)).path
        start = Path() if path.startswith("/") else page.parent
        return (self.folder / start / unquote(path).lstrip("/")).resolve()

    @cached_property
    def ids(self) -> dict[Path, set[str]]:
        """The anchors of each page."""
        return {
            path: {tag["id"] for tag in page.find_all(id=True)} for path, page in self.pages.items()
        }

    @cached_property
    def figures(self) -> dict[Path, list[str]]:
        """The live figures of each page, as an address names them."""
        return {path: keys(page) for path, page in self.pages.items()}

    @property
    def book_pages(self) -> Iterator[tuple[str, str, Path]]:
        """Language, name and path of each page of the table of contents."""
        for language in LANGUAGES:
            for name in self.book.pages:
                yield language, name, Path(language, f"{name}.html")
