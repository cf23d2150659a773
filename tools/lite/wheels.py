"""The wheels that JupyterLite needs beside dlcore's and those of Pyodide's release."""

import re
import subprocess
import sys
from pathlib import Path

from sources.chapters import BOOK
from tools.lite.lock import Wheel, sha256

LOCK = BOOK.root / "requirements" / "book.txt"
CACHE = BOOK.root / "build" / "wheels"
LABEXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL = LABEXTENSIONS / "@jupyterlite" / "pyodide-kernel-extension"
# What Pyodide's release lacks: from the package index, as locked in requirements/book.txt.
FROM_INDEX = ("anywidget", "comm", "ipywidgets", "psygnal")
# Made for this kernel, and installed with it.
FROM_KERNEL = ("ipykernel-", "piplite-", "pyodide_kernel-", "widgetsnbextension-4")


class BuildError(Exception):
    """An expected failure; its message says what to do."""


def other_wheels() -> list[Wheel]:
    """The wheels that stand in the lock beside dlcore's."""
    kernel = sorted((KERNEL / "static" / "pypi").glob("*.whl"))
    chosen = [path for path in kernel if path.name.startswith(FROM_KERNEL)]
    return [Wheel(path) for path in (*chosen, *from_index())]


def from_index(folder: Path = CACHE) -> list[Path]:
    """The pure wheels of the locked versions, downloaded once and checked against the lock."""
    locked = {name: locked_requirement(name) for name in FROM_INDEX}
    found = {name: _cached(folder, name, text) for name, text in locked.items()}
    if all(found.values()):
        return sorted(found.values())
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / "requirements.txt"
    asked.write_text("\n".join(locked.values()), "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "-r"]
    # Wheels of any platform: those without compiled parts.
    command += [asked, "-d", folder, "--only-binary=:all:", "--platform=any", "--abi=none"]
    done = subprocess.run(command, capture_output=True, text=True)
    found = {name: _cached(folder, name, text) for name, text in locked.items()}
    if done.returncode or not all(found.values()):
        missing = ", ".join(name for name, path in found.items() if not path)
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        reason = errors[-1].removeprefix("ERROR: ") if errors else "no pure wheel"
        raise BuildError(
            f"the package index did not give the wheels of {missing} ({reason}): "
            "check the network and try again"
        )
    return sorted(found.values())


def locked_requirement(name: str) -> str:
    """The lines of requirements/book.txt that lock a package."""
    match = re.search(rf"^{re.escape(name)}==.*?[^\\]$", LOCK.read_text(), re.M | re.S)
    if not match:
        raise BuildError(f"requirements/book.txt does not lock {name}, which JupyterLite needs")
    return match[0]


def _cached(folder: Path, name: str, requirement: str) -> Path | None:
    version = re.match(r"[^=]+==(\S+)", requirement)[1]
    path = folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    return path if path.is_file() and sha256(path) in requirement else None
