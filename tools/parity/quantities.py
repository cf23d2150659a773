"""Whether the numbers of a Korean and an English text agree.

A number may be written in digits in one language and as a word in the other: "4 points", "네 점".
"""

import math

from sources.numbers import Quantity

# "times" and 배 come and go with the sentence: scaled by 8, 8배로.
_FREE_UNITS = {"", "x"}


def disagreement(mine: list[Quantity], others: list[Quantity]) -> tuple[list, list]:
    """Numbers of either text that the other lacks, in any order; empty where the texts agree.

    Digits must be in both texts with the same sign and unit, or be a word in the other; but where
    each text has digits that the other lacks, they contradict each other. A number word may be left
    out ("the three points", 점들), but where both texts have a word that the other lacks, they
    contradict each other.
    """
    mine, others = _without_partners(list(mine), list(others), [("digits", "digits")])
    if not (_of_kind("digits", mine) and _of_kind("digits", others)):
        mine, others = _without_partners(mine, others, _PARTNERS)
    mine = [number for number in mine if _kind(number) != "vague"]
    others = [number for number in others if _kind(number) != "vague"]
    contradiction = (mine and others) or _of_kind("digits", mine + others)
    return (mine, others) if contradiction else ([], [])


def _kind(number: Quantity) -> str:
    """digits, word, or vague: what may be said in another way, as one, two, both, half."""
    if number.kind == "digits":
        return "digits"
    return "vague" if number.kind == "vague" or number.value in (1, 2) else "word"


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


def _without_partners(mine, others, kinds) -> tuple[list[Quantity], list[Quantity]]:
    """Numbers left on either side when those of equal value have found each other."""
    for kind, partner_kind in kinds:
        for number in _of_kind(kind, mine):
            fitting = (o for o in _of_kind(partner_kind, others) if _equal(o, number))
            partner = next(fitting, None)
            if partner:
                mine.remove(number)
                others.remove(partner)
    return mine, others


def _equal(one: Quantity, other: Quantity) -> bool:
    units = {one.unit, other.unit}
    same_unit = len(units) == 1 or units <= _FREE_UNITS
    exact = one.decimals is not None and other.decimals is not None
    same_digits = not exact or one.decimals == other.decimals or "e" in one.text + other.text
    if "word" in (one.kind, other.kind) and _are_reciprocal(one, other):
        return same_unit
    return same_unit and same_digits and bool(one.values & other.values)


def _are_reciprocal(one: Quantity, other: Quantity) -> bool:
    """Whether one divides by what the other is a part of: divided by ten, 10분의 1로."""
    small, large = sorted((one.value, other.value))
    return 0 < small < 1 < large and math.isclose(small * large, 1)


def _of_kind(kind: str, some: list[Quantity]) -> list[Quantity]:
    return [number for number in some if _kind(number) == kind]
