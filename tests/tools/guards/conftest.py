"""A small book in which to plant faults."""

import shutil
from pathlib import Path

import pytest

from sources.chapters import Book

EXAMPLE = Path(__file__).parents[1] / "example_book"


@pytest.fixture
def book(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "book")
    return Book(tmp_path / "book")


@pytest.fixture
def plant(book):
    """Change a file of the book: `plant(name, old, new)`; without `old` it is written anew."""

    def change(name, old, new):
        path = book.root / name
        text = path.read_text("utf-8") if path.exists() else ""
        assert not old or old in text, (name, old)
        path.write_text(text.replace(old, new, 1) if old else new, "utf-8")

    return change
