"""Build JupyterLite: the book's notebooks, run by Python in the reader's own browser.

Pyodide (Python for browsers) and NumPy and Matplotlib come from Pyodide's CDN; `dlcore` and the
widgets lie on our own site and stand in Pyodide's list of packages, so that `import dlcore` is all
a notebook needs. With LITE_SELF_HOSTED=<folder of a full Pyodide release> all of it lies on our
site, and a page asks nobody else for anything.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import yaml

from sources import launch, release
from sources.chapters import BOOK, notebooks_in
from tools.lite.copies import copy_notebooks
from tools.lite.lock import LockError, Wheel, compose, prune, sha256, write
from tools.lite.pyodide import CORE, HOME, SOURCE, Pyodide, from_cdn, self_hosted
from tools.lite.wheels import KERNEL, LABEXTENSIONS, LOCK, BuildError, other_wheels
from tools.release.wheel import built

ROOT = BOOK.root
BUILD = ROOT / "build"
EXTENSIONS = (KERNEL, LABEXTENSIONS / "@jupyter-widgets/jupyterlab-manager",
              LABEXTENSIONS / "anywidget")  # fmt: skip
PRELOADED = ("comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide-kernel")
SETTINGS = "@jupyterlite/pyodide-kernel-extension:kernel"
PAGES = ("lab", "notebooks")  # the apps that run notebooks
EDITION = ROOT / "CITATION.cff"  # its date is that of whatever carries one


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.lite build", description=__doc__)
    parser.add_argument("--out", type=Path, default=BUILD / "lite", help="default: build/lite")
    options = parser.parse_args(arguments)
    try:
        done = build(options.out.resolve())
    except BuildError as error:
        print(f"build_lite: {error}", file=sys.stderr)
        return 1
    print(f"build_lite: {options.out}" + ("" if done else ", nothing has changed"))
    return 0


def build(out: Path, notebooks: Path = ROOT / "notebooks") -> bool:
    """Build JupyterLite into `out`, unless nothing has changed; return whether it was built."""
    if not any(notebooks.glob("*/*.ipynb")):
        raise BuildError(f"there are no notebooks in {notebooks}: run make notebooks")
    hosted = os.environ.get("LITE_SELF_HOSTED")
    pyodide = self_hosted(Path(hosted)) if hosted else from_cdn()
    wheels = out.with_name(f"{out.name}.wheel")
    ours = built(wheels)
    wheel = wheels / ours.wheel
    stamp = out.with_name(f"{out.name}.inputs")
    wanted = fingerprint(notebooks, wheel, pyodide)
    if stamp.is_file() and stamp.read_text() == wanted and out.is_dir():
        return False
    stamp.unlink(missing_ok=True)
    brought = [Wheel(wheel, ("explorers",)), *other_wheels()]
    packages = lock(pyodide, brought)
    served = [*(each.path for each in brought), *hosted_files(pyodide, packages, brought)]
    run_jupyterlite(out, notebooks, pyodide, ours)
    write(packages, out / HOME / "pyodide-lock.json")
    for path in served:
        shutil.copyfile(path, out / HOME / path.name)
    sort_listings(out / "api" / "contents")
    for page in PAGES:
        add_checks(out / page / "index.html", pyodide, ours)
    for name in ("check.js", "check.css"):
        shutil.copyfile(SOURCE / name, out / name)
    stamp.write_text(wanted)
    return True


def fingerprint(notebooks: Path, wheel: Path, pyodide: Pyodide) -> str:
    """Hash of everything that JupyterLite is made from."""
    tools = [
        path for room in ("sources", "tools/lite") for path in sorted((ROOT / room).glob("*.py"))
    ]
    paths = [*notebooks_in(notebooks), *tools, LOCK, EDITION, ROOT / "_config.yml", wheel]
    paths += [pyodide.folder / name for name in CORE if pyodide.folder]
    paths += [path for path in SOURCE.iterdir() if path.is_file()]
    digest = hashlib.sha256(f"{sys.prefix}\0{pyodide.address}".encode())
    digest.update(json.dumps(pyodide.packages, sort_keys=True).encode())
    for path in sorted(paths):
        digest.update(f"\0{path}\0{sha256(path)}".encode())
    return digest.hexdigest()


def release_time() -> int:
    """Midnight (UTC) of the edition's day, in seconds: readers see it as the notebooks' date."""
    day = date.fromisoformat(str(yaml.safe_load(EDITION.read_text("utf-8"))["date-released"]))
    return int(datetime.combine(day, time.min, UTC).timestamp())


def lock(pyodide: Pyodide, wheels: list[Wheel]) -> dict:
    """The packages that a notebook can import."""
    try:
        if pyodide.folder is None:
            return compose(pyodide.packages, wheels, pyodide.address)
        packages = compose(pyodide.packages, wheels, "")
        return prune(packages, [*PRELOADED, release.DISTRIBUTION, "tqdm"])
    except LockError as error:
        raise BuildError(str(error)) from error


def run_jupyterlite(out: Path, notebooks: Path, pyodide: Pyodide, ours: release.Release) -> None:
    """Let JupyterLite build its pages in a folder made anew, so that nothing old survives."""
    work = out.with_name(f".{out.name}.work")
    for folder in (work, out):
        shutil.rmtree(folder, ignore_errors=True)
    released = release_time()
    copy_notebooks(notebooks, work / "contents", released)
    shutil.copyfile(SOURCE / "overrides.json", work / "overrides.json")
    for name, more in (
        ("jupyter_lite_config.json", _build_settings(out)),
        ("jupyter-lite.json", _page_settings(pyodide, ours)),
    ):
        config = _merged(json.loads((SOURCE / name).read_text("utf-8")), more)
        (work / name).write_text(json.dumps(config), "utf-8")
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(work / "config"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "SOURCE_DATE_EPOCH": str(released),
    }
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build"],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BuildError(f"JupyterLite stopped:\n{(done.stderr or done.stdout).strip()}")
    shutil.rmtree(work)


def _build_settings(out: Path) -> dict:
    return {
        "LiteBuildConfig": {
            "contents": ["contents"],
            "federated_extensions": [str(path) for path in EXTENSIONS],
            "output_dir": str(out),
        }
    }


def _page_settings(pyodide: Pyodide, ours: release.Release) -> dict:
    # What a reader has changed is kept under this name. A new edition begins with a new name:
    # else a saved notebook would hide the new one for ever.
    storage = f"{release.DISTRIBUTION} {'.'.join(ours.version.split('.')[:2])}"
    names = {f"{kind}StorageName": storage for kind in ("contents", "settings", "workspaces")}
    kernel = {
        "pyodideUrl": f"{pyodide.address}pyodide.mjs",
        "loadPyodideOptions": {
            "lockFileURL": f"./{HOME}/pyodide-lock.json",
            "packages": list(PRELOADED),
        },
    }
    return {"jupyter-config-data": {**names, "litePluginSettings": {SETTINGS: kernel}}}


def _merged(base: dict, more: dict) -> dict:
    """Nested dictionaries, united.

    Examples
    --------
    >>> _merged({"a": {"b": 1}}, {"a": {"c": 2}})
    {'a': {'b': 1, 'c': 2}}
    """
    result = dict(base)
    for key, value in more.items():
        result[key] = _merged(result[key], value) if isinstance(result.get(key), dict) else value
    return result


def hosted_files(pyodide: Pyodide, packages: dict, brought: list[Wheel]) -> list[Path]:
    """The files of Pyodide that our own site serves, once it is sure that they are right."""
    if pyodide.folder is None:
        return []
    ours = {each.path.name for each in brought}
    found = [pyodide.folder / name for name in CORE]
    for name, entry in packages["packages"].items():
        if entry["file_name"] in ours:
            continue
        path = pyodide.folder / entry["file_name"]
        if not path.is_file():
            raise BuildError(
                f"LITE_SELF_HOSTED={pyodide.folder}: {path.name} is missing, and {name} is needed"
            )
        if sha256(path) != entry["sha256"]:
            raise BuildError(f"{path} is not the file that its pyodide-lock.json names")
        found.append(path)
    return found


def sort_listings(folder: Path) -> None:
    """Order each folder's listing by name: JupyterLite takes the order of this file system."""
    for path in folder.rglob("all.json"):
        listing = json.loads(path.read_text("utf-8"))
        listing["content"].sort(key=lambda entry: entry["path"])
        path.write_text(json.dumps(listing, indent=1, sort_keys=True), "utf-8")


def add_checks(page: Path, pyodide: Pyodide, ours: release.Release) -> None:
    """Let a page say what stands in the way of running, and where else the notebook runs."""
    html = page.read_text("utf-8")
    try:
        colab = launch.Launcher(ours.repository, ours.tag, BOOK.base_url).colab("")
    except launch.LaunchError as error:
        raise BuildError(str(error)) from error
    tags = (
        '<link rel="stylesheet" href="../check.css">'
        f'<script defer src="../check.js" data-pyodide="{pyodide.address}pyodide.mjs" '
        f'data-colab="{colab}"></script>'
    )
    if html.count("</head>") != 1:
        raise BuildError(f"{page.name} of JupyterLite has no single </head> to add the checks to")
    page.write_text(html.replace("</head>", f"{tags}</head>"), "utf-8")
