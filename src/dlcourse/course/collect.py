"""Sorting what students handed in: every file is kept, and one of each student's is graded."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dlcourse.course import clock, platforms, roster
from dlcourse.course.archives import Handed, files
from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Course, replace
from dlcourse.engine.notebook_file import NOT_READ

PLATFORMS = ("canvas", "moodle", "blackboard", "names")
NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json", ".ipynb.ipynb")


@dataclass
class Item:
    """One collected file and what becomes of it: `graded`, `kept` or `left` (with the reason)."""

    path: str
    student: str = ""
    time: datetime | None = None
    fate: str = "left"
    problem: str = ""
    content: bytes = b""


def collect(
    course: Course,
    assignment: str,
    paths: list[Path],
    platform: str,
    *,
    worksheet: Path | None = None,
    dry_run: bool = False,
) -> list[Item]:
    """Sort files by student; the latest that is in time counts, all others are kept beside it."""
    course.assignment(assignment)
    students = roster.load(course)
    if not students:
        raise CourseError("no_students")
    table = platforms.participants(roster.table(worksheet)[0]) if worksheet else None
    finder = platforms.Platform(platform, students, table)
    items = [_item(course, finder, handed) for path in paths for handed in files(path)]
    for student in {item.student for item in items if item.student}:
        mine = [item for item in items if item.student == student]
        _choose(course, assignment, student, mine, dry_run)
    if not dry_run:
        for item in items:
            if item.fate == "left" and item.content:
                _keep(course, assignment, "_unsorted", item)
    return items


def _item(course, finder, handed: Handed) -> Item:
    sender = finder.sender(handed.path)
    problem = handed.problem or ("" if _is_notebook(handed) else "other_file")
    if not sender.student:
        return Item(handed.path, problem=problem or sender.problem, content=handed.content)
    time = _time(course, sender.time or handed.modified)
    content = NOT_READ + handed.problem.encode() if handed.problem else handed.content
    return Item(handed.path, sender.student.id, time, "kept", problem, content)


def _is_notebook(handed):
    """By its name, or by what it holds: students rename files."""
    name = handed.path.lower()
    if name.endswith(NOTEBOOKS):
        return True
    head = handed.content[:2000]
    return b'"cells"' in handed.content and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


def _time(course, moment):
    return moment.replace(tzinfo=moment.tzinfo or course.zone) if moment else None


def _choose(course, assignment, student, mine, dry_run):
    """Pick the file that is graded among the new ones and the one that is there."""
    # Only where somebody has no notebook at all, another file stands for it: it will get 0 points
    # and the reason.
    notebooks = [item for item in mine if not item.problem] or mine
    limit = _accepted_until(course, assignment, student)
    counted = [n for n in notebooks if limit is None or n.time is None or n.time <= limit]
    best = max(counted or notebooks, key=_age)
    present = course.submitted(assignment, student)
    before = _present(course, assignment, student)
    if before and _better(before, best, limit):
        best = None
    if best:
        best.fate = "graded"
    if dry_run:
        return
    for item in mine:
        _keep(course, assignment, student, item)
    if best and not (before and before.content == best.content and before.time == best.time):
        present.parent.mkdir(parents=True, exist_ok=True)
        part = present.with_name(present.name + ".part")
        part.write_bytes(best.content)
        part.replace(present)
        stamp = clock.stored(best.time or clock.now())
        replace(present.with_name("timestamp.txt"), f"{stamp:%Y-%m-%d %H:%M:%S} UTC")


def _age(item):
    return item.time.timestamp() if item.time else 0.0


def _present(course, assignment, student):
    """The submission that lies ready already."""
    path = course.submitted(assignment, student)
    if not path.is_file():
        return None
    stamp = path.with_name("timestamp.txt")
    text = stamp.read_text("utf-8").removesuffix(" UTC") if stamp.is_file() else ""
    time = clock.local(text, clock.zone("UTC")) if text else None
    return Item(path.name, student, time, content=path.read_bytes())


def _better(before, new, limit):
    """Whether what is there goes on counting."""
    in_time = [limit is None or i.time is None or i.time <= limit for i in (before, new)]
    if in_time[0] != in_time[1]:
        return in_time[0]
    return _age(before) > _age(new)


def _accepted_until(course, assignment, student):
    """The last moment at which a submission earns points; None without a due date."""
    each = course.assignment(assignment)
    if not each.due:
        return None
    limit = clock.local(each.due, course.zone) + timedelta(days=each.late_days or 0)
    with course.gradebook() as gradebook:
        found = [s for s in gradebook.student_submissions(student)
                 if s.assignment.name == assignment]  # fmt: skip
        extension = found[0].extension if found else None
    return limit + (extension or timedelta())


def _keep(course, assignment, student, item) -> None:
    """Store a file for good, once."""
    when = f"{clock.stored(item.time):%Y%m%dT%H%M%S}" if item.time else "undated"
    short = hashlib.sha256(item.content + item.path.encode()).hexdigest()[:8]
    name = Path(item.path.replace("\\", "/")).name[-60:] or "file"
    safe = "".join(c if c.isalnum() or c in "._- " else "_" for c in name)
    path = course.root / "kept" / assignment / student / f"{when}-{short}-{safe}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.content)


def missing(course: Course, assignment: str) -> list[str]:
    """Students without a submission."""
    there = set(course.students_with_submission(assignment))
    return [student.id for student in roster.load(course) if student.id not in there]
