"""The list of packages, pyodide-lock.json, from which Pyodide installs what a cell imports."""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from email import message_from_string
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

# What ipywidgets asks for and JupyterLite itself brings, as JavaScript.
FRONT_END = {"jupyterlab-widgets"}


class LockError(Exception):
    """The packages do not fit each other; the message says which."""


@dataclass(frozen=True)
class Wheel:
    """A pure wheel, to be served from our own site.

    Parameters
    ----------
    path : Path
    extras : tuple of str
        The optional dependencies that count as dependencies.
    """

    path: Path
    extras: tuple[str, ...] = ()

    def entry(self, lock: dict) -> dict:
        """The wheel's entry in the lock."""
        with zipfile.ZipFile(self.path) as archive:
            names = archive.namelist()
            (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
            said = message_from_string(archive.read(metadata).decode())
            wheel = archive.read(metadata.replace("METADATA", "WHEEL")).decode()
        if "Root-Is-Purelib: true" not in wheel or not self.path.name.endswith("-none-any.whl"):
            raise LockError(f"{self.path.name} is no pure Python wheel, so browsers cannot run it")
        requirements = [Requirement(each) for each in said.get_all("Requires-Dist", [])]
        environment = {
            "implementation_name": "cpython",
            "os_name": "posix",
            "platform_system": "Emscripten",
            "python_full_version": lock["info"]["python"],
            "python_version": ".".join(lock["info"]["python"].split(".")[:2]),
            "sys_platform": "emscripten",
        }
        wanted = {
            canonicalize_name(each.name): each
            for each in requirements
            if not each.marker
            or any(
                each.marker.evaluate(environment | {"extra": extra}) for extra in ("", *self.extras)
            )
        }
        return {
            "name": said["Name"],
            "version": said["Version"],
            "file_name": self.path.name,
            "sha256": sha256(self.path),
            "install_dir": "site",
            "package_type": "package",
            "imports": sorted(_modules(names)),
            "depends": sorted(set(wanted) - FRONT_END),
            "unvendored_tests": False,
            "_requirements": [str(wanted[name]) for name in sorted(set(wanted) - FRONT_END)],
        }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def compose(base: dict, wheels: list[Wheel], distribution: str) -> dict:
    """The lock of a Pyodide release with our wheels in it.

    Parameters
    ----------
    base : dict
        The release's own pyodide-lock.json.
    wheels : list of Wheel
        They replace what has the same name. Their files lie beside the lock.
    distribution : str
        Where the other files are: an address that ends in a slash, or "" for beside the lock.

    Raises
    ------
    LockError
        If a wheel is not pure, or needs something that the lock does not hold or holds in
        another version.
    """
    packages = {
        name: entry | {"file_name": distribution + entry["file_name"]}
        for name, entry in base["packages"].items()
    }
    asked = {}
    for wheel in wheels:
        entry = wheel.entry(base)
        name = canonicalize_name(entry["name"])
        asked[name] = [Requirement(each) for each in entry.pop("_requirements")]
        packages[name] = entry
    for name, requirements in asked.items():
        for each in requirements:
            _require(packages, name, each)
    for name in packages:
        closure(packages, [name])
    return base | {"packages": dict(sorted(packages.items()))}


def _require(packages: dict, name: str, requirement: Requirement) -> None:
    found = packages.get(canonicalize_name(requirement.name))
    if found is None:
        raise LockError(f"{name} needs {requirement.name}, which neither Pyodide nor we bring")
    if not requirement.specifier.contains(Version(found["version"]), prereleases=True):
        raise LockError(f"{name} needs {requirement}, but Pyodide brings {found['version']}")


def closure(packages: dict, names: list[str]) -> list[str]:
    """The packages called `names` and all that they need, in alphabetical order.

    Examples
    --------
    >>> closure({"a": {"depends": ["B_c"]}, "b-c": {"depends": []}, "d": {"depends": []}}, ["a"])
    ['a', 'b-c']
    """
    found, waiting = set(), [(canonicalize_name(name), "this book") for name in names]
    while waiting:
        name, asker = waiting.pop()
        if name in found:
            continue
        if name not in packages:
            raise LockError(f"{asker} needs {name}, which the lock does not hold")
        found.add(name)
        waiting += [(canonicalize_name(each), name) for each in packages[name]["depends"]]
    return sorted(found)


def prune(lock: dict, names: list[str]) -> dict:
    """The lock with nothing but `names` and what they need."""
    kept = closure(lock["packages"], names)
    return lock | {"packages": {name: lock["packages"][name] for name in kept}}


def write(lock: dict, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", "utf-8")


def _modules(names: list[str]) -> set[str]:
    """Top-level modules of a wheel, from the names of its files."""
    tops = {name.split("/")[0] for name in names if name.endswith(".py")}
    return {top.removesuffix(".py") for top in tops if not top.endswith((".data", ".dist-info"))}
