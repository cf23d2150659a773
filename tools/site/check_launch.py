"""Check the links of the built site that run or download notebooks.

The addresses are spelled out here once more, so that an error in `sources.launch` is one that is
found. They can be opened in no test: what they name in the repository and on the site can.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import Tag

from sources.chapters import Book
from sources.launch import LaunchError
from sources.myst import parse, read_directive
from tools.lite.copies import copy_of
from tools.site.built import LITE, Site

PATTERNS = {
    "lite": "../lite/notebooks/index.html?path={path}",
    "colab": "https://colab.research.google.com/github/{project}/blob/{tag}/notebooks/{path}",
    "binder": "https://mybinder.org/v2/gh/{project}/{tag}?urlpath=lab/tree/notebooks/{path}",
    "download": "notebooks/{rest}",
}
GUIDE = "contributing.html#run-anywhere"
_GITHUB = re.compile(r"https://github\.com/([^/]+/[^/]+?)/?")


def expected(book: Book, path: str) -> dict[str, str]:
    """The four addresses of the notebook `path`, from the configuration alone."""
    repository = book.config["repository"]["url"]
    found = _GITHUB.fullmatch(repository)
    if not found:
        raise LaunchError(
            f"_config.yml: a repository must be https://github.com/OWNER/NAME, got {repository}"
        )
    tag = "v" + json.loads((book.root / "release.json").read_text("utf-8"))["version"]
    rest = path.partition("/")[2]
    return {
        way: pattern.format(project=found[1], tag=tag, path=path, rest=rest)
        for way, pattern in PATTERNS.items()
    }


def the_repository_can_be_named(site: Site) -> Iterator[str]:
    """Addresses of notebooks can be made at all."""
    try:
        expected(site.book, "")
    except LaunchError as error:
        yield str(error)


def git_names_its_files(site: Site) -> Iterator[str]:
    """Where there is a git repository, git says which notebooks it knows."""
    listed = _ls_files(site.book.root)
    if listed is not None and listed.returncode:
        yield f"git cannot say which notebooks it knows: {' '.join(listed.stderr.split())}"


def jupyterlite_is_there(site: Site) -> Iterator[str]:
    """The site has the JupyterLite that its pages lead to."""
    if not (site.folder / LITE).is_dir():
        yield f"JupyterLite, {LITE}/, is missing, and the pages lead to it: run make book"


def pages_launch_their_notebook(site: Site) -> Iterator[str]:
    """A page's header has the links of its own notebook; without a notebook it has none."""
    for language, name, page in site.book_pages:
        menu = site.pages[page].select("details.launch") if page in site.pages else []
        if not _has_code(site.book, language, name):
            if menu:
                yield f"{page}: a menu to run the page, which has no code"
            continue
        if len(menu) != 1:
            yield f"{page}: {len(menu)} menus to run the page, not 1"
            continue
        yield from _problems(site, page, menu[0], f"{language}/{name}.ipynb")
        if not menu[0].select(f'a[href="{GUIDE}"]'):
            yield f"{page}: the menu to run the page does not lead to {GUIDE}"


def pages_launch_their_exercise(site: Site) -> Iterator[str]:
    """Where the source has {exercise-notebook}, and there alone, the page links to it."""
    for language, name, page in site.book_pages:
        boxes = site.pages[page].select(".exercise-notebook") if page in site.pages else []
        wanted = sum(
            directive.name == "exercise-notebook" for directive in _directives(site, language, name)
        )
        if len(boxes) != wanted:
            yield f"{page}: {len(boxes)} boxes with an exercise notebook, not {wanted}"
        for box in boxes:
            yield from _problems(site, page, box, f"{language}/exercises/{name}.ipynb")


def no_other_launch_links(site: Site) -> Iterator[str]:
    """No link elsewhere on a page starts a notebook: it would be checked by nobody."""
    for page, soup in site.pages.items():
        for link in soup.select("a[href]"):
            if link.find_parent(class_=["launch", "exercise-notebook"]):
                continue
            if _launches(link["href"]):
                yield f"{page}: {link['href']} starts a notebook outside the menu and the box"


CHECKS = (
    the_repository_can_be_named,
    git_names_its_files,
    jupyterlite_is_there,
    pages_launch_their_notebook,
    pages_launch_their_exercise,
    no_other_launch_links,
)


def _problems(site: Site, page: Path, place: Tag, path: str) -> Iterator[str]:
    """What is wrong with the links in `place`, which should be those of the notebook `path`."""
    links = {link["data-launch"]: link for link in place.select("a[data-launch]")}
    try:
        wanted = expected(site.book, path)
    except LaunchError:  # the_repository_can_be_named says it once, for the whole site
        return
    if list(links) != list(wanted):
        yield f"{page}: ways to run {path}: {', '.join(links)}; not {', '.join(wanted)}"
        return
    for way, link in links.items():
        if link["href"] != wanted[way]:
            yield f"{page}: {way} leads to {link['href']}, not to {wanted[way]}"
        if way == "download":
            if not link.has_attr("download"):
                yield f"{page}: the link to download {path} lacks `download`"
        elif link.get("target") != "_blank" or "noopener" not in link.get("rel", []):
            yield f'{page}: the link to {way} lacks target="_blank" rel="noopener"'
    yield from (f"{page}: {problem}" for problem in _missing(site, path))


def _missing(site: Site, path: str) -> Iterator[str]:
    """What the addresses of a notebook name, but what is not there."""
    notebook = site.book.root / "notebooks" / path
    if not notebook.is_file():
        yield f"there is no notebooks/{path}"
        return
    tracked = _tracked(site.book.root)
    if tracked is not None and f"notebooks/{path}" not in tracked:
        yield f"notebooks/{path} is not in git, so Colab and Binder will not find it: git add it"
    language, _, rest = path.partition("/")
    text = notebook.read_text("utf-8")
    copies = {site.folder / language / "notebooks" / rest: ("the file to download", text)}
    if (site.folder / LITE).is_dir():
        copy = site.folder / LITE / "files" / path
        copies[copy] = ("JupyterLite's copy", copy_of(notebook, language))
        if not (site.folder / LITE / "notebooks" / "index.html").is_file():
            yield "JupyterLite has no notebooks/index.html"
        if path not in _listed(site.folder / LITE / "api" / "contents", Path(path).parent):
            yield f"JupyterLite does not list {path}"
    for copy, (what, expected_text) in copies.items():
        shown = copy.relative_to(site.folder)
        if not copy.is_file():
            yield f"{what} is missing: {shown}"
        elif copy.read_text("utf-8") != expected_text:
            yield f"{what} is not notebooks/{path}: {shown}"


def _listed(contents: Path, folder: Path) -> set[str]:
    """Paths that JupyterLite's index of a folder names."""
    index = contents / folder / "all.json"
    if not index.is_file():
        return set()
    return {entry["path"] for entry in json.loads(index.read_text("utf-8"))["content"]}


@cache
def _ls_files(root: Path) -> subprocess.CompletedProcess | None:
    """What git says of notebooks/; None where there is no git repository."""
    if not (root / ".git").exists():
        return None
    command = ["git", "-C", root, "ls-files", "-z", "--", "notebooks"]
    return subprocess.run(command, capture_output=True, text=True)


def _tracked(root: Path) -> set[str] | None:
    """Notebooks that git knows; None where there is no git to tell."""
    listed = _ls_files(root)
    return None if listed is None or listed.returncode else set(listed.stdout.split("\0"))


def _directives(site: Site, language: str, name: str):
    tokens = parse(site.book.source(language, name).read_text("utf-8"))
    return filter(None, map(read_directive, tokens))


def _has_code(book: Book, language: str, name: str) -> bool:
    return "{code-cell}" in book.source(language, name).read_text("utf-8")


def _launches(address: str) -> bool:
    parts = urlsplit(address)
    if parts.netloc in ("mybinder.org", "colab.research.google.com"):
        return parts.path not in ("", "/")
    return f"/{LITE}/" in f"/{parts.path}" and "path=" in parts.query
