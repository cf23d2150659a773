"""Check that the Korean and the English text say the same things in the same order.

Every page is cut into blocks, and so are the words in the code of exercises, in HTML, and in the
files that hold words of both languages (misconceptions, figures, the site, dlcourse). Both
languages must have the same blocks. In each pair the code, labels, options, formulas, links,
citations and numbers (with sign and unit) must agree, neither side may be empty or stand in the
other language, and the same title is rendered in the same way everywhere; the Korean words are
those of book/glossary.csv.

Negations, comparisons, small number words, terms, names, emphasis, English in brackets and the
order of numbers and formulas differ between languages for good reasons. So book/parity.lock holds
for each pair the difference that somebody has found right, and a change of it on one side alone is
named. Every other change of a text is named, too, until somebody has looked at the pair.

`--update` shows both texts of each changed block side by side and records what you take; with
`--all` it takes, unasked, whatever no rule doubts.

Where the languages differ for a good reason, a comment line before the block says so:
`% parity: allow numbers -- the Korean idiom has no number here`.
Rules that can be allowed: numbers, pieces (formulas, code spans, links, citations), avoid, terms,
language, empty, title. In YAML, `# parity: free -- REASON` at the end of a line frees the line.
"""

import argparse
from dataclasses import dataclass, field

from sources.blocks import Block
from sources.chapters import BOOK, Book
from sources.myst import SourceError
from tools.parity.lock import Change, Lock
from tools.parity.page import Page, compare
from tools.parity.review import Review
from tools.parity.terms import Glossary
from tools.parity.titles import Titles
from tools.parity.traits import difference


def all_pages(book: Book) -> list[Page]:
    """Pages of either language tree, and the exercises."""
    folders = {language: book.root / "book" / language for language in ("ko", "en")}
    names = {
        path.relative_to(folder).with_suffix("").as_posix()
        for folder in folders.values()
        for path in folder.rglob("*.md")
    } | set(book.pages)
    pages = [Page(name, book.source("ko", name), book.source("en", name)) for name in sorted(names)]
    sources = sorted((book.root / "exercises").glob("*/*.md"))
    for folder in sorted({path.parent for path in sources if path.stem in ("ko", "en")}):
        name = f"exercises/{folder.name}"
        pages.append(Page(name, folder / "ko.md", folder / "en.md"))
    names = ("book/misconceptions.yml", "book/definitions.yml", "theme/strings.yml")
    words = [book.root / name for name in names]
    words += sorted((book.root / "explorers-js").glob("explorers/**/*strings.json"))
    words += sorted((book.root / "explorers-js").glob("view/strings.json"))
    words += sorted((book.root / "src").glob("*/messages/*.yml"))
    pages += [Page(book.show(path), path, path) for path in words if path.exists()]
    return pages


@dataclass
class Report:
    """What a run found.

    Attributes
    ----------
    problems : list of str
        What a rule forbids.
    changes : dict
        By page, the pairs that the lock does not know as they stand.
    pairs : dict
        By page, all pairs.
    """

    lock: Lock
    problems: list[str] = field(default_factory=list)
    changes: dict[str, list[Change]] = field(default_factory=dict)
    pairs: dict[str, list] = field(default_factory=dict)

    @property
    def doubts(self) -> list[str]:
        """What has changed on one side alone."""
        return [
            doubt for some in self.changes.values() for change in some for doubt in change.doubts
        ]

    @property
    def unrecorded(self) -> list[str]:
        """Which pairs are not recorded, in words."""
        return [change.said for some in self.changes.values() for change in some]


class Parity:
    """The check of a book."""

    def __init__(self, book: Book):
        self.book = book
        self.glossary = Glossary.read(book.root / "book" / "glossary.csv")
        self.pages = {page.name: page for page in all_pages(book)}

    def difference(self, ko: Block, en: Block) -> dict[str, str]:
        """What a Korean block has more or less of than its English."""
        return difference(ko, en, self.glossary)

    def examine(self, names: list[str] | None = None) -> Report:
        """Check all pages, or those named."""
        book, report = self.book, Report(Lock(self.book.root / "book" / "parity.lock"))
        titles = Titles()
        for name in names or self.pages:
            page = self.pages[name]
            found, pairs = compare(page, book, self.glossary)
            report.problems += found
            paths = book.show(page.korean), book.show(page.english)
            if not page.is_entries:
                report.problems += titles.strangers(pairs, paths)
            changes = list(report.lock.changes(name, pairs, paths, self.difference))
            report.pairs[name] = pairs
            if changes:
                report.changes[name] = changes
        return report

    def update(self, report: Report, review: Review) -> int:
        """Record the pairs that a reader finds to say the same; return the exit code."""
        lock = report.lock
        lock.forget(set(self.pages))
        left = 0
        for name, pairs in report.pairs.items():
            refused = review.refused(report.changes.get(name, []))
            lock.record(name, pairs, refused, self.difference)
            left += len(refused)
            for change in report.changes.get(name, []):
                if change in refused:
                    print("\n".join(change.doubts or [change.said]))
                elif review.everything:
                    print(f"taken: {change.said}")
        lock.write()
        print(
            f"parity: pairs recorded in {self.book.show(lock.path)}: {review.taken}, left: {left}"
        )
        if left:
            print("parity: mend those that are left, or look at them with --update")
        return 1 if left else 0


def examine(book: Book, names: list[str] | None = None) -> Report:
    """Check all pages of a book, or those named."""
    return Parity(book).examine(names)


def main(arguments: list[str] | None = None, book: Book = BOOK) -> int:
    """Command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    parity = Parity(book)
    unknown = [name for name in options.pages if name not in parity.pages]
    if unknown:
        pages = ", ".join(parity.pages)
        raise SystemExit(f"no such page: {', '.join(unknown)}; the pages are {pages}")
    try:
        report = parity.examine(options.pages)
    except SourceError as error:
        print(f"book/parity.lock:{error.line}: {error}")
        return 1
    for line in report.problems or ([] if options.update else report.doubts + report.unrecorded):
        print(line)
    if report.problems:
        print(
            f"parity: {len(report.problems)} problems" + "; the lock is unchanged" * options.update
        )
        return 1
    if options.update:
        return parity.update(report, Review(everything=options.all))
    if report.lock.is_conflicted:
        print(f"{book.show(report.lock.path)}: conflict marks of git: --update joins both sides")
        return 1
    if report.changes:
        print(
            "parity: look at these texts side by side: "
            "python -m tools.parity --update shows them one by one"
        )
        return 1
    n_blocks = sum(map(len, report.pairs.values()))
    print(f"parity: {len(report.pairs)} pages, {n_blocks} pairs of blocks in step")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.parity",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "pages", nargs="*", help="pages such as xor or exercises/xor (default: all)"
    )
    parser.add_argument(
        "--update",
        action="store_true",
        help="show both texts of each changed block side by side, and record those that you take "
        "(refused while problems remain)",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="with --update, when you have read them: take all that no rule doubts, unasked",
    )
    return parser
