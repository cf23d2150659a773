"""A submission rebuilt from the source: only answers and the student's own cells are taken.

Tests and given cells come from the source, whatever the submission holds in their place, and no
metadata or output of the student survives. Answers are found by nbgrader's name, by the cell's id,
by the names they define, or by their place, in this order.
"""

import ast
import copy
from collections import defaultdict
from dataclasses import dataclass, field

from nbformat import NotebookNode, v4

from dlcourse.engine.notebook_file import Cell, Submission
from dlcourse.engine.source import Source, defined, grade_id


class NothingFound(Exception):
    """A notebook without any answer to this exercise."""


@dataclass
class Rebuilt:
    """What is graded.

    Attributes
    ----------
    source : Source
    notebook : NotebookNode
        The source's cells with the student's answers, and the student's own cells among them.
    cells : list of dict
        What the judge goes through: `kind`, `name`, `source`.
    remarks : list of tuple
        What a person, or the student, should know: a key of the messages and what fills it.
    """

    source: Source
    notebook: NotebookNode
    cells: list
    remarks: list = field(default_factory=list)


def likeness(source: Source, submission: Submission) -> tuple[int, int]:
    """How much of an exercise is in a submission: names of answers, and cells word by word."""
    wanted = set(source.of_role("answer", "text"))
    names = wanted & {cell.grade_id for cell in submission.cells}
    texts = {cell.source.strip() for cell in source.release.cells}
    same = sum(cell.source.strip() in texts for cell in submission.cells)
    return len(names), same


def rebuild(source: Source, submission: Submission) -> Rebuilt:
    """Rebuild a submission; raise NothingFound where it holds no answer cell of this exercise."""
    return _Rebuilder(source, submission).rebuild()


def blank(source: Source) -> Rebuilt:
    """The exercise without any answer: what is graded where nothing can be read."""
    return _Rebuilder(source, Submission([])).assemble({}, {})


class _Rebuilder:
    def __init__(self, source, submission):
        self.source, self.cells = source, submission.cells
        self.remarks = list(submission.remarks)
        self.stub = {n: source.release.cells[p].source for n, p in self.wanted.items()}

    @property
    def wanted(self):
        return self.source.of_role("answer", "text")

    def rebuild(self):
        places = self._places()
        answers, used = self._by_name(places)
        own = [n for n in range(len(self.cells)) if n not in used and places[n] is None]
        self._by_definition(answers, own)
        self._by_place(answers, own, places)
        if not answers:
            raise NothingFound
        for name in self.wanted:
            if name not in answers:
                self.remarks.append(("answer_missing", name))
        return self.assemble(answers, self._anchored(own, places))

    def _places(self):
        """For each submitted cell the place of its original in the source, or None."""
        by_name = {grade_id(c): n for n, c in enumerate(self.source.source.cells) if grade_id(c)}
        by_id, by_text = {}, {}
        for number, cell in enumerate(self.source.release.cells):
            by_id.setdefault(cell.get("id"), number)
            by_text.setdefault((cell.cell_type, cell.source.strip()), number)
        seen, places = set(), []
        for cell in self.cells:
            place = by_name.get(cell.grade_id)
            if place is None and cell.source.strip():
                place = by_text.get((cell.kind, cell.source.strip()))
            if place is None and cell.id in by_id and by_id[cell.id] not in seen:
                place = by_id[cell.id]
                if self.source.roles[place] in ("test", "given", "install"):
                    place = None  # another text under its id: a cell of the student's own
            seen.add(place)
            places.append(place)
        return places

    def _by_name(self, places):
        """The answers under their own names; of several the last that was changed."""
        found = defaultdict(list)
        for number, place in enumerate(places):
            if place is not None and self.source.roles[place] in ("answer", "text"):
                found[grade_id(self.source.source.cells[place])].append(number)
        answers, used = {}, set()
        for name, numbers in found.items():
            used.update(numbers)
            changed = [self.cells[n].source for n in numbers if self._touched(name, n)]
            answers[name] = changed[-1] if changed else self.stub[name]
            if len({text.strip() for text in changed}) > 1:
                self.remarks.append(("duplicate_answer", name))
        return answers, used

    def _touched(self, name, number):
        text = self.cells[number].source.strip()
        return bool(text) and text != self.stub[name].strip()

    def _by_definition(self, answers, own):
        """An answer that is missing or untouched may stand in a cell without a name."""
        for name, names in self.source.defines.items():
            if answers.get(name, self.stub[name]).strip() != self.stub[name].strip():
                continue
            wanted = {*names["functions"], *names["values"]}
            for number in reversed(own):
                if self.cells[number].kind == "code" and wanted <= _defined(self.cells[number]):
                    answers[name] = self.cells[number].source
                    self.remarks.append(("answer_found", name))
                    own.remove(number)
                    break

    def _by_place(self, answers, own, places):
        """A text may stand in a new cell, right after the cells that precede its place."""
        texts = self.source.of_role("text")
        for name, place in texts.items():
            if answers.get(name, self.stub[name]).strip() != self.stub[name].strip():
                continue
            for number in own:
                before = next((places[n] for n in range(number - 1, -1, -1) if places[n]), None)
                is_text = (
                    self.cells[number].kind == "markdown" and self.cells[number].source.strip()
                )
                if is_text and before in (place, place - 1):
                    answers[name] = self.cells[number].source
                    self.remarks.append(("answer_found", name))
                    own.remove(number)
                    break

    def _anchored(self, own, places):
        """The student's own cells by the place in the source after which they stand."""
        after = defaultdict(list)
        for number in own:
            cell = self.cells[number]
            if cell.source.strip() and not cell.grade_id.startswith("test_"):
                before = [places[n] for n in range(number) if places[n] is not None]
                after[before[-1] if before else 0].append(cell)
        changed = {}
        for number, place in enumerate(places):
            if place is not None and self.source.roles[place] == "figure":
                changed[place] = self.cells[number]
        self.changed = changed
        return after

    def assemble(self, answers, own):
        notebook = copy.deepcopy(self.source.source)
        changed = getattr(self, "changed", {})
        cells, jobs = [], []
        for place, (cell, kind) in enumerate(zip(notebook.cells, self.source.roles, strict=True)):
            name = grade_id(cell) or f"cell-{place}"
            original = self.source.release.cells[place]
            if kind in ("answer", "text"):
                cell.metadata = copy.deepcopy(original.metadata)
                given = answers.get(grade_id(cell), original.source)
                cell.source = given if given.strip() else original.source
                if cell.source.strip() == original.source.strip():
                    cell.source = original.source  # nbgrader knows an untouched text by its bytes
            elif kind == "figure" and place in changed:
                cell.source = changed[place].source
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                if kind != "install":
                    jobs.append({"kind": kind, "name": name, "source": cell.source})
            cells.append(cell)
            for number, mine in enumerate(own.get(place, ())):
                self._add_own(cells, jobs, mine, f"own-{place}-{number}")
        notebook.cells = cells
        return Rebuilt(self.source, notebook, jobs, self.remarks)

    def _add_own(self, cells, jobs, mine: Cell, name):
        make = v4.new_code_cell if mine.kind == "code" else v4.new_markdown_cell
        cells.append(make(mine.source, id=name))
        if mine.kind == "code":
            jobs.append({"kind": "own", "name": name, "source": mine.source})


def _defined(cell):
    try:
        names = defined(cell.source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {*names["functions"], *names["values"]}


def is_python(text: str) -> bool:
    """Whether a text parses; for comparing answers."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
