"""Wrong numbers to plant: slips of the pen and of the memory, in both languages at once."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.chapters import Book
from tools.claims.check import Claims
from tools.claims.page import ClaimsPage
from tools.claims.statement import Statement

# Without ten, which Korean says with a counter only: 열 is also a column.
WORDS = {
    "en": ["two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve"],
    "ko": ["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열한", "열두"],
}
VALUES = [2, 3, 4, 5, 6, 7, 8, 9, 11, 12]


@dataclass(frozen=True)
class Plant:
    """One number made wrong on both pages.

    `texts` holds the two sources by language, `lines` and `numbers` where and what to find there.
    """

    page: str
    kind: str
    texts: dict[str, str]
    lines: dict[str, int]
    numbers: dict[str, str]
    phrase: str


def plants(book: Book, names: list[str], rng: random.Random) -> Iterator[Plant]:
    """Wrong numbers in random places of the pages, wherever a number stands in both."""
    claims = Claims(book)
    judges = {name: claims.judges(name) for name in names}
    pool = [(n, s) for n in names for s in judges[n]["en"].page.statements]
    rng.shuffle(pool)
    for name, english in pool:
        pages = {language: judge.page for language, judge in judges[name].items()}
        korean = _same(english, pages)
        wrong = _wrong(english, korean, rng) if korean else None
        if not wrong:
            continue
        statements = {"en": english, "ko": korean}
        texts = {
            language: _replaced(
                claims, name, pages[language], statements[language], wrong[language]
            )
            for language in pages
        }
        if all(texts.values()):
            kind = "count" if english.is_count else "measured"
            lines = {language: s.block.line for language, s in statements.items()}
            yield Plant(name, kind, texts, lines, wrong, f"{english.phrase} → {wrong['en']}")


def other_number(text: str, rng: random.Random) -> str:
    """A wrong number for one in digits: a digit changed, two exchanged, one or two more or less."""
    digits = [index for index, letter in enumerate(text) if letter.isdigit()]
    while True:
        letters = list(text)
        way = rng.choice(["digit", "exchange", "near"])
        if way == "digit":
            letters[rng.choice(digits)] = rng.choice("0123456789")
        elif way == "exchange" and len(digits) > 1:
            first = rng.randrange(len(digits) - 1)
            a, b = digits[first], digits[first + 1]
            letters[a], letters[b] = letters[b], letters[a]
        elif way == "near" and text.isdigit():
            letters = list(str(int(text) + rng.choice([-2, -1, 1, 2])))
        new = "".join(letters)
        if new not in (text, "0", "1", "−0", "−1") and not re.match(r"-|0\d|.*/0", new):
            return new


def _same(english: Statement, pages: dict[str, ClaimsPage]) -> Statement | None:
    """The same number in the Korean block, written in the same way."""
    block = pages["ko"].blocks[pages["en"].blocks.index(english.block)]
    for statement in pages["ko"].statements:
        if statement.block is block and statement.number.values & english.number.values:
            return statement
    return None


def _wrong(english: Statement, korean: Statement, rng: random.Random) -> dict[str, str] | None:
    """Another number for each language; None for what is neither digits nor a small word."""
    texts = {"en": english.number.text, "ko": korean.number.text}
    if all(any(letter.isdigit() for letter in text) for text in texts.values()):
        if re.sub(r"\D", "", texts["en"]) != re.sub(r"\D", "", texts["ko"]):
            return None
        new = other_number(texts["en"], rng)
        return {"en": new, "ko": new}
    if texts["en"].lower() not in WORDS["en"]:
        return None
    new = rng.choice([n for n, word in enumerate(WORDS["en"]) if word != texts["en"].lower()])
    word = WORDS["en"][new]
    found = {"en": word.capitalize() if texts["en"][0].isupper() else word}
    if texts["ko"] in WORDS["ko"]:
        return found | {"ko": WORDS["ko"][new]}
    return found | {"ko": str(VALUES[new])} if texts["ko"].isdigit() else None


def _replaced(claims, name: str, page: ClaimsPage, statement: Statement, new: str) -> str | None:
    """The page's source with one number replaced: where the page then differs in that alone."""
    text = claims.source(page.language, name).read_text(encoding="utf-8")
    start = sum(len(line) + 1 for line in text.split("\n")[: statement.block.line - 1])
    number, index = statement.number, page.blocks.index(statement.block)
    prose = statement.block.prose
    wanted = prose[: number.start] + new + prose[number.end :]
    window = text[start : start + len(statement.block.source) + 1000]
    for margin in (12, 6, 3, 0):  # the words around it tell which of several it is
        around = prose[max(0, number.start - margin) : number.end + margin]
        for match in re.finditer(re.escape(around), window):
            at = start + match.start() + min(margin, number.start)
            changed = text[:at] + new + text[at + len(number.text) :]
            other = claims.page(name, page.language, changed)
            if len(other.blocks) == len(page.blocks) and other.blocks[index].prose == wanted:
                return changed
    return None
