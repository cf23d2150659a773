"""Check that every number in the prose proves itself.

A number in a sentence, caption, alternative text, table, box or summary must be found

- in what a cell of its section prints, in its code, in code within the text or in a formula (a
  number that is unlikely to be there by chance, as 0.347 or 256: anywhere on the page),
- in the work that is cited beside it (1969),
- in the points of an exercise, which must add up,
- or in book/facts.yml, which states it with a reason.

"73 of 100" must be printed in one line. A count ("two lines", 네 점) must not contradict what the
section prints or states of the same thing. An equation between numbers must hold. Ordinals, "one",
0 and 1 claim nothing. And because a page that prints a 2 and a 3 would let "two lines" become
"three lines", a number that has changed is named until somebody confirms it: `--update` shows each
with its sentence and asks. `--update --all` confirms what is proved, without asking.
"""

import argparse
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sources.chapters import BOOK, LANGUAGES, Book, other
from sources.myst import SourceError
from tools.claims.compare import agrees
from tools.claims.evidence import citations, outputs
from tools.claims.facts import Facts, FactsError
from tools.claims.judge import Judge
from tools.claims.page import ClaimsPage
from tools.claims.record import Record
from tools.claims.update import update


class BadSource(Exception):
    """A file that cannot be read, in one sentence with its name."""


@dataclass
class Report:
    """What a run found, and how many numbers it weighed."""

    problems: list[str] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    n_pages: int = 0
    n_numbers: int = 0


class Claims:
    """The claims of a book."""

    def __init__(self, book: Book):
        self.book = book
        self.names = sorted(
            {path.stem for lang in LANGUAGES for path in (book.root / "book" / lang).glob("*.md")}
            | {f"exercises/{path.parent.name}" for path in book.root.glob("exercises/*/en.md")}
        )
        self.facts = Facts(book.root / "book" / "facts.yml")
        self.record = Record(book.root / "book" / "claims.lock")
        self._citations = citations(book.root / "book" / "references.bib")

    def source(self, language: str, name: str) -> Path:
        """Source of a page or of an exercise."""
        if name.startswith("exercises/"):
            return self.book.root / name / f"{language}.md"
        return self.book.source(language, name)

    def page(self, name: str, language: str, text: str | None = None) -> ClaimsPage:
        """Page of a language, with another text than its file's where one is given."""
        text = text or self.source(language, name).read_text(encoding="utf-8")
        return ClaimsPage(text, language, self._printed(name), self._citations)

    @cache  # noqa: B019 (as long-lived as the check)
    def _printed(self, name: str) -> dict[str, str]:
        """Output of a page's cells by their code, which is the same in both languages."""
        notebooks = [self.book.notebook(language, name) for language in LANGUAGES]
        found = {}
        for path in filter(Path.exists, notebooks):
            try:
                found |= outputs(path)
            except (ValueError, KeyError, TypeError) as error:
                shown = self.book.show(path)
                raise BadSource(f"{shown}: this is no notebook: run `make notebooks`") from error
        return found

    def judges(self, name: str, texts: dict[str, str] | None = None) -> dict[str, Judge]:
        """Judge of each language of a page, English first."""
        facts, texts = self.facts.of(name), texts or {}
        english = Judge(self.page(name, "en", texts.get("en")), facts)
        return {"en": english, "ko": Judge(self.page(name, "ko", texts.get("ko")), facts, english)}

    def examine(self, names: list[str], languages: tuple[str, ...] = LANGUAGES) -> Report:
        """Weigh the numbers of some pages."""
        report = Report()
        for name in names:
            report.n_pages += 1
            for language in LANGUAGES:
                if not self.source(language, name).exists():
                    written = self._show(other(language), name)
                    missing = (
                        f"{self._show(language, name)}: this page is missing, there is {written}"
                    )
                    report.problems.append(missing)
                    break
            else:
                self._examine(name, languages, report)
        shown = self.book.show(self.facts.path)
        if not report.problems and set(languages) == set(LANGUAGES):
            report.problems += [f"{shown}: {line}" for line in self.facts.unused(names)]
        return report

    def _examine(self, name: str, languages: tuple[str, ...], report: Report) -> None:
        try:
            judges = self.judges(name)
        except SourceError as error:
            report.problems.append(f"book: {name}, line {error.line}: {error}")
            return
        for language in languages:
            judge, path = judges[language], self._show(language, name)
            unprinted = [block.line for block in judge.page.unprinted]
            if unprinted and not name.startswith("exercises/"):  # these are there to be solved
                lines = ", ".join(map(str, unprinted))
                report.problems.append(
                    f"{path}:{unprinted[0]}: no notebook knows what the cells of line {lines} "
                    "print; run `make notebooks` first"
                )
                return
            report.n_numbers += len(judge.page.statements)
            problems, unconfirmed = self.weigh(name, judge, path)
            report.problems += problems
            report.unconfirmed += unconfirmed
        report.problems += self._facts(name, judges["en"].page)

    def weigh(self, name: str, judge: Judge, path: str) -> tuple[list[str], list[str]]:
        """Numbers of a page that nothing proves, and those that nobody has confirmed."""
        problems = [
            f"{path}:{verdict.line}: {verdict.text} in “{verdict.phrase}”: {verdict.why}"
            for verdict in judge.verdicts()
        ]
        if not self.record.knows(name, judge.page):
            n = len(judge.page.statements)
            return problems, [f"{path}:1: the {n} numbers of this page are not confirmed yet"]
        unconfirmed = []
        for statement, before in self.record.unconfirmed(name, judge.page):
            if not judge.objection(statement):
                was = f"was {before} when it was confirmed" if before else "is new"
                at, text = statement.block.line, statement.number.shown
                unconfirmed.append(f"{path}:{at}: {text} in “{statement.phrase}”: {was}")
        return problems, unconfirmed

    def _facts(self, name: str, page: ClaimsPage) -> list[str]:
        """Facts of sections that there are not, or of what another page does not print."""
        problems = []
        for fact in self.facts.of(name):
            path = self.book.show(self.facts.path)
            if fact.section and fact.section not in page.labels:
                problems.append(f"{path}: {name}: there is no section {fact.section!r}")
            elif fact.printed_on and fact.printed_on not in self.names:
                problems.append(f"{path}: {name}: there is no page {fact.printed_on!r}")
            elif fact.printed_on:
                shown = (s for e in self.page(fact.printed_on, "en").evidence for s in e.numbers)
                if not any(agrees(fact.number, s) for s in shown):
                    path = self.book.show(self.facts.path)
                    problems.append(
                        f"{path}: {name}: {fact.printed_on} does not print “{fact.says}”"
                    )
        return problems

    def _show(self, language: str, name: str) -> str:
        return self.book.show(self.source(language, name))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.claims",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pages", nargs="*", help="pages such as xor (default: all)")
    parser.add_argument("--lang", choices=LANGUAGES, help="one language alone")
    parser.add_argument(
        "--update", action="store_true", help="show each number that has changed, and ask"
    )
    parser.add_argument(
        "--all", action="store_true", help="with --update: confirm all that is proved, unasked"
    )
    return parser


def main(arguments: list[str] | None = None, book: Book = BOOK) -> int:
    """Command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _run(Claims(book), options)
    except FactsError as error:
        print(f"book/facts.yml: {error}")
    except SourceError as error:
        print(f"book/claims.lock:{error.line}: {error}")
    except BadSource as error:
        print(error)
    return 1


def _run(claims: Claims, options: argparse.Namespace) -> int:
    unknown = [name for name in options.pages if name not in claims.names]
    if unknown:
        print(
            f"claims: no such page: {', '.join(unknown)}; the pages are {', '.join(claims.names)}"
        )
        return 2
    names = options.pages or claims.names
    report = claims.examine(names, (options.lang,) if options.lang else LANGUAGES)
    if not options.pages:
        shown = claims.book.show(claims.facts.path)
        report.problems += [f"{shown}: {line}" for line in claims.facts.strangers(claims.names)]
    for line in report.problems:
        print(line)
    if report.problems:
        print(
            f"claims: {len(report.problems)} problems. Print the number in a cell of its section, "
            "write it as the cell prints it, or state it in book/facts.yml with a reason."
        )
    if options.update:
        return update(claims, names, ask=not options.all)
    for line in report.unconfirmed:
        print(line)
    if report.unconfirmed:
        print(
            f"claims: {len(report.unconfirmed)} of these are not confirmed: read the sentences, "
            "then run python -m tools.claims --update"
        )
    if report.problems or report.unconfirmed:
        return 1
    print(
        f"claims: {report.n_pages} pages, {report.n_numbers} numbers, each of them proved or stated"
    )
    return 0
