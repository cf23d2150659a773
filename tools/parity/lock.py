"""The record of which Korean block was checked against which English one: book/parity.lock."""

from collections.abc import Iterator
from pathlib import Path

from sources.blocks import Block


class Lock:
    """book/parity.lock: which Korean block was checked against which English one."""

    HEADER = (
        "# Hash of a Korean block, hash of the English block it was checked against, first words.\n"
        "# Written by `python -m tools.parity --update`.\n"
    )

    def __init__(self, path: Path):
        self.path = path
        self.pages: dict[str, list[str]] = {}
        if path.exists():
            page = None
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("["):
                    page = self.pages.setdefault(line.strip("[]"), [])
                elif line and not line.startswith("#"):
                    page.append(line)

    def pairs(self, page: str) -> set[tuple[str, str]]:
        """(Korean, English) hashes of a page."""
        return {tuple(line.split(maxsplit=2)[:2]) for line in self.pages.get(page, [])}

    def record(self, page: str, pairs: list[tuple[Block, Block]]) -> None:
        """Replace a page's pairs."""
        rows = (
            f"{ko.digest} {en.digest} {' '.join(en.source.split())[:60].rstrip()}"
            for ko, en in pairs
        )
        self.pages[page] = list(dict.fromkeys(rows))

    def forget(self, keep: set[str]) -> None:
        """Drop the pages that are not in `keep`."""
        self.pages = {page: rows for page, rows in self.pages.items() if page in keep}

    def write(self) -> None:
        """Write the file, pages in alphabetical order."""
        parts = [f"[{page}]\n" + "\n".join(rows) for page, rows in sorted(self.pages.items())]
        self.path.write_text(self.HEADER + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")

    def unknown(
        self, page: str, pairs: list[tuple[Block, Block]], korean: str, english: str
    ) -> Iterator[str]:
        """Say which pairs are not recorded, and which side has changed.

        Parameters
        ----------
        page : str
            Name of the page.
        pairs : list of (Block, Block)
            Korean and English blocks as they stand now.
        korean, english : str
            Paths of the two sources, for the messages.
        """
        known = self.pairs(page)
        if pairs and not known:
            yield f"{korean}:1: lock: this page is not recorded yet"
            return
        known_korean = {ko for ko, _ in known}
        known_english = {en for _, en in known}
        for ko, en in pairs:
            if (ko.digest, en.digest) in known:
                continue
            here, there = f"{korean}:{ko.line}", f"{english}:{en.line}"
            if ko.digest in known_korean and en.digest not in known_english:
                at, said = there, f"this {en.kind} has changed, but its Korean at {here} has not"
            elif en.digest in known_english and ko.digest not in known_korean:
                at, said = here, f"this {ko.kind} has changed, but its English at {there} has not"
            else:
                at, said = here, f"this {ko.kind} and its English at {there} are not yet recorded"
            yield f"{at}: lock: {said}"
