"""The book's release as release.json records it: its version, its tag, and the wheel of dlcore."""

import json
import re
from dataclasses import dataclass

from sources.chapters import BOOK, Book

RECORD = "release.json"
DISTRIBUTION = "dlcore-book"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Release:
    """The release that a state of the sources becomes: its tag, its wheel, and where it lies.

    Parameters
    ----------
    repository : str
        Address of the repository.
    version : str
    sha256 : str
        Hash of the wheel.

    Examples
    --------
    >>> release = Release("https://github.com/org/book", "1.2.0", "ab" * 32)
    >>> release.tag, release.wheel
    ('v1.2.0', 'dlcore_book-1.2.0-py3-none-any.whl')
    >>> release.url
    'https://github.com/org/book/releases/download/v1.2.0/dlcore_book-1.2.0-py3-none-any.whl'
    >>> release.requirement("plots")[:41]
    'dlcore-book[plots] @ https://github.com/o'
    """

    repository: str
    version: str
    sha256: str

    @property
    def tag(self) -> str:
        """Tag of the repository at which wheel, notebooks and site fit each other."""
        return f"v{self.version}"

    @property
    def wheel(self) -> str:
        """File name of the wheel."""
        return f"{DISTRIBUTION.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def url(self) -> str:
        """Address of the wheel."""
        return f"{self.repository}/releases/download/{self.tag}/{self.wheel}"

    def requirement(self, *extras: str) -> str:
        """What pip installs, and nothing but it: name, address and hash."""
        wanted = f"[{','.join(extras)}]" if extras else ""
        return f"{DISTRIBUTION}{wanted} @ {self.url}#sha256={self.sha256}"


class ReleaseError(Exception):
    """The record of the release cannot be used; the message says why and what to do."""


def recorded(book: Book = BOOK) -> Release:
    """The release as release.json records it."""
    try:
        record = json.loads((book.root / RECORD).read_text("utf-8"))
    except FileNotFoundError:
        raise ReleaseError(f"there is no {RECORD}: run make notebooks") from None
    except ValueError as error:
        raise ReleaseError(f"{RECORD} is not JSON ({error}): run make notebooks") from None
    if not isinstance(record, dict) or set(record) != {"version", "sha256"}:
        raise ReleaseError(f"{RECORD} must hold version and sha256, nothing else: {record}")
    if not _SHA256.fullmatch(str(record["sha256"])):
        raise ReleaseError(f"sha256 in {RECORD} must be 64 hex digits, got {record['sha256']!r}")
    return Release(book.config["repository"]["url"], **record)
