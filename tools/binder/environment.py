"""Build what Binder would build, in a virtual environment: its Jupyter, then our requirements.

The wheel is the one that the sources give, under the hash that is written in requirements.txt; all
else is as in the image. Kept in build/binder as long as nothing that it is made from changes.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sources.chapters import BOOK, Book
from tools.binder.check import FOLDER, JUPYTER
from tools.binder.requirements import EXTRA, PYTHON
from tools.release.wheel import built


class EnvironmentFailed(Exception):
    """The environment cannot be built; the message says why, mostly in the words of pip."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment like Binder's."""

    root: Path

    @property
    def python(self) -> Path:
        return self.root / "bin" / "python"

    @property
    def installed(self) -> list[str]:
        """Names of what came on top of Jupyter, as pip reports them."""
        report = json.loads((self.root / "report.json").read_text("utf-8"))
        return sorted(item["metadata"]["name"].lower() for item in report["install"])

    def variables(self, home: Path) -> dict[str, str]:
        """An environment in which nothing but this can be found: no Node, no sources of ours."""
        return {"PATH": str(self.root / "bin"), "HOME": str(home), "LANG": "C.UTF-8"}


def interpreter() -> str | None:
    """The Python that Binder has, if this machine has it too (and is a Linux, like Binder)."""
    if sys.platform != "linux":
        return None
    if sys.version_info[:2] == tuple(map(int, PYTHON.split("."))):
        return sys.executable
    find = [sys.executable, "-m", "uv", "python", "find", "--no-python-downloads", PYTHON]
    return subprocess.run(find, capture_output=True, text=True, check=False).stdout.strip() or None


def environment(book: Book = BOOK) -> Environment:
    """The environment, built if need be."""
    python = interpreter()
    if python is None:
        raise EnvironmentFailed(f"Binder's environment needs Linux and Python {PYTHON}")
    folder = book.root / "build" / "binder"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        release = built(folder, book)
        wheel = folder / release.wheel
        asked = (book.root / FOLDER / "requirements.txt").read_text("utf-8")
        if release.requirement(EXTRA) not in asked:
            raise EnvironmentFailed(
                f"{FOLDER}/requirements.txt does not ask for the wheel that the sources give "
                f"({release.sha256[:12]}): run make notebooks and commit what it changes"
            )
        ours = asked.replace(release.url, wheel.as_uri())
        jupyter = book.root / f"{JUPYTER}.txt"
        made_from = "\n".join([python, jupyter.read_text("utf-8"), ours])
        root = folder / hashlib.sha256(made_from.encode()).hexdigest()[:16]
        if not (root / ".ready").is_file():
            for old in folder.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            _build(python, root, jupyter, ours)
    return Environment(root)


def _build(python: str, root: Path, jupyter: Path, requirements: str) -> None:
    _run([python, "-m", "venv", "--without-pip", str(root)])
    environment = Environment(root)
    into = [sys.executable, "-m", "pip", "--python", str(environment.python), "--quiet"]
    locked = ["--only-binary=:all:", "--require-hashes", "--no-deps", "-r", str(jupyter)]
    _run([*into, "install", *locked])
    (root / "requirements.txt").write_text(requirements, "utf-8")
    # The line of the image, and nothing is compiled.
    line = ["install", "--only-binary=:all:", "-r", str(root / "requirements.txt")]
    pip = [str(environment.python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    _run([*pip, *line, "--report", str(root / "report.json")])
    _run([*pip, "check"])
    (root / ".ready").touch()


def _run(command: list[str]) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EnvironmentFailed(f"{' '.join(command)}\n{done.stdout}{done.stderr}".strip())
