"""The book's pages: which there are, where they lie, and where the site shows them.

`_toc.yml` and `_config.yml` are read here and nowhere else.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

LANGUAGES = ("ko", "en")


def other(language: str) -> str:
    """The other one of the two languages.

    Examples
    --------
    >>> other("ko")
    'en'
    """
    (found,) = set(LANGUAGES) - {language}
    return found


@dataclass(frozen=True)
class Book:
    """A book with one table of contents for its language trees.

    Parameters
    ----------
    root : Path
        The folder that holds `_toc.yml`, `_config.yml`, `book/` and `notebooks/`.
    """

    root: Path

    @cached_property
    def pages(self) -> list[str]:
        """Page names (no language, no suffix), in the order of `_toc.yml`."""
        return list(_files(self._yaml("_toc.yml")))

    @cached_property
    def chapters(self) -> list[str]:
        """Names of the chapters, without the appendices, in order."""
        parts = self._yaml("_toc.yml").get("parts", ())
        return [name for part in parts if part["caption"] == "Chapters" for name in _files(part)]

    @cached_property
    def config(self) -> dict:
        """`_config.yml` as written."""
        return self._yaml("_config.yml")

    @property
    def base_url(self) -> str:
        """Address of the published site, ending in a slash."""
        return self.config["html"]["baseurl"].rstrip("/") + "/"

    def source(self, language: str, page: str) -> Path:
        """MyST source of a page."""
        return self.root / "book" / language / f"{page}.md"

    def notebook(self, language: str, page: str) -> Path:
        """Notebook generated from a page."""
        return self.root / "notebooks" / language / f"{page}.ipynb"

    def url(self, language: str, page: str, anchor: str = "") -> str:
        """Address of a page, or of a label on it, on the published site."""
        return f"{self.base_url}{language}/{page}.html" + (f"#{anchor}" if anchor else "")

    def show(self, path: Path) -> str:
        """A path as error messages name it: relative to the root."""
        return path.relative_to(self.root).as_posix()

    def _yaml(self, name: str) -> dict:
        return yaml.safe_load((self.root / name).read_text(encoding="utf-8"))


BOOK = Book(Path(__file__).resolve().parent.parent)


def notebooks_in(folder: Path) -> list[Path]:
    """Notebooks below a folder, without the copies that Jupyter keeps in hidden folders."""
    found = (path.relative_to(folder) for path in folder.rglob("*.ipynb"))
    return [folder / path for path in sorted(found) if not any(p[0] == "." for p in path.parts)]


def _files(node):
    """Values of `root:` and `file:` anywhere below `node`, in reading order."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("root", "file"):
                yield value.removesuffix(".md")
            else:
                yield from _files(value)
    elif isinstance(node, list):
        for item in node:
            yield from _files(item)
