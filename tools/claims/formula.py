"""Arithmetic in LaTeX: whether `$2^8 = 256$` holds, to the digits that are shown."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:(?:\{,\}|\\,)\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOKEN = re.compile(rf"\s*(?:(?P<number>{_NUMBER})|(?P<command>\\[A-Za-z]+|\\.)|(?P<sign>\S))")
_EQUAL = re.compile(r"\\approx|\\simeq|(?<![\\<>!])=|\\equiv")
_SUBSCRIPT = re.compile(r"_(?:\{[^{}]*\}|\\?\w)")
_FUNCTIONS = {
    r"\ln": math.log,
    r"\log": math.log,
    r"\exp": math.exp,
    r"\tanh": math.tanh,
    r"\sin": math.sin,
    r"\cos": math.cos,
}
_TIMES = {r"\times", r"\cdot", r"\,", "*"}
_IGNORED = {r"\left", r"\right", r"\!", r"\;", r"\ ", r"\big", r"\Big", r"\quad", r"\displaystyle"}


class NotArithmetic(ValueError):
    """A formula with letters or signs that stand for no number."""


@dataclass(frozen=True)
class Literal:
    """A number as a formula shows it."""

    text: str
    value: float
    decimals: int


def literals(formula: str) -> Iterator[Literal]:
    """Numbers of a formula, without indices."""
    for match in re.finditer(_NUMBER, _SUBSCRIPT.sub(" ", formula.strip("$"))):
        yield _literal(match[0])


def broken_equalities(formula: str) -> Iterator[tuple[str, float]]:
    """Sides of equations that are arithmetic and do not equal the side before, with what does.

    Sides that hold letters are passed over: in `$f(2) = 2^3 = 8$` the last two are compared.
    """
    for equation in _equations(formula):
        before = None
        for side, value in equation:
            if before is not None and not _agree(side, value, *before):
                yield side.strip(), before[1]
            before = side, value


def proved(formula: str) -> set[float]:
    """Numbers that an equation of a formula proves: sides that are one number, when all agree."""
    if next(broken_equalities(formula), None):
        return set()
    compared = [side for sides in _equations(formula) if len(sides) > 1 for side, _ in sides]
    return {number.value for side in compared for number in literals(side)}


def evaluate(side: str) -> float | None:
    """Value of an arithmetic expression in LaTeX; None when it holds anything else."""
    try:
        return _Reader(side).value()
    except (NotArithmetic, ArithmeticError, ValueError, IndexError):
        return None


def _equations(formula: str) -> Iterator[list[tuple[str, float]]]:
    """Per equation the sides that are arithmetic, each with its value."""
    for part in re.split(r"\\qquad|\\quad|\\\\|,\s|;", formula.strip("$").replace("&", "")):
        sides = [(side, evaluate(side)) for side in _EQUAL.split(part)]
        yield [(side, value) for side, value in sides if value is not None]


def _agree(side: str, value: float, other: str, other_value: float) -> bool:
    """Whether two values agree to the fewest digits that either side shows."""
    shown = [n.decimals for n in map(_single, (side, other)) if n and n.decimals]
    tolerance = 0.5000001 * 10.0 ** -min(shown) if shown else 1e-9 * max(1, abs(other_value))
    return abs(value - other_value) <= tolerance


def _single(side: str) -> Literal | None:
    match = re.fullmatch(rf"\s*[-+]?\s*({_NUMBER})\s*(?:\\%)?\s*", side)
    return _literal(match[1]) if match else None


def _literal(text: str) -> Literal:
    plain = text.replace("{,}", "").replace("\\,", "")
    return Literal(text, float(plain), len(plain.partition(".")[2]))


class _Reader:
    """Recursive descent over the tokens of one side."""

    def __init__(self, side: str):
        self.tokens = [m[m.lastgroup] for m in _TOKEN.finditer(side.strip())]
        self.tokens = [token for token in self.tokens if token not in _IGNORED]
        self.at = 0

    def value(self) -> float:
        value = self._sum()
        if self.at < len(self.tokens):
            raise NotArithmetic(self.tokens[self.at])
        return value

    @property
    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def _sum(self) -> float:
        value = self._product()
        while self._next in ("+", "-", "−"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> float:
        value = self._power()
        while True:
            if self._next in _TIMES:
                self._take()
                value *= self._power()
            elif self._next == "/":
                self._take()
                value /= self._power()
            elif self._next and (self._next in "({" or self._next in (r"\frac", r"\tfrac", r"\sqrt")
                                 or self._next in _FUNCTIONS):  # fmt: skip
                value *= self._power()
            else:
                return value

    def _power(self) -> float:
        if self._next in ("-", "−", "+"):
            return -self._power() if self._take() != "+" else self._power()
        value = self._atom()
        if self._next == "^":
            self._take()
            value **= self._atom()
        if self._next == r"\%":
            self._take()
            value /= 100
        return value

    def _atom(self) -> float:
        token = self._take()
        if token[0].isdigit():
            return _literal(token).value
        if token in ("(", "{", "["):
            value = self._sum()
            if self._take() not in (")", "}", "]"):
                raise NotArithmetic(token)
            return value
        if token in (r"\frac", r"\tfrac", r"\dfrac"):
            if re.fullmatch(r"\d\d", self._next):  # \frac12
                return int(self._next[0]) / int(self._take()[1])
            return self._atom() / self._atom()
        if token == r"\sqrt":
            return math.sqrt(self._atom())
        if token in _FUNCTIONS:
            return _FUNCTIONS[token](self._power())
        if token == r"\pi":
            return math.pi
        raise NotArithmetic(token)
