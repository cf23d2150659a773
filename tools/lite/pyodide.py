"""Which Pyodide JupyterLite runs on: the pinned release from its CDN, or a copy on our own site."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from sources.chapters import BOOK
from tools.explorers.build import BuildError as NodeError
from tools.explorers.build import install_packages
from tools.lite.lock import sha256
from tools.lite.wheels import KERNEL, BuildError

SOURCE = BOOK.root / "lite"
CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
HOME = "static/pyodide"  # of our wheels, and with LITE_SELF_HOSTED of Pyodide


@dataclass(frozen=True)
class Pyodide:
    """A Pyodide release: its list of packages, and where its files are.

    Parameters
    ----------
    version : str
    packages : dict
        Its pyodide-lock.json.
    folder : Path or None
        The folder that is copied to our site; None if the CDN serves it.
    """

    version: str
    packages: dict
    folder: Path | None

    @property
    def address(self) -> str:
        """Where a page finds it, relative to the root of JupyterLite or on the CDN."""
        return f"./{HOME}/" if self.folder else CDN.format(version=self.version)


def pinned() -> Path:
    """The folder of the pinned release's core, whose integrity npm has checked."""
    try:
        install_packages(SOURCE)
    except NodeError as error:
        raise BuildError(f"Pyodide (lite/package-lock.json) is not there: {error}") from error
    return SOURCE / "node_modules" / "pyodide"


def from_cdn() -> Pyodide:
    """The pinned release, with the hashes of the files that its CDN serves."""
    folder = pinned()
    version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    expected = re.search(r"/v([^/]+)/", _kernel_default())[1]
    if version != expected:
        raise BuildError(
            f"lite/package.json pins Pyodide {version}, but the kernel is made for {expected}: "
            "set them equal"
        )
    return Pyodide(version, json.loads((folder / "pyodide-lock.json").read_text("utf-8")), None)


def _kernel_default() -> str:
    schema = json.loads((KERNEL / "static/schema/kernel.v0.schema.json").read_text("utf-8"))
    return schema["properties"]["pyodideUrl"]["default"]


def self_hosted(folder: Path) -> Pyodide:
    """A release in a folder of this computer, when everything we need of it is there."""
    for name in ("pyodide-lock.json", *CORE):
        if not (folder / name).is_file():
            raise BuildError(
                f"LITE_SELF_HOSTED={folder}: {name} is missing; unpack a full Pyodide release there"
            )
    try:
        packages = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    except ValueError as error:
        raise BuildError(f"{folder / 'pyodide-lock.json'} is not JSON: {error}") from error
    version = re.search(r"/v([^/]+)/", _kernel_default())[1]
    said = (folder / "pyodide.mjs").read_text("utf-8")
    if f'"{version}"' not in said:
        raise BuildError(
            f"LITE_SELF_HOSTED={folder}: the kernel is made for Pyodide {version}, not for this one"
        )
    origin = pinned()
    for name in CORE:
        if sha256(folder / name) != sha256(origin / name):
            raise BuildError(f"{folder / name} is not the file of Pyodide {version}")
    return Pyodide(version, packages, folder)
