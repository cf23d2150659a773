"""The installing cell of a real notebook, run where dlcore is missing: what it asks for, and whom.

Beside the cell's own address stands a server that notes every request, as the release and as the
package index, so that nothing can be asked for unseen.
"""

import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import threading
import venv
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
import pytest

from sources.chapters import BOOK, LANGUAGES, notebooks_in
from sources.install_cell import is_install_cell
from tools.release.wheel import built

NOTEBOOKS = notebooks_in(BOOK.root / "notebooks")
RUN = """
import sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.colors = "NoColor"
cell = open(sys.argv[1]).read()
prepare = sys.argv[2]
if prepare:
    exec(prepare)
result = shell.run_cell(cell)
if result.success:
    shell.run_cell("import dlcore.explorers; print('at', dlcore.__file__)")
else:
    print("raised", type(result.error_in_exec).__name__, result.error_in_exec)
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """The release as the sources are now, and its wheel in a folder as the server shows it."""
    host = tmp_path_factory.mktemp("host")
    made = built(host)
    target = host / made.url.removeprefix("https://github.com/")
    target.parent.mkdir(parents=True)
    (host / made.wheel).rename(target)
    return made, host


@pytest.fixture
def server(release):
    """Address of the host, and the paths that were asked of it."""
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=release[1])

        def log_message(self, *arguments):
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}", asked
        httpd.shutdown()


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """What is installed here, without dlcore: links to the packages of this environment."""
    folder = tmp_path_factory.mktemp("others")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "dlcore" not in path.name and path.suffix != ".pth":
            (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture
def python(others, tmp_path):
    """A Python that has IPython, pip and all that dlcore needs, but no dlcore."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    (site,) = tmp_path.glob("venv/lib/python3*/site-packages")
    (site / "others.pth").write_text(str(others))
    return tmp_path / "venv" / "bin" / "python"


def run(python, cell, address, prepare=""):
    """What the cell prints and raises, run by IPython with the server as the package index."""
    folder = python.parents[2]
    (folder / "cell.py").write_text(cell, encoding="utf-8")
    (folder / "run.py").write_text(RUN, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    done = subprocess.run(
        [python, folder / "run.py", folder / "cell.py", prepare],
        cwd=folder,
        env=clean
        | {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": f"{address}/simple",
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "0",
            "IPYTHONDIR": str(folder / "ipython"),
            "HOME": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def stored_cell(path):
    """The first code cell of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return next(cell for cell in cells if cell.cell_type == "code")


def local(release, address):
    """The cell of a notebook, of the release as it is now, at the server's address."""
    here = release.requirement("explorers").replace("https://github.com", address)
    cell = stored_cell(BOOK.notebook("ko", "xor")).source
    cell, count = re.subn(r"dlcore-book\[explorers\] @ https://github\.com/[^\s\"]+", here, cell)
    assert count == 1
    return cell


def test_every_notebook_begins_with_the_same_cell():
    assert len(NOTEBOOKS) >= 3 * len(LANGUAGES)
    cells = [stored_cell(path) for path in NOTEBOOKS]
    assert all(is_install_cell(cell) for cell in cells)
    assert len({cell.source for cell in cells}) == 1
    assert all(cell.metadata == cells[0].metadata for cell in cells)


def test_where_dlcore_is_missing_it_installs_the_release_and_asks_for_nothing_else(
    release, server, python
):
    address, asked = server
    said = run(python, local(release[0], address), address)
    assert f"at {python.parents[1]}" in said, said
    assert set(asked) == {wheel_path(release[0])}


def test_where_dlcore_is_there_it_does_nothing(server, tmp_path):
    address, asked = server
    (tmp_path / "cell.py").write_text(stored_cell(BOOK.notebook("en", "xor")).source)
    done = subprocess.run(
        [sys.executable, tmp_path / "cell.py"],
        env=os.environ | {"PIP_INDEX_URL": f"{address}/simple"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr, asked) == ("", "", [])


def wheel_path(release):
    return release.url.removeprefix("https://github.com")


def is_missing(python):
    done = subprocess.run([python, "-c", "import dlcore"], capture_output=True, text=True)
    return "No module named 'dlcore'" in done.stderr


def test_a_file_of_another_hash_is_refused_and_no_other_is_sought(release, server, python):
    address, asked = server
    other = hashlib.sha256(b"another file").hexdigest()
    cell = local(release[0], address).replace(release[0].sha256, other)
    said = run(python, cell, address)
    assert "DO NOT MATCH THE HASHES" in said
    assert "raised RuntimeError This book's dlcore could not be installed" in said
    assert set(asked) == {wheel_path(release[0])}
    assert is_missing(python)


def test_an_address_that_answers_nothing_is_one_clear_sentence(release, server, python):
    address, asked = server
    cell = local(release[0], address).replace("/releases/", "/nowhere/")
    said = run(python, cell, address)
    assert "404" in said
    assert f"for the reason that pip gives above. {run_another_way()}" in said
    assert set(asked) == {wheel_path(release[0]).replace("/releases/", "/nowhere/")}
    assert is_missing(python)


def run_another_way():
    return f"Run this cell again, or run the book another way: {BOOK.base_url}"


def test_a_package_that_colab_had_loaded_before_asks_for_a_restart(release, server, python):
    address, _ = server
    said = run(
        python, local(release[0], address), address, "import numpy; numpy.__version__ = '2.0.2'"
    )
    assert "raised RuntimeError dlcore is installed, and numpy with it is newer" in said
    assert "Choose Runtime > Restart session" in said
