"""One number of a text: its value, precision, sign, unit and place."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sources.numbers import english, korean

_SPOKEN = {"en": english, "ko": korean}
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4"}
_DIGITS = (
    r"(?<![A-Za-z\d.,_/^#])(?P<sign>(?<![\w)\]%\d])(?:[−+]|-(?=[\d.])))?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<exponent>[eE][-+−]?\d+)?"
    r"(?:\s?/\s?(?P<over>\d+)(?![\d/]))?(?![\d_])"
)
# Numbers that name things: versions, points named by their coordinates, v1.2.3.
_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True)
class Quantity:
    """A number in prose.

    Attributes
    ----------
    text : str
        As written, without its unit.
    start, end : int
        Where it stands in the prose.
    values : frozenset of float
        What it may mean; more than one only where the writing is ambiguous: 3만, "only 3".
    kind : str
        "digits", "word" (three, 셋) or "vague" (one, both, 한, 절반: often no number at all).
    ordinal : bool
        Whether it tells a place in an order (third, 셋째) and no amount.
    unit : str
        "%", "kB", "MB", "GB", "ms", "s", "min", "h", "px", "x" (times) or nothing.
    decimals : int or None
        Digits after the point that are shown; None when the value is exact (a word, a fraction).
    about : bool
        Whether the text says that it is not exact: about, 약, 쯤.
    """

    text: str
    start: int
    end: int
    values: frozenset[float]
    kind: str
    ordinal: bool = False
    unit: str = ""
    decimals: int | None = None
    about: bool = False

    @property
    def value(self) -> float:
        """The larger of the possible meanings."""
        return max(self.values)

    @property
    def shown(self) -> str:
        """As written, with its unit."""
        return f"{self.text} %" if self.unit == "%" else self.text


@lru_cache(maxsize=20_000)
def read(prose: str, language: str) -> tuple[Quantity, ...]:
    """Numbers of a text, in order.

    Parameters
    ----------
    prose : str
    language : str
        "ko" or "en".
    """
    if language not in _SPOKEN:
        raise ValueError(f"language must be ko or en, got {language!r}")
    spoken = _SPOKEN[language]
    prose = _VERSION.sub(lambda match: " " * len(match[0]), prose)
    prose = spoken.IDIOMS.sub(lambda match: "_" * len(match[0]), prose)
    found = [_digits(match, spoken) for match in _DIGIT_PATTERNS[language].finditer(prose)]
    found += [_vulgar(match) for match in re.finditer("[½⅓⅔¼¾]", prose)]
    taken = [(number.start, number.end) for number in found]
    for match in _WORD_PATTERNS[language].finditer(prose):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found += _words(match, spoken)
        elif match["part"]:  # 3분의 1: one fraction, not two numbers
            found = [n for n in found if not match.start() <= n.start < match.end()]
            found += _words(match, spoken)
    found.sort(key=lambda number: number.start)
    return tuple(_ranges([_surroundings(n, prose, language) for n in found], prose))


def _compile(language: str) -> tuple[re.Pattern, re.Pattern]:
    spoken = _SPOKEN[language]
    scales = "|".join(spoken.SCALES)
    scale = rf"(?:[ -](?P<scale>{scales})\b)?" if language == "en" else rf"(?P<scale>{scales})?"
    bounded = rf"\b(?:{spoken.WORD})\b" if language == "en" else spoken.WORD
    return re.compile(_DIGITS + scale), re.compile(bounded, re.IGNORECASE)


_COMPILED = {language: _compile(language) for language in _SPOKEN}
_DIGIT_PATTERNS = {language: pair[0] for language, pair in _COMPILED.items()}
_WORD_PATTERNS = {language: pair[1] for language, pair in _COMPILED.items()}


def _digits(match: re.Match, spoken) -> Quantity:
    plain = match["digits"].replace(",", "")
    exponent = (match["exponent"] or "").replace("−", "-")
    value = float(plain + exponent)
    decimals = len(plain.partition(".")[2]) - int(exponent[1:] or 0)
    if match["over"]:
        value, decimals = (
            float(Fraction(plain) / int(match["over"])) if int(match["over"]) else value,
            None,
        )
    if (match["sign"] or "+") != "+":
        value = -value
    values = {value}
    if match["scale"]:  # 3만 may be 30,000 or "only 3"
        values.add(value * spoken.SCALES[match["scale"].lower()])
    return Quantity(match[0], *match.span(), frozenset(values), "digits", decimals=decimals)


def _vulgar(match: re.Match) -> Quantity:
    value = float(Fraction(_VULGAR[match[0]]))
    return Quantity(match[0], *match.span(), frozenset({value}), "digits")


def _words(match: re.Match, spoken) -> list[Quantity]:
    groups = match.groupdict()
    span = match.span()

    def quantity(value, kind="word", **more):
        return Quantity(match[0], *span, frozenset({float(value)}), kind, **more)

    if groups.get("range"):
        return [quantity(value) for value in korean.RANGES[match["range"]]]
    if match["part"]:
        return [quantity(_part(match, spoken))]
    if match["ordinal"]:
        return [quantity(_ordinal(match["ordinal"], spoken), ordinal=True)]
    if groups.get("multiple"):
        value = english.MULTIPLES[match["multiple"].lower()]
        return [quantity(value, "word" if value > 1 else "vague", unit="x")]
    if match["vague"]:
        return [quantity(spoken.VAGUE[match["vague"].lower()], "vague")]
    value = spoken.value_of(match["word"])
    return [quantity(value, "vague" if value == 1 else "word")]


def _part(match: re.Match, spoken) -> float:
    if spoken is english:
        if match.groupdict().get("halves"):
            return 0.5
        return (spoken.value_of(match["upper"]) or 1) / english.PARTS[match["lower"].lower()]
    upper, lower = (
        int(match[side]) if match[side].isdigit() else korean.DIGITS[match[side]]
        for side in ("upper", "lower")
    )
    return upper / lower


def _ordinal(words: str, spoken) -> int:
    if spoken is korean:
        return korean.ordinal_of(words)
    return english.ORDINALS.get(words.lower()) or int(re.match(r"\d+", words)[0])


def _surroundings(number: Quantity, prose: str, language: str) -> Quantity:
    """The number with its unit and the words that make it approximate."""
    spoken = _SPOKEN[language]
    after, before = prose[number.end :], prose[: number.start]
    unit, about = number.unit, bool(re.search(rf"(?:^|\W)(?:{spoken.ABOUT})\s*$", before, re.I))
    ordinal = number.ordinal or bool(re.match(r"(?:st|nd|rd|th)\b|\s?번째", after))
    for pattern, name in spoken.MEASURES.items():
        boundary = r"(?![A-Za-z])" if re.search(r"[A-Za-z]\??$", pattern) else ""
        if re.compile(rf"[\s ]?(?:{pattern}){boundary}").match(prose, number.end):
            unit = name
            break
    if language == "ko":
        about = about or bool(re.match(rf"\s?\S{{0,3}}?\s?(?:{spoken.ABOUT_AFTER})", after))
    return Quantity(
        *(number.text, number.start, number.end, number.values, number.kind),
        *(ordinal, unit, number.decimals, about),
    )


def _ranges(found: list[Quantity], prose: str) -> list[Quantity]:
    """In 8–19 s, "8 to 19 s" and 1–2분 the unit belongs to both ends."""
    for index in range(len(found) - 1, 0, -1):
        first, second = found[index - 1], found[index]
        between = prose[first.end : second.start]
        if second.unit and not first.unit and re.fullmatch(r"\s?(?:–|-|to|~|and|or)\s?", between):
            found[index - 1] = Quantity(
                *(first.text, first.start, first.end, first.values, first.kind),
                *(first.ordinal, second.unit, first.decimals, first.about),
            )
    return found
