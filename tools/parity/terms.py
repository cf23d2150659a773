"""The book's terms: which Korean word stands for which English one, and which words never do."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_PARENTHESES = re.compile(r"\s*\(([^)]*)\)")


def _flexible(words: str) -> str:
    """Pattern of a phrase whose words may be parted by a space, a hyphen, a dash or a line end."""
    return r"[\s\-–]+".join(re.escape(word) for word in re.split(r"[\s\-–]+", words))


@dataclass(frozen=True)
class Term:
    """One row of glossary.csv."""

    english: str
    korean: str
    avoid: tuple[str, ...]

    @property
    def sense(self) -> str:
        """What parentheses add to the English: an abbreviation (CNN) or a sense (Adam)."""
        match = _PARENTHESES.search(self.english)
        return match[1] if match else ""

    @property
    def searchable(self) -> bool:
        """Whether English prose can be searched for it: not when only one sense is meant."""
        return not self.sense or self.sense.isupper()

    @cached_property
    def english_pattern(self) -> str:
        """Pattern of the English term, singular or plural, or its abbreviation."""
        pattern = _flexible(_PARENTHESES.sub("", self.english)) + "(?:s|es)?"
        return rf"(?:{pattern}|{self.sense}s?)" if self.sense.isupper() else pattern

    @cached_property
    def korean_pattern(self) -> str:
        """Pattern of the Korean rendering without its abbreviation."""
        return _flexible(_PARENTHESES.sub("", self.korean))

    @cached_property
    def introduction(self) -> re.Pattern:
        """Pattern of the Korean rendering with the English after it: 은닉층(hidden layer)."""
        pattern = rf"{self.korean_pattern}\s?\([^)]*{self.english_pattern}"
        return re.compile(pattern, re.IGNORECASE)


class Glossary:
    """All terms, with the two searches that parity needs."""

    def __init__(self, terms: list[Term]):
        self.terms = terms
        self._memory: dict[tuple[str, str], list] = {}
        self._searchable = [term for term in terms if term.searchable]
        # Longest first, so that "hidden layer" is not also taken for "layer".
        self._searchable.sort(key=lambda term: -len(term.english))
        groups = (rf"\b({term.english_pattern})\b" for term in self._searchable)
        self._english = re.compile("|".join(groups), re.IGNORECASE)
        by_korean = sorted(terms, key=lambda term: -len(term.korean))
        self._by_korean = by_korean
        self._korean = re.compile("|".join(f"({term.korean_pattern})" for term in by_korean))
        self._avoid = {
            word: (term, re.compile(_left_bounded(word))) for term in terms for word in term.avoid
        }

    @classmethod
    def read(cls, path: Path) -> "Glossary":
        """Glossary of a file with the columns en, ko, avoid (words parted by |), note."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return cls(
            [Term(row["en"], row["ko"], tuple(re.findall(r"[^|]+", row["avoid"]))) for row in rows]
        )

    def in_english(self, prose: str) -> list[Term]:
        """Terms of an English text, longest reading first; "for example" is no term."""
        return self._remembered("terms", prose, self._in_english)

    def _in_english(self, prose: str) -> Iterator[Term]:
        for match in self._english.finditer(re.sub(r"\bfor example\b", "", prose, flags=re.I)):
            yield self._searchable[match.lastindex - 1]

    def places(self, prose: str, language: str) -> Iterator[tuple[Term, int]]:
        """Terms of a text, each with the place at which it stands."""
        pattern = self._english if language == "en" else self._korean
        terms = self._searchable if language == "en" else self._by_korean
        for match in pattern.finditer(prose):
            yield terms[match.lastindex - 1], match.start()

    def found(self, prose: str, language: str) -> Iterator[Term]:
        """Terms of a text, longest reading first."""
        for term, _ in self.places(prose, language):
            yield term

    def forbidden(self, prose: str) -> list[tuple[str, Term]]:
        """Forbidden renderings in a Korean text, each with the term that it would render."""
        return self._remembered("avoid", prose, self._forbidden)

    def _remembered(self, search: str, prose: str, found: Callable[[str], Iterator]) -> list:
        """What a search finds in a text, searched once."""
        if (search, prose) not in self._memory:
            self._memory[search, prose] = list(found(prose))
        return self._memory[search, prose]

    def _forbidden(self, prose: str) -> Iterator[tuple[str, Term]]:
        for word, (term, pattern) in self._avoid.items():
            if pattern.search(prose):
                yield word, term


def _left_bounded(word: str) -> str:
    """Pattern of a word that is not the tail of a longer one; particles may follow it."""
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    return rf"(?<![가-힣]){pattern}" if "가" <= word[0] <= "힣" else pattern
