"""Binder without Docker: what repo2docker would do, every way to break it, and the real thing."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from sources.chapters import BOOK, Book
from tests.jupyterlab import binders_environment
from tools.binder import check as check_binder
from tools.binder import requirements as requirements

ROOT = BOOK.root
NEEDED = ("_config.yml", "_toc.yml", "pyproject.toml", "release.json")


@pytest.fixture
def book(tmp_path):
    """A repository with all that Binder's files depend on, to be broken."""
    for name in NEEDED:
        shutil.copy(ROOT / name, tmp_path)
    for name in ("binder", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Book(tmp_path)


def test_what_binder_builds_from_is_as_it_should_be():
    assert check_binder.problems() == []
    assert check_binder.main([]) == 0


def test_what_repo2docker_would_do():
    pack, python, dockerfile = check_binder.dockerfile(ROOT)
    assert (pack, python) == ("PythonBuildPack", "3.11")
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in dockerfile
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


def lines(name, change):
    """A breakage that edits a file's text."""

    def break_(root):
        path = root / name
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    return break_


def write(name, text="", mode=0o644):
    """A breakage that adds or replaces a file."""

    def break_(root):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(text.encode())
        (root / name).chmod(mode)

    return break_


def moved(root):
    (root / "binder" / "requirements.txt").rename(root / "requirements.txt")


def removed(name):
    return lambda root: (root / name).unlink()


REQUIREMENTS = "binder/requirements.txt"
BREAKAGES = {
    "no such Python": (write("binder/runtime.txt", "python-3.99\n"), "must say python-3.11"),
    "no prefix": (write("binder/runtime.txt", "3.11\n"), "must say python-3.11"),
    "no runtime": (removed("binder/runtime.txt"), "binder/runtime.txt is missing"),
    "two folders": (write(".binder/runtime.txt", "python-3.11\n"), "Binder refuses that"),
    "conda wins": (write("binder/environment.yml", "name: x\n"), "environment.yml is not among"),
    "Dockerfile wins": (write("binder/Dockerfile", "FROM x\n"), "Dockerfile is not among"),
    "outside": (moved, "binder/requirements.txt is missing"),
    "also outside": (write("requirements.txt", "numpy\n"), "requirements.txt lies outside"),
    "root conda": (write("environment.yml", "name: x\n"), "environment.yml lies outside"),
    "root package": (write("setup.py"), "setup.py lies outside"),
    "no interpreter": (write("binder/postBuild", "true\n", 0o755), "must name the interpreter"),
    "not executable": (write("binder/postBuild", "#!/bin/sh\n"), "must be executable"),
    "never starts": (write("binder/start", "#!/bin/sh\n", 0o755), "or Jupyter never starts"),
    "CRLF": (lines(REQUIREMENTS, lambda t: t.replace("\n", "\r\n")), "must be LF"),
    "CRLF in runtime": (write("binder/runtime.txt", "python-3.11\r\n"), "must be LF"),
    "mark": (lines(REQUIREMENTS, lambda t: "\ufeff" + t), "byte order mark"),
    "no such version": (
        lines(REQUIREMENTS, lambda t: re.sub("numpy==[0-9.]+", "numpy==99", t)),
        r"line \d+ is 'numpy==99 ",
    ),
    "nonsense line": (lines(REQUIREMENTS, lambda t: t + "what is this?\n"), "not what the lock"),
    "missing line": (lines(REQUIREMENTS, lambda t: t.rsplit("\n", 2)[0] + "\n"), "it has"),
    "other hash": (
        lines("release.json", lambda t: re.sub("[0-9a-f]{64}", "0" * 64, t)),
        "run make wheel",
    ),
    "broken record": (write("release.json", "{"), "release.json is not JSON"),
    "no such package": (write("binder/apt.txt", "fonts-nanum; rm -rf /\n"), "no package name"),
    "apt CRLF": (write("binder/apt.txt", "fonts-nanum\r\n"), "must be LF"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_every_breakage_is_named(book, name):
    assert check_binder.problems(book) == []
    break_, says = BREAKAGES[name]
    break_(book.root)
    assert re.search(says, "\n".join(check_binder.problems(book)))


def test_writing_mends_what_is_generated_and_says_what_it_cannot(book, monkeypatch, capsys):
    monkeypatch.setattr(check_binder, "BOOK", book)
    written = (book.root / REQUIREMENTS).read_text("utf-8")
    (book.root / REQUIREMENTS).write_text("numpy\n")
    assert check_binder.main([]) == 1
    assert "line 1 is 'numpy', not '# Generated" in capsys.readouterr().err
    assert check_binder.main(["--write"]) == 0
    assert (book.root / REQUIREMENTS).read_text("utf-8") == written
    (book.root / "release.json").write_text("{}")
    assert check_binder.main(["--write"]) == 1
    assert "release.json must hold version and sha256" in capsys.readouterr().err


def test_a_lock_without_the_network_fails_in_one_sentence(book, monkeypatch, capsys):
    folder = book.root / "deploy" / "jupyterhub"
    shutil.copytree(ROOT / "deploy" / "jupyterhub", folder)
    locked = (folder / "jupyter.txt").read_bytes()
    monkeypatch.setattr(check_binder, "BOOK", book)
    for name, value in {
        "UV_DEFAULT_INDEX": "http://127.0.0.1:9", "UV_INDEX_URL": "http://127.0.0.1:9",
        "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert check_binder.main(["--lock"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("check_binder: deploy/jupyterhub/jupyter.in cannot be resolved: ")
    assert (folder / "jupyter.txt").read_bytes() == locked


def test_repo2docker_itself_is_asked(book):
    """What our own reading does not look at: here a folder that is no binder/ at all."""
    shutil.rmtree(book.root / "binder")
    (book.root / "environment.yml").write_text("name: x\n")
    pack, _, _ = check_binder.dockerfile(book.root)
    assert pack == "CondaBuildPack"
    assert check_binder.problems(book) == ["there is no binder/: Binder would build something else"]
    assert "repo2docker would use its CondaBuildPack" in check_binder._build(book.root)[0]


def test_the_start_script_starts_what_it_is_given(tmp_path):
    done = subprocess.run(
        [ROOT / "binder" / "start", sys.executable, "-c",
         "import os; print(os.environ['OPENBLAS_NUM_THREADS'], os.getppid())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["1", str(os.getpid())]  # exec: no shell stays between


def test_jupyterhub_has_binders_jupyter():
    """JupyterHub's image has the versions of the environment that repo2docker has frozen."""
    frozen = requirements.frozen_base()
    assert frozen["jupyterlab"].startswith("4.")
    text = (ROOT / f"{check_binder.JUPYTER}.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))
    assert {"jupyterhub", "jupyterlab", "ipykernel", "ipywidgets"} <= set(pinned)
    assert {n: v for n, v in pinned.items() if frozen.get(n) != v} == {}


# The real thing: the environment, built; the chapters, run in it


@pytest.fixture(scope="module")
def binder():
    return binders_environment()


def test_few_packages_come_on_top_of_jupyter(binder):
    assert binder.installed == sorted([*requirements.needed(), "dlcore-book"])
    assert len(binder.installed) <= 25


def test_it_stands_on_its_own(binder, tmp_path):
    code = (
        "import shutil, dlcore, jupyterlab, ipykernel; from dlcore import plots, explorers;"
        "print(dlcore.__file__, jupyterlab.__version__, ipykernel.__version__,"
        " shutil.which('node'), shutil.which('npm'))"
    )
    done = subprocess.run(
        [binder.python, "-c", code],
        cwd=tmp_path, env=binder.variables(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    where, lab, kernel, *node = done.stdout.split()
    assert where.startswith(f"{binder.root}/lib/")
    frozen = requirements.frozen_base()
    assert (lab, kernel) == (frozen["jupyterlab"], frozen["ipykernel"])
    assert node == ["None", "None"]


def test_jupyterhubs_image_starts_a_server_that_is_there(binder):
    """The image has this environment; its command must exist in it, in the hub's version."""
    command = [binder.root / "bin" / "jupyterhub-singleuser", "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip() == requirements.frozen_base()["jupyterhub"]


def test_the_chapters_print_there_what_they_print_here(binder, tmp_path):
    """By a kernel of that environment, compared output by output; cells are alike in ko and en."""
    kernel = {
        "argv": [str(binder.python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Binder",
        "language": "python",
        "env": {**binder.variables(tmp_path), "PYTHONPATH": ""},
    }
    folder = tmp_path / "kernels" / "binder"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(kernel))
    notebooks = [str(path) for path in sorted((ROOT / "notebooks" / "ko").glob("*.ipynb"))]
    assert len(notebooks) >= 2
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "tools.notebooks.nbval_tolerance",
            "--nbval", "--nbval-kernel-name", "binder", "-p", "no:cacheprovider",
            "-n", "0", *notebooks,
        ],
        cwd=ROOT,
        env={**os.environ, "JUPYTER_PATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def test_pip_refuses_a_wheel_that_is_not_the_recorded_one(binder, tmp_path):
    """The hash in requirements.txt is looked at, by the pip of that environment."""
    text = (binder.root / "requirements.txt").read_text("utf-8")
    broken = tmp_path / "broken.txt"
    broken.write_text(re.sub(r"(#sha256=)[0-9a-f]{8}", r"\g<1>00000000", text))
    done = subprocess.run(
        [binder.python, "-m", "pip", "install", "--dry-run", "--force-reinstall", "--no-deps",
         "--only-binary=:all:", "-r", broken],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
