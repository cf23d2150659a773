"""The same scores come out of nbgrader itself: generate_assignment, autograde, export."""

import copy
import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from sources.chapters import LANGUAGES
from tools.exercises import source as exercises
from tools.exercises.prove import grade, stubs
from tools.exercises.source import grade_id, is_answer, is_test


@pytest.mark.parametrize("language", LANGUAGES)
def test_nbgrader_agrees_with_the_proof(language, tmp_path):
    exercise = exercises.load("xor", language)
    borrowed = exercise.proof["wrong"]["borrowed_from_dlcore"]
    students = {
        "solution": {},
        "untouched": stubs(exercise),
        "borrowed": {borrowed["answer"]: borrowed["code"]},
    }
    _write(exercise.source, tmp_path / "source" / "xor")
    (tmp_path / "nbgrader_config.json").write_text(json.dumps(exercises.nbgrader_config(language)))
    _nbgrader(tmp_path, "generate_assignment", "xor", "--create")

    released = nbformat.read(tmp_path / "release" / "xor" / "xor.ipynb", as_version=4)
    for cell, ours in zip(released.cells, exercise.release.cells, strict=True):
        assert (cell.source, cell.metadata) == (ours.source, ours.metadata)

    for student, answers in students.items():
        _write(_submission(exercise, answers), tmp_path / "submitted" / student / "xor")
    _nbgrader(tmp_path, "autograde", "xor")
    _nbgrader(tmp_path, "export", "--to", "grades.csv")

    with (tmp_path / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(file)}
    points = {
        grade_id(cell): cell.metadata.nbgrader.points
        for cell in exercise.source.cells
        if is_test(cell)
    }
    assert scores == {
        student: sum(points[test] for test, why in grade(exercise, answers).items() if not why)
        for student, answers in students.items()
    }
    assert scores["solution"] == sum(points.values())
    assert scores["untouched"] == 0
    assert 0 < scores["borrowed"] < scores["solution"]


def _submission(exercise, answers):
    """The student's notebook with the solutions written in, except for `answers`."""
    notebook = copy.deepcopy(exercise.release)
    for cell, solved in zip(notebook.cells, exercise.source.cells, strict=True):
        if is_answer(cell):
            cell.source = answers.get(grade_id(cell), solved.source)
    return notebook


def _write(notebook, folder):
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "xor.ipynb")


def _nbgrader(folder, *arguments):
    """Run nbgrader in a course folder, with no configuration but the course's own.

    nbgrader calls `alembic` by its bare name, so the environment's programs must be on the PATH.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(folder / "config"), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
