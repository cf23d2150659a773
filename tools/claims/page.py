"""One page in one language: its statements with numbers, and what proves them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.blocks import Block, blocks
from tools.claims import formula
from tools.claims.evidence import Evidence, Shown, code_numbers, printed, stem
from tools.numbers import Quantity, read

# From here on a number is a measurement; below, it may be a count that the sentence itself shows.
LARGE = 13
_CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]*)`")
_SENTENCE = re.compile(r"[.!?:;](?=\s|$)")


@dataclass(frozen=True)
class Statement:
    """A number in a sentence of a page."""

    number: Quantity
    block: Block
    section: int
    sentence: int

    @property
    def following(self) -> list[str]:
        """The next words of an English sentence, up to four, without plurals."""
        rest = re.split(r"[.,;:()\0\d]", self.block.prose[self.number.end :])[0]
        return [stem(word) for word in re.findall(r"[A-Za-z][A-Za-z-]*", rest)[:4]]

    @property
    def phrase(self) -> str:
        """The number with a few words on both sides, for messages."""
        prose = self.block.prose.replace("\0", "…")
        start, end = self.number.start, self.number.end
        before = prose[max(0, start - 25) : start]
        after = prose[end : end + 25]
        before = before[before.find(" ") + 1 :] if start > 25 else before
        after = after[: after.rfind(" ")] if len(prose) > end + 25 and " " in after else after
        return " ".join(f"{before}{prose[start:end]}{after}".split())


class ClaimsPage:
    """Statements and evidence of a page.

    Parameters
    ----------
    text : str
        MyST source.
    language : str
    printed_by : dict
        Output of each code cell, by its code.
    citations : dict
        Numbers of each work of the bibliography, by key.
    """

    def __init__(self, text: str, language: str, printed_by: dict, citations: dict):
        self.language = language
        self.blocks = list(blocks(text))
        self._printed_by = printed_by
        self._citations = citations
        self.sections: list[int] = []
        self.labels: dict[str, int] = {}
        section = 0
        for block in self.blocks:
            if block.kind in ("heading 1", "heading 2"):
                section += 1
            elif block.kind == "label":
                self.labels[block.fixed["label"]] = section + 1
            self.sections.append(section)

    @cached_property
    def statements(self) -> list[Statement]:
        """Numbers of the prose that may be claims, in order."""
        found = []
        for block, section in zip(self.blocks, self.sections, strict=True):
            if block.prose is None:
                continue
            ends = [match.end() for match in _SENTENCE.finditer(block.prose)]
            for number in read(block.prose, self.language):
                if is_claim(number):
                    sentence = sum(end <= number.start for end in ends)
                    found.append(Statement(number, block, section, sentence))
        return found

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What the page's cells, formulas, lists and citations show."""
        found = []
        for index, (block, section) in enumerate(zip(self.blocks, self.sections, strict=True)):
            if block.kind == "{code-cell}":
                code = block.fixed["code"]
                numbers = tuple(Shown(value, 15) for value in sorted(code_numbers(code)))
                found.append(Evidence("code", section, block.line, numbers))
                found += printed(self._printed_by.get(code.strip(), ""), section, block.line)
            elif block.kind in ("list", "numbered list"):
                count = sum(1 for _ in self._items(index))
                found.append(Evidence("list", section, block.line, (Shown(count),)))
            for text in formulas(block):
                numbers = tuple(Shown(n.value, n.decimals) for n in formula.literals(text))
                found.append(Evidence("formula", section, block.line, numbers))
            for keys in _CITED.findall(block.source):
                for key in re.split(r"\s*,\s*", keys):
                    if key in self._citations:
                        numbers = self._citations[key]
                        found.append(Evidence("citation", section, block.line, numbers))
        return found

    def _items(self, index: int) -> Iterator[Block]:
        depth = self.blocks[index].depth
        for block in self.blocks[index + 1 :]:
            if block.depth <= depth:
                return
            if block.kind == "list item" and block.depth == depth + 1:
                yield block

    @property
    def unprinted(self) -> Iterator[Block]:
        """Code cells of which no notebook knows what they print."""
        for block in self.blocks:
            if block.kind == "{code-cell}" and block.fixed["code"].strip() not in self._printed_by:
                yield block

    @cached_property
    def sections_with_cells(self) -> set[int]:
        """Sections in which a cell stands."""
        return {e.section for e in self.evidence if e.kind == "code"}


def is_claim(number: Quantity) -> bool:
    """Whether a number says something that could be wrong: no ordinal, no "one", no 0 or 1."""
    if number.kind == "vague" or number.ordinal or re.match(r"0\d", number.text):
        return False
    return number.values & {0.0, 1.0} == set() or number.unit in ("%", "MB", "GB", "kB", "s", "x")


def formulas(block: Block) -> Iterator[str]:
    """Formulas of a block."""
    if "formula" in block.fixed:
        yield block.fixed["formula"]
    for kind, value in block.pieces:
        if kind == "formula":
            yield value


def read_page(path: Path, language: str, printed_by: dict, citations: dict) -> ClaimsPage:
    """Page of a file."""
    return ClaimsPage(path.read_text(encoding="utf-8"), language, printed_by, citations)
