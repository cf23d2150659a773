"""The record of which Korean block was checked against which English one: book/parity.lock."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sources.blocks import Block
from sources.myst import SourceError

HEADER = (
    "# Hash of a Korean block, hash of the English block it was checked against, first words; and\n"
    "# what the Korean has more (+) or less (-) of than its English, as somebody found it right.\n"
    "# Written by `python -m tools.parity --update`.\n"
)
_BAR = " ‖ "
Pair = tuple[Block, Block]


@dataclass(frozen=True)
class Row:
    """One recorded pair."""

    korean: str
    english: str
    words: str
    difference: str | None = None

    @classmethod
    def read(cls, line: str) -> "Row":
        """Row of a line of the file."""
        line, bar, difference = line.partition(_BAR)
        korean, english, *words = line.split(maxsplit=2)
        return cls(korean, english, *(words or [""]), difference.strip("=") if bar else None)

    @classmethod
    def of(cls, pair: Pair, difference: dict[str, str]) -> "Row":
        """Row of a pair as it stands."""
        ko, en = pair
        words = " ".join(en.source.split())[:60].rstrip().replace(_BAR, " ")
        said = ", ".join(f"{trait} {value}" for trait, value in sorted(difference.items()))
        return cls(ko.digest, en.digest, words, said)

    @property
    def traits(self) -> dict[str, str]:
        """Recorded difference, by trait."""
        return dict(item.rsplit(" ", 1) for item in (self.difference or "").split(", ") if item)

    def __str__(self) -> str:
        line = f"{self.korean} {self.english} {self.words}".rstrip()
        return line if self.difference is None else line + _BAR + (self.difference or "=")


@dataclass(frozen=True)
class Change:
    """A pair that the lock does not know.

    Attributes
    ----------
    pair : (Block, Block)
        Korean and English.
    said : str
        Place, and which side has changed.
    base : Row or None
        What was recorded, where one side still stands as it was.
    doubts : tuple of str
        What has changed on one side alone, where the texts were compared before.
    """

    pair: Pair
    said: str
    base: Row | None
    doubts: tuple[str, ...]


class Lock:
    """All recorded pairs, by page."""

    def __init__(self, path: Path):
        self.path = path
        self.pages: dict[str, list[Row]] = {}
        self.is_conflicted = False
        rows = None
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for number, line in enumerate(text.splitlines(), 1):
            if re.fullmatch(r"\[[^\[\]]+\]", line):
                rows = self.pages.setdefault(line.strip("[]"), [])
            elif line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
                self.is_conflicted = True  # what either side has looked at holds
            elif line and not line.startswith("#"):
                if rows is None or len(line.split()) < 2:
                    raise SourceError(number, "this is no row of the lock; take the file from git")
                rows.append(Row.read(line))

    def forget(self, keep: set[str]) -> None:
        """Drop the pages that are not in `keep`."""
        self.pages = {page: rows for page, rows in self.pages.items() if page in keep}

    def write(self) -> None:
        """Write the file, pages in alphabetical order."""
        parts = (
            f"[{page}]\n" + "\n".join(dict.fromkeys(map(str, rows)))
            for page, rows in sorted(self.pages.items())
        )
        self.path.write_text(HEADER + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")

    def changes(
        self,
        page: str,
        pairs: list[Pair],
        paths: tuple[str, str],
        difference: Callable[[Block, Block], dict[str, str]],
    ) -> Iterator[Change]:
        """Pairs of a page that are not recorded as they stand.

        Parameters
        ----------
        page : str
            Name of the page.
        pairs : list of (Block, Block)
            Korean and English blocks as they stand now.
        paths : (str, str)
            The Korean and the English source, for the messages.
        difference : callable
            What a Korean block has more or less of than its English.
        """
        rows = self.pages.get(page, [])
        known = {(row.korean, row.english) for row in rows}
        for pair in pairs:
            if (pair[0].digest, pair[1].digest) not in known:
                base = _base(pair, rows)
                said = _said(pair, rows, paths)
                doubts = _doubts(pair, base, paths, difference(*pair)) if base else ()
                yield Change(pair, said, base, tuple(doubts))

    def record(self, page: str, pairs: list[Pair], refused: list[Change], difference) -> None:
        """Replace a page's pairs; where a change was refused the old row stays."""
        old = {(row.korean, row.english): row for row in self.pages.get(page, ())}
        left = {id(change.pair): change.base for change in refused}
        rows = []
        for pair in pairs:
            if id(pair) in left:
                rows += [left[id(pair)]] if left[id(pair)] else []
            else:
                known = old.get((pair[0].digest, pair[1].digest))
                rows.append(known or Row.of(pair, difference(*pair)))
        self.pages[page] = rows


def _base(pair: Pair, rows: list[Row]) -> Row | None:
    """The recorded pair of which one side still stands; None where both have changed, or none.

    Where both sides have changed the sentences are new, and their difference says nothing.
    """
    ko, en = pair
    by_korean = [row for row in rows if row.korean == ko.digest]
    by_english = [row for row in rows if row.english == en.digest]
    if bool(by_korean) == bool(by_english):
        return None
    return (by_korean or by_english)[0]


def _said(pair: Pair, rows: list[Row], paths: tuple[str, str]) -> str:
    """Place of a pair, and which side has changed."""
    ko, en = pair
    here, there = f"{paths[0]}:{ko.line}", f"{paths[1]}:{en.line}"
    known_korean = ko.digest in {row.korean for row in rows}
    known_english = en.digest in {row.english for row in rows}
    if known_korean and not known_english:
        return f"{there}: lock: this {en.kind} has changed, but its Korean at {here} has not"
    if known_english and not known_korean:
        return f"{here}: lock: this {ko.kind} has changed, but its English at {there} has not"
    return f"{here}: lock: this {ko.kind} and its English at {there} are not yet recorded"


_RULES = {
    "bold": "emphasis",
    "italics": "emphasis",
    "English in brackets": "brackets",
    "negation": "negation",
    "one": "numbers",
    "two": "numbers",
    "half": "numbers",
}


def _doubts(pair: Pair, base: Row, paths: tuple[str, str], now: dict[str, str]) -> Iterator[str]:
    """What one side has got or lost, and the other has not."""
    ko, en = pair
    if base.difference is None:  # recorded before differences were
        return
    before = base.traits
    for trait in sorted(before.keys() | now.keys()):
        old, new = before.get(trait, "+0"), now.get(trait, "+0")
        if old == new:
            continue
        rule = _RULES.get(trait) or ("terms" if trait.startswith("“") else "words")
        rule = "numbers" if trait.startswith("no. ") else rule
        rule = "order" if trait.startswith("order") else rule
        where = f"{paths[0]}:{ko.line}: {rule}: {trait}: "
        if rule == "order":
            yield f"{where}not as when it was compared with its English ({paths[1]}:{en.line})"
        else:
            more = int(new) - int(old)
            yield (
                f"{where}against its English ({paths[1]}:{en.line}) the Korean has {abs(more)} "
                f"{'more' if more > 0 else 'fewer'} than when the two were compared"
            )
