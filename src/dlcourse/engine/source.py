"""An exercise as grading needs it: what each cell of the source is, and what its answers define."""

import ast
import hashlib
from dataclasses import dataclass
from functools import cached_property

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

INSTALL_TAG = "install-dlcore"
CODE_STUB = {
    "ko": '# 여기에 답을 쓰시오\nraise NotImplementedError("이 줄을 지우고 답을 쓰시오")',
    "en": '# write your answer here\nraise NotImplementedError("delete this line")',
}
TEXT_STUB = {"ko": "*여기에 답을 쓰시오.*", "en": "*Write your answer here.*"}


def grade_id(cell: NotebookNode) -> str:
    """nbgrader's name of a cell; empty for a cell that it does not know."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def role(cell: NotebookNode) -> str:
    """What a cell of a source is.

    Returns
    -------
    str
        `test`; `answer` (code); `text` (an answer for a person to read); `given` (locked code);
        `figure` (code that is not graded and may be changed); `install`; `prose`.
    """
    if is_solution(cell):
        return "answer" if cell.cell_type == "code" else "text"
    if is_grade(cell):
        return "test"
    if cell.cell_type != "code":
        return "prose"
    if INSTALL_TAG in cell.metadata.get("tags", ()):
        return "install"
    return "given" if is_locked(cell) else "figure"


@dataclass(frozen=True)
class Source:
    """One exercise in one language.

    Attributes
    ----------
    name, language : str
    source : NotebookNode
        With solutions and hidden tests.
    release : NotebookNode
        What students were given, cell by cell the same.
    """

    name: str
    language: str
    source: NotebookNode
    release: NotebookNode

    @cached_property
    def roles(self) -> list[str]:
        """The role of each cell."""
        return [role(cell) for cell in self.source.cells]

    def of_role(self, *roles: str) -> dict[str, int]:
        """Places of the cells with these roles, by name, in order."""
        cells = enumerate(zip(self.source.cells, self.roles, strict=True))
        return {grade_id(cell): place for place, (cell, kind) in cells if kind in roles}

    @cached_property
    def tests(self) -> list[str]:
        """Names of the automatic tests."""
        return list(self.of_role("test"))

    @cached_property
    def hidden(self) -> set[str]:
        """Tests that students were not given: their cells hold no code in the release."""
        places = self.of_role("test")
        return {t for t, p in places.items() if not ast.parse(self.release.cells[p].source).body}

    @cached_property
    def defines(self) -> dict[str, dict[str, list[str]]]:
        """For each answer cell the names of the functions and of the values that it defines."""
        places = self.of_role("answer")
        return {name: defined(self.source.cells[place].source) for name, place in places.items()}

    @cached_property
    def answer_of(self) -> dict[str, str]:
        """For each test the answer before it."""
        found, last = {}, ""
        for cell, kind in zip(self.source.cells, self.roles, strict=True):
            if kind == "answer":
                last = grade_id(cell)
            elif kind == "test":
                found[grade_id(cell)] = last
        return found

    @cached_property
    def points(self) -> dict[str, float]:
        """Points of each test and each text answer."""
        places = self.of_role("test", "text")
        return {n: float(self.source.cells[p].metadata.nbgrader.points) for n, p in places.items()}

    @cached_property
    def digest(self) -> str:
        """Changes when what is graded changes."""
        code = [[c.source, grade_id(c)] for c in self.source.cells if c.cell_type == "code"]
        return hashlib.sha256(repr([code, self.points]).encode()).hexdigest()[:16]


def defined(source: str) -> dict[str, list[str]]:
    """Names that a cell defines at its top level."""
    body = ast.parse(source).body
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    parts = [part for target in targets for part in getattr(target, "elts", [target])]
    return {"functions": functions, "values": [p.id for p in parts if isinstance(p, ast.Name)]}


def read(name: str, language: str, source_path, release_path) -> Source:
    """Read an exercise from its two notebooks."""
    return Source(name, language, nbformat.read(source_path, 4), nbformat.read(release_path, 4))
