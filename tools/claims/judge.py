"""Whether the numbers of a page are proved, and what to do about one that is not."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tools.claims import formula
from tools.claims.evidence import Evidence
from tools.claims.facts import Fact, fits
from tools.claims.page import LARGE, ClaimsPage, Statement, formulas
from tools.numbers import Quantity


@dataclass(frozen=True)
class Verdict:
    """A number that nothing proves."""

    line: int
    text: str
    phrase: str
    why: str


def agrees(number: Quantity, value: float, decimals: int) -> bool:
    """Whether a value, shown with so many digits, is what the text rounds to.

    A number without a sign may stand for a negative one ("a bias of 1.5"), one with a sign not. Per
    cent may be printed as a share.
    """
    for meant in number.values:
        signed = number.text[0] in "-−+"
        pairs = [value if signed else abs(value)]
        if number.unit == "%":
            pairs.append(100 * pairs[0])
        for candidate in pairs:
            if math.isclose(candidate, meant, rel_tol=1e-9, abs_tol=1e-12):
                return True
            digits = number.decimals
            if digits is None:
                if number.kind == "word" and not float(meant).is_integer():
                    if math.isclose(candidate, meant, rel_tol=0.02):  # two thirds
                        return True
                continue
            shown = decimals - 2 * (candidate != pairs[0])
            if digits < shown and (digits > 0 or number.about or number.unit == "%"):
                if math.isclose(round(candidate, digits), meant, rel_tol=1e-9, abs_tol=1e-12):
                    return True
            if number.about and math.isclose(candidate, meant, rel_tol=0.1):
                return True
    return False


class Judge:
    """Weighs each statement of a page."""

    def __init__(self, page: ClaimsPage, facts: list[Fact], partner: "Judge | None" = None):
        self.page = page
        self.facts = facts
        self.partner = partner
        self.proved: dict[int, set[float]] = {}

    def verdicts(self) -> Iterator[Verdict]:
        """Statements that nothing proves, and equations that do not hold."""
        page = self.page
        for statement in page.statements:
            why = self.objection(statement)
            if why:
                n = statement.number
                yield Verdict(statement.block.line, n.shown, statement.phrase, why)
        for block in page.blocks:
            for text in formulas(block):
                for side, value in formula.broken_equalities(text):
                    yield Verdict(block.line, side, text, f"the side before it is {value:.6g}")

    def objection(self, statement: Statement) -> str:
        """Why a statement is not proved; nothing when it is."""
        number = statement.number
        if self.stated(statement):
            return ""
        found = [e for e in self.page.evidence if self._shows(e, number)]
        near = [e for e in found if e.section == statement.section]
        if near:
            return ""
        if abs(number.value) >= 100 or not self._has_cells(statement):
            if found:
                return ""
        return "nothing"

    def stated(self, statement: Statement) -> bool:
        """Whether facts.yml has the number."""
        following = set(statement.following)
        labels = self.page.labels
        for fact in self.facts:
            if fact.section and labels.get(fact.section) != statement.section:
                continue
            if fits(fact, statement.number, following, self.page.language):
                fact.used = True
                return True
        return False

    def _has_cells(self, statement: Statement) -> bool:
        return statement.section in self.page.sections_with_cells

    @staticmethod
    def _shows(evidence: Evidence, number: Quantity) -> bool:
        return any(agrees(number, shown.value, shown.decimals) for shown in evidence.numbers)
