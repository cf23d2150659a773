"""book/facts.yml: numbers that no cell prints, each with the reason why it may stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tools.claims.evidence import stem
from tools.numbers import Quantity, read


class FactsError(Exception):
    """An entry of facts.yml that cannot be read."""


@dataclass
class Fact:
    """Numbers that a page states, and why.

    Attributes
    ----------
    page : str
    section : str or None
        Label of the section in which they may stand; everywhere on the page when None.
    says : str
        As written in facts.yml: "25 MB", "two squares".
    values : frozenset of float
    words : frozenset of str
        Words that an English sentence must have after the number.
    source : str
        Page whose cells print it, or nothing.
    """

    page: str
    section: str | None
    says: str
    values: frozenset[float]
    words: frozenset[str]
    source: str = ""
    used: bool = field(default=False, compare=False)


class Facts:
    """All entries, by page."""

    def __init__(self, path: Path):
        self.path = path
        self.all = list(_facts(path)) if path.exists() else []

    def of(self, page: str) -> list[Fact]:
        """Facts of a page."""
        return [fact for fact in self.all if fact.page == page]

    def unused(self, pages: set[str]) -> Iterator[str]:
        """Say which facts of the pages nothing needs, and which pages there are not."""
        for fact in self.all:
            if fact.page not in pages:
                yield f"{self.path.name}: {fact.page}: there is no such page"
            elif not fact.used:
                yield f"{self.path.name}: {fact.page}: no sentence needs “{fact.says}”; delete it"


def _facts(path: Path) -> Iterator[Fact]:
    try:
        pages = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise FactsError(f"{path.name}: not YAML: {' '.join(str(error).split())}") from error
    for page, entries in pages.items():
        for entry in entries or ():
            yield from _entry(path.name, page, entry)


def _entry(name: str, page: str, entry: dict) -> Iterator[Fact]:
    if not isinstance(entry, dict) or not {"numbers"} <= set(entry) <= _KEYS:
        raise FactsError(f"{name}: {page}: an entry has `numbers`, `reason` and maybe `section`: {entry}")
    if not str(entry.get("reason") or "").strip():
        raise FactsError(f"{name}: {page}: {entry['numbers']} stand without a reason")
    for says in map(str, entry["numbers"]):
        found = read(says, "en")
        if len(found) != 1:
            raise FactsError(f"{name}: {page}: “{says}” must hold one number, it holds {len(found)}")
        words = frozenset(map(stem, re.findall(r"[A-Za-z]{2,}", says[found[0].end :])))
        values = found[0].values
        yield Fact(page, entry.get("section"), says, values, words, entry.get("printed_by", ""))


_KEYS = {"numbers", "reason", "section", "printed_by"}


def fits(fact: Fact, number: Quantity, following: set[str], language: str) -> bool:
    """Whether a fact is this number, and in English also of these things."""
    if not fact.values & number.values and not any(_rounds(v, number) for v in fact.values):
        return False
    return language != "en" or fact.words <= following


def _rounds(value: float, number: Quantity) -> bool:
    return number.decimals is not None and round(value, max(number.decimals, 0)) in number.values
