"""The commands: `run_<name>(options, language)` gives a Report."""

from dlcourse.commands.grading import run_collect, run_grade, run_try
from dlcourse.commands.house import run_demo, run_doctor, run_serve
from dlcourse.commands.results import run_feedback, run_grades, run_merge, run_similar
from dlcourse.commands.setup import run_extend, run_init, run_links, run_release, run_roster

__all__ = [
    "run_collect",
    "run_demo",
    "run_doctor",
    "run_extend",
    "run_feedback",
    "run_grade",
    "run_grades",
    "run_init",
    "run_links",
    "run_merge",
    "run_release",
    "run_roster",
    "run_serve",
    "run_similar",
    "run_try",
]
