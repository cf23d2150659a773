"""Points as tables: filled into the file that a learning platform exported, or as CSV and Excel.

What is not marked yet stays blank: a blank can be filled later, a zero would be believed.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from nbgrader.api import MissingEntry

from dlcourse.course import roster
from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Course

FORMATS = ("csv", "xlsx", "canvas", "moodle", "blackboard")
_MONEY = re.compile(r"\s*[=+\-@\t\r]")  # what a spreadsheet would take for a formula
_ID_COLUMNS = (
    "sis user id", "sis login id", "id number", "id 번호", "student id", "학번", "username",
    "사용자 이름", "email address", "이메일 주소", "id",
)  # fmt: skip
_GRADE_COLUMNS = {"moodle": ("grade", "성적", "점수")}


@dataclass(frozen=True)
class Mark:
    """A student's points in one assignment; `points` is None where a person has yet to mark."""

    points: float | None
    status: str  # graded, pending, missing


def marks(course: Course, assignments: list[str]) -> dict[str, dict[str, Mark]]:
    """Points of every student in every assignment."""
    found = {}
    with course.gradebook() as gradebook:
        for student in roster.load(course):
            found[student.id] = {a: _mark(gradebook, a, student.id) for a in assignments}
    return found


def _mark(gradebook, assignment, student):
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return Mark(None, "missing")
    if submission.timestamp is None:  # an extension was given, nothing handed in
        return Mark(None, "missing")
    if submission.needs_manual_grade:
        return Mark(None, "pending")
    points = max(0.0, submission.score - submission.late_submission_penalty)
    return Mark(round(points, 2), "graded")


def text_of(mark: Mark, zero_missing: bool) -> str:
    """Points as they are written into a table."""
    if mark.status == "missing" and zero_missing:
        return "0"
    return "" if mark.points is None else f"{mark.points:g}"


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _MONEY.match(text) else text


def rows(course: Course, assignments: list[str], zero_missing: bool) -> list[list[str]]:
    """A table of our own: a line a student."""
    table = [["student_id", "name", "section", *assignments, *(f"{a}_status" for a in assignments)]]
    found = marks(course, assignments)
    for student in roster.load(course):
        mine = found[student.id]
        points = [text_of(mine[a], zero_missing) for a in assignments]
        about = [safe(student.id), safe(student.name), safe(student.section)]
        table.append([*about, *points, *(mine[a].status for a in assignments)])
    return table


def write_csv(table: list[list[str]], path: Path) -> None:
    """With a BOM, so that Excel reads Hangul."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)


def write_xlsx(table: list[list[str]], path: Path, assignments: list[str]) -> None:
    """Student ids are text cells, points numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    numbers = range(4, 4 + len(assignments))
    for line, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column)
            if line > 1 and column in numbers:
                cell.value = float(value) if value else None
            else:
                cell.value, cell.number_format, cell.data_type = value, "@", "s"
    sheet.freeze_panes = "A2"
    book.save(path)


def fill(
    course: Course,
    platform: str,
    exported: Path,
    assignments: list[str],
    columns,
    zero_missing: bool,
) -> tuple[str, str, dict]:
    """Fill the file that a platform exported; everything else in it stays as it is.

    Returns
    -------
    text, encoding : str
    counts : dict
        `filled` cells, `blank` ones, and `unknown` lines that are no student of the course.
    """
    table, encoding, delimiter = roster.table(exported)
    if not table:
        raise CourseError("empty_roster", file=exported)
    header = table[0]
    ids = [n for n, c in enumerate(header) if c.strip().lower() in _ID_COLUMNS]
    if not ids:
        raise CourseError("no_column", file=exported, what="student id", columns=", ".join(header))
    where = {a: _column(exported, header, platform, a, assignments, columns) for a in assignments}
    known = {alias: s.id for s in roster.load(course) for alias in _aliases(s)}
    found, counts = marks(course, assignments), {"filled": 0, "blank": 0, "unknown": 0}
    for row in table[1:]:
        student = next(
            (known[row[n].strip()] for n in ids if n < len(row) and row[n].strip() in known), ""
        )
        if not student:
            counts["unknown"] += any(row)
            continue
        row += [""] * (len(header) - len(row))
        for assignment, column in where.items():
            text = text_of(found[student][assignment], zero_missing)
            counts["filled" if text else "blank"] += 1
            if text:
                row[column] = text
    output = io.StringIO(newline="")
    csv.writer(output, delimiter=delimiter).writerows(table)
    return output.getvalue(), "utf-8-sig" if encoding == "utf-8-sig" else encoding, counts


def _aliases(student):
    return {a for a in (student.id, student.lms_id, student.login, student.email) if a}


def _column(file, header, platform, assignment, assignments, columns):
    """The column of an assignment: the one named, or the only one that fits."""
    if wanted := columns.get(assignment):
        if wanted not in header:
            raise CourseError("no_column", file=file, what=wanted, columns=", ".join(header))
        return header.index(wanted)
    lower = [column.strip().lower() for column in header]
    if platform in _GRADE_COLUMNS and len(assignments) == 1:
        fitting = [n for n, c in enumerate(lower) if c in _GRADE_COLUMNS[platform]]
    else:
        word = re.compile(rf"(?<!\w){re.escape(assignment.lower())}(?!\w)")
        fitting = [n for n, column in enumerate(lower) if word.search(column)]
    if len(fitting) != 1:
        raise CourseError("ambiguous_column", file=file, columns=", ".join(header))
    return fitting[0]
