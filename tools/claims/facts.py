"""book/facts.yml: numbers that no cell prints, each with the reason why it may stand."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from sources.numbers import Quantity, read
from tools.claims.evidence import stem
from tools.claims.statement import Statement

_KEYS = {"numbers", "reason", "section", "printed_on"}


class FactsError(Exception):
    """An entry of facts.yml that cannot be read."""


@dataclass
class Fact:
    """A number that a page states.

    Attributes
    ----------
    page : str
    number : Quantity
        As written in facts.yml: "25 MB", "2 squares".
    words : tuple of str
        What an English sentence must say after the number, without plurals; the last is the thing.
    section : str or None
        Label of the section in which it may stand; everywhere on the page when None.
    printed_on : str or None
        Page whose cells print it.
    """

    page: str
    number: Quantity
    words: tuple[str, ...]
    section: str | None = None
    printed_on: str | None = None
    used: bool = field(default=False, compare=False)

    @property
    def says(self) -> str:
        """The entry, for messages."""
        return " ".join([self.number.shown, *self.words])

    @property
    def values(self) -> frozenset[float]:
        """What the number may mean."""
        return self.number.values

    @property
    def thing(self) -> str:
        """What is counted."""
        return self.words[-1] if self.words else ""

    def holds_in(self, section: int, labels: dict[str, int]) -> bool:
        """Whether it may stand in a section of its page."""
        return self.section is None or labels.get(self.section) == section

    def fits(self, statement: Statement, language: str) -> bool:
        """Whether a statement is this one; in Korean by its number and unit alone."""
        number = statement.number
        if number.unit != self.number.unit and not {number.unit, self.number.unit} <= {"", "x"}:
            return False
        if not any(math.isclose(a, b) for a in self.values for b in number.values):
            return False
        return language != "en" or set(self.words) <= {*statement.things, statement.before}


class Facts:
    """All entries, by page."""

    def __init__(self, path: Path):
        self.path = path
        self.all = list(self._read()) if path.exists() else []

    def of(self, page: str) -> list[Fact]:
        """Facts of a page."""
        return [fact for fact in self.all if fact.page == page]

    def unused(self, pages: list[str]) -> Iterator[str]:
        """Say which facts of the pages no sentence needs."""
        for fact in self.all:
            if fact.page in pages and not fact.used:
                yield f"{fact.page}: no sentence says “{fact.says}”; delete it"

    def strangers(self, pages: list[str]) -> Iterator[str]:
        """Say which entries belong to a page that there is not."""
        for page in dict.fromkeys(fact.page for fact in self.all):
            if page not in pages:
                yield f"{page}: there is no such page"

    def _read(self) -> Iterator[Fact]:
        try:
            pages = yaml.safe_load(self.path.read_text(encoding="utf-8")) or {}
        except yaml.YAMLError as error:
            raise FactsError(f"this is not YAML: {' '.join(str(error).split())}") from error
        if not isinstance(pages, dict):
            raise FactsError("the file is a list of pages, each with its entries")
        for page, entries in pages.items():
            for entry in entries or ():
                yield from self._entry(page, entry)

    @staticmethod
    def _entry(page: str, entry: dict) -> Iterator[Fact]:
        if not isinstance(entry, dict) or "numbers" not in entry or set(entry) - _KEYS:
            raise FactsError(f"{page}: an entry has {', '.join(sorted(_KEYS))}, not {entry}")
        if not str(entry.get("reason") or "").strip():
            raise FactsError(f"{page}: {entry['numbers']}: the reason is missing")
        for says in map(str, entry["numbers"]):
            found = read(says, "en")
            if len(found) != 1:
                raise FactsError(f"{page}: “{says}” must hold one number, not {len(found)}")
            rest = says[found[0].end :] if not found[0].unit else ""
            words = tuple(stem(word) for word in re.findall(r"[A-Za-z]{2,}", rest))
            yield Fact(page, found[0], words, entry.get("section"), entry.get("printed_on"))
