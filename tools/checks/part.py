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
    checks = [
        Check("sources", ("tools.guards", page)),
        Check("languages", ("tools.parity", page)),
        Check("numbers", ("tools.claims", page)),
        Check("notebooks are fresh", ("tools.notebooks", "--check", page)),
    ]
    notebook = BOOK.notebook(LANGUAGES[0], page)
    if notebook.is_file():
        plugin = ("-p", "tools.notebooks.nbval_tolerance")
        checks.append(Check("notebook", (*PYTEST, "--nbval", *plugin, str(notebook))))
    in_browser = ("tests/browser/test_pages.py", "-k", f"/{page}.html]")
    checks.append(Check("page in the browser", (*PYTEST, *in_browser)))
    return checks


def of_exercise(chapter: str) -> list[Check]:
    """What concerns an exercise."""
    return [
        Check("sources of the exercise", ("tools.guards", f"exercises/{chapter}")),
        Check("languages of the exercise", ("tools.parity", f"exercises/{chapter}")),
        Check("students' notebooks", ("tools.exercises", "build", "--check", chapter)),
        Check("proof of the exercise", ("tools.exercises", "prove", chapter)),
    ]


def of_figure(name: str) -> list[Check]:
    """What concerns a live figure."""
    return [
        Check("unit tests", (*PYTEST, "tests/explorers", "-m", "not browser", "-k", name)),
        Check("in the browser", (*PYTEST, "tests/explorers", "-m", "browser", "-k", name)),
    ]


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
    failed, checks = [], []
    if options.chapter:
        failed += ["pages built"] if draft_pages() else []
        checks += of_chapter(options.chapter)
    if options.figure:
        checks += of_figure(options.figure)
    if chapter := options.exercise or (_has_exercise(options.chapter) and options.chapter):
        checks += of_exercise(chapter)
    failed += run(checks)
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
