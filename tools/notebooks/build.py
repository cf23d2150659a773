"""Write notebooks/<language>/<page>.ipynb from book/<language>/<page>.md, executed and slim.

Every page with code cells gives one notebook. It keeps what its cells print and drops pictures and
widgets. A page is run when its code has changed; otherwise its notebook keeps its outputs.
`--check` runs nothing: a notebook is fresh when its cells are exactly those that its page gives
now; whether the stored outputs are still right is for nbval to say.
"""

import argparse
import hashlib
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from sources.chapters import BOOK, LANGUAGES, Book, notebooks_in
from sources.install_cell import install_cell, is_install_cell
from sources.launch import LaunchError
from sources.myst import SourceError, parse, read_directive
from sources.release import ReleaseError, recorded
from tools.notebooks import run as run_notebook
from tools.notebooks.library import Library
from tools.notebooks.outputs import fault as fault_of
from tools.notebooks.plain_markdown import Converter

_HEADER = {
    "ko": (
        "*이 노트북은 `{source}`에서 만들었습니다. "
        "셀을 실행하면 그림이 나오고 움직입니다. [책의 페이지]({url})에서도 읽을 수 있습니다. "
        "첫 코드 셀은 Colab처럼 `dlcore`가 없는 곳에서만 이 책의 `dlcore`를 설치합니다.*"
    ),
    "en": (
        "*This notebook is generated from `{source}`. "
        "Run its cells to see the figures, and to move them; you can also read [its page]({url}). "
        "Its first code cell installs this book's `dlcore` where it is missing, as in Colab.*"
    ),
}


class NotebookError(Exception):
    """A page that gives no notebook; the message says where and why."""


@dataclass(frozen=True)
class Draft:
    """A notebook that has not run, and where each of the page's code cells begins in its source."""

    notebook: NotebookNode
    lines: list[int]

    @property
    def code(self) -> list[NotebookNode]:
        """The code cells of the page."""
        return code_cells(self.notebook)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Code cells of a notebook, without the one that installs dlcore."""
    return [
        cell for cell in notebook.cells if cell.cell_type == "code" and not is_install_cell(cell)
    ]


def draft(book: Book, library: Library, page: str) -> Draft | None:
    """Notebook of a page as its source gives it, without outputs; None if the page has no code."""
    language = library.language
    source = book.source(language, page)
    text = source.read_text(encoding="utf-8")
    if "{code-cell}" not in text:
        return None
    try:
        cells = list(_cells(text, Converter(library, page)))
    except SourceError as error:
        raise NotebookError(f"{book.show(source)}:{error.line}: {error}") from error
    header = _HEADER[language].format(source=book.show(source), url=book.url(language, page))
    opening = [v4.new_markdown_cell(header), install_cell(recorded(book), book.base_url)]
    notebook = v4.new_notebook(
        cells=opening + [cell for _, cell in cells], metadata=run_notebook.METADATA
    )
    _name_cells(notebook)
    return Draft(notebook, [line for line, cell in cells if cell.cell_type == "code"])


def _cells(text: str, converter: Converter):
    """(line, cell) for each cell of a page."""
    lines = text.splitlines()
    start = 0

    def prose(end: int):
        markdown = converter.convert("\n".join(lines[start:end]), start + 1)
        if markdown:
            yield start + 1, v4.new_markdown_cell(markdown)

    for token in parse(text):
        if token.level:
            continue
        if token.type == "front_matter":
            start = token.map[1]
        elif token.type == "myst_block_break":
            yield from prose(token.map[0])
            start = token.map[1]
        elif token.type == "fence" and (directive := read_directive(token)):
            if directive.name != "code-cell":
                continue
            yield from prose(token.map[0])
            cell = v4.new_code_cell(directive.body.rstrip("\n"), metadata=directive.options)
            yield directive.body_line, cell
            caption = directive.options.get("mystnb", {}).get("figure", {}).get("caption", "")
            if caption:
                yield (
                    directive.line,
                    v4.new_markdown_cell(converter.caption(caption, directive.line)),
                )
            start = token.map[1]
    yield from prose(len(lines))


def _name_cells(notebook: NotebookNode) -> None:
    """Give each cell an id that depends on its content alone, so that diffs stay local."""
    seen = Counter()
    for cell in notebook.cells:
        content = f"{cell.cell_type}\n{cell.source}"
        seen[content] += 1
        cell.id = hashlib.sha256(f"{content}\n{seen[content]}".encode()).hexdigest()[:12]


def same_cells(stored: NotebookNode, fresh: NotebookNode) -> bool:
    """Whether a stored notebook has exactly the cells (sources, ids, metadata) of a draft."""
    keys = ("cell_type", "id", "metadata", "source")

    def essence(notebook):
        cells = [{key: cell.get(key) for key in keys} for cell in notebook.cells]
        return cells, dict(notebook.metadata)

    return essence(stored) == essence(fresh)


def faults(path: Path, fresh: NotebookNode | None) -> str:
    """Why a stored notebook is not what its page gives; empty if it is."""
    if fresh is None:
        return "no page with code gives this notebook; delete it" if path.exists() else ""
    if not path.exists():
        return "is missing"
    try:
        stored = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises several kinds
        return f"cannot be read as a notebook: {error}"
    if not same_cells(stored, fresh):
        return "is stale: its page or its generator has changed, or somebody edited it"
    return fault_of(code_cells(stored))


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook, always in the same bytes."""
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def check(book: Book, pages: list[str]) -> list[str]:
    """What is wrong with the stored notebooks of these pages."""
    found = []
    for language in LANGUAGES:
        library = Library(book, language)
        for page in pages:
            path = book.notebook(language, page)
            prepared = draft(book, library, page)
            fault = faults(path, prepared and prepared.notebook)
            if fault:
                found.append(f"{book.show(path)} {fault}")
    return found + [f"{book.show(path)} belongs to no page; delete it" for path in extra(book)]


def extra(book: Book) -> list[Path]:
    """Notebooks of no page of the table of contents; those of the exercises are not looked at."""
    known = {book.notebook(language, page) for language in LANGUAGES for page in book.pages}
    stored = notebooks_in(book.root / "notebooks")
    return [path for path in stored if path not in known and path.parent.name != "exercises"]


def build(book: Book, pages: list[str], force: bool = False) -> None:
    """Write the notebooks of these pages that are not fresh (all of them with `force`).

    The languages' code is the same, so a page is run once and its outputs serve both. It is not run
    at all if a stored notebook of it has run the same code (unless `force`).
    """
    drafts = {}
    outputs = {}  # by the sources of the cells that gave them
    for page in pages:
        for language in LANGUAGES:
            prepared = draft(book, Library(book, language), page)
            path = book.notebook(language, page)
            if prepared and (force or faults(path, prepared.notebook)):
                drafts[language, page] = prepared
            if prepared and not force:
                outputs |= stored_outputs(path)
    for (language, page), prepared in drafts.items():
        path = book.notebook(language, page)
        start = time.perf_counter()
        how = "kept what they print"
        if sources(prepared.code) not in outputs:
            run(prepared, book.show(book.source(language, page)), path.parent)
            outputs[sources(prepared.code)] = prepared.code
            how = f"{time.perf_counter() - start:.1f} s"
        for cell, done in zip(prepared.code, outputs[sources(prepared.code)], strict=True):
            cell.execution_count, cell.outputs = done.execution_count, done.outputs
        path.parent.mkdir(parents=True, exist_ok=True)
        write(prepared.notebook, path)
        print(f"{book.show(path)}: {len(prepared.code)} code cells, {how}", flush=True)
    if not drafts:
        print("all notebooks are fresh")


def sources(code: list[NotebookNode]) -> tuple[str, ...]:
    """What decides what code cells print: their sources, in order."""
    return tuple(cell.source for cell in code)


def stored_outputs(path: Path) -> dict[tuple[str, ...], list[NotebookNode]]:
    """The code cells of a stored notebook by their sources; none if their outputs cannot stay."""
    try:
        code = code_cells(nbformat.read(path, as_version=4))
    except Exception:  # missing, or no notebook: nbformat raises several kinds
        return {}
    return {} if fault_of(code) else {sources(code): code}


def run(prepared: Draft, source: str, folder: Path) -> None:
    """Run the page's code cells in place; errors name the cell by its line in the source."""
    try:
        run_notebook.execute(prepared.code, folder)
    except run_notebook.RunError as error:
        line, number = prepared.lines[error.index], error.index + 1
        raise NotebookError(f"{source}:{line}: code cell {number} {error}") from error


def main(arguments: list[str] | None = None, book: Book = BOOK) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.notebooks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("chapters", nargs="*", help="pages such as xor (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is stale")
    parser.add_argument(
        "--force", action="store_true", help="run fresh notebooks too (after a change in dlcore)"
    )
    options = parser.parse_args(arguments)
    unknown = set(options.chapters) - set(book.pages)
    if unknown:
        parser.error(f"no page {', '.join(sorted(unknown))}; _toc.yml has {', '.join(book.pages)}")
    pages = options.chapters or book.pages
    try:
        if options.check:
            found = check(book, pages)
            print("\n".join(found) or "notebooks: all fresh")
            if found:
                print("run python -m tools.notebooks and commit notebooks/")
            return bool(found)
        build(book, pages, options.force)
    except (NotebookError, ReleaseError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
