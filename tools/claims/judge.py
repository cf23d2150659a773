"""Whether the numbers of a page are proved, and what to do about one that is not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sources.numbers import Quantity, read
from tools.claims import formula
from tools.claims.compare import digits_of, is_like, is_ratio, shows
from tools.claims.facts import Fact
from tools.claims.page import ClaimsPage, formulas
from tools.claims.statement import Statement

# From here on a number is too special to stand on a page by chance.
RARE = 100


@dataclass(frozen=True)
class Verdict:
    """A number that nothing proves, or an equation that does not hold."""

    line: int
    text: str
    phrase: str
    why: str


class Judge:
    """Weighs each statement of a page.

    Parameters
    ----------
    page : ClaimsPage
    facts : list of Fact
        What facts.yml states for the page.
    english : Judge or None
        Judge of the English page, whose counts a Korean page may repeat.
    """

    def __init__(self, page: ClaimsPage, facts: list[Fact], english: "Judge | None" = None):
        self.page = page
        self.facts = facts
        self.english = english
        self._partners = {}
        self._objections: dict[int, str] = {}
        if english and [b.shape for b in page.blocks] == [b.shape for b in english.page.blocks]:
            pairs = zip(page.blocks, english.page.blocks, strict=True)
            self._partners = {id(block): partner for block, partner in pairs}

    def verdicts(self) -> Iterator[Verdict]:
        """Statements that nothing proves, and equations that do not hold, in order."""
        found = []
        for statement in self.page.statements:
            why = self.objection(statement)
            if why:
                text, line = statement.number.shown, statement.block.line
                found.append(Verdict(line, text, statement.phrase, why))
        for block in self.page.blocks:
            for text in formulas(block):
                for side, value in formula.broken_equalities(text):
                    why = f"the equation does not hold: the side before is {value:.6g}"
                    found.append(Verdict(block.line, side, text, why))
        yield from sorted(found, key=lambda verdict: verdict.line)

    def objection(self, statement: Statement) -> str:
        """Why a statement is not proved; nothing when it is."""
        if id(statement) not in self._objections:
            self._objections[id(statement)] = self._weighed(statement)
        return self._objections[id(statement)]

    def _weighed(self, statement: Statement) -> str:
        if self._stated(statement):
            return ""
        if statement.whole:
            return self._part(statement)
        if statement.number.unit == "x":
            return self._factor(statement)
        if statement.is_count:
            return self._count(statement)
        return self._measured(statement)

    def proof(self, statement: Statement) -> str:
        """Where a proved number comes from, for a reader."""
        if self._stated(statement):
            return "stated in facts.yml"
        for e in self.page.evidence:
            if e.section == statement.section and shows(e, statement.number):
                return f"shown at line {e.line} ({e.kind})"
        return "a count that the sentence makes itself"

    def _measured(self, statement: Statement) -> str:
        number, page = statement.number, self.page
        found = [e for e in page.evidence if e.kind != "list" and shows(e, number)]
        here = [e for e in found if e.section == statement.section]
        alone = statement.section not in page.sections_with_cells
        if here or (found and (alone or abs(number.value) >= RARE or len(digits_of(number)) > 2)):
            return ""
        if not page.sections_with_cells:
            return "this page has no cells"
        if found:
            return f"only line {found[0].line}, in another section, shows it"
        return self._nearest(statement)

    def _part(self, statement: Statement) -> str:
        """Objection to the 73 of "73 of 100": one line must show both, and of the same things."""
        number, whole = statement.number, statement.whole
        printed = [e for e in self.page.evidence if e.kind == "print"]
        lines = [e for e in printed if shows(e, number) and shows(e, whole)]
        if not lines:
            return f"no cell prints it in one line with {whole.text}"
        if self.english and id(statement.block) in self._partners:
            return self._repeated(statement)
        said, things = defaultdict(set), []
        for other in self._sentence(statement):
            if other.number is whole:
                things = other.things
            elif other.is_count and not other.whole:
                for thing in other.things:
                    said[thing] |= other.number.values
        for word, values in said.items():
            labels = [e.labels.get(word) for e in lines]
            if all(labels) and not any(values & shown for shown in labels):
                return f"the line that prints it is about {min(labels[0]):g} ({word})"
        cells = {e.line for e in lines}
        for word in things:
            others = [e for e in printed if e.line in cells and word in e.words]
            if others and not any(word in e.words for e in lines):
                return f"the line that prints it says nothing of “{word}”, another does"
        return ""

    def _sentence(self, statement: Statement) -> list[Statement]:
        """The other numbers of a sentence."""
        return [
            other
            for other in self.page.statements
            if other.block is statement.block
            and other.sentence == statement.sentence
            and other is not statement
        ]

    def _factor(self, statement: Statement) -> str:
        """Objection to "10 times as far": it is shown itself, or two numbers have this ratio."""
        number = statement.number
        here = [e for e in self.page.evidence if e.section == statement.section]
        if any(shows(e, number) for e in here) or any(is_ratio(number, e.numbers) for e in here):
            return ""
        cells = defaultdict(list)
        for e in here:
            if e.kind == "print":
                cells[e.line, len(e.numbers)].append(e.numbers)
        columns = (column for rows in cells.values() for column in zip(*rows, strict=True))
        if any(is_ratio(number, column) for column in columns):
            return ""
        if number.kind == "word" and not self.page.sections_with_cells:
            return ""
        return "no two numbers that a cell of its section shows have this ratio"

    def _count(self, statement: Statement) -> str:
        """Objection to a small number that contradicts what its section has of a thing."""
        number = statement.number
        if self.page.language != "en" and id(statement.block) in self._partners:
            return self._repeated(statement)
        here = (e for e in self.page.evidence if e.line == statement.block.line)
        if any(e.kind == "code" and shows(e, number) for e in here):  # `Affine(8, 10)` beside it
            return ""
        known = self._known(statement.section)
        named = [word for word in statement.things if word in known]
        if not named and statement.before in known:
            named = [statement.before]
        if named:
            if any(number.values & known[word] for word in named):
                return ""
            values = ", ".join(f"{value:g}" for value in sorted(known[named[-1]]))
            return f"this section has {values} of it ({named[-1]})"
        if statement.section not in self.page.sections_with_cells:
            return "" if number.kind == "word" or self._somewhere(number) else "no cell shows it"
        if any(e.section == statement.section and shows(e, number) for e in self.page.evidence):
            return ""
        return (
            "" if any(number.values & values for values in known.values()) else "nothing shows it"
        )

    def _somewhere(self, number: Quantity) -> bool:
        return any(shows(e, number) for e in self.page.evidence)

    def _repeated(self, statement: Statement) -> str:
        """Objection to a Korean count that its English does not make, or makes without proof."""
        judge, partner = self.english, self._partners[id(statement.block)]
        values = statement.number.values
        same = [s for s in judge.page.statements if s.block is partner]
        objections = [judge.objection(s) for s in same if s.number.values & values]
        if objections and all(objections):
            return objections[0]
        repeated = any(n.values & values for n in read(partner.prose, "en"))
        if repeated or self._somewhere_near(statement):
            return ""
        return f"its English (line {partner.line}) does not say it, and nothing near shows it"

    def _somewhere_near(self, statement: Statement) -> bool:
        evidence = (e for e in self.page.evidence if e.section == statement.section)
        known = self._known(statement.section).values()
        values = statement.number.values
        return any(shows(e, statement.number) for e in evidence) or any(values & k for k in known)

    def _known(self, section: int) -> dict[str, set[float]]:
        """Counts of things: what a section's cells print beside a word, and what is stated."""
        known = defaultdict(set)
        for e in self.page.evidence:
            if e.section == section or section not in self.page.sections_with_cells:
                for word, values in e.labels.items():
                    known[word] |= values
        for fact in self._holding(section):
            if fact.thing:
                known[fact.thing] |= fact.values
        return known

    def _stated(self, statement: Statement) -> bool:
        """Whether facts.yml has the number."""
        holding = self._holding(statement.section)
        found = [fact for fact in holding if fact.fits(statement, self.page.language)]
        for fact in found:
            fact.used = True
        return bool(found)

    def _holding(self, section: int) -> list[Fact]:
        """Facts that hold in a section; a summary, which has no cells, may repeat all of them."""
        if section not in self.page.sections_with_cells:
            return self.facts
        return [f for f in self.facts if f.holds_in(section, self.page.labels)]

    def _nearest(self, statement: Statement) -> str:
        """What the section shows that is most like the number."""
        number = statement.number
        shown = [
            (s, e)
            for e in self.page.evidence
            if e.section == statement.section and e.kind != "list"
            for s in e.numbers
            if is_like(number, s.value)
        ]
        if shown:
            nearest, at = min(shown, key=lambda pair: abs(pair[0].value - number.value))
            return f"nothing in its section shows it; line {at.line} has {nearest.value:g}"
        if self.page.figures(statement.section):
            lines = ", ".join(map(str, self.page.figures(statement.section)))
            return f"nothing in its section shows it, unless the figure of line {lines} does"
        return "nothing in its section shows it"
