"""Check that the Korean and the English text say the same things in the same order.

Every page is cut into blocks. Both languages must have the same blocks; in each pair of blocks the
code, labels, options, formulas, links, citations and numbers must agree; the Korean words must be
those of book/glossary.csv; and book/parity.lock must know the pair, which means that somebody has
looked at the two texts side by side. A change to one side alone is therefore an error until the
other side follows. `--update` writes the pairs as they stand now into the lock.

Where the languages differ for a good reason, a comment line before the block says so:
`% parity: allow numbers -- the Korean idiom has no number here`.
Rules that can be allowed: numbers, pieces (formulas, code spans, links, citations), avoid, terms.
"""

import argparse
from dataclasses import dataclass

from sources.chapters import BOOK, Book
from tools.parity.lock import Lock
from tools.parity.page import Page, compare
from tools.parity.terms import Glossary


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
    return pages


@dataclass
class Report:
    """What a run found: problems to mend, pairs that the lock does not know, blocks compared."""

    problems: list[str]
    unrecorded: list[str]
    n_pages: int
    n_blocks: int
    lock: Lock


def examine(book: Book, names: list[str] | None = None) -> Report:
    """Check all pages, or those named; the report's lock holds the pairs as they stand now."""
    glossary = Glossary.read(book.root / "book" / "glossary.csv")
    lock = Lock(book.root / "book" / "parity.lock")
    pages = all_pages(book)
    unknown = set(names or ()) - {page.name for page in pages}
    if unknown:
        raise SystemExit(
            f"no such page: {', '.join(sorted(unknown))}; the pages are "
            f"{', '.join(page.name for page in pages)}"
        )
    if names:
        pages = [page for page in pages if page.name in names]
    else:
        lock.forget({page.name for page in pages})
    problems, unrecorded, n_blocks = [], [], 0
    for page in pages:
        found, pairs = compare(page, book, glossary)
        problems += found
        unrecorded += lock.unknown(
            page.name, pairs, book.show(page.korean), book.show(page.english)
        )
        lock.record(page.name, pairs)
        n_blocks += len(pairs)
    return Report(problems, unrecorded, len(pages), n_blocks, lock)


def main(arguments: list[str] | None = None, book: Book = BOOK) -> int:
    """Command line; returns the exit code."""
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
        help="record that the texts as they stand say the same (refused while problems remain)",
    )
    options = parser.parse_args(arguments)
    report = examine(book, options.pages)
    for line in report.problems or report.unrecorded:
        print(line)
    if report.problems:
        print(
            f"parity: {len(report.problems)} problems" + "; the lock is unchanged" * options.update
        )
        return 1
    if options.update:
        report.lock.write()
        print(
            f"parity: {len(report.unrecorded)} entries confirmed in {book.show(report.lock.path)}"
        )
        return 0
    if report.unrecorded:
        print(
            "parity: look at these texts side by side; when they say the same, run "
            "python -m tools.parity --update"
        )
        return 1
    print(f"parity: {report.n_pages} pages, {report.n_blocks} pairs of blocks in step")
    return 0
