"""What the tests of dlcourse share: the book's exercises and the isolation of this machine."""

from functools import cache

import nbformat
import pytest

from dlcourse.course import book, demo
from dlcourse.engine import grade, sandbox


@cache
def sources(chapter):
    return book.load(chapter)


def handed_in(source, changed=None, text=""):
    """A submission's bytes: the solutions, but for the answers in `changed`."""
    return nbformat.writes(demo.solved(source, changed or {}, text)).encode()


@pytest.fixture(scope="session")
def isolation():
    return sandbox.best()


@pytest.fixture(scope="session")
def points(isolation):
    """Grades a submission quickly and gives its outcome and its automatic points."""

    def run(content, chapter="xor", language="ko", **options):
        limits = {"seconds": 1.0, "total": 25.0, "figures": False} | options
        rebuilt, outcome = grade.grade(content, sources(chapter), language, isolation, **limits)
        return outcome, sum(outcome.points(rebuilt.source).values())

    return run
