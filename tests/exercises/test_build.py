"""The release builder writes the students' notebooks, always the same, and explains refusals."""

import json

import nbformat
import pytest

from tools import exercises
from tools.build_exercises import main
from tools.chapters import LANGUAGES


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    assert main(["--output", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("chapter", exercises.chapters())
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_notebook_is_valid_and_the_same_every_time(released, chapter, language):
    path = released / language / f"{chapter}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert "jupytext" not in notebook.metadata
    assert not any(cell.get("outputs") for cell in notebook.cells)
    assert nbformat.writes(exercises.load(chapter, language).release) == path.read_text().rstrip()


def test_stub_is_in_the_language_of_the_notebook(released):
    assert "# 여기에 답을 쓰시오" in (released / "ko" / "xor.ipynb").read_text()
    assert "# write your answer here" in (released / "en" / "xor.ipynb").read_text()
    cells = json.loads((released / "en" / "xor.ipynb").read_text())["cells"]
    answer = next(cell for cell in cells if "def half_adder" in "".join(cell["source"]))
    assert "".join(answer["source"]) == (
        "def half_adder(X):\n"
        '    """Return the array (N, 2) that holds [sum, carry] for each row of X (N, 2)."""\n'
        "    # write your answer here\n"
        "    raise NotImplementedError"
    )
    assert not answer["metadata"]["deletable"]


def test_check_writes_nothing(tmp_path):
    assert main(["xor", "--check", "--output", str(tmp_path / "release")]) == 0
    assert not (tmp_path / "release").exists()


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
