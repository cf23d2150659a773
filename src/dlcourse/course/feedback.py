"""The page that a student gets: self-contained, in the language of the submission, nothing hidden.

Texts of students are escaped and never rendered, so that nothing in them runs or loads.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import jinja2

from dlcourse.course import clock, folder, roster
from dlcourse.course.folder import Course
from dlcourse.course.nbgrader import OURS
from dlcourse.engine.grade import Outcome
from dlcourse.engine.source import Source, grade_id, role
from dlcourse.messages import say

MAX_PAGE = 60_000  # bytes
MAX_ANSWER = 3_000  # characters of an answer that are shown
_HEADING = re.compile(r"^#{1,3}\s+(.+?)\s*$", re.MULTILINE)
_COMMENT = re.compile(r"^#\s*(.+)$", re.MULTILINE)


@dataclass
class Part:
    """One graded cell on the page."""

    name: str
    worth: float
    points: float | None  # None: a person has yet to mark it
    message: str = ""
    comment: str = ""
    answer: str = ""
    cause: str = ""  # the message, even where the one before has said it


@dataclass
class Task:
    """What stands under one heading of the exercise."""

    title: str
    parts: list[Part] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)

    @property
    def worth(self) -> float:
        return sum(part.worth for part in self.parts)

    @property
    def points(self) -> float:
        return sum(part.points or 0 for part in self.parts)

    @property
    def pending(self) -> bool:
        return any(part.points is None for part in self.parts)


def write(course: Course, assignment: str, student: str) -> Path:
    """Write the page of one student from the gradebook and what grading found out."""
    result = course.result(assignment, student)
    outcome = Outcome.from_json(result.read_text("utf-8"))
    source = course.sources(assignment)[outcome.language]
    notebook = folder.read_notebook(course.autograded(assignment, student))
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission_notebook(assignment, assignment, student)
        grades = {grade.name: grade for grade in submission.grades}
        comments = {comment.name: comment.manual_comment or "" for comment in submission.comments}
        tasks = tasks_of(source, notebook, outcome, grades, comments)
        late = submission.late_submission_penalty or 0.0
        when = clock.shown(submission.assignment.timestamp, course.zone)
        extra = sum(grade.extra_credit or 0 for grade in grades.values())
    names = {each.id: each.name for each in roster.load(course)}
    page = render(
        source=source,
        language=outcome.language,
        course=course.name,
        student=student,
        name=names.get(student, ""),
        when=when,
        tasks=tasks,
        late=late,
        extra=extra,
        reason=outcome.reason,
        remarks=[say(f"remark_{k}", outcome.language, *rest) for k, *rest in outcome.remarks],
    )
    path = course.feedback(assignment, student)
    folder.replace(path, page)
    return path


def tasks_of(
    source: Source, notebook, outcome: Outcome, grades: dict, comments: dict
) -> list[Task]:
    """The graded parts of a notebook, under the headings that they stand under."""
    tasks, figures = [Task("")], {f["after"]: f["figure"] for f in outcome.figures}
    names = iter(_figure_names(source, notebook))
    for cell in notebook.cells:
        if str(cell.get("id", "")).startswith(OURS):
            continue
        kind, name = role(cell), grade_id(cell)
        if kind == "prose" and (found := _HEADING.findall(cell.source)):
            tasks.append(Task(found[-1]))
        elif kind == "answer":
            tasks[-1].answers.append(cell.source[:MAX_ANSWER])
        elif kind in ("test", "text"):
            part = _part(source, cell, grades[name], outcome)
            if kind == "text":
                _show_text(part, source, cell, comments.get(name, ""), outcome.language)
            elif tasks[-1].parts and part.message == tasks[-1].parts[-1].cause:
                part.message = ""  # said once is enough
            tasks[-1].parts.append(part)
        if cell.cell_type == "code" and kind != "install" and (png := figures.get(next(names))):
            tasks[-1].figures.append(png)
    return [task for task in tasks if task.parts]


def _show_text(part, source, cell, comment, language):
    stub = source.release.cells[source.of_role("text")[grade_id(cell)]].source
    part.comment = comment
    if cell.source.strip() == stub.strip():
        part.message = say("page_no_text", language)
    else:
        part.answer = cell.source[:MAX_ANSWER]


def _figure_names(source, notebook):
    """The names under which figures were reported, one for each code cell that ran."""
    place = -1
    for cell in notebook.cells:
        own = str(cell.get("id", "")).startswith("own-")
        place += not own
        if cell.cell_type == "code" and role(cell) != "install":
            yield cell["id"] if own else grade_id(cell) or f"cell-{place}"


def _part(source, cell, grade, outcome):
    name = grade_id(cell)
    pending = bool(grade.needs_manual_grade)
    points = None if pending else float(grade.score)
    if name not in source.tests:
        return Part("", float(grade.max_score), points)
    result = outcome.tests.get(name, {})
    by_hand = grade.manual_score is not None
    message = "" if result.get("passed") or outcome.reason or by_hand else result.get("message", "")
    title = label(source, name, outcome.language)
    return Part(title, float(grade.max_score), points, message, cause=message)


def label(source: Source, test: str, language: str) -> str:
    """What a test is called: the comment that students see where the hidden test was."""
    released = source.release.cells[source.of_role("test")[test]].source
    if test in source.hidden and (comment := _COMMENT.search(released)):
        return comment[1]
    return say("visible_test", language)


@cache
def _template():
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    path = Path(__file__).with_name("feedback.html.j2")
    return environment.from_string(path.read_text(encoding="utf-8"))


def render(**values) -> str:
    """The page; figures are left out from the last on until it is small enough."""
    language, tasks = values["language"], values["tasks"]

    def words(key, **fields):
        return say(f"page_{key}", language, **fields)

    title = _HEADING.search(values["source"].source.cells[0].source)
    points = max(0.0, sum(t.points for t in tasks) + values["extra"] - values["late"])
    fixed = {
        "title": title[1] if title else values["source"].name,
        "points": points,
        "worth": sum(task.worth for task in tasks),
        "pending": sum(p.worth for task in tasks for p in task.parts if p.points is None),
        "say": words,
    }
    page = _template().render(**values, **fixed)
    for task in reversed(tasks):
        while len(page.encode()) > MAX_PAGE and task.figures:
            task.figures.pop()
            page = _template().render(**values, **fixed)
    for task in reversed(tasks):
        if len(page.encode()) > MAX_PAGE:
            task.answers = []
            page = _template().render(**values, **fixed)
    return page
