"""Making an assignment from an exercise of the book, and changing when it is due."""

from dataclasses import replace
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log

from dlcourse.course import book, clock
from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Assignment, Course
from dlcourse.course.nbgrader import settings


def release(
    course: Course,
    name: str,
    due: str = "",
    late_days: int | None = None,
    late_penalty: float = 10.0,
    *,
    past_is_fine: bool = False,
) -> dict:
    """Build sources and hand-outs of an exercise, and enter it into the gradebook.

    A second time it builds them anew, as after a test was mended, and keeps every mark. Settings
    that are not given stay.
    """
    loaded = book.load(name)
    before = course.assignments.get(name, Assignment())
    each = replace(
        before,
        due=due or before.due,
        late_days=before.late_days if late_days is None else late_days,
        late_penalty=late_penalty,
    )
    moment = clock.local(each.due, course.zone) if each.due else None
    if due and moment < clock.now() and not past_is_fine:
        raise CourseError("due_in_past", due=due, zone=course.timezone)
    _refuse_other_points(course, name, loaded)
    for language, source in loaded.items():
        folder = course.root / "languages" / name
        _write(source.source, folder / f"{language}-source.ipynb")
        _write(source.release, folder / f"{language}-release.ipynb")
        _write(source.release, course.root / "handout" / name / language / f"{name}.ipynb")
    _write(loaded[course.language].source, course.root / "source" / name / f"{name}.ipynb")
    _generate(course, name)
    with course.gradebook() as gradebook:
        stored = clock.stored(moment) if moment else None
        gradebook.update_or_create_assignment(name, duedate=stored)
    course.assignments[name] = each
    course.save()
    source = loaded[course.language]
    return {
        "assignment": name,
        "due": each.due,
        "late_days": each.late_days,
        "points": sum(source.points.values()),
        "tests": len(source.tests),
        "hidden": len(source.hidden),
        "handout": str(course.root / "handout" / name),
    }


def _refuse_other_points(course, name, loaded):
    """The gradebook cannot take other graded cells once it holds submissions."""
    if name not in course.assignments:
        return
    with course.gradebook() as gradebook:
        if not gradebook.assignment_submissions(name):
            return
    if loaded[course.language].points != course.sources(name)[course.language].points:
        raise CourseError("graded_cells_changed", name=name)


def _write(notebook, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def _generate(course, name):
    """nbgrader's own step from the source to the release; it also fills the gradebook."""
    config = settings(course)
    directory = CourseDirectory(config=config)
    directory.assignment_id = name
    step = GenerateAssignment(coursedir=directory, config=config)
    step.force = step.create_assignment = True
    done = capture_log(step)
    if not done["success"]:
        raise CourseError("nbgrader_refused", name=name, error=done.get("error", done["log"]))


def extend(course: Course, name: str, student: str, days: float) -> dict:
    """Give a student more time; it replaces an earlier extension."""
    each = course.assignment(name)
    if not each.due:
        raise CourseError("no_due_date", name=name)
    with course.gradebook() as gradebook:
        gradebook.find_student(student)
        gradebook.update_or_create_submission(name, student)
        gradebook.grant_extension(name, student, days=days)
        until = gradebook.find_submission(name, student).duedate
    return {"student": student, "until": clock.shown(until, course.zone)}
