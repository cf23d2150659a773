"""Numbers in Korean and English prose, so that one page's can be matched with the other's.

A number may be written in digits in one language and as a word in the other: "4 points", "네 점".
"""

import re
from dataclasses import dataclass


def _table(lines: str) -> dict[str, int]:
    """Words by their number, from lines of a number and its words."""
    rows = (line.split() for line in lines.strip().splitlines())
    return {word: int(value) for value, *words in rows for word in words}


_ENGLISH = _table("""
    0 zero
    1 one once first single
    2 two twice second double pair both half
    3 three third
    4 four fourth quarter
    5 five fifth
    6 six sixth
    7 seven seventh
    8 eight eighth
    9 nine ninth
    10 ten tenth
    11 eleven
    12 twelve dozen
    13 thirteen
    14 fourteen
    15 fifteen
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    20 twenty
    30 thirty
    50 fifty
    100 hundred
    1000 thousand
    1000000 million
""")
# Words that take particles freely: 하나로, 둘은, 셋이.
_NOUNS = _table("""
    1 하나
    2 둘
    3 셋
    4 넷
    5 다섯
    6 여섯
    7 일곱
    8 여덟
    9 아홉
    15 열다섯
    16 열여섯
    17 열일곱
    18 열여덟
    19 열아홉
""")
# Words that stand alone before what they count, or before 번, 째, 배: 세 점, 세 번째, 첫째.
_COUNTS = _table("""
    1 한 첫
    2 두
    3 세 삼
    4 네 사
    10 열
    11 열한
    12 열두
    13 열세
    14 열네
    20 스무
    30 서른
    50 쉰
    100 백
    200 이백
    300 삼백
    500 오백
    1000 천
    10000 만
""")
_FACTORS = {
    "en": {"hundred": 100, "thousand": 1000, "million": 1000000},
    "ko": {"천": 1000, "만": 10000, "억": 100000000},
}
# Words that say nothing but a number; 백 or "one" may say something else.
_CERTAIN = {word for word, value in (_ENGLISH | _NOUNS).items() if 3 <= value <= 20}
_CERTAIN = _CERTAIN - {"quarter", "dozen"} | {"세", "네"}

_DIGITS = r"(?<![A-Za-z\d.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"


def _any(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PATTERNS = {
    "en": re.compile(
        rf"(?P<digits>{_DIGITS})(?:[ -](?P<scale>{_any(_FACTORS['en'])})\b)?"
        rf"|\b(?P<word>{_any(_ENGLISH)})s?\b(?:[ -](?P<times>{_any(_FACTORS['en'])})\b)?",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        rf"(?P<digits>{_DIGITS})(?: ?(?P<scale>{_any(_FACTORS['ko'])}))?"
        rf"|(?<![가-힣])(?P<word>{_any(_NOUNS)}|(?:{_any(_COUNTS)})(?=번|째|배|[^가-힣]|$))"
    ),
}
_WORDS = {"en": _ENGLISH, "ko": _NOUNS | _COUNTS}


@dataclass(frozen=True)
class Number:
    """A number in prose: as written, what it may mean, and how sure it is that it is a number.

    `kind` is "digits", "word" (three, 셋) or "vague" (one, 한).
    """

    text: str
    values: frozenset[float]
    kind: str


def numbers(prose: str, language: str) -> list[Number]:
    """Numbers of a text in order."""
    found = []
    for match in _PATTERNS[language].finditer(prose):
        if match["digits"]:
            value = float(match["digits"].replace(",", ""))
            values = {value}
            if match["scale"]:  # 3만 may be 30,000 or "only 3"
                values.add(value * _FACTORS[language][match["scale"].lower()])
            kind = "digits"
        else:
            word = match["word"].lower()
            value = _WORDS[language][word]
            times = match.groupdict().get("times")
            values = {value * _FACTORS[language][times.lower()]} if times else {value}
            kind = "word" if word in _CERTAIN else "vague"
        found.append(Number(match[0], frozenset(values), kind))
    return found


def disagreement(mine: list[Number], others: list[Number]) -> tuple[list[Number], list[Number]]:
    """Numbers of either text that the other lacks, in any order; empty where the texts agree.

    Digits must be in both texts, or be a word in the other; but where each text has digits that
    the other lacks, they contradict each other. A number word may be left out ("the three points",
    점들), but where both texts have a word that the other lacks, they contradict each other.
    """
    mine, others = _without_partners(list(mine), list(others), [("digits", "digits")])
    if not (_of_kind("digits", mine) and _of_kind("digits", others)):
        mine, others = _without_partners(mine, others, _PARTNERS)
    mine = [n for n in mine if n.kind != "vague"]
    others = [n for n in others if n.kind != "vague"]
    contradiction = (mine and others) or _of_kind("digits", mine + others)
    return (mine, others) if contradiction else ([], [])


# The surer numbers choose first, so that a vague word is left for who needs it.
_PARTNERS = [
    ("digits", "word"),
    ("word", "digits"),
    ("word", "word"),
    ("digits", "vague"),
    ("vague", "digits"),
    ("word", "vague"),
    ("vague", "word"),
]


def _without_partners(mine, others, kinds) -> tuple[list[Number], list[Number]]:
    """Numbers left on either side when those of equal value have found each other."""
    for kind, partner_kind in kinds:
        for number in _of_kind(kind, mine):
            fitting = (o for o in _of_kind(partner_kind, others) if o.values & number.values)
            partner = next(fitting, None)
            if partner:
                mine.remove(number)
                others.remove(partner)
    return mine, others


def _of_kind(kind: str, some: list[Number]) -> list[Number]:
    return [number for number in some if number.kind == kind]
