"""Check what Binder and JupyterHub build from, without Docker; or write the generated part anew.

repo2docker says which files it takes and what it would run. What it lets pass is checked here:
files that it would not read, a Python that is not ours, a line that pip cannot install.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import warnings
from contextlib import chdir
from pathlib import Path

from sources.chapters import BOOK, Book
from sources.release import ReleaseError
from tools.binder.requirements import PYTHON, frozen_base, requirements

FOLDER = "binder"
RUNTIME = f"python-{PYTHON}\n"
SCRIPTS = ("postBuild", "start")
FILES = ("README.md", "apt.txt", "requirements.txt", "runtime.txt", *SCRIPTS)
# repo2docker reads these, but in the root only if there is no binder/; inside, some win over ours.
OTHERS = (
    "Dockerfile", "DESCRIPTION", "environment.yml", "environment.yaml", "install.R", "Pipfile",
    "Pipfile.lock", "Project.toml", "JuliaProject.toml", "REQUIRE", "default.nix", "setup.py",
    "requirements3.txt",
)  # fmt: skip
JUPYTER = "deploy/jupyterhub/jupyter"
_PACKAGE = re.compile(r"[a-z0-9][a-z0-9.+-]+")


def problems(book: Book = BOOK) -> list[str]:
    """What is wrong with binder/, one sentence each."""
    folder = book.root / FOLDER
    if not folder.is_dir():
        return [f"there is no {FOLDER}/: Binder would build something else"]
    found = _layout(book.root) + [
        f"{book.show(path)}: {wrong}"
        for path in sorted(folder.iterdir())
        if path.is_file()
        for wrong in _text(path)
    ]
    found = found or _runtime(folder)
    return found or _requirements(book) + _apt(folder) + _build(book.root)


def _layout(root: Path) -> list[str]:
    """Files that are missing, that win over ours, or that Binder would not read."""
    folder = root / FOLDER
    found = [
        f"{FOLDER}/{name} is missing"
        for name in ("requirements.txt", "runtime.txt")
        if not (folder / name).is_file()
    ]
    if (root / ".binder").exists():
        found.append(f".binder/ and {FOLDER}/ are both there; Binder refuses that")
    found += [
        f"{FOLDER}/{path.name} is not among the files that we use ({', '.join(FILES)})"
        for path in sorted(folder.iterdir())
        if path.name not in FILES
    ]
    found += [
        f"{name} lies outside {FOLDER}/, where Binder does not read it"
        for name in (*FILES[1:], *OTHERS)
        if (root / name).exists()
    ]
    return found


def _text(path: Path) -> list[str]:
    data = path.read_bytes()
    found = []
    if b"\r" in data:
        found.append("line ends must be LF, not CRLF")
    if data.startswith(b"\xef\xbb\xbf"):
        found.append("must not start with a byte order mark")
    if path.name in SCRIPTS:
        if not data.startswith(b"#!"):
            found.append("the first line must name the interpreter (#!/bin/bash)")
        if not os.access(path, os.X_OK):
            found.append("must be executable (chmod +x)")
    if path.name == "start" and b'exec "$@"' not in data:
        found.append('must end in exec "$@", or Jupyter never starts')
    return found


def _runtime(folder: Path) -> list[str]:
    said = (folder / "runtime.txt").read_text("utf-8")
    return [] if said == RUNTIME else [f"runtime.txt must say {RUNTIME.strip()}, got {said!r}"]


def _requirements(book: Book) -> list[str]:
    """Whether requirements.txt is what the lock and the release give, to the byte."""
    try:
        wanted = requirements(book).splitlines()
    except ReleaseError as error:
        return [str(error)]
    written = (book.root / FOLDER / "requirements.txt").read_text("utf-8").splitlines()
    if written == wanted:
        return []
    n = next((i for i, (a, b) in enumerate(zip(written, wanted, strict=False)) if a != b), None)
    if n is None:
        where = f"it has {len(written)} lines, not {len(wanted)}"
    else:
        where = f"line {n + 1} is {written[n]!r}, not {wanted[n]!r}"
    return [
        f"{FOLDER}/requirements.txt is not what the lock and release.json give ({where}): "
        "run make wheel and commit what it changes"
    ]


def _apt(folder: Path) -> list[str]:
    path = folder / "apt.txt"
    return _bad_packages(path.read_text("utf-8").split("\n")) if path.is_file() else []


def _bad_packages(lines: list[str]) -> list[str]:
    """Lines that are not the name of a system package."""
    names = [line for line in lines if line.strip() and not line.startswith("#")]
    wrong = [name for name in names if not _PACKAGE.fullmatch(name)]
    return [f"apt.txt: {name!r} is no package name" for name in wrong]


def dockerfile(root: Path) -> tuple[str, str, str]:
    """What repo2docker makes of a repository: build pack, Python version, Dockerfile."""
    with warnings.catch_warnings():
        # repo2docker imports its logger by a name that is going to change.
        warnings.simplefilter("ignore", DeprecationWarning)
        from repo2docker.app import Repo2Docker
    app = Repo2Docker()
    with chdir(root):
        for kind in app.buildpacks:
            pack = kind(app.base_image)
            pack.platform = "linux/amd64"
            if pack.detect():
                return kind.__name__, pack.python_version, pack.render({})
    return "none", "none", ""


def _build(root: Path) -> list[str]:
    pack, python, text = dockerfile(root)
    found = []
    if pack != "PythonBuildPack":
        found.append(f"repo2docker would use its {pack}, not PythonBuildPack")
    if python != PYTHON:
        found.append(f"repo2docker would use Python {python}, not {PYTHON}")
    for line in (f'pip install --no-cache-dir -r "{FOLDER}/requirements.txt"', f"{FOLDER}/start"):
        if line not in text:
            found.append(f"repo2docker's Dockerfile lacks: {line}")
    return found


def lock_jupyter(book: Book = BOOK) -> None:
    """Resolve deploy/jupyterhub/jupyter.in to the versions of Binder's frozen environment."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.writelines(f"{name}=={version}\n" for name, version in frozen_base().items())
        constraints.flush()
        done = subprocess.run(
            [
                sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header",
                "--no-annotate", "--no-emit-index-url", "--generate-hashes",
                "--python-version", PYTHON, "--python-platform", "linux",
                "--constraints", constraints.name, f"{JUPYTER}.in", "-o", f"{JUPYTER}.txt",
            ],
            cwd=book.root,
            capture_output=True,
            text=True,
        )  # fmt: skip
    if done.returncode:
        raise ReleaseError(f"{JUPYTER}.in cannot be resolved: {' '.join(done.stderr.split())}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.binder", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write binder/requirements.txt anew")
    parser.add_argument(
        "--lock", action="store_true", help="resolve JupyterHub's Jupyter anew (needs the network)"
    )
    options = parser.parse_args(arguments)
    try:
        if options.lock:
            lock_jupyter(BOOK)
        if options.write or options.lock:
            (BOOK.root / FOLDER / "requirements.txt").write_text(requirements(BOOK), "utf-8")
    except ReleaseError as error:
        print(f"check_binder: {error}", file=sys.stderr)
        return 1
    found = problems(BOOK)
    for problem in found:
        print(f"check_binder: {problem}", file=sys.stderr)
    if not found:
        print(f"{FOLDER}/: what Binder builds from is as it should be")
    return bool(found)
