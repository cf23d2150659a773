"""One class graded on several machines: each grades its part, and one gradebook takes them all.

A shard is a copy of the course folder in which `dlcourse grade --shard i/n` has run. Merging takes
over each graded notebook and its points, as if it had been graded here: marks by hand stay.
"""

import json
import shutil
from pathlib import Path

import nbformat

from dlcourse.course import folder
from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Course
from dlcourse.course.grading import enter
from dlcourse.course.nbgrader import changed_answers
from dlcourse.engine.grade import digest


def merge(course: Course, assignment: str, roots: list[Path]) -> dict:
    """Enter what other copies of this course have graded; skip what was graded from other files."""
    count = {"merged": 0, "skipped": 0}
    for root in roots:
        if not (root / folder.SETTINGS).is_file():
            raise CourseError("no_course", folder=root)
        other = folder.load(root)
        for result in sorted((root / "results" / assignment).glob("*.json")):
            student = result.stem
            if _fits(course, other, assignment, student):
                _take(course, other, assignment, student)
                count["merged"] += 1
            else:
                count["skipped"] += 1
    return count


def _fits(course, other, assignment, student):
    """Whether the other copy has graded the very submission and exercise that lie here."""
    submitted = course.submitted(assignment, student)
    if not submitted.is_file() or not other.autograded(assignment, student).is_file():
        return False
    outcome = json.loads(other.result(assignment, student).read_text("utf-8"))
    if outcome["digest"] != digest(submitted.read_bytes(), course.sources(assignment)):
        return False
    mine = course.result(assignment, student)
    return not mine.is_file() or mine.read_bytes() != other.result(assignment, student).read_bytes()


def _take(course, other, assignment, student):
    notebook = folder.read_notebook(other.autograded(assignment, student))
    source = course.sources(assignment)[course.language]
    changed = changed_answers(course, assignment, student, notebook, source)
    notebook.metadata["dlcourse"] = {"changed": changed}
    notebook = enter(course, assignment, student, notebook)
    folder.replace(course.autograded(assignment, student), nbformat.writes(notebook))
    target = course.result(assignment, student)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(other.result(assignment, student), target)
