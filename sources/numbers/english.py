"""English number words and units."""

import re

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
UNITS = {word: number for number, word in enumerate(_UNIT_WORDS.split())} | {"zeros": 0}
TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS.split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}
# The parts into which a whole is divided: two thirds, a quarter.
PARTS = {word: number for word, number in ORDINALS.items() if number > 2}
PARTS |= {"half": 2, "halve": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}
MULTIPLES = {"once": 1, "twice": 2, "thrice": 3}
MULTIPLES |= {"double": 2, "doubles": 2, "doubled": 2, "triple": 3, "triples": 3, "tripled": 3}
MULTIPLES |= {f"{word}fold": number for word, number in UNITS.items() if number > 1}
# Words that stand for a number only beside other meanings: a pair, both, a single one.
VAGUE = {"single": 1, "both": 2, "pair": 2, "dozen": 12, "half": 0.5, "quarter": 0.25}

MEASURES = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "percentage points?": "%",
    "kB": "kB",
    "MB": "MB",
    "GB": "GB",
    "ms": "ms",
    "milliseconds?": "ms",
    "(?<= )s": "s",
    "seconds?": "s",
    "minutes?": "min",
    "hours?": "h",
    "pixels?": "px",
    "px": "px",
    "times|-?fold|×(?! ?\\d)": "x",
}
ABOUT = r"about|around|roughly|nearly|almost|some|approximately|close to|over|more than|well over|~"
# Terms and phrases that hold a number word and say no number.
IDIOMS = re.compile(
    r"half[- ](?:adders?|planes?|spaces?|open|way)|halfway|second[- ]order|first[- ]order"
    r"|one another|each one|this one|that one|the (?:right|wrong|other|same) one|which one"
    r"|one by one|one at a time|at once|once (?:more|again)|no one|on the one hand|a second time"
    r"|one-(?:hot|sided)|two-sided|one way or another|secondhand|split second",
    re.IGNORECASE,
)

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_CARDINAL = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{_UNIT}))?|{_UNIT})"
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
WORD = (
    rf"(?P<part>(?P<upper>a|an|{_CARDINAL})[- ](?P<lower>{_PART})s?"
    r"(?=\s+(?:of|the|as|less|more)\b|\s*[.,;:)?!]|$)|(?P<halves>halves))"
    rf"|(?P<word>(?:(?:(?:a|{_CARDINAL})[ -])?(?:{'|'.join(SCALES)})(?:[ -](?:{'|'.join(SCALES)}))*"
    rf"|{_CARDINAL}))(?:st|nd|rd|th)?\b(?!fold)"
    rf"|(?P<ordinal>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))"
    rf"|(?P<multiple>{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})"
    rf"|(?P<vague>{'|'.join(VAGUE)})s?"
)


def value_of(words: str) -> float:
    """Number of a cardinal: "twenty-five", "three hundred", "a million"."""
    total = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in SCALES:
            total = (total or 1) * SCALES[word]
        elif word not in ("a", "an"):
            total += UNITS.get(word, TENS.get(word, 0))
    return total
