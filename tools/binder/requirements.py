"""What Binder installs beside its own Jupyter: generated from the lock and the release.

Binder builds its images with repo2docker, whose environment for a Python version is frozen. What
that environment holds is left alone; the rest has the versions and hashes of requirements/book.txt.
"""

import re
import tomllib
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sources.chapters import BOOK, Book
from sources.release import recorded

PYTHON = "3.11"
EXTRA = "explorers"
LOCK = "requirements/book.txt"
# What markers ask, answered for Binder's machines.
MARKERS = {
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.14",
    "os_name": "posix",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}
HEADER = f"""\
# Generated from {LOCK} and release.json: python -m tools.binder --write
# Binder's own Jupyter stays as it is. One hash makes pip ask for the hash of each package here.
"""
_FROZEN = "buildpacks/conda/environment.py-{}-linux-64.lock"
_CONDA_FILE = re.compile(r"/([a-z0-9][^/]*)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)")
# Packages that conda-forge calls otherwise than the package index does.
_INDEX_NAMES = {
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}


def frozen_base(python: str = PYTHON) -> dict[str, str]:
    """Names and versions of what a Binder image holds before ours (and system libraries)."""
    lock = Path(find_spec("repo2docker").origin).parent / _FROZEN.format(python)
    return {
        _INDEX_NAMES.get(name, canonicalize_name(name)): version
        for name, version in _CONDA_FILE.findall(lock.read_text("utf-8"))
    }


def locked(book: Book = BOOK) -> dict[str, str]:
    """Entries of the lock by name, as written, for Binder's Python."""
    entries = {}
    for entry in re.split(r"\n(?=[a-z])", (book.root / LOCK).read_text("utf-8").strip()):
        requirement = Requirement(entry.split(" \\\n")[0])
        if requirement.marker is None or requirement.marker.evaluate(MARKERS):
            pinned = f"{requirement.name}{requirement.specifier}"
            entries[canonicalize_name(requirement.name)] = pinned + entry[entry.index(" \\\n") :]
    return entries


def needed(book: Book = BOOK) -> list[str]:
    """Names of what dlcore and its explorers need and Binder's Jupyter does not hold."""
    project = tomllib.loads((book.root / "pyproject.toml").read_text("utf-8"))["project"]
    queue = [*project["dependencies"], *project["optional-dependencies"][EXTRA]]
    frozen, names = frozen_base(), set()
    while queue:
        requirement = Requirement(queue.pop())
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({**MARKERS, "extra": ""}):
            continue
        if name in frozen and requirement.specifier.contains(frozen[name]):
            continue
        if name not in names:
            names.add(name)
            queue += requires(name) or []
    return sorted(names)


def requirements(book: Book = BOOK) -> str:
    """The text of binder/requirements.txt."""
    entries = locked(book)
    lines = [entries[name] for name in needed(book)]
    return HEADER + "\n".join([*lines, recorded(book).requirement(EXTRA)]) + "\n"
