"""book/claims.lock: the numbers of each page as somebody has confirmed them, block by block.

What a cell prints proves a number; but most pages print a 2 and a 3, and only a reader can say
whether "two lines" is right. So a number that has changed is named until somebody confirms it.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from sources.myst import SourceError
from tools.claims.page import ClaimsPage
from tools.claims.statement import Statement

HEADER = (
    "# Numbers of the prose, one line a block, as somebody has confirmed them.\n"
    "# Written by `python -m tools.claims --update`.\n"
)


def token(statement: Statement) -> str:
    """A number in the record: its value and unit, however it is written."""
    number = statement.number
    digits = f".{number.decimals}f" if number.decimals and number.decimals > 0 else ".10g"
    return f"{number.value:{digits}}{number.unit}"


class Record:
    """The file, page by page."""

    def __init__(self, path: Path):
        self.path = path
        self.pages: dict[str, list[str]] = {}
        rows = None
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("["):
                rows = self.pages.setdefault(line.strip("[]"), [])
            elif line and not line.startswith(("#", "<<<<<<<", "=======", ">>>>>>>")):
                if rows is None:
                    raise SourceError(number, "this row belongs to no page; take the file from git")
                rows.append(line)

    def unconfirmed(self, name: str, page: ClaimsPage) -> Iterator[tuple[Statement, str]]:
        """Statements that are not recorded, each with the numbers that stood there before."""
        known = [token for row in self.pages.get(_key(name, page), ()) for token in row.split()]
        found = page.statements
        matcher = SequenceMatcher(None, known, [token(s) for s in found], autojunk=False)
        for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if kind in ("insert", "replace"):
                before = " ".join(known[old_from:old_to])
                yield from ((statement, before) for statement in found[new_from:new_to])

    def knows(self, name: str, page: ClaimsPage) -> bool:
        """Whether the page is recorded at all."""
        return not page.statements or _key(name, page) in self.pages

    def confirm(self, name: str, page: ClaimsPage) -> None:
        """Record the numbers of a page as they stand."""
        blocks = groupby(page.statements, key=lambda statement: id(statement.block))
        self.pages[_key(name, page)] = [" ".join(map(token, found)) for _, found in blocks]

    def forget(self, names: list[str]) -> None:
        """Drop the pages that there are no more."""
        self.pages = {key: rows for key, rows in self.pages.items() if key.split()[0] in names}

    def write(self) -> None:
        """Write the file, pages in alphabetical order."""
        parts = [f"[{key}]\n" + "\n".join(rows) for key, rows in sorted(self.pages.items()) if rows]
        self.path.write_text(HEADER + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def _key(name: str, page: ClaimsPage) -> str:
    return f"{name} {page.language}"
