"""Build the book: both languages, into one site.

The pages are built under `build/`; only when everything has succeeded do they replace the site, so
whoever looks at the site sees the old one or the new one, whole. Warnings are errors, and so is a
cell that fails.
"""

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from fontTools.ttLib import TTFont

from sources.chapters import BOOK, LANGUAGES
from tools.explorers.build import BuildError as NodeError
from tools.explorers.build import build, install_packages
from tools.guards import sources as guards
from tools.lite.build import BuildError as LiteError
from tools.lite.build import build as build_jupyterlite
from tools.site.finish import finish

ROOT = BOOK.root
BUILD = ROOT / "build"
THEME = ROOT / "theme"
KERNEL = THEME / "kernel"
TEXT_FONTS = THEME / "node_modules" / "@fontsource" / "pretendard" / "files"
EXPLORERS = ROOT / "src" / "dlcore" / "explorers" / "static"
KATEX = THEME / "node_modules" / "katex" / "dist"
OTHER_FONTS = re.compile(r",\s*url\([^)]*\.(?:woff|ttf)\) format\([^)]*\)")

# One thread per kernel: the numbers that a chapter prints must not depend on the machine's cores.
KERNEL_ENVIRONMENT = {
    **{f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "MKL", "OMP", "VECLIB_MAXIMUM")},
    "IPYTHONDIR": str(BUILD / "ipython"),
    "MATPLOTLIBRC": str(KERNEL / "matplotlibrc"),
    "SOURCE_DATE_EPOCH": "0",  # figures carry no date
    "PYTHONHASHSEED": "0",
}


class BuildError(Exception):
    """An expected failure; its message says what to do."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site build", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="build one language, and leave the site")
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the site (default: site)")
    parser.add_argument(
        "--clean", action="store_true", help="forget earlier builds and run all cells"
    )
    parser.add_argument(
        "--no-lite", action="store_true", help="leave JupyterLite out: links to it lead nowhere"
    )
    options = parser.parse_args(arguments)
    try:
        build_book(options.lang, options.out.resolve(), options.clean, not options.no_lite)
    except BuildError as error:
        print(f"build_book: {error}", file=sys.stderr)
        return 1
    return 0


def build_book(language: str | None, out: Path, clean: bool, lite: bool = True) -> None:
    """Build one language under `build/`, or both and then the site."""
    BUILD.mkdir(exist_ok=True)
    with alone():
        if clean:
            for name in (*LANGUAGES, "cache", "fonts", "lite"):
                shutil.rmtree(BUILD / name, ignore_errors=True)
        if found := guards.problems(BOOK):
            raise BuildError("\n".join(found))
        with stage("explorers"):
            build_explorers()
        with stage("KaTeX"):
            collect_static(BUILD / "static")
        cache = prepare_kernels()
        with stage(f"pages ({language})" if language else "pages"):
            build_languages([language] if language else LANGUAGES, cache)
        if not language:
            if lite:
                with stage("JupyterLite"):
                    build_lite(BUILD / "lite")
            with stage("site"):
                replace_site(out, BUILD / "lite" if lite else None)


@contextmanager
def alone():
    """Let nobody else build here at the same time."""
    with (BUILD / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError("another build is running here: wait until it is done") from None
        yield


@contextmanager
def stage(name: str):
    """Print a line for a stage, with its time when it is done."""
    print(f"{name:12} ", end="", flush=True)
    start = time.perf_counter()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.perf_counter() - start:5.1f} s", flush=True)


def build_explorers() -> None:
    try:
        build(ROOT)
    except NodeError as error:
        raise BuildError(str(error)) from error


def build_lite(folder: Path) -> None:
    try:
        build_jupyterlite(folder)
    except LiteError as error:
        raise BuildError(f"JupyterLite: {error}") from error


def collect_static(folder: Path) -> None:
    """Put KaTeX's style sheet and fonts and the explorers' scripts where the pages find them."""
    try:
        install_packages(THEME)
    except NodeError as error:
        raise BuildError(f"KaTeX (theme/package-lock.json) is not there: {error}") from error
    shutil.rmtree(folder, ignore_errors=True)
    katex = folder / "vendor" / "katex"
    katex.mkdir(parents=True)
    # Every browser of the last years reads woff2; the other two formats stay away.
    (katex / "katex.css").write_text(OTHER_FONTS.sub("", (KATEX / "katex.min.css").read_text()))
    for font in KATEX.glob("fonts/*.woff2"):
        copy(font, katex / "fonts" / font.name)
    copy(EXPLORERS / "site", folder / "explorers")


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def prepare_kernels() -> Path:
    """Configure IPython, and return the folder of executed notebooks.

    Its name is a hash of whatever a cell's output depends on beside the cell.
    """
    profile = BUILD / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    for source in KERNEL.glob("*.py"):
        shutil.copy(source, profile)
    unpack_fonts(profile / "fonts")
    package = [path for path in files(ROOT / "src" / "dlcore") if EXPLORERS not in path.parents]
    locks = (ROOT / "requirements" / "book.txt", THEME / "package-lock.json")
    key = fingerprint([*files(KERNEL), *locks, *package])
    cache = BUILD / "cache" / key[:16]
    for other in cache.parent.glob("*"):
        if other != cache:
            shutil.rmtree(other)
    return cache


def unpack_fonts(folder: Path) -> None:
    """Write the fonts of the pages' text as Matplotlib reads them, for the words in figures."""
    folder.mkdir(exist_ok=True)
    for weight in (400, 700):
        source = TEXT_FONTS / f"pretendard-latin-{weight}-normal.woff"
        if not source.is_file():
            raise BuildError(
                f"{source.relative_to(ROOT)} is missing, and figures are set in it: "
                "remove theme/node_modules and build again"
            )
        font = TTFont(source)
        font.flavor = None
        font.save(folder / f"{weight}.ttf")


def build_languages(languages: Sequence[str], cache: Path) -> None:
    """Build the languages side by side.

    One reads the pages from the first, the other from the last, and what one has executed the other
    finds in the cache: so two kernels run the book.
    """
    with ThreadPoolExecutor(len(languages)) as pool:
        for done in [pool.submit(build_language, each, cache) for each in languages]:
            done.result()


def build_language(language: str, cache: Path) -> None:
    """Build the pages of a language, unless they are there and nothing has changed."""
    out = BUILD / language
    stamp = out / "inputs"
    wanted = fingerprint(inputs(language))
    if stamp.is_file() and stamp.read_text() == f"{wanted}\n{listing(out / 'html')}":
        return
    shutil.rmtree(out, ignore_errors=True)  # Sphinx forgets the warnings of pages that it keeps
    out.mkdir(parents=True)
    command = [sys.executable, "-m", "tools.site.language", language]
    result = subprocess.run(
        [*command, out, cache, BUILD / "static"],
        cwd=ROOT,
        env=os.environ | KERNEL_ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if result.returncode:
        problem = out / "problem"
        said = problem.read_text("utf-8") if problem.is_file() else result.stderr.strip()
        silence = f"the pages ({language}) stopped without a word, exit code {result.returncode}"
        raise BuildError(said.replace(f"{ROOT}/", "") or silence)
    stamp.write_text(f"{wanted}\n{listing(out / 'html')}")


def listing(folder: Path) -> str:
    """Hash of the names and sizes of what was built: something may have been at it since."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{path.relative_to(folder)} {path.stat().st_size}\n" for path in found)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def inputs(language: str) -> list[Path]:
    """Every file that the pages of a language are made from."""
    shared = [path for path in (ROOT / "book").iterdir() if path.is_file()]
    theme = [path for path in files(THEME) if "node_modules" not in path.parts]
    tools = [ROOT / "tools" / "site" / f"{name}.py" for name in ("build", "execution", "language")]
    return [
        *files(ROOT / "book" / language),
        *files(ROOT / "notebooks" / language),
        *shared,
        *theme,
        *tools,
        *files(ROOT / "sources"),
        *files(ROOT / "src" / "dlcore"),
        *ROOT.glob("tests/dlcore/proofs.yml"),
        *(ROOT / name for name in ("_config.yml", "_toc.yml", "requirements/book.txt")),
        *ROOT.glob("release.json"),
    ]


def files(folder: Path) -> list[Path]:
    """All files below a folder that can matter to a build."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo"
    ]


def fingerprint(paths: list[Path]) -> str:
    """Hash of files by name and content, and of the Python version."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        digest.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def replace_site(site: Path, lite: Path | None) -> None:
    """Finish the new site beside the old one, then swap the two."""
    new, old = (site.with_name(f".{site.name}.{state}") for state in ("new", "old"))
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    for language in LANGUAGES:
        shutil.copytree(
            BUILD / language / "html", new / language, ignore=shutil.ignore_patterns(".buildinfo")
        )
    finish(new)
    if lite:  # as JupyterLite has built it: its pages are none of the book's
        shutil.copytree(lite, new / "lite")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
