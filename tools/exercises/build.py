"""Build the students' notebooks: notebooks/{ko,en}/exercises/<chapter>.ipynb.

Solutions become a stub in the notebook's language, hidden tests and model answers go. Nothing is
written for an exercise with a problem. `--check` writes nothing, and fails if a notebook is not the
one that its source gives now. They are committed, but never run: they are there to be solved.
"""

import argparse
import sys
from pathlib import Path

import nbformat

from sources.chapters import BOOK, LANGUAGES, notebooks_in
from tools.exercises import source as exercises

NOTEBOOKS = BOOK.root / "notebooks"


def notebook_path(folder: Path, language: str, chapter: str) -> Path:
    """Where the notebook of an exercise lies below `notebooks/`."""
    return folder / language / "exercises" / f"{chapter}.ipynb"


def build(chapters: list[str], folder: Path, check: bool = False) -> list[str]:
    """Write the students' notebooks below `folder`, or only compare; return the problems."""
    found = []
    for chapter in chapters:
        for language in LANGUAGES:
            exercise = exercises.load(chapter, language)
            problems = exercises.problems(exercise)
            found += problems
            if problems:
                continue
            path = notebook_path(folder, language, chapter)
            fresh = nbformat.writes(exercise.release) + "\n"
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fresh, encoding="utf-8")
            elif not path.is_file():
                found.append(f"{_show(path)} is missing")
            elif path.read_text(encoding="utf-8") != fresh:
                found.append(f"{_show(path)} is stale: its source has changed, or it was edited")
    return found


def extra(folder: Path) -> list[str]:
    """Problems with notebooks whose exercise is gone."""
    known = [
        notebook_path(folder, lang, name) for lang in LANGUAGES for name in exercises.chapters()
    ]
    return [
        f"{_show(path)} belongs to no exercise; delete it"
        for path in notebooks_in(folder)
        if path.relative_to(folder).parts[1:2] == ("exercises",) and path not in known
    ]


def _show(path: Path) -> str:
    return (path.relative_to(BOOK.root) if path.is_relative_to(BOOK.root) else path).as_posix()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.exercises build",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("chapters", nargs="*", help="chapters to build (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is stale")
    parser.add_argument(
        "--output",
        type=Path,
        default=NOTEBOOKS,
        help="folder of the notebooks (default: notebooks)",
    )
    options = parser.parse_args(arguments)
    try:
        chapters = options.chapters or exercises.chapters()
        problems = build(chapters, options.output, options.check)
        if options.check:
            problems += extra(options.output)
    except exercises.ExerciseError as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems and options.check:
        print("mend the sources, run python -m tools.exercises build and commit notebooks/")
    elif not problems:
        number = len(chapters) * len(LANGUAGES)
        print(f"exercises: {number} notebooks, {'all fresh' if options.check else 'written'}")
    return 1 if problems else 0
