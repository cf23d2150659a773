"""What gets lost is noticed; what grows is recorded; a loss that is meant can be accepted."""

import json
import shutil

import pytest
import yaml

from sources.chapters import BOOK, Book
from tools.exercises import source as exercises
from tools.guards import check, counts

RECORD = {
    "chapter": {"asserts": 2},
    "exercises/xor": {"failures that are named": 38, "hidden tests": 6, "points": 15, "tests": 9,
                      "wrong answers": 20},
}  # fmt: skip


@pytest.fixture
def whole(book, plant, monkeypatch):
    """A book with an assert in each language and the exercise on XOR, counted."""
    for language in ("ko", "en"):
        plant(f"book/{language}/chapter.md", "sum(values)\n", "sum(values)\nassert values\n")
    shutil.rmtree(book.root / "exercises")
    shutil.copytree(BOOK.root / "exercises", book.root / "exercises")
    (book.root / "notebooks").mkdir()
    monkeypatch.setattr(exercises, "SOURCES", book.root / "exercises")
    counts.write(book)
    return Book(book.root)


def recorded(book):
    return json.loads((book.root / counts.RECORD).read_text())


def test_everything_is_counted(whole):
    assert recorded(whole)["chapter"] == RECORD["chapter"]
    assert set(recorded(whole)["exercises/xor"]) == set(RECORD["exercises/xor"])
    assert counts.problems(whole) == []


@pytest.mark.parametrize(
    ("what", "name", "change"),
    [
        ("wrong answers", "proof.yml", lambda proof: proof["wrong"].popitem()),
        ("hidden tests", "proof.yml", lambda proof: proof["hidden"].pop()),
        (
            "failures that are named",
            "proof.yml",
            lambda proof: proof["wrong"]["one_layer"]["fails"].popitem(),
        ),
    ],
)
def test_a_proof_that_lost_something_is_named(whole, what, name, change):
    path = whole.root / "exercises/xor" / name
    proof = yaml.safe_load(path.read_text("utf-8"))
    change(proof)
    path.write_text(yaml.safe_dump(proof, allow_unicode=True), "utf-8")
    before = recorded(whole)
    assert any(f" {what}, where" in problem for problem in counts.problems(whole))
    assert not counts.write(whole)  # what has shrunk is not recorded by the way
    assert recorded(whole) == before
    assert check.main(["--accept"], whole) == 0
    assert counts.problems(whole) == []


def test_an_assert_that_left_both_languages_is_named(whole, plant):
    for language in ("ko", "en"):
        plant(f"book/{language}/chapter.md", "assert values\n", "")
    (problem,) = counts.problems(whole)
    assert problem.startswith("chapter: 0 asserts, where notebooks/counts.json knows of 2: ")


def test_what_has_grown_is_recorded(whole, plant):
    plant("book/en/chapter.md", "assert values\n", "assert values\nassert len(values)\n")
    assert counts.problems(whole) == []
    assert counts.write(whole)
    assert recorded(whole)["chapter"] == {"asserts": 3}
