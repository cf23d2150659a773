"""Build the students' notebooks: exercises/release/{ko,en}/<chapter>.ipynb.

Solutions become a stub in the notebook's language, hidden tests and model answers go. Nothing is
written for an exercise with a problem. The notebooks are not committed.
"""

import argparse
import sys
from pathlib import Path

import nbformat

from tools import exercises
from tools.chapters import LANGUAGES

RELEASE = exercises.SOURCES / "release"


def build(chapters: list[str], folder: Path | None) -> list[str]:
    """Write the released notebooks below `folder` (None: only check); return the problems."""
    found = []
    for chapter in chapters:
        for language in LANGUAGES:
            exercise = exercises.load(chapter, language)
            problems = exercises.problems(exercise)
            found += problems
            if folder is not None and not problems:
                path = folder / language / f"{chapter}.ipynb"
                path.parent.mkdir(parents=True, exist_ok=True)
                nbformat.write(exercise.release, path)
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.build_exercises", description=__doc__.partition("\n\n")[0]
    )
    parser.add_argument("chapters", nargs="*", help="chapters to build (default: all)")
    parser.add_argument("--check", action="store_true", help="check the sources, write nothing")
    parser.add_argument(
        "--output", type=Path, default=RELEASE, help="folder to write to (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    try:
        chapters = options.chapters or exercises.chapters()
        problems = build(chapters, None if options.check else options.output)
    except exercises.ExerciseError as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems and not options.check:
        print(f"{len(chapters) * len(LANGUAGES)} notebooks in {options.output}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
