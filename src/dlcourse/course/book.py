"""The one door to the book's own exercises: their sources with solutions, in the checkout."""

import sys
from pathlib import Path

from dlcourse.course.errors import CourseError
from dlcourse.engine.source import Source
from dlcourse.messages import LANGUAGES

CHECKOUT = Path(__file__).resolve().parents[3]


def _exercises():
    if not (CHECKOUT / "exercises").is_dir():
        raise CourseError("no_checkout", folder=CHECKOUT)
    if str(CHECKOUT) not in sys.path:
        sys.path.insert(0, str(CHECKOUT))
    from tools.exercises import source as exercises

    return exercises


def chapters() -> list[str]:
    """Chapters that have an exercise."""
    return _exercises().chapters()


def load(chapter: str) -> dict[str, Source]:
    """An exercise of the book in both languages; refused where it cannot be handed out."""
    exercises = _exercises()
    if chapter not in exercises.chapters():
        raise CourseError("unknown_exercise", name=chapter, known=", ".join(exercises.chapters()))
    try:
        loaded = [exercises.load(chapter, language) for language in LANGUAGES]
        problems = [problem for each in loaded for problem in exercises.problems(each)]
    except exercises.ExerciseError as error:
        raise CourseError("bad_exercise", name=chapter, problem=error) from error
    if problems:
        raise CourseError("bad_exercise", name=chapter, problem=problems[0])
    found = {e.language: Source(chapter, e.language, e.source, e.release) for e in loaded}
    if not all(source.hidden for source in found.values()):
        raise CourseError("no_hidden_tests", name=chapter)
    return found


def proof(chapter: str) -> dict:
    """The wrong answers that the exercise is proved against."""
    return _exercises().load(chapter, LANGUAGES[0]).proof


def launcher():
    """Makes the addresses at which students open a notebook."""
    _exercises()
    from sources.launch import launcher as make

    return make()
