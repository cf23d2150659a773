"""The folders show the architecture: what imports what, a door a room, files that fit in a head."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from sources.chapters import BOOK

ROOT = BOOK.root
# Each may import what stands before it. The lecturer's command has two floors: the tools stand on
# its engine, and its courses on the tools of the checkout.
LAYERS = {
    "src/dlcore": "dlcore", "sources": "sources", "src/dlcourse/engine": "dlcourse.engine",
    "theme": "theme", "tools": "tools", "src/dlcourse/course": "dlcourse.course", "tests": "tests",
}  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION = 300, 80
TREES = ("src", "sources", "theme", "tools")
ROOMS = sorted(path.parent.name for path in (ROOT / "tools").glob("*/__main__.py"))


def files(*folders):
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "node_modules" not in path.parts)


def imports(path):
    """Names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


@pytest.mark.parametrize("layer", LAYERS)
def test_no_import_runs_up(layer):
    above = list(LAYERS.values())[list(LAYERS).index(layer) + 1 :]
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(layer)
        for name in imports(path)
        if any(f"{name}.".startswith(f"{each}.") for each in above)
    ]
    assert not found, "\n".join(found)


def test_there_is_a_door_to_every_room():
    folders = {path.name for path in (ROOT / "tools").iterdir() if (path / "__init__.py").exists()}
    assert folders == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_door_says_what_is_behind_it(room):
    command = [sys.executable, "-m", f"tools.{room}", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: python -m tools.{room}")
    assert importlib.import_module(f"tools.{room}").__doc__


@pytest.mark.parametrize("tree", TREES)
def test_files_and_functions_fit_in_a_head(tree):
    found = []
    for path in files(tree):
        text = path.read_text("utf-8")
        nodes = list(ast.walk(ast.parse(text)))
        if (length := text.count("\n") - sum(map(_lines_of_docstring, nodes))) > LONGEST_FILE:
            found.append(f"{path.relative_to(ROOT)} has {length} lines, docstrings apart")
        for node in nodes:
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - _first_line_of_code(node) + 1
                if length > LONGEST_FUNCTION:
                    found.append(f"{path.relative_to(ROOT)}: {node.name} has {length} lines")
    assert not found, "\n".join(found)


def _lines_of_docstring(node):
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    if not isinstance(node, kinds) or not ast.get_docstring(node):
        return 0
    return node.body[0].end_lineno - node.body[0].lineno + 1


def _first_line_of_code(function):
    """Where a function begins after its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[0].lineno if body else function.end_lineno


def test_the_folders_that_are_layers_are_there():
    assert all(Path(ROOT, layer).is_dir() for layer in LAYERS)
