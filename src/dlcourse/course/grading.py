"""Grading a class: student processes in parallel, one writer of the gradebook, resumable."""

import json
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import nbformat

from dlcourse.course import clock, folder
from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Course
from dlcourse.course.nbgrader import (
    LatePenalties,
    SaveGrades,
    changed_answers,
    graded_notebook,
    resources,
    settings,
)
from dlcourse.engine.grade import Outcome, digest, grade
from dlcourse.engine.sandbox import Sandbox


@dataclass(frozen=True)
class Graded:
    """One graded submission, for the report."""

    student: str
    points: float
    worth: float
    pending: float
    reason: str
    person: list


def todo(
    course: Course, assignment: str, only: list[str] = (), regrade=False, shard: str = ""
) -> list[str]:
    """Students whose submission is to be graded: new, changed, or asked for."""
    students = course.students_with_submission(assignment)
    for student in only:
        if student not in students:
            raise CourseError("no_submission_of", student=student, name=assignment)
    students = [student for student in students if not only or student in only]
    if shard:
        part, parts = _shard(shard)
        students = [s for s in students if zlib.crc32(s.encode()) % parts == part - 1]
    if regrade:
        return students
    return [student for student in students if not _is_graded(course, assignment, student)]


def _shard(text):
    try:
        part, parts = map(int, text.split("/"))
    except ValueError:
        part, parts = 0, 0
    if not 1 <= part <= parts:
        raise CourseError("bad_shard", text=text)
    return part, parts


def _is_graded(course, assignment, student):
    path = course.result(assignment, student)
    if not path.is_file() or not course.autograded(assignment, student).is_file():
        return False
    content = course.submitted(assignment, student).read_bytes()
    return json.loads(path.read_text("utf-8"))["digest"] == digest(
        content, course.sources(assignment)
    )


def grade_all(
    course: Course,
    assignment: str,
    students: list[str],
    sandbox: Sandbox,
    jobs: int = 1,
    report: Callable = lambda graded: None,
) -> list[Graded]:
    """Grade submissions. Each is saved as soon as it is done, so that nothing is done twice."""
    sources, others = course.sources(assignment), course.other_sources(assignment)

    def one(student):
        content = course.submitted(assignment, student).read_bytes()
        return student, grade(content, sources, course.language, sandbox, others)

    done = []
    for student, (rebuilt, outcome) in _in_parallel(one, students, jobs):
        save(course, assignment, student, rebuilt, outcome)
        done.append(summary(student, rebuilt, outcome))
        report(done[-1])
    return done


def _in_parallel(work: Callable, items: list, jobs: int) -> Iterator:
    """Results as they come; never more than a few are held."""
    waiting = iter(items)
    with ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(work, item) for _, item in zip(range(jobs), waiting, strict=False)}
        try:
            while running:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    running |= {pool.submit(work, item) for item in [next(waiting, None)] if item}
                    yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def summary(student, rebuilt, outcome: Outcome) -> Graded:
    source = rebuilt.source
    texts = {n: p for n, p in source.points.items() if n not in source.tests}
    stubs = {n: source.release.cells[p].source for n, p in source.of_role("text").items()}
    written = {c.metadata.nbgrader.grade_id: c.source for c in rebuilt.notebook.cells
               if c.metadata.get("nbgrader", {}).get("grade_id") in texts}  # fmt: skip
    pending = sum(texts[name] for name in texts if written.get(name, "") != stubs[name])
    points = sum(outcome.points(source).values())
    worth = sum(source.points.values())
    return Graded(student, points, worth, pending, outcome.reason, outcome.person)


def save(course: Course, assignment: str, student: str, rebuilt, outcome: Outcome) -> None:
    """Keep a graded submission, and enter it into the gradebook."""
    changed = changed_answers(course, assignment, student, rebuilt.notebook, rebuilt.source)
    notebook = graded_notebook(rebuilt, outcome, changed)
    notebook = enter(course, assignment, student, notebook)
    folder.replace(course.autograded(assignment, student), nbformat.writes(notebook))
    folder.replace(course.result(assignment, student), outcome.to_json())


def enter(course: Course, assignment: str, student: str, notebook):
    """Enter a graded notebook into the gradebook, with nbgrader's own steps."""
    with course.gradebook() as gradebook:
        gradebook.update_or_create_student(student)
        moment = submitted_at(course.submitted(assignment, student))
        gradebook.update_or_create_submission(assignment, student, timestamp=moment)
    config, names = settings(course), resources(course, assignment, student)
    for step in (SaveGrades, LatePenalties):
        notebook, names = step(config=config).preprocess(notebook, names)
    return notebook


def submitted_at(path: Path):
    """When a submission was handed in, as `collect` has written it down."""
    stamp = path.with_name("timestamp.txt")
    if not stamp.is_file():
        return None
    text = stamp.read_text("utf-8").strip().removesuffix(" UTC")
    return clock.local(text, clock.zone("UTC")).replace(tzinfo=None)


def isolation(course: Course, level: str = "", image: str = "") -> tuple[str, str]:
    """What the command line asks for, or else course.yml."""
    return (level, image) if level or image else (course.isolation, course.image)
