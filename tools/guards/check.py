"""Say what is wrong in the sources before anything is built or run, a sentence a fault.

- Pages: in both languages and in _toc.yml, boxes closed, pictures described.
- Cells: nothing that switches a check off, unless book/allowed.yml lists it with a reason.
- Data: glossary, beliefs, interface words, bibliography and the record of the release are whole.
- Counts: no test, point, wrong answer or assert has got lost (notebooks/counts.json).
"""

import argparse
import sys

from sources.chapters import BOOK, Book
from tools.exercises.source import ExerciseError
from tools.guards import counts, data, sources


def problems(book: Book, names: list[str] | None = None) -> list[str]:
    """All that is wrong; with `names`, in these pages and exercises and the data of all."""
    found = sources.problems(book, names)
    try:
        return found or [*data.unsaid(book), *counts.problems(book)]
    except ExerciseError as error:
        return [str(error)]


def main(arguments: list[str] | None = None, book: Book = BOOK) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.guards",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", help="pages such as xor, exercises/xor (default: all)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--record", action="store_true", help="record the counts that have grown")
    how.add_argument("--accept", action="store_true", help="record all counts: the loss is meant")
    options = parser.parse_args(arguments)
    if options.record or options.accept:
        changed = counts.write(book, options.accept)
        print(f"guards: {counts.RECORD} " + ("written" if changed else "as it was"))
        return 0
    found = problems(book, options.names)
    for problem in found:
        print(problem, file=sys.stderr)
    if not found:
        print("guards: sources are whole, no check is switched off, nothing was lost")
    return bool(found)
