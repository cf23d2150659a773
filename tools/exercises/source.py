"""The exercises: reading their sources, and making the students' notebooks from them.

`exercises/<chapter>/{ko,en}.md` are MyST notebooks with nbgrader's metadata, with solutions and
hidden tests; `exercises/common/{ko,en}.md` holds the cells that every exercise has after its first
one; before the first code cell comes the one that installs dlcore where it is missing;
`exercises/<chapter>/proof.yml` says what `tools.exercises prove` proves.
"""

import ast
import copy
import re
import sys
from dataclasses import dataclass

import jupytext
import yaml
from nbformat import NotebookNode, from_dict
from nbgrader import preprocessors
from nbgrader.nbgraderformat import ValidationError
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Config

from dlcourse.engine.source import CODE_STUB, TEXT_STUB
from sources.chapters import BOOK
from sources.install_cell import install_cell, is_install_cell
from sources.release import ReleaseError, recorded

SOURCES = BOOK.root / "exercises"

# Without jupytext's own entry: a pairing would put the answers back.
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}

# What a student must have installed to run an exercise.
ALLOWED_IMPORTS = {"numpy", "matplotlib", *sys.stdlib_module_names}

# A visible test that looks only at the form of an answer may be worth nothing.
FORM_CHECK = "check_"

# nbgrader's own steps from a source to a release (GenerateAssignment), without its database.
_RELEASE_STEPS = (
    preprocessors.LockCells,
    preprocessors.ClearSolutions,
    preprocessors.ClearOutput,
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
)
_HIDDEN_MARKER = preprocessors.ClearHiddenTests.begin_test_delimeter.default_value
_HANGUL = re.compile(r"[ㄱ-ㅎㅏ-ㅣ가-힣]")


class ExerciseError(Exception):
    """An exercise that cannot be read or released, in one sentence that says what to do."""


@dataclass(frozen=True)
class Exercise:
    """One chapter's exercise in one language.

    Attributes
    ----------
    chapter, language : str
    source : NotebookNode
        The notebook with solutions and hidden tests: what nbgrader calls the source.
    release : NotebookNode
        The student's notebook.
    proof : dict
        `proof.yml`: `hidden`, the names of the hidden tests; `wrong`, the named wrong answers;
        `texts`, the beliefs that the text answers speak of.
    """

    chapter: str
    language: str
    source: NotebookNode
    release: NotebookNode
    proof: dict

    @property
    def tests(self) -> list[str]:
        """Names of the automatic tests, in the order of the notebook."""
        return [grade_id(cell) for cell in self.source.cells if is_test(cell)]

    @property
    def answers(self) -> list[str]:
        """Names of the answer cells that hold code."""
        return [grade_id(cell) for cell in self.source.cells if is_answer(cell)]


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is graded by running it."""
    return is_grade(cell) and not is_solution(cell)


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell is where the student writes code."""
    return is_solution(cell) and cell.cell_type == "code"


def is_text_answer(cell: NotebookNode) -> bool:
    """Whether a cell is where the student writes text."""
    return is_solution(cell) and is_grade(cell) and cell.cell_type == "markdown"


def grade_id(cell: NotebookNode) -> str:
    """nbgrader's name of a cell; empty for a cell that it does not know."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def chapters() -> list[str]:
    """Chapters that have an exercise."""
    return sorted(path.parent.name for path in SOURCES.glob("*/proof.yml"))


def load(chapter: str, language: str) -> Exercise:
    """Read one exercise from the sources."""
    if chapter not in chapters():
        raise ExerciseError(
            f"there is no exercise {chapter!r}; exercises/ has: {', '.join(chapters())}"
        )
    paths = [SOURCES / folder / f"{language}.md" for folder in (chapter, "common")]
    for path in paths:
        if not path.exists():
            raise ExerciseError(f"{path} is missing: every exercise has ko.md and en.md")
    proof = (SOURCES / chapter / "proof.yml").read_text(encoding="utf-8")
    return make(chapter, language, *(path.read_text(encoding="utf-8") for path in paths), proof)


def make(chapter: str, language: str, text: str, common: str, proof: str) -> Exercise:
    """Make an exercise from the texts of its source, of the common cells and of proof.yml."""
    where = f"{chapter}/{language}.md"
    source = jupytext.reads(text, fmt="md:myst")
    source.cells[1:1] = jupytext.reads(common, fmt="md:myst").cells
    first_code = [cell.cell_type for cell in source.cells].index("code")
    try:
        source.cells.insert(first_code, install_cell(recorded(), BOOK.base_url))
    except ReleaseError as error:
        raise ExerciseError(str(error)) from error
    source.metadata = from_dict(METADATA)
    for number, cell in enumerate(source.cells):
        cell.id = f"{chapter}-{number:02d}"
    try:
        preprocessors.CheckCellMetadata().preprocess(source, {})
        release = student_version(source, language)
    except (KeyError, RuntimeError, ValidationError) as error:
        raise ExerciseError(f"{where}: nbgrader cannot release it: {error}") from error
    try:
        parsed = yaml.safe_load(proof) or {}
    except yaml.YAMLError as error:
        raise ExerciseError(f"{chapter}/proof.yml is not YAML: {error}") from error
    return Exercise(
        chapter, language, source, release, {"hidden": [], "wrong": {}, "texts": {}} | parsed
    )


def nbgrader_config(language: str) -> Config:
    """nbgrader's settings that make a release, for this builder and for a course alike."""
    return Config(
        ClearSolutions={
            "code_stub": {"python": CODE_STUB[language]},
            "text_stub": TEXT_STUB[language],
        }
    )


def student_version(source: NotebookNode, language: str) -> NotebookNode:
    """The notebook without solutions, hidden tests and outputs."""
    release, resources = copy.deepcopy(source), {}
    for step in _RELEASE_STEPS:
        release, resources = step(config=nbgrader_config(language)).preprocess(release, resources)
    return release


def problems(exercise: Exercise) -> list[str]:
    """What is wrong with an exercise, as far as can be seen without running it."""
    found = list(_proof_problems(exercise))
    for source, release in zip(exercise.source.cells, exercise.release.cells, strict=True):
        if not is_install_cell(source):
            found += _cell_problems(exercise, source, release)
    return [f"{exercise.chapter}/{exercise.language}: {problem}" for problem in found]


def _proof_problems(exercise):
    tests, answers = set(exercise.tests), set(exercise.answers)
    for name in sorted(set(exercise.proof["hidden"]) - tests):
        yield f"proof.yml hides {name}, but no test has that name"
    for wrong, entry in exercise.proof["wrong"].items():
        if missing := {"answer", "code", "fails"} - set(entry):
            yield f"proof.yml: {wrong} lacks {', '.join(sorted(missing))}"
            continue
        if entry["answer"] not in answers:
            yield f"proof.yml: {wrong} replaces {entry['answer']}, which is no answer cell"
        for name, words in entry["fails"].items():
            if name not in tests:
                yield f"proof.yml: {wrong} should fail {name}, but no test has that name"
            if exercise.language not in words:
                yield f"proof.yml: {wrong} gives no {exercise.language} word for {name}"
    written = {grade_id(cell) for cell in exercise.source.cells if is_text_answer(cell)}
    for text, entry in exercise.proof["texts"].items():
        if set(entry) != {"answer", "trap"} or entry["answer"] not in written:
            yield f"proof.yml: {text} needs a trap, and an answer that is a graded text cell"


def _cell_problems(exercise, source, release):
    name = grade_id(source) or source.id
    if exercise.language == "en" and (letter := _HANGUL.search(source.source)):
        yield f"{name}: the English notebook holds Korean ({letter[0]})"
    if "grade_id" in source.metadata:
        yield f"{name}: grade_id must stand under nbgrader, else all of this cell is handed out"
    if source.cell_type == "markdown":
        if is_solution(source) and release.source != TEXT_STUB[exercise.language]:
            yield f"{name}: the student's notebook holds more of the model answer than the stub"
        return
    try:
        tree, released = ast.parse(source.source), ast.parse(release.source)
    except SyntaxError as error:
        yield f"{name}: line {error.lineno} is not Python: {error.msg}"
        return
    yield from _import_problems(name, released)
    if is_answer(source):
        if not _is_stub(released.body):
            yield (
                f"{name}: outside the solution markers only signatures and docstrings may stand; "
                "move given code to a cell of its own"
            )
        return
    yield from _message_problems(name, tree, exercise.language)
    if is_test(source):
        hidden = name in exercise.proof["hidden"]
        if hidden and released.body:
            yield f"{name}: the student's notebook holds code of this hidden test; mark all of it"
        if not hidden and _HIDDEN_MARKER in source.source:
            yield f"{name}: has hidden code, but proof.yml does not list it under `hidden`"
        if source.metadata.nbgrader.points <= 0 and (hidden or not name.startswith(FORM_CHECK)):
            yield f"{name}: a test must be worth some points, unless it is a visible {FORM_CHECK}…"


def _message_problems(name, tree, language):
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            parts = ast.walk(node.msg) if node.msg else ()
            texts = [part.value for part in parts if _is_text(part)]
            if not texts:
                yield f"{name}: the assertion in line {node.lineno} has no message for the student"
            elif language == "ko" and not any(map(_HANGUL.search, texts)):
                yield f"{name}: the message of the assertion in line {node.lineno} is not Korean"


def _import_problems(name, tree):
    for node in ast.walk(tree):
        modules = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "."]
        for module in modules:
            if module.split(".")[0] not in ALLOWED_IMPORTS:
                yield (
                    f"{name}: imports {module}, but an exercise must run where only NumPy and "
                    "Matplotlib are installed"
                )


def _is_stub(body):
    """Whether code is the stub, or definitions that hold nothing but docstrings and the stub."""
    body = [node for node in body if not (isinstance(node, ast.Expr) and _is_text(node.value))]
    if body and all(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in body):
        return all(_is_stub(node.body) for node in body)
    return len(body) == 1 and ast.unparse(body[0]).startswith("raise NotImplementedError(")


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
