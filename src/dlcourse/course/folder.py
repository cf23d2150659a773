"""The folder of a course: nbgrader's own layout, and beside it what dlcourse keeps.

course.yml            language, time zone, assignments
nbgrader_config.py    nbgrader's settings, made from it
roster.csv            the students
gradebook.db          nbgrader's gradebook
source/ release/ submitted/ autograded/ feedback/     as nbgrader has them
languages/            each exercise in both languages, with solutions: not for students
handout/              what students get, in both languages
kept/                 every file ever collected, by assignment and student
results/              what grading found out, a file a student
"""

import os
import re
import sys
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
import yaml
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from dlcourse.course import clock
from dlcourse.course.errors import CourseError
from dlcourse.engine import source as exercise
from dlcourse.messages import LANGUAGES

SETTINGS = "course.yml"
_ID = re.compile(r"[\w@][\w@. -]{0,99}")
_CONFIG = """\
# nbgrader's settings for this course. dlcourse has made this file; add your own below.
from dlcourse.course.nbgrader import configure

c = get_config()
configure(c, __file__)
"""


@dataclass
class Assignment:
    """When an exercise is due, and what lateness costs.

    Attributes
    ----------
    due : str
        In the course's zone, `YYYY-MM-DD HH:MM`; empty for none.
    late_days : int or None
        For how many days after that it is accepted; None: lateness costs nothing.
    late_penalty : float
        Percent of the points, for each day begun.
    """

    due: str = ""
    late_days: int | None = None
    late_penalty: float = 10.0


@dataclass
class Course:
    """A course in a folder."""

    root: Path
    name: str = ""
    language: str = "ko"
    timezone: str = "Asia/Seoul"
    isolation: str = ""
    image: str = ""
    assignments: dict[str, Assignment] = field(default_factory=dict)

    @property
    def zone(self):
        return clock.zone(self.timezone)

    @property
    def db_url(self) -> str:
        return f"sqlite:///{self.root / 'gradebook.db'}"

    def gradebook(self) -> Gradebook:
        """nbgrader's gradebook; close it (`with`)."""
        _prepare_nbgrader()
        return Gradebook(self.db_url, self.name)

    def assignment(self, name: str) -> Assignment:
        """A released assignment."""
        if name not in self.assignments:
            known = ", ".join(self.assignments) or "-"
            raise CourseError("unknown_assignment", name=name, known=known)
        return self.assignments[name]

    def sources(self, name: str) -> dict[str, exercise.Source]:
        """A released exercise, by language."""
        self.assignment(name)
        if name not in self._sources:
            folder = self.root / "languages" / name
            self._sources[name] = {
                lang: exercise.read(
                    name, lang, folder / f"{lang}-source.ipynb", folder / f"{lang}-release.ipynb"
                )
                for lang in LANGUAGES
            }
        return self._sources[name]

    @cached_property
    def _sources(self):
        return {}

    def other_sources(self, name: str) -> dict[str, exercise.Source]:
        """The other released exercises in the course's language, to recognise them."""
        return {n: self.sources(n)[self.language] for n in self.assignments if n != name}

    def submitted(self, assignment: str, student: str) -> Path:
        """Where nbgrader has a student's submission."""
        return self.root / "submitted" / student / assignment / f"{assignment}.ipynb"

    def autograded(self, assignment: str, student: str) -> Path:
        return self.root / "autograded" / student / assignment / f"{assignment}.ipynb"

    def feedback(self, assignment: str, student: str) -> Path:
        return self.root / "feedback" / student / assignment / f"{assignment}.html"

    def result(self, assignment: str, student: str) -> Path:
        """What grading found out about a submission."""
        return self.root / "results" / assignment / f"{student}.json"

    def students_with_submission(self, assignment: str) -> list[str]:
        """Students whose submission lies ready, in order."""
        found = (self.root / "submitted").glob(f"*/{assignment}/{assignment}.ipynb")
        return sorted(path.parent.parent.name for path in found)

    def save(self) -> None:
        """Write course.yml."""
        content = {
            "name": self.name,
            "language": self.language,
            "timezone": self.timezone,
            "isolation": self.isolation,
            "image": self.image,
            "assignments": {name: vars(each) for name, each in self.assignments.items()},
        }
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        replace(self.root / SETTINGS, text)


def _prepare_nbgrader() -> None:
    """nbgrader calls alembic by its bare name, which lies beside this Python, and is noisy."""
    warnings.filterwarnings("ignore", category=SAWarning)
    beside, path = str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)
    if beside not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([beside, path])


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def read_notebook(path: Path):
    """A notebook that dlcourse has written."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def create(root: Path, language: str, timezone: str) -> Course:
    """Make a course in a new or empty folder."""
    clock.zone(timezone)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CourseError("folder_exists", folder=root)
    root.mkdir(parents=True, exist_ok=True)
    course = Course(
        root.resolve(), re.sub(r"[^\w.-]", "-", root.resolve().name), language, timezone
    )
    (root / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    course.save()
    with course.gradebook():
        pass
    return course


def find(start: Path | None = None) -> Course:
    """The course of a folder or of one above it."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return load(folder)
    raise CourseError("no_course", folder=start)


def load(root: Path) -> Course:
    """Read course.yml."""
    try:
        content = yaml.safe_load((root / SETTINGS).read_text(encoding="utf-8"))
        assignments = content.pop("assignments") or {}
        return Course(
            root.resolve(),
            **content,
            assignments={n: Assignment(**a) for n, a in assignments.items()},
        )
    except (yaml.YAMLError, TypeError, AttributeError, KeyError, UnicodeDecodeError) as error:
        raise CourseError("bad_settings", file=root / SETTINGS, error=error) from error


def valid_id(text: str) -> bool:
    """Whether a student id can name a folder."""
    return bool(_ID.fullmatch(text)) and text == text.strip() and not text.endswith(".")
