"""A corpus of hostile and damaged notebooks, each with the exact score that it must get.

Cases are made from any exercise: `full` must get all automatic points, `none` none, `lost` all but
those of the first answer.
"""

import json
from dataclasses import dataclass

import nbformat

from dlcourse.course.demo import solved, untouched
from dlcourse.engine.source import Source, role


@dataclass(frozen=True)
class Case:
    """A way to make a submission from an exercise, and what it must get."""

    name: str
    make: object
    expect: str  # full, lost, none
    applies: object = lambda source: True  # to which exercises


CASES: list[Case] = []


def case(expect, **options):
    def add(function):
        CASES.append(Case(function.__name__, function, expect, **options))
        return function

    return add


def expected(source: Source, expect: str) -> float:
    """The exact automatic points of a case."""
    first = next(iter(source.defines))
    worth = {test: source.points[test] for test in source.tests}
    kept = {
        "full": worth,
        "none": {},
        "lost": {t: w for t, w in worth.items() if source.answer_of[t] != first},
    }
    return sum(kept[expect].values())


# --- building blocks


def good(source):
    return solved(source, {})


def empty(source):
    return solved(source, untouched(source))


def dump(notebook):
    return nbformat.v4.writes(notebook).encode()  # without nbformat's own mending


def cells(notebook, *kinds):
    return [cell for cell in notebook.cells if role(cell) in kinds]


def plain(notebook):
    """As parsed JSON, to damage it in ways that nbformat would not write."""
    return json.loads(nbformat.v4.writes(notebook))


def encode(content):
    return json.dumps(content, ensure_ascii=False).encode()


def code_cell(text):
    return nbformat.v4.new_code_cell(text)


def with_own(notebook, *texts, at=2):
    """Cells of the student's own, before everything that is graded."""
    notebook.cells[at:at] = [code_cell(text) for text in texts]
    return dump(notebook)


def first_answer(source):
    return next(iter(source.defines))


def function_of(source):
    return next(n for names in source.defines.values() for n in names["functions"])


def replaced(source, body, before=""):
    """The solutions, but the first function's body is `body`."""
    name = first_answer(source)
    code = f"{before}\ndef {function_of(source)}(*arguments, **options):\n"
    code += "".join(f"    {line}\n" for line in body.split("\n"))
    return dump(solved(source, {name: code}))


def prefixed(source, before, after=""):
    """The solutions, with code around the first answer."""
    notebook = good(source)
    answer = cells(notebook, "answer")[0]
    answer.source = f"{before}\n{answer.source}\n{after}\n"
    return dump(notebook)


def in_all_functions(source, body, before=""):
    """Every function of every answer has the same body; values are solved rightly by nobody."""
    changed = {}
    for name, names in source.defines.items():
        code = before + "".join(
            f"def {f}(*arguments, **options):\n" + "".join(f"    {x}\n" for x in body.split("\n"))
            for f in names["functions"]
        )
        changed[name] = code + "".join(f"{value} = -7\n" for value in names["values"])
    return changed


def every(source, body, before=""):
    return dump(solved(source, in_all_functions(source, body, before)))


def sabotage(notebook, change, *kinds):
    for cell in cells(notebook, *kinds):
        change(cell)
    return dump(notebook)
