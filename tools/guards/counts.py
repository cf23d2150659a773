"""What may not get lost in silence: tests, points and wrong answers of exercises, asserts of pages.

`notebooks/counts.json` holds the largest number there has been of each. `make notebooks` writes
numbers that have grown; a number that has become smaller is a problem until somebody says that it
is meant, with `--accept`.
"""

import ast
import json

import yaml

from sources.chapters import Book
from tools.exercises import source as exercises
from tools.guards import cells

RECORD = "notebooks/counts.json"


def count(book: Book) -> dict[str, dict[str, int]]:
    """The numbers as the sources have them now, by page or exercise."""
    found = {}
    for page in book.pages:
        paths = cells.paths(book, page)
        trees = [
            _tree(cell.body) for path in paths for cell in cells.cells(path.read_text("utf-8"))
        ]
        asserts = sum(isinstance(node, ast.Assert) for tree in trees for node in ast.walk(tree))
        if trees:
            found[page] = {"asserts": asserts}
    folder = book.root / "exercises"
    for path in sorted(folder.glob("*/proof.yml")):
        proof = yaml.safe_load(path.read_text("utf-8"))
        fails = [test for entry in proof["wrong"].values() for test in entry.get("fails", ())]
        exercise = exercises.load(path.parent.name, "en")
        points = [cell.metadata.nbgrader.get("points", 0) for cell in exercise.source.cells
                  if "nbgrader" in cell.metadata]  # fmt: skip
        found[f"exercises/{path.parent.name}"] = {
            "points": sum(points),
            "tests": len(exercise.tests),
            "hidden tests": len(proof["hidden"]),
            "wrong answers": len(proof["wrong"]),
            "failures that are named": len(fails),
        }
    return found


def _tree(body: str) -> ast.AST:
    try:
        return ast.parse(body)
    except SyntaxError:  # magics
        return ast.Module([], [])


def stored(book: Book) -> dict[str, dict[str, int]]:
    """The numbers that are recorded."""
    path = book.root / RECORD
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def problems(book: Book) -> list[str]:
    """Numbers that are smaller than recorded."""
    now = count(book)
    return [
        f"{name}: {now[name].get(what, 0)} {what}, where {RECORD} knows of {number}: put back what "
        "was lost, or, if that is meant, run python -m tools.guards --accept"
        for name, numbers in stored(book).items()
        for what, number in numbers.items()
        if name in now and now[name].get(what, 0) < number
    ]


def write(book: Book, accept: bool = False) -> bool:
    """Record the numbers that have grown (with `accept` all); whether the record has changed."""
    before, now = stored(book), count(book)
    if not accept:
        for name, numbers in now.items():
            for what in numbers:
                numbers[what] = max(numbers[what], before.get(name, {}).get(what, 0))
    if now == before:
        return False
    text = json.dumps(now, indent=2, sort_keys=True) + "\n"
    (book.root / RECORD).write_text(text, "utf-8")
    return True
