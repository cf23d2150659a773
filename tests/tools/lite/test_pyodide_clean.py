"""dlcore stays able to run in a browser: pure Python, and nothing that Pyodide does not have."""

import ast
import sys
import zipfile
from pathlib import Path

import pytest

from sources.chapters import BOOK
from tools.release.wheel import built

PACKAGE = BOOK.root / "src" / "dlcore"
SOURCES = sorted(PACKAGE.rglob("*.py"))
# Threads, processes and sockets: a browser has none of them.
ABSENT = {
    "_thread", "asyncio", "concurrent", "ctypes", "curses", "fcntl", "http", "multiprocessing",
    "pty", "resource", "select", "signal", "socket", "socketserver", "ssl", "subprocess",
    "termios", "threading", "tkinter", "urllib",
}  # fmt: skip
# What may be imported inside a function alone, where its failure is told to the reader.
LATE = {"datasets/mnist.py": {"urllib"}}
ABSENT_CALLS = {"fork", "forkpty", "popen", "posix_spawn", "startfile", "system"}
BROUGHT = {"anywidget", "dlcore", "ipywidgets", "matplotlib", "numpy", "tqdm", "traitlets"}
# Who opens files, and why that works in a browser: its data, the reader's own download, or a file
# of the reader's own.
OPENERS = {
    "datasets/digits.py", "datasets/mnist.py", "explorers/base.py", "layers/saving.py",
    "experiments/_records.py", "experiments/capstone.py",
}  # fmt: skip


def imports(tree):
    """Top-level names of the modules that a syntax tree imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


def problems(name, source):
    """What in a module a browser cannot run."""
    tree = ast.parse(source)
    for module in sorted(set(imports(tree)) - LATE.get(name, set())):
        if module in ABSENT:
            yield f"{name} imports {module}"
        elif module not in BROUGHT and module not in sys.stdlib_module_names:
            yield f"{name} imports {module}, which JupyterLite does not bring"
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    outside = [node for node in ast.walk(tree) if id(node) not in inside]
    for module in LATE.get(name, ()):
        if any(module in set(imports(node)) for node in outside if isinstance(node, ast.stmt)):
            yield f"{name} imports {module} when it is itself imported"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        called = getattr(function, "attr", getattr(function, "id", ""))
        if called in ABSENT_CALLS:
            yield f"{name}:{node.lineno} calls {called}"
        if called in ("open", "read_text", "write_text") and name not in OPENERS:
            yield f"{name}:{node.lineno} opens a file"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_browser_can_run_it(path):
    assert list(problems(name_of(path), path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("a.py", "import threading", "imports threading"),
        ("a.py", "def f():\n    from concurrent.futures import Executor", "imports concurrent"),
        ("a.py", "import scipy.stats", "scipy, which JupyterLite does not bring"),
        ("a.py", "import os\nos.system('ls')", "calls system"),
        ("a.py", "def f(x):\n    return open(x)", "opens a file"),
        ("datasets/mnist.py", "from urllib.request import urlopen", "when it is itself imported"),
        ("training.py", "def f():\n    import urllib.request", "imports urllib"),
    ],
)
def test_what_a_browser_cannot_run_is_found(name, source, said):
    (problem,) = problems(name, source)
    assert said in problem


def test_the_wheel_holds_no_compiled_file(tmp_path):
    wheel = tmp_path / built(tmp_path).wheel
    assert wheel.name.endswith("-py3-none-any.whl")
    kinds = {".py", ".typed", ".npz", ".md", ".mjs", ".json", "", ".txt"}
    with zipfile.ZipFile(wheel) as archive:
        found = {Path(name).suffix for name in archive.namelist() if ".dist-info/" not in name}
    assert found <= kinds


def test_mnist_without_a_network_names_the_way_out(tmp_path, monkeypatch):
    """In Pyodide a socket fails with an OSError like this one."""
    import urllib.request

    from dlcore.datasets import load_mnist

    def refuse(*args, **kwargs):
        raise urllib.request.URLError(OSError(138, "Not supported"))

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    with pytest.raises(OSError, match=r"could not be downloaded .*load_digits\(\) needs no"):
        load_mnist(tmp_path)
