"""A Pyodide release for a computer without Pyodide's CDN.

Python itself is the real one, from npm; the pure wheels are those of the package index, in the
release's versions (wheels.txt), whose hashes replace the CDN's. NumPy and Matplotlib exist for
browsers on the CDN alone: here two stand-ins take their names, and compute and draw nothing.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tools.explorers.build import install_packages
from tools.lite import build as build_lite
from tools.lite.lock import sha256

HERE = Path(__file__).parent
WHEELS = HERE / "wheels.txt"
STANDINS = {"numpy": [], "matplotlib": ["numpy"]}


def offline_pyodide(folder: Path) -> Path:
    """Fill `folder` unless it is there already, for the same sources."""
    install_packages(build_lite.SOURCE)
    npm = build_lite.SOURCE / "node_modules" / "pyodide"
    sources = [npm / "package.json", *sorted(HERE.rglob("*.py")), WHEELS]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    stamp = folder / "sources"
    if stamp.is_file() and stamp.read_text() == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in build_lite.CORE:
        shutil.copyfile(npm / name, folder / name)
    download(folder)
    lock = json.loads((npm / "pyodide-lock.json").read_text("utf-8"))
    packages = lock["packages"]
    for name, depends in STANDINS.items():
        wheel = standin(name, packages[name]["version"], folder)
        packages[name] |= {"file_name": wheel.name, "depends": depends}
    for entry in packages.values():
        path = folder / entry["file_name"]
        if path.is_file():
            entry["sha256"] = sha256(path)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    stamp.write_text(wanted)
    return folder


def download(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--platform=any", "--abi=none", "--python-version=3.14"]
    subprocess.run([*command, "-d", folder, "-r", WHEELS], check=True, capture_output=True)


def standin(name: str, version: str, folder: Path) -> Path:
    """A wheel of a stand-in, which claims to be a version of the package."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(HERE / name / "__init__.py", f"{name}/__init__.py")
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return path
