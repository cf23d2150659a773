"""The release builder writes the students' notebooks, always the same, and explains refusals."""

import json
import shutil

import nbformat
import pytest

from sources.chapters import BOOK, LANGUAGES
from sources.install_cell import install_cell, is_install_cell
from sources.release import recorded
from tools.exercises import source as exercises
from tools.exercises.build import main


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    assert main(["--output", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("chapter", exercises.chapters())
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_notebook_is_valid_and_the_same_every_time(released, chapter, language):
    path = released / language / "exercises" / f"{chapter}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert "jupytext" not in notebook.metadata
    assert not any(cell.get("outputs") for cell in notebook.cells)
    assert nbformat.writes(exercises.load(chapter, language).release) == path.read_text().rstrip()


@pytest.mark.parametrize("chapter", exercises.chapters())
def test_the_installing_cell_is_the_first_code_cell_and_the_same_in_both_languages(
    released, chapter
):
    sources = set()
    for language in LANGUAGES:
        notebook = nbformat.read(released / language / "exercises" / f"{chapter}.ipynb", 4)
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        assert is_install_cell(first)
        assert "nbgrader" not in first.metadata
        sources.add(first.source)
    assert sources == {install_cell(recorded(), BOOK.base_url).source}


def test_stub_is_in_the_language_of_the_notebook(released):
    assert "# 여기에 답을 쓰시오" in (released / "ko" / "exercises" / "xor.ipynb").read_text()
    english = (released / "en" / "exercises" / "xor.ipynb").read_text()
    assert "# write your answer here" in english
    cells = json.loads(english)["cells"]
    answer = next(cell for cell in cells if "def half_adder" in "".join(cell["source"]))
    assert "".join(answer["source"]) == (
        "def half_adder():\n"
        '    """(W1, b1, W2, b2) of a network with the outputs [sum, carry]."""\n'
        "    # write your answer here\n"
        '    raise NotImplementedError("delete this line")'
    )
    assert not answer["metadata"]["deletable"]


def check(folder):
    return main(["--check", "--output", str(folder)])


def test_check_passes_what_was_built(released, capsys):
    assert check(released) == 0
    assert "all fresh" in capsys.readouterr().out


def test_check_writes_nothing_and_misses_what_is_not_there(tmp_path, capsys):
    assert check(tmp_path / "release") == 1
    assert "ko/exercises/xor.ipynb is missing" in capsys.readouterr().err
    assert not (tmp_path / "release").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [("0.5", "0.6"), ("#sha256=", "#sha256=0"), ('"deletable": false', '"deletable": true')],
)
def test_check_finds_an_edited_notebook(released, tmp_path, capsys, old, new):
    shutil.copytree(released, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "en" / "exercises" / "xor.ipynb"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert check(tmp_path) == 1
    errors = capsys.readouterr().err
    assert "en/exercises/xor.ipynb is stale" in errors
    assert "ko/exercises" not in errors


def test_check_finds_a_notebook_of_no_exercise(released, tmp_path, capsys):
    shutil.copytree(released, tmp_path, dirs_exist_ok=True)
    shutil.copy(tmp_path / "ko/exercises/xor.ipynb", tmp_path / "ko/exercises/gone.ipynb")
    assert check(tmp_path) == 1
    assert "ko/exercises/gone.ipynb belongs to no exercise" in capsys.readouterr().err


def test_unknown_chapter_is_one_clear_sentence(capsys):
    assert main(["xro"]) == 1
    known = ", ".join(exercises.chapters())
    assert capsys.readouterr().err == f"there is no exercise 'xro'; exercises/ has: {known}\n"


def test_exercise_with_a_problem_is_not_written(tmp_path, monkeypatch, capsys):
    sources = tmp_path / "exercises"
    for folder in ("common", "xor"):
        (sources / folder).mkdir(parents=True)
        for file in (exercises.SOURCES / folder).iterdir():
            text = file.read_text().replace("- test_band_far\n", "\n")
            (sources / folder / file.name).write_text(text)
    monkeypatch.setattr(exercises, "SOURCES", sources)
    assert main(["--output", str(tmp_path / "release")]) == 1
    assert "xor/ko: test_band_far: has hidden code, but proof.yml" in capsys.readouterr().err
    assert not (tmp_path / "release").exists()

    (sources / "xor" / "en.md").unlink()
    assert main(["--check"]) == 1
    assert "en.md is missing: every exercise has ko.md and en.md" in capsys.readouterr().err
