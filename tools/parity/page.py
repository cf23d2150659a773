"""Compare one page's two languages: the blocks side by side, by the rules of `tools.parity`."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from sources.blocks import Block, blocks
from sources.chapters import Book
from sources.myst import SourceError
from tools.parity import rules
from tools.parity.code_skeleton import code_skeleton
from tools.parity.terms import Glossary
from tools.parity.words import code_words, entries

# Terms that are words of every day as well; said once or twice, they need not be the term.
EVERYDAY = {"example", "feature", "label", "layer", "margin", "noise", "node", "reward", "seed"}
EVERYDAY |= {"temperature", "threshold", "training", "unit", "update", "weight", "accuracy", "bias"}
OFTEN = 3
ALLOWABLE = ("numbers", "pieces", "avoid", "terms", "language", "empty", "title")
ALLOWANCE = re.compile(
    rf"\s*parity:\s*allow (?P<rule>{'|'.join(ALLOWABLE)}) -- (?P<reason>.*\S)\s*"
)


@dataclass
class Allowance:
    """A comment that lets one rule fail in the block after it."""

    rule: str
    block: Block
    line: int
    used: bool = False


@dataclass
class Side:
    """One language of a page: its blocks, and the allowances among them."""

    path: str
    blocks: list[Block] = field(default_factory=list)
    allowances: list[Allowance] = field(default_factory=list)

    def at(self, block: Block) -> str:
        """Place of a block as messages name it."""
        return f"{self.path}:{block.line}"

    def allows(self, rule: str, block: Block) -> bool:
        """Whether a comment before a block lets a rule fail in it."""
        fitting = [a for a in self.allowances if a.rule == rule and a.block is block]
        for allowance in fitting:
            allowance.used = True
        return bool(fitting)


@dataclass(frozen=True)
class Page:
    """A page to compare: its name, and the source in each language."""

    name: str
    korean: Path
    english: Path

    @property
    def is_exercise(self) -> bool:
        """Whether strings and comments in the code may differ."""
        return self.name.startswith("exercises/")

    @property
    def is_entries(self) -> bool:
        """Whether it is one file with the words of both languages, and no page."""
        return self.korean.suffix != ".md"


def read_side(page: Page, language: str, book: Book, problems: list[str]) -> Side:
    """Blocks of a file; comments that allow a rule are taken out and kept apart."""
    path = page.korean if language == "ko" else page.english
    side = Side(book.show(path))
    if page.is_entries:
        side.blocks += entries(path, language)
        return side
    waiting = []
    for block in blocks(path.read_text(encoding="utf-8")):
        if block.kind != "comment":
            side.blocks.append(block)
            if page.is_exercise and "code" in block.fixed:
                side.blocks += code_words(block)
            side.allowances += [Allowance(rule, block, line) for rule, line in waiting]
            waiting = []
        elif "parity:" in block.source:
            match = ALLOWANCE.fullmatch(block.source)
            if match:
                waiting.append((match["rule"], block.line))
            else:
                problems.append(
                    f"{side.at(block)}: comment: write `% parity: allow RULE -- REASON` with "
                    f"RULE one of {', '.join(ALLOWABLE)}"
                )
    return side


def compare(page: Page, book: Book, glossary: Glossary) -> tuple[list[str], list]:
    """Problems of a page, and the pairs of prose blocks (Korean, English) for the lock."""
    problems: list[str] = []
    missing = [path for path in dict.fromkeys((page.korean, page.english)) if not path.exists()]
    if missing:
        return [f"{book.show(path)}: files: this page is missing" for path in missing], []
    sides = []
    for language, path in (("ko", page.korean), ("en", page.english)):
        try:
            sides.append(read_side(page, language, book, problems))
        except SourceError as error:
            return [f"{book.show(path)}:{error.line}: syntax: {error}"], []
    korean, english = sides
    pairs = list(_align(korean, english, problems))
    for ko, en in pairs:
        problems += _compare_fixed(ko, en, korean, english, page.is_exercise)
        if en.prose is not None:
            problems += _compare_prose(ko, en, korean, english, page.is_exercise)
    problems += _check_korean(korean, glossary, page.is_exercise)
    if not page.is_entries:
        problems += _check_terms(korean, english, glossary)
    for side in (korean, english):
        problems += _check_asterisks(side)
        problems += [
            f"{side.path}:{a.line}: comment: allows {a.rule}, but nothing here needs it; delete it"
            for a in side.allowances
            if not a.used
        ]
    return problems, [(ko, en) for ko, en in pairs if en.prose is not None]


def _align(korean: Side, english: Side, problems: list[str]) -> Iterator[tuple[Block, Block]]:
    """Pairs of blocks that stand at the same place; what has no partner is a problem."""
    ko_sections, en_sections = _sections(korean.blocks), _sections(english.blocks)
    ko_heads, en_heads = map(_head, ko_sections), map(_head, en_sections)
    if list(ko_heads) != list(en_heads):
        problems.append(_first_difference("headings", ko_sections, en_sections, korean, english))
        return
    for ko_section, en_section in zip(ko_sections, en_sections, strict=True):
        ko_shapes = [block.shape for block in ko_section]
        en_shapes = [block.shape for block in en_section]
        if ko_shapes == en_shapes:
            yield from zip(ko_section, en_section, strict=True)
            continue
        matcher = SequenceMatcher(None, en_shapes, ko_shapes, autojunk=False)
        _, en_from, en_to, ko_from, ko_to = next(
            code for code in matcher.get_opcodes() if code[0] != "equal"
        )
        problems.append(
            f"{_place(korean, ko_section, ko_from)}: structure: "
            f"{_kinds(ko_section[ko_from:ko_to])} here, but {_kinds(en_section[en_from:en_to])} at "
            f"{_place(english, en_section, en_from)}"
        )


def _sections(found: list[Block]) -> list[list[Block]]:
    """Blocks cut before each heading; a label before a heading stays with the section above."""
    sections = [[]]
    for block in found:
        if block.kind.startswith("heading") and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return sections


def _head(section: list[Block]) -> tuple[int, str] | None:
    """Shape of a section's heading; None before the first one."""
    has_head = section and section[0].kind.startswith("heading")
    return section[0].shape if has_head else None


def _first_difference(rule, ko_sections, en_sections, korean, english) -> str:
    for ko, en in zip_longest(ko_sections, en_sections):
        if ko is None or en is None or _head(ko) != _head(en):
            here = f"{korean.at(ko[0])}: {rule}: {ko[0].kind}" if ko else None
            there = f"{en[0].kind} at {english.at(en[0])}" if en else "nothing"
            if here is None:
                last = ko_sections[-1][-1]
                here = f"{korean.at(last)}: {rule}: the page ends"
            return f"{here} here, but {there}"
    raise AssertionError("the headings do not differ")


def _place(side: Side, section: list[Block], index: int) -> str:
    """Place of a block, or of the section's last block where there is none."""
    return side.at(section[min(index, len(section) - 1)])


def _kinds(some: list[Block]) -> str:
    return ", ".join(block.kind for block in some) or "nothing"


def _compare_fixed(ko, en, korean, english, is_exercise) -> Iterator[str]:
    """What must be byte-identical: code, labels, options, formulas."""
    for name in en.fixed | ko.fixed:
        mine, other = ko.fixed.get(name), en.fixed.get(name)
        if name == "code" and is_exercise:
            mine, other = code_skeleton(mine), code_skeleton(other)
        if mine != other:
            rule = name.split()[0]
            detail = _lines_apart(mine, other) if name == "code" else f"{mine!r} and {other!r}"
            yield (
                f"{korean.at(ko)}: {rule}: the {name} of this {ko.kind} differs from "
                f"{english.at(en)}: {detail}"
            )


def _lines_apart(mine: str, other: str) -> str:
    """First line in which two codes differ."""
    for number, (a, b) in enumerate(zip_longest(mine.splitlines(), other.splitlines()), 1):
        if a != b:
            return f"line {number} is {a!r} and {b!r}"
    return "they end differently"


def _compare_prose(ko, en, korean, english, is_exercise) -> Iterator[str]:
    """What the rules say of a pair of prose blocks, but for what a comment allows."""
    for rule, words in rules.problems(ko, en, is_exercise):
        allowed = rule if rule in ALLOWABLE else "pieces"
        if not (korean.allows(allowed, ko) or english.allows(allowed, en)):
            yield f"{korean.at(ko)}: {rule}: {words} ({english.at(en)})"


def _check_korean(korean: Side, glossary: Glossary, is_exercise: bool) -> Iterator[str]:
    """Forbidden renderings in Korean words, in exercises also in the code."""
    for block in korean.blocks:
        words = block.prose
        if is_exercise and "code" in block.fixed:
            words = block.fixed["code"]
        for word, term in glossary.forbidden(words or ""):
            if not korean.allows("avoid", block):
                yield (
                    f"{korean.at(block)}: avoid: “{word}” is not this book's word for "
                    f"“{term.english}”; write “{term.korean}”"
                )


def _check_terms(korean: Side, english: Side, glossary: Glossary) -> Iterator[str]:
    """English terms whose rendering the Korean page lacks, or does not introduce."""
    words = " ".join(" ".join(b.prose.split()) for b in korean.blocks if b.prose is not None)
    first_use, first_bold, uses = {}, {}, Counter()
    for block in english.blocks:
        if block.kind.endswith("in code"):  # a comment may say "noise" and mean nothing by it
            continue
        for term in glossary.in_english(block.prose or ""):
            first_use.setdefault(term, block)
            uses[term] += 1
        for bold in block.bold:
            for term in glossary.terms:
                if re.fullmatch(term.english_pattern, bold, re.IGNORECASE):
                    first_bold.setdefault(term, block)
    for term, block in first_use.items():
        if term.english in EVERYDAY and uses[term] < OFTEN and term not in first_bold:
            continue
        if not re.search(term.korean_pattern, words) and not english.allows("terms", block):
            yield (
                f"{english.at(block)}: terms: “{term.english}” is “{term.korean}”, which "
                f"{korean.path} never says"
            )
    for term, block in first_bold.items():
        if not term.introduction.search(words) and not english.allows("terms", block):
            yield (
                f"{english.at(block)}: terms: “{term.english}” is introduced in bold, but "
                f"{korean.path} never has “{term.korean}({term.english})”"
            )


def _check_asterisks(side: Side) -> Iterator[str]:
    """Emphasis that Markdown does not see and prints as asterisks."""
    for block in side.blocks:
        if "**" in (block.prose or ""):
            after = block.prose[block.prose.index("**") :][:20]
            yield (
                f"{side.at(block)}: emphasis: literal ** before “{after[2:]}”; close the emphasis "
                "before the parenthesis or quotation mark: **손실**(loss)은"
            )
