"""How each learning platform names the files of a download: who handed in, and when."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from dlcourse.course.roster import Student

# NAME_LATE_1234_5678_file.ipynb: the name without spaces, the user's and the file's number.
_CANVAS = re.compile(r"(?P<name>[^_/]+)_(?:LATE_)?(?P<number>\d+)_\d+_(?P<file>.+)$")
# Full name_1234567_assignsubmission_file_/xor.ipynb, or with the file's name right after it.
_MOODLE = re.compile(r"(?P<name>[^/_]+)_(?P<number>\d+)_assignsubmission_\w+?_")
# Assignment_username_attempt_2026-11-30-10-11-12_xor.ipynb
_BLACKBOARD = re.compile(r"_(?P<login>[^/]+?)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_|\.)")


@dataclass(frozen=True)
class Sender:
    """Who handed in a file: a student of the roster, or None with the reason's message key."""

    student: Student | None
    problem: str = ""
    time: datetime | None = None


class Platform:
    """Finds the student of a file by its path.

    Parameters
    ----------
    name : {"canvas", "moodle", "blackboard", "names"}
    students : list of Student
    participants : dict, optional
        For Moodle: the student id of each participant number, from its grading worksheet.
    """

    def __init__(self, name: str, students: list[Student], participants: dict | None = None):
        self.name, self.students, self.participants = name, students, participants or {}

    def sender(self, path: str) -> Sender:
        return getattr(self, f"_{self.name}")(unicodedata.normalize("NFC", path))

    def _canvas(self, path):
        match = _CANVAS.search(path.rsplit("/", 1)[-1]) or _CANVAS.search(path)
        if not match:
            return Sender(None, "unknown_pattern")
        found = [s for s in self.students if s.lms_id and s.lms_id == match["number"]]
        if not found:
            name = _squeezed(match["name"])
            found = [s for s in self.students if name in _spellings(s)]
        return _only(found)

    def _moodle(self, path):
        match = _MOODLE.search(path)
        if not match:
            return Sender(None, "unknown_pattern")
        if match["number"] in self.participants:
            student = self.participants[match["number"]]
            return _only([s for s in self.students if student in (s.id, s.email, s.login)])
        name = _squeezed(match["name"])
        return _only([s for s in self.students if name in _spellings(s)])

    def _blackboard(self, path):
        match = _BLACKBOARD.search(path)
        if not match:
            return Sender(None, "unknown_pattern")
        time = datetime.strptime(match["time"], "%Y-%m-%d-%H-%M-%S")
        names = [match["login"], *match["login"].split("_")]
        found = [s for s in self.students if {s.id, s.login} & set(names)]
        sender = _only(found)
        return Sender(sender.student, sender.problem, time)

    def _names(self, path):
        """A student's id as a word of its own anywhere in the path, the nearest to the file."""
        for part in reversed(path.split("/")):
            stem = re.sub(r"(\.ipynb|\.json|\.txt)+$", "", part, flags=re.IGNORECASE)
            found = [s for s in self.students if _is_word(s.id, stem)]
            longest = max((len(s.id) for s in found), default=0)
            found = [s for s in found if len(s.id) == longest]
            if found:
                return _only(found)
        return Sender(None, "nobody")


def _only(found):
    if len(found) == 1:
        return Sender(found[0])
    return Sender(None, "several" if found else "nobody")


def _squeezed(name):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", name)).casefold()


def _spellings(student):
    """A name as platforms write it: first name first, or, as Canvas does, last name first."""
    first, last = student.names
    return {_squeezed(student.name), _squeezed(first + last), _squeezed(last + first)}


def _is_word(word, text):
    return bool(re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text, re.IGNORECASE))


def participants(rows: list[list[str]]) -> dict[str, str]:
    """Participant numbers of a Moodle grading worksheet, with student id or email."""
    header = [column.strip().lower() for column in rows[0]]
    keys = [
        n
        for n, c in enumerate(header)
        if c in ("id number", "id 번호", "email address", "이메일 주소")
    ]
    found = {}
    for row in rows[1:]:
        number = re.search(r"\d+", row[0]) if row else None
        known = [row[k].strip() for k in keys if k < len(row) and row[k].strip()]
        if number and known:
            found[number[0]] = known[0]
    return found
