"""Write notebooks/<language>/<page>.ipynb from book/<language>/<page>.md, executed and slim.

Every page with code cells gives one notebook. It keeps what its cells print and drops pictures and
widgets. `--check` runs nothing: a notebook is fresh when its cells are exactly those that its page
gives now; whether the stored outputs are still right is for nbval to say.
"""

import argparse
import hashlib
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, v4

from tools.chapters import BOOK, LANGUAGES, Book
from tools.myst import SourceError, parse, read_directive
from tools.plain_markdown import Converter, Library

CELL_TIMEOUT = 120  # seconds
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_KEPT = ("text/plain", "text/markdown", "text/latex")
WIDGET = "application/vnd.jupyter.widget-view+json"
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_HEADER = {
    "ko": (
        "*이 노트북은 `{source}`에서 만들었습니다. "
        "움직이는 그림이 있는 본문은 [책의 페이지]({url})에서 읽을 수 있습니다.*"
    ),
    "en": (
        "*This notebook is generated from `{source}`. "
        "Read it with its live figures on [its page]({url}).*"
    ),
}


class NotebookError(Exception):
    """A page that gives no notebook; the message says where and why."""


@dataclass(frozen=True)
class Draft:
    """A notebook that has not run, and the line of the source at which each cell begins."""

    notebook: NotebookNode
    lines: list[int]


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
    cells.insert(0, (1, v4.new_markdown_cell(header)))
    notebook = v4.new_notebook(cells=[cell for _, cell in cells], metadata=_METADATA)
    _name_cells(notebook)
    return Draft(notebook, [line for line, _ in cells])


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


def execute(prepared: Draft, source: str, folder: Path) -> None:
    """Run a draft's cells in place, in `folder`, and keep their slim outputs."""
    notebook = prepared.notebook
    os.environ.update(ONE_THREAD)
    folder.mkdir(parents=True, exist_ok=True)
    started = []
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        record_timing=False,
        coalesce_streams=True,  # how the prints are cut into messages is a matter of timing
        extra_arguments=["--log-level=ERROR"],  # the kernel's own warnings are not the cells'
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=lambda cell, cell_index: started.append(cell_index),
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        reason = {
            CellTimeoutError: f"took longer than {CELL_TIMEOUT} s",
            DeadKernelError: "killed its kernel",
        }.get(type(error)) or f"raised {error.ename}: {error.evalue}"
        raise NotebookError(f"{_cell_name(prepared, source, started[-1])} {reason}") from error
    notebook.metadata = nbformat.from_dict(_METADATA)  # without the state of the widgets
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.outputs = [slim(output) for output in cell.outputs]
            fault = unrepeatable(cell.outputs)
            if fault:
                raise NotebookError(f"{_cell_name(prepared, source, index)} {fault}")


def _cell_name(prepared: Draft, source: str, index: int) -> str:
    """A cell as messages name it: line in the source, and number among the code cells."""
    before = prepared.notebook.cells[: index + 1]
    number = sum(cell.cell_type == "code" for cell in before)
    return f"{source}:{prepared.lines[index]}: code cell {number}"


def slim(output: NotebookNode) -> NotebookNode:
    """An output without pictures, HTML and widget views; a widget is shown by its class alone."""
    if "data" not in output:
        return output
    data = {kind: output.data[kind] for kind in _KEPT if kind in output.data}
    if WIDGET in output.data:
        data["text/plain"] = output.data["text/plain"].split("(")[0] + "(…)"
    return nbformat.from_dict({**output, "data": data, "metadata": {}})


def unrepeatable(outputs: list[NotebookNode]) -> str:
    """What is in the outputs that the next run will print otherwise; empty if nothing is."""
    for output in outputs:
        if output.get("name") == "stderr":
            line = output.text.strip().splitlines()[-1]
            return f"writes to stderr (a warning, or a progress bar): {line}"
        if _ADDRESS.search(str(output.get("text", "") or output.get("data", ""))):
            return "prints the memory address of an object; print what it holds"
    return ""


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
    for cell in stored.cells:
        if cell.cell_type != "code":
            continue
        if cell.execution_count is None:
            return f"has a cell that never ran: {cell.source.splitlines()[0]}"
        if any(set(output.get("data", ())) - set(_KEPT) for output in cell.outputs):
            return "holds pictures or HTML"
    return ""


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
    """Notebooks of pages that are not in the table of contents."""
    return [
        path
        for language in LANGUAGES
        for path in sorted((book.root / "notebooks" / language).glob("*.ipynb"))
        if path.stem not in book.pages
    ]


def build(book: Book, pages: list[str], force: bool = False) -> None:
    """Write the notebooks of these pages that are not fresh (all of them with `force`).

    The languages' code is the same, so a page is run once and its outputs serve both.
    """
    drafts = {}
    for page in pages:
        for language in LANGUAGES:
            prepared = draft(book, Library(book, language), page)
            path = book.notebook(language, page)
            if prepared and (force or faults(path, prepared.notebook)):
                drafts[language, page] = prepared
    outputs = {}
    for (language, page), prepared in drafts.items():
        path = book.notebook(language, page)
        start = time.perf_counter()
        code = [cell for cell in prepared.notebook.cells if cell.cell_type == "code"]
        sources = tuple(cell.source for cell in code)
        if sources not in outputs:
            execute(prepared, book.show(book.source(language, page)), path.parent)
            outputs[sources] = [(cell.execution_count, cell.outputs) for cell in code]
        for cell, (count, shown) in zip(code, outputs[sources], strict=True):
            cell.execution_count, cell.outputs = count, shown
        path.parent.mkdir(parents=True, exist_ok=True)
        write(prepared.notebook, path)
        seconds = time.perf_counter() - start
        print(f"{book.show(path)}: {len(code)} code cells, {seconds:.1f} s", flush=True)
    if not drafts:
        print("all notebooks are fresh")


def main(arguments: list[str] | None = None, book: Book = BOOK) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.build_notebooks",
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
                print("run python -m tools.build_notebooks and commit notebooks/")
            return bool(found)
        build(book, pages, options.force)
    except NotebookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
