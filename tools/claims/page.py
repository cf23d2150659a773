"""One page in one language: its statements with numbers, and its evidence."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from sources.blocks import Block, blocks
from tools.claims import formula
from tools.claims.evidence import Evidence, Shown, code_numbers, printed
from tools.claims.statement import Statement, statements

_TYPED = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]*)`")


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
        section, waiting = 0, []
        for block in self.blocks:
            if block.kind in ("heading 1", "heading 2"):
                section += 1
                self.labels[block.prose] = section
            if block.kind == "label":
                waiting.append(block.fixed["label"])
            else:
                self.labels |= dict.fromkeys(waiting, section)
                waiting = []
            self.sections.append(section)

    @cached_property
    def statements(self) -> list[Statement]:
        """Numbers of the prose that may be wrong, in order."""
        return [
            statement
            for block, section in zip(self.blocks, self.sections, strict=True)
            if block.prose is not None
            for statement in statements(block, section, self.language)
        ]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What the page's cells, formulas, lists and citations show."""
        found = list(self._points())
        for index, (block, section) in enumerate(zip(self.blocks, self.sections, strict=True)):
            if block.kind == "{code-cell}":
                code = block.fixed["code"]
                numbers = tuple(Shown(value, exact=True) for value in sorted(code_numbers(code)))
                found.append(Evidence("code", section, block.line, numbers))
                found += printed(self._printed_by.get(code.strip(), ""), section, block.line)
            elif block.kind in ("list", "numbered list"):
                count = Shown(sum(1 for _ in self._items(index)))
                found.append(Evidence("list", section, block.line, (count,)))
            spans = " ".join(value for kind, value in block.pieces if kind == "code")
            typed = tuple(Shown(float(n), exact=True) for n in _TYPED.findall(spans))
            if typed:  # --late-days 3
                found.append(Evidence("code", section, block.line, typed))
            for text in formulas(block):
                numbers = tuple(Shown(n.value, n.decimals) for n in formula.literals(text))
                found.append(Evidence("formula", section, block.line, numbers))
            for keys in _CITED.findall(block.source):
                for key in set(re.split(r"\s*,\s*", keys)) & set(self._citations):
                    numbers = self._citations[key]
                    found.append(Evidence("citation", section, block.line, numbers))
        return found

    def _points(self) -> Iterator[Evidence]:
        """Points of an exercise: of each section, and of the whole at its head."""
        points = defaultdict(int)
        for block, section in zip(self.blocks, self.sections, strict=True):
            settings = (block.fixed.get("metadata") or {}).get("nbgrader", {})
            points[section] += settings.get("points", block.fixed.get("option nbgrader.points", 0))
        if any(points.values()):
            points[1] = sum(points.values())
            for section, worth in points.items():
                labels = {"point": {float(worth)}} if worth else {}
                yield Evidence("points", section, 1, (Shown(worth),), labels)

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
        return {
            section
            for block, section in zip(self.blocks, self.sections, strict=True)
            if block.kind == "{code-cell}"
        }

    def figures(self, section: int) -> list[int]:
        """Lines of the cells of a section that draw a figure."""
        return [
            block.line
            for block, after, at in zip(self.blocks, self.blocks[1:], self.sections, strict=False)
            if at == section
            and block.kind == "{code-cell}"
            and after.kind.startswith("mystnb.figure")
        ]


def formulas(block: Block) -> Iterator[str]:
    """Formulas of a block, displayed or among the words."""
    if "formula" in block.fixed:
        yield block.fixed["formula"]
    for kind, value in block.pieces:
        if kind == "formula":
            yield value
