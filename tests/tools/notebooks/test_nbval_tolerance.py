"""nbval with the plugin: what it lets pass, and what it does not."""

import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from nbformat import v4

from tools.notebooks.build import write
from tools.notebooks.nbval_tolerance import same_text
from tools.notebooks.run import execute

ROOT = Path(__file__).resolve().parents[3]
CELLS = [
    'print(f"loss {1 / 3:.12f} after {200} steps, {3e-17} left")',
    "[0.123456789012, 7]",
    "values = [1]; values.append(object());",
    "values;",
    "from ipywidgets import IntSlider, interact\nIntSlider(4)",
    "interact(lambda x: print('seen', x), x=(0, 9));",
    "raise ValueError('3 is bad')",
]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """An executed notebook of CELLS."""
    cells = [v4.new_code_cell(source) for source in CELLS]
    cells[-1].metadata["tags"] = ["raises-exception"]
    for number, cell in enumerate(cells):
        cell.id = f"cell{number}"
    execute(cells, tmp_path_factory.mktemp("run"))
    return v4.new_notebook(cells=cells)


def failures(folder, **notebooks):
    """Names of the notebooks' cells that nbval fails, as (notebook, cell number)."""
    for name, content in notebooks.items():
        write(content, folder / f"{name}.ipynb")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tools.notebooks.nbval_tolerance",
        "--nbval",
        "-q",
        "-rfE",
    ]
    run = subprocess.run(
        [*command, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = re.findall(r"^(?:FAILED|ERROR) \S*?(\w+)\.ipynb::Cell (\d+)", run.stdout, re.M)
    assert run.returncode == (1 if found else 0), run.stdout + run.stderr
    return {(name, int(number)) for name, number in found}


def mutant(notebook, cell, old, new):
    """A copy in which one stored output reads otherwise."""
    copy = deepcopy(notebook)
    output = copy.cells[cell].outputs[0]
    if "text" in output:
        assert old in output.text
        output.text = output.text.replace(old, new)
    else:
        assert old in output.data["text/plain"]
        output.data["text/plain"] = output.data["text/plain"].replace(old, new)
    return copy


def test_what_was_just_run_passes_and_mutants_fail_where_they_should(notebook, tmp_path):
    mutants = {
        "faithful": notebook,
        "nearly": mutant(notebook, 0, "0.333333333333", "0.333333333666"),  # 1e-9
        "nearly_list": mutant(notebook, 1, "0.123456789012", "0.123456789135"),
        "rounding": mutant(notebook, 0, "3e-17", "-2e-17"),
        "off": mutant(notebook, 0, "0.333333333333", "0.333336666666"),  # 1e-5
        "off_list": mutant(notebook, 1, "0.123456789012", "0.123458023579"),
        "whole": mutant(notebook, 0, "200", "201"),
        "whole_list": mutant(notebook, 1, "7", "8"),
        "word": mutant(notebook, 0, "steps", "epochs"),
    }
    assert failures(tmp_path, **mutants) == {
        ("off", 0), ("off_list", 1), ("whole", 0), ("whole_list", 1), ("word", 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "new", "same"),
    [
        ("loss 0.5", "loss 0.5000000001", True),
        ("loss 0.5", "loss 0.50001", False),
        ("100 seeds", "100 seeds", True),
        ("100 seeds", "101 seeds", False),
        ("100 seeds", "100.0000001 seeds", True),
        ("10000000", "10000001", False),
        ("[0.1 0.2]", "[ 0.1  0.2 ]", True),
        ("[0.1 0.2]", "[0.2 0.1]", False),
        ("[0.1 0.2]", "[0.1 0.2 0.3]", False),
        ("1e-17", "-3e-18", True),
        ("x1 = 2.0", "x2 = 2.0", False),
        ("2.0 m", "2.0 cm", False),
        ("nan", "0.0", False),
        ("-0.25", "0.25", False),
        ("h1.weight", "h1.weights", False),
    ],
)
def test_same_text(stored, new, same):
    assert same_text(stored, new) is same
    assert same_text(new, stored) is same


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """An executed notebook with a figure, and a live one."""
    sources = [
        "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nplt.close(figure)",
        "axes.plot([0, 1], [0, 2])\nfigure",
        "from dlcore.explorers import Ravine\nRavine()",
    ]
    cells = [v4.new_code_cell(source) for source in sources]
    execute(cells, tmp_path_factory.mktemp("pictures"))
    return v4.new_notebook(cells=cells)


def test_a_changed_picture_is_a_failure_though_no_text_has_changed(pictures, tmp_path):
    changed, other_state = deepcopy(pictures), deepcopy(pictures)
    lines = changed.cells[1].outputs[0].metadata["drawn"]
    assert any("up to 2" in line for line in lines)
    lines[:] = [line.replace("up to 2", "up to 2.02") for line in lines]
    (state,) = other_state.cells[2].outputs[0].metadata["drawn"]
    other_state.cells[2].outputs[0].metadata["drawn"] = [state.replace("0.", "0.5", 1)]
    copies = {"same": pictures, "changed": changed, "other_state": other_state}
    assert failures(tmp_path, **copies) == {("changed", 1), ("other_state", 2)}


def test_what_is_written_to_stderr_is_a_failure(tmp_path):
    cell = v4.new_code_cell("import warnings\nwarnings.warn('careful')", execution_count=1)
    assert failures(tmp_path, warns=v4.new_notebook(cells=[cell])) == {("warns", 0)}


def test_a_notebook_that_is_alike_in_another_language_is_run_once(tmp_path):
    cell = v4.new_code_cell("print(1)", execution_count=1)
    cell.outputs = [v4.new_output("stream", name="stdout", text="2\n")]  # every run fails
    for language in ("ko", "en"):
        (tmp_path / language).mkdir()
        write(v4.new_notebook(cells=[cell]), tmp_path / language / "twin.ipynb")
    assert failures(tmp_path) == {("twin", 0)}
    other = deepcopy(cell)
    other.outputs[0].text = "1\n"
    write(v4.new_notebook(cells=[other]), tmp_path / "ko" / "twin.ipynb")
    assert failures(tmp_path) == {("twin", 0)}  # en is run now, and fails
    write(v4.new_notebook(cells=[other]), tmp_path / "en" / "twin.ipynb")
    assert failures(tmp_path) == set()


def test_exercises_are_not_run(tmp_path):
    unsolved = v4.new_notebook(cells=[v4.new_code_cell("raise NotImplementedError")])
    (tmp_path / "exercises").mkdir()
    write(unsolved, tmp_path / "exercises" / "unsolved.ipynb")
    assert failures(tmp_path, chapter=v4.new_notebook(cells=[v4.new_code_cell("1;")])) == set()
