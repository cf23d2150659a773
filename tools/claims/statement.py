"""A number in a sentence: where it stands, what it counts, and which number it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sources.blocks import Block
from sources.numbers import Quantity, read
from tools.claims.evidence import stem

# Below this a whole number is a count that a sentence may make itself: two lines, 3 units.
LARGE = 13
_END_OF_PHRASE = re.compile(r"[.,;:()\[\]\0\d?!—–\"]| - ")
_FUNCTION_WORDS = set(
    re.findall(
        r"\w+",
        "a an and are as at be been but by can do does for from had has have how i if in into is "
        "it its like may no not of on one or so such than that the their them then there they this "
        "those to too up was were what when where which while who will with within without you "
        "your",
    )
)
_SENTENCE = re.compile(r"[.!?:;](?=\s|$)")
_OF = {
    "en": re.compile(r"\s(?:out )?of (?:the |all )?"),
    "ko": re.compile(r"\S{0,3}\s?(?:가운데|중에서|중)\s?"),
}
# Units that make even a small whole number a measurement.
_MEASURED = {"%", "kB", "MB", "GB", "ms", "s", "min", "h"}


@dataclass(frozen=True)
class Statement:
    """A number that may be wrong.

    Attributes
    ----------
    number : Quantity
    block : Block
    section : int
        Index of the page's section.
    sentence : int
        Index of the block's sentence.
    limit : int
        Where the next number of the block begins.
    whole : Quantity or None
        100, where this is the 73 of "73 of 100", 100개 가운데 73개.
    """

    number: Quantity
    block: Block
    section: int
    sentence: int
    limit: int
    whole: Quantity | None = None

    @property
    def is_count(self) -> bool:
        """Whether it is a small whole number, which a sentence may count by itself."""
        number = self.number
        return (
            float(number.value).is_integer()
            and abs(number.value) < LARGE
            and not number.decimals
            and number.unit not in _MEASURED
            and "/" not in number.text
        )

    @cached_property
    def things(self) -> list[str]:
        """What is counted, in English: up to four words after the number, without plurals."""
        rest = _END_OF_PHRASE.split(self.block.prose[self.number.end : self.limit])[0]
        found = []
        for word in re.findall(r"[A-Za-z]+", rest)[:4]:
            if word.lower() in _FUNCTION_WORDS:
                break
            found.append(stem(word))
        return found

    @cached_property
    def before(self) -> str:
        """The word before an English number: seed 4."""
        match = re.search(r"([A-Za-z]+) $", self.block.prose[: self.number.start])
        return stem(match[1]) if match and match[1].lower() not in _FUNCTION_WORDS else ""

    @property
    def phrase(self) -> str:
        """The number with a few words on both sides, for messages."""
        prose, start, end = self.block.prose.replace("\0", "…"), self.number.start, self.number.end
        before, after = prose[max(0, start - 25) : start], prose[end : end + 25]
        if start > 25:
            before = before[before.find(" ") + 1 :]
        if len(prose) > end + 25 and " " in after:
            after = after[: after.rfind(" ")]
        return " ".join(f"{before}{prose[start:end]}{after}".split())


def statements(block: Block, section: int, language: str) -> Iterator[Statement]:
    """Statements of a block, in order."""
    ends = [match.end() for match in _SENTENCE.finditer(block.prose)]
    numbers = read(block.prose, language)
    wholes = dict(_parts(numbers, block.prose, language))
    named = bool(re.search(r"\b0\d\b", block.prose))  # points 00, 01, 10
    for index, number in enumerate(numbers):
        if block.kind.startswith("heading") and re.match(r"\d+\. ", block.prose[number.start :]):
            continue  # the number of a task
        if not _says_something(number) or (named and re.fullmatch("[01]{2,}", number.text)):
            continue
        limit = numbers[index + 1].start if index + 1 < len(numbers) else len(block.prose)
        sentence = sum(end <= number.start for end in ends)
        yield Statement(number, block, section, sentence, limit, wholes.get(index))


def _parts(numbers: list[Quantity], prose: str, language: str):
    """Index of each part with its whole: 73 of 100."""
    for index in range(len(numbers) - 1):
        first, second = numbers[index : index + 2]
        if first.ordinal or second.ordinal or "vague" in (first.kind, second.kind):
            continue
        if _OF[language].fullmatch(prose[first.end : second.start]):
            part, whole = (index, second) if language == "en" else (index + 1, first)
            if numbers[part].value <= whole.value and numbers[part].value >= 0:
                yield part, whole


def _says_something(number: Quantity) -> bool:
    """Whether a number can be wrong: no ordinal, no "one", no label such as 01, no 0 or 1.

    What is written with decimals, as in 0.0 and 1.00, was measured.
    """
    if number.kind == "vague" or number.ordinal or re.match(r"0\d", number.text):
        return False
    measured = number.unit in _MEASURED | {"x"} or "." in number.text
    return measured or not number.values & {0.0, 1.0}
