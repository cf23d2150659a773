"""Claims on a small book: what proves a number, what does not, and bad input in one sentence."""

import json

import pytest

from sources.chapters import Book
from tools.claims.check import Claims, main

PAGE = """# A page

{intro}

(top)=
## Results

```{{code-cell}} ipython3
for n in (2, 3):
    print(f"{{n}} units: {{learned[n]}} of 100 learn, loss {{loss[n]:.4f}}")
```

{text}

## Summary

{summary}
"""
CODE = 'for n in (2, 3):\n    print(f"{n} units: {learned[n]} of 100 learn, loss {loss[n]:.4f}")\n'
OUTPUT = (
    "2 units: 73 of 100 learn, loss 0.3466\n3 units: 99 of 100 learn, loss 0.0021\n"
    "tanh: 57 of 100 win\nReLU: 64 of 100 win\n"
)


@pytest.fixture
def write(tmp_path):
    """Write a book of one page; returns the book."""

    def write(text="None.", korean="없습니다.", intro="Read.", summary="Done.", facts=""):
        (tmp_path / "_toc.yml").write_text("root: page\n", encoding="utf-8")
        for language, words in (("en", text), ("ko", korean)):
            folder, notebooks = tmp_path / "book" / language, tmp_path / "notebooks" / language
            folder.mkdir(parents=True, exist_ok=True)
            notebooks.mkdir(parents=True, exist_ok=True)
            page = PAGE.format(text=words, intro=intro, summary=summary)
            (folder / "page.md").write_text(page, encoding="utf-8")
            output = {"output_type": "stream", "name": "stdout", "text": OUTPUT}
            cell = {"cell_type": "code", "source": CODE, "outputs": [output]}
            notebook = json.dumps({"cells": [cell]})
            (notebooks / "page.ipynb").write_text(notebook, encoding="utf-8")
        (tmp_path / "book" / "facts.yml").write_text(facts, encoding="utf-8")
        bibliography = "@book{minsky1969,\n  year = {1969},\n}\n"
        (tmp_path / "book" / "references.bib").write_text(bibliography, encoding="utf-8")
        return Book(tmp_path)

    return write


def problems(book):
    return Claims(book).examine(["page"]).problems


PROVED = {
    "printed": "The loss is 0.3466.",
    "rounded": "The loss is 0.35.",
    "of a hundred": "With 2 units, 73 of 100 learn.",
    "of a hundred things": "It is 57 of 100 tanh networks.",
    "per cent": "With 3 units the share is 99%.",
    "cited": "In 1969 a book appeared {cite}`minsky1969`.",
    "equation": "Half of it is $\\frac{2}{4}\\ln 2 = 0.347$.",
    "ordinals and one": "The third unit is the first one, and one is enough; 0 or 1.",
    "about": "About 100 times as much.",
    "list": "Three things:\n\n- a\n- b\n- c\n",
    "words": "Ninety-nine of a hundred.",
}
WRONG = {
    "printed": ("The loss is 0.3664.", "0.3664"),
    "rounded wrongly": ("The loss is 0.34.", "0.34"),
    "too exact": ("The loss is 0.34660.", "0.34660"),
    "part": ("With 2 units, 78 of 100 learn.", "78"),
    "part of another line": ("With 2 units, 99 of 100 learn.", "99"),
    "whole": ("With 2 units, 73 of 110 learn.", "73"),
    "part of other things": ("It is 64 of 100 tanh networks.", "64"),
    "per cent": ("The share is 98%.", "98 %"),
    "count": ("It has four units.", "four"),
    "cited": ("In 1968 a book appeared {cite}`minsky1969`.", "1968"),
    "equation": ("Half of it is $\\frac{2}{4}\\ln 2 = 0.374$.", "0.374"),
    "factor": ("About 20 times as much.", "20"),
    "caption": (":::{figure} a.png\nThe loss 0.3664.\n:::", "0.3664"),
    "table": ("| a | b |\n|---|---|\n| 1 | 0.3664 |", "0.3664"),
    "title": (':::{admonition} "All 77 learn."\nNo.\n:::', "77"),
    "words": ("Ninety-eight of a hundred.", "Ninety-eight"),
}


@pytest.mark.parametrize("name", PROVED)
def test_a_proved_number_is_silent(write, name):
    assert problems(write(PROVED[name])) == []


@pytest.mark.parametrize("name", WRONG)
def test_an_unproved_number_is_named_with_page_and_line(write, name):
    text, number = WRONG[name]
    found = problems(write(text))
    assert found
    assert all(line.startswith("book/en/page.md:") for line in found)
    assert any(f": {number} in “" in line for line in found)


@pytest.mark.parametrize(
    ("korean", "number"),
    [
        ("100개 가운데 78개가 학습했습니다.", "78"),
        ("손실은 0.3664입니다.", "0.3664"),
        ("98 %입니다.", "98 %"),
        ("네 유닛이 있습니다.", "네"),
        ("서른 번입니다.", "서른"),
        ("약 스무 배입니다.", "스무"),
    ],
)
def test_korean_is_weighed_as_well(write, korean, number):
    (line,) = problems(write(korean=korean))
    assert line.startswith("book/ko/page.md:13: ")
    assert f" {number} in “" in line


def test_proved_korean_is_silent(write):
    korean = "유닛이 2개일 때 100개 가운데 73개, 곧 73 %가 학습했고, 손실은 약 0.35입니다."
    english = "With 2 units, 73 of 100, that is 73%, learn, and the loss is about 0.35."
    assert problems(write(english, korean)) == []


def test_a_summary_may_repeat_what_the_page_shows_and_nothing_else(write):
    assert problems(write(summary="The loss is 0.35.")) == []
    assert len(problems(write(summary="The loss is 0.53."))) == 2


def test_a_fact_states_a_number_and_is_deleted_when_nothing_needs_it(write):
    facts = "page:\n  - numbers: [8 inputs]\n    reason: an example\n"
    assert problems(write("For 8 inputs.", "입력이 8개일 때.", facts=facts)) == []
    (line,) = problems(write("For 9 inputs.", "입력이 8개일 때.", facts=facts))
    assert "9 in “For 9 inputs.”: this section has 8 of it (input)" in line
    (line,) = problems(write(facts=facts))
    assert line == "book/facts.yml: page: no sentence says “8 input”; delete it"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ("page:\n  - numbers: [8]\n", "the reason is missing"),
        ("page:\n  - numbers: [8 and 9]\n    reason: so\n", "must hold one number, not 2"),
        ("page:\n  - number: [8]\n    reason: so\n", "an entry has numbers"),
        ("page: [\n", "this is not YAML"),
        ("page:\n  - {numbers: [8], reason: so, section: gone}\n", "there is no section 'gone'"),
        ("page:\n  - {numbers: [8], reason: so, printed_on: gone}\n", "there is no page 'gone'"),
        ("page:\n  - {numbers: [8], reason: so, printed_on: page}\n", "page does not print “8”"),
        ("nowhere:\n  - numbers: [8]\n    reason: so\n", "nowhere: there is no such page"),
    ],
)
def test_a_bad_fact_is_named_in_one_line(write, capsys, facts, message):
    assert main([], write(facts=facts)) == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if message in line)
    assert line.startswith("book/facts.yml: ")


def test_bad_input_ends_in_one_sentence(write, capsys):
    book = write()
    assert main(["nothing"], book) == 2
    assert "no such page: nothing; the pages are page" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--lang", "fr"], book)
    assert "invalid choice: 'fr' (choose from 'ko', 'en')" in capsys.readouterr().err
    (book.root / "book/ko/page.md").unlink()
    assert problems(book) == ["book/ko/page.md: this page is missing, there is book/en/page.md"]


def test_damaged_files_are_named(write, capsys):
    book = write()
    (book.root / "book/claims.lock").write_text("2 3\n", encoding="utf-8")
    assert main([], book) == 1
    (book.root / "book/claims.lock").unlink()
    book.notebook("en", "page").write_text("{", encoding="utf-8")
    assert main([], book) == 1
    assert capsys.readouterr().out.splitlines() == [
        "book/claims.lock:1: this row belongs to no page; take the file from git",
        "notebooks/en/page.ipynb: this is no notebook: run `make notebooks`",
    ]


def test_a_page_without_cells_says_so(write):
    book = write("The loss is 0.3466.")
    for language in ("ko", "en"):
        path = book.source(language, "page")
        path.write_text("# A page\n\nThe loss is 0.3466.\n", encoding="utf-8")
    assert [line.split(": ", 2)[2] for line in problems(book)] == ["this page has no cells"] * 2


def test_a_number_that_only_a_figure_shows_is_sent_to_it(write):
    book = write("It rises to 17.")
    path = book.source("en", "page")
    figure = (
        "```{code-cell} ipython3\n---\nmystnb:\n  figure:\n    caption: It rises.\n---\n1\n```\n"
    )
    path.write_text(f"# A\n\nIt rises to 17.\n\n{figure}", encoding="utf-8")
    notebook = {"cells": [{"cell_type": "code", "source": "1", "outputs": []}]}
    book.notebook("en", "page").write_text(json.dumps(notebook), encoding="utf-8")
    found = Claims(book).judges("page")["en"].verdicts()
    assert [v.why for v in found] == [
        "nothing in its section shows it, unless the figure of line 5 does"
    ]


def test_cells_that_no_notebook_has_run_are_named(write):
    book = write()
    book.notebook("en", "page").unlink()
    book.notebook("ko", "page").unlink()
    (english, _) = problems(book)[:1] * 2
    assert "no notebook knows what the cells of line 8 print; run `make notebooks` first" in english


def test_a_changed_number_is_named_until_somebody_confirms_it(write, capsys):
    assert main(["--update", "--all"], write("It has 2 units.", "유닛 2개입니다.")) == 0
    book = write("It has 3 units.", "유닛 3개입니다.")
    assert main([], book) == 1
    out = capsys.readouterr().out
    assert "book/en/page.md:13: 3 in “It has 3 units.”: was 2 when it was confirmed" in out
    assert "book/ko/page.md:13: 3 in “유닛 3개입니다.”: was 2 when it was confirmed" in out
    assert main(["--update", "--all"], book) == 0
    assert main([], book) == 0


def test_update_asks_and_leaves_a_page_that_is_refused(write, monkeypatch, capsys):
    answers = iter(["y", "what", "n"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    book = write("It has 3 units.", "유닛 3개입니다.")
    assert main(["--update"], book) == 1
    out = capsys.readouterr().out
    assert "It has 3 units." in out
    assert "y: it is right" in out
    record = (book.root / "book/claims.lock").read_text(encoding="utf-8")
    assert "[page en]" in record
    assert "[page ko]" not in record


def test_update_does_not_record_what_is_not_proved(write, capsys):
    book = write("The loss is 0.3664.")
    assert main(["--update", "--all"], book) == 1
    assert "not recorded, because a number in it is not proved" in capsys.readouterr().out
