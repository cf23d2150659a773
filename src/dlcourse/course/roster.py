"""The students of a course: from any table that a learning platform exports."""

import csv
import io
import re
from collections import Counter
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Course, valid_id

ENCODINGS = ("utf-8-sig", "utf-16", "cp949")
COLUMNS = {
    "id": ("student_id", "학번", "SIS User ID", "ID number", "Student ID", "ID 번호", "아이디"),
    "name": ("name", "이름", "성명", "Student", "Full name", "학생", "전체 이름", "성함"),
    "first_name": ("first_name", "First name", "First Name"),
    "last_name": ("last_name", "Last name", "Surname", "Last Name", "성"),
    "email": ("email", "Email address", "Email", "이메일", "이메일 주소"),
    "lms_id": ("lms_user_id", "lms_id"),
    "login": ("login", "SIS Login ID", "Username", "사용자 이름"),
    "section": ("section", "Section", "분반"),
}
_FAMILY = re.compile(r"[가-힣]{2,4}")


@dataclass(frozen=True)
class Student:
    """One student; `lms_id` is the number, `login` the name under which the platform knows them."""

    id: str
    name: str = ""
    email: str = ""
    lms_id: str = ""
    login: str = ""
    section: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """First and last name, for nbgrader's columns."""
        if "," in self.name:
            last, first = self.name.split(",", 1)
            return first.strip(), last.strip()
        if _FAMILY.fullmatch(self.name):
            return self.name[1:], self.name[0]
        first, _, last = self.name.rpartition(" ")
        return first, last


def decode(content: bytes) -> tuple[str, str]:
    """The text of an exported table, and its encoding."""
    for encoding in ENCODINGS:
        if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise CourseError("bad_table", file="-")


def table(path: Path) -> tuple[list[list[str]], str, str]:
    """Rows of a CSV or tab-separated file, its encoding and its delimiter."""
    try:
        text, encoding = decode(path.read_bytes())
    except OSError as error:
        raise CourseError("cannot_read", file=path, error=error.strerror) from None
    except CourseError:
        raise CourseError("bad_table", file=path) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), encoding, delimiter


def read(path: Path) -> list[Student]:
    """Read a roster; refuse it whole where a line cannot be used."""
    rows, _, _ = table(path)
    rows = [[value.strip() for value in row] for row in rows]
    if not rows:
        raise CourseError("empty_roster", file=path)
    where = _columns(rows[0])
    if "id" not in where:
        raise CourseError("no_id_column", file=path, columns=", ".join(rows[0]))
    students, problems = [], []
    for number, row in enumerate(rows[1:], 2):
        entry = {name: row[c] if c < len(row) else "" for name, c in where.items()}
        if not any(row) or _is_no_student(entry):
            continue
        if not valid_id(entry["id"]):
            problems.append(f"{number}: {entry['id']!r}")
            continue
        if not entry.get("name"):
            entry["name"] = " ".join(
                filter(None, (entry.get("first_name"), entry.get("last_name")))
            )
            if entry.get("last_name") and _FAMILY.fullmatch(entry["last_name"] + "가"):
                entry["name"] = entry["last_name"] + entry.get("first_name", "")
        known = {field.name for field in fields(Student)}
        students.append(Student(**{n: v for n, v in entry.items() if n in known}))
    if problems:
        raise CourseError("bad_ids", file=path, lines="; ".join(problems[:10]))
    _refuse_duplicates(path, students)
    if not students:
        raise CourseError("empty_roster", file=path)
    return students


def _columns(header):
    """Where each column is. Canvas calls its own number ID, others the student's."""
    lower = [column.lower() for column in header]
    where = {}
    for name, aliases in COLUMNS.items():
        for alias in (name, *aliases):
            if alias.lower() in lower:
                where[name] = lower.index(alias.lower())
                break
    if "SIS User ID" in header and "ID" in header:
        where |= {"id": header.index("SIS User ID"), "lms_id": header.index("ID")}
    elif "id" not in where and "login" in where:
        where["id"] = where["login"]
    return where


def _is_no_student(entry):
    """Canvas adds a line of maximal points and a student for testing."""
    name = entry.get("name", "")
    return name in ("Points Possible", "Student, Test") or (not entry["id"] and not name)


def _refuse_duplicates(path, students):
    count = Counter(student.id.casefold() for student in students)  # folders may ignore case
    twice = sorted(student for student, times in count.items() if times > 1)
    if twice:
        raise CourseError("duplicate_ids", file=path, ids=", ".join(twice))


def add(course: Course, students: list[Student]) -> None:
    """Add students to a course, or change what is known of them; nobody is removed."""
    known = {student.id: student for student in load(course)}
    known |= {student.id: student for student in students}
    path = course.root / "roster.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in fields(Student)])
        writer.writerows(astuple(student) for student in known.values())
    with course.gradebook() as book:
        for student in students:
            first, last = student.names
            book.update_or_create_student(
                student.id,
                first_name=first or None,
                last_name=last or None,
                email=student.email or None,
                lms_user_id=student.lms_id or None,
            )


def load(course: Course) -> list[Student]:
    """The students of a course."""
    path = course.root / "roster.csv"
    return read(path) if path.is_file() else []
