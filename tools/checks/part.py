"""Check one part of the book: a chapter, a live figure or an exercise, in a minute.

A chapter: its sources, both languages, its numbers, its notebook (run once, compared), its page in
the browser (silent, accessible, no wider than the screen), and its exercise. A figure: its unit and
browser tests. An exercise: its sources, its notebooks and its proof. The first run on a computer
builds all pages once and takes longer.
"""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sources.chapters import BOOK, LANGUAGES
from tools.site.drafts import DRAFTS, Drafts

JOBS = 2
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider")
SITE = DRAFTS / "check"


@dataclass(frozen=True)
class Check:
    """Something to run: a name for people, and the arguments of `python -m`."""

    name: str
    command: tuple[str, ...]


def of_chapter(page: str) -> list[Check]:
    """What concerns a page, but for its exercise."""
    in_browser = ("tests/browser/test_pages.py", "-k", f"/{page}.html]")
    checks = [Check("page in the browser", (*PYTEST, *in_browser))]  # the longest first
    notebook = BOOK.notebook(LANGUAGES[0], page)
    if notebook.is_file():
        plugin = ("-p", "tools.notebooks.nbval_tolerance")
        checks.append(Check("notebook", (*PYTEST, "--nbval", *plugin, str(notebook))))
    return [
        *checks,
        Check("numbers", ("tools.claims", page)),
        Check("notebooks are fresh", ("tools.notebooks", "--check", page)),
    ]


def of_exercise(chapter: str) -> list[Check]:
    """What concerns an exercise."""
    return [
        Check("proof of the exercise", ("tools.exercises", "prove", chapter)),
        Check("students' notebooks", ("tools.exercises", "build", "--check", chapter)),
    ]


def of_sources(names: list[str]) -> list[Check]:
    """What concerns the sources of pages and exercises."""
    return [
        Check("sources", ("tools.guards", *names)),
        Check("languages", ("tools.parity", *names)),
    ]


def of_figure(name: str) -> list[Check]:
    """What concerns a live figure."""
    return [
        Check("unit tests", (*PYTEST, "tests/explorers", "-m", "not browser", "-k", name)),
        Check("in the browser", (*PYTEST, "tests/explorers", "-m", "browser", "-k", name)),
    ]


def checks_of(chapter: str | None, figure: str | None, exercise: str | None) -> list[Check]:
    """All that concerns these parts; with a chapter comes its exercise."""
    checks, names = [], []
    if chapter:
        checks += of_chapter(chapter)
        names.append(chapter)
        exercise = exercise or (chapter if _has_exercise(chapter) else None)
    if figure:
        checks += of_figure(figure)
    if exercise:
        checks += of_exercise(exercise)
        names.append(f"exercises/{exercise}")
    return checks + (of_sources(names) if names else [])


def run(checks: list[Check]) -> list[str]:
    """Run the checks side by side; print the outcome of each, and return the names that failed."""
    with ThreadPoolExecutor(JOBS) as pool:
        outcomes = list(pool.map(_one, checks))
    return [check.name for check, ok in zip(checks, outcomes, strict=True) if not ok]


def _one(check: Check) -> bool:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *check.command],
        cwd=BOOK.root,
        env=os.environ | {"BOOK_SITE": str(SITE)},
        capture_output=True,
        text=True,
        check=False,
    )
    ok = done.returncode == 0
    said = "" if ok else f"\n{done.stdout}{done.stderr}".rstrip()
    took = time.perf_counter() - start
    print(f"{'ok' if ok else 'FAILED':7}{took:6.1f} s  {check.name}{said}", flush=True)
    return ok


def draft_pages() -> list[str]:
    """Build what has changed of the pages; return what went wrong."""
    start = time.perf_counter()
    drafts = Drafts(SITE, policy=True)
    try:
        found = drafts.assets() or drafts.refresh()
    finally:
        drafts.restart()
    said = "".join(f"\n{problem}" for problem in found)
    outcome = "FAILED" if found else "ok"
    print(f"{outcome:7}{time.perf_counter() - start:6.1f} s  pages built{said}", flush=True)
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.checks part",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--chapter", help="a page of _toc.yml, such as xor")
    parser.add_argument("--figure", help="a live figure, such as ravine")
    parser.add_argument("--exercise", help="a folder of exercises/, such as xor")
    options = parser.parse_args(arguments)
    if not (options.chapter or options.figure or options.exercise):
        parser.error("name a part: make check CHAPTER=xor, FIGURE=ravine or EXERCISE=xor")
    if problem := _unknown(options):
        parser.error(problem)
    failed = ["pages built"] if options.chapter and draft_pages() else []
    failed += run(checks_of(options.chapter, options.figure, options.exercise))
    print(f"FAILED: {', '.join(failed)}" if failed else "this part holds")
    return bool(failed)


def _has_exercise(chapter: str | None) -> bool:
    return bool(chapter) and (BOOK.root / "exercises" / chapter / "proof.yml").is_file()


def _unknown(options) -> str:
    """What is asked for and is not there, in one sentence; empty if all is."""
    if options.chapter and options.chapter not in BOOK.pages:
        return f"no page {options.chapter}; _toc.yml has {', '.join(BOOK.pages)}"
    figures = figure_names()
    if options.figure and options.figure not in figures:
        return f"no live figure {options.figure}; there are {', '.join(figures)}"
    if options.exercise and not _has_exercise(options.exercise):
        known = sorted(path.parent.name for path in (BOOK.root / "exercises").glob("*/proof.yml"))
        return f"no exercise {options.exercise}; there are {', '.join(known)}"
    return ""


def figure_names() -> list[str]:
    """Names of the live figures: a file or a folder each."""
    folder = BOOK.root / "explorers-js" / "explorers"
    folders = {path.name for path in folder.iterdir() if (path / "index.js").is_file()}
    return sorted(folders | {path.stem for path in folder.glob("*.js")})
