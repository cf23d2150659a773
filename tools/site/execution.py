"""How Sphinx runs the cells of a page: once for both languages, and loud when one is at fault.

MyST-NB and jupyter-cache have no hooks for this, so their names are patched; requirements/book.txt
pins them.
"""

import fcntl
from functools import partialmethod
from pathlib import Path

from jupyter_cache.cache.main import JupyterCacheBase
from myst_nb.core import render
from myst_nb.core.execute.base import ExecutionError
from myst_nb.core.execute.cache import NotebookClientCache
from nbclient.exceptions import DeadKernelError

from sources.chapters import BOOK
from sources.myst import Directive, parse, read_directive
from tools.notebooks.outputs import join_streams, stderr_fault


class CellFault(Exception):
    """What a cell did that no cell of the book may; `index` is its number from 0."""

    def __init__(self, index: int, what: str):
        super().__init__(what)
        self.index = index


def adapt() -> None:
    """Let MyST-NB run and show cells as the book wants them."""
    share_executions()
    render.coalesce_streams = join_streams  # its own adds and drops line ends
    NotebookClientCache.start_client = _start_client


def share_executions() -> None:
    """Let both languages use one execution of a page.

    The cache compares cells with their metadata, and there stand captions and alternative texts,
    which differ by language. What a cell yields depends on its code and its tags alone.
    """
    JupyterCacheBase.create_hashed_notebook = partialmethod(
        JupyterCacheBase.create_hashed_notebook, cell_metadata=("tags",)
    )


_mystnb_start_client = NotebookClientCache.start_client


def _start_client(self):
    """Run the page or take it from the cache; a dead kernel and a word on stderr are errors.

    The languages may be built side by side: who comes second waits, and finds it in the cache.
    """
    cache = Path(self.nb_config.execution_cache_path)
    cache.mkdir(parents=True, exist_ok=True)
    try:
        with (cache / f"{self.path.stem}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _mystnb_start_client(self)
    except DeadKernelError:
        done = [cell for cell in _code(self.notebook) if cell.execution_count]  # begun, at least
        fault = CellFault(max(len(done) - 1, 0), "killed its kernel")
        raise ExecutionError(str(self.path)) from fault
    for index, cell in enumerate(_code(self.notebook)):
        said = [each.text for each in join_streams(cell.outputs) if each.get("name") == "stderr"]
        if said:
            raise ExecutionError(str(self.path)) from CellFault(index, stderr_fault(said[0]))


def _code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def failed_cell(error: BaseException) -> str:
    """One sentence that names the page, the cell and the exception; empty if no cell failed.

    The execution client reports the page as its own message, and as the cause the cell's source and
    the exception.
    """
    cause = error.__cause__
    if type(error).__name__ != "ExecutionError" or cause is None:
        return ""
    path = Path(str(error))
    if isinstance(cause, CellFault):
        line = _cells(path)[cause.index].body_line
        return f"{BOOK.show(path)}:{line}: code cell {cause.index + 1} {cause}"
    number, line = _find_cell(path, str(cause))
    what = (
        f"{cause.ename}: {cause.evalue}" if hasattr(cause, "ename") else str(cause).split("\n")[0]
    )
    return f"{BOOK.show(path)}:{line}: code cell {number} failed with {what}"


def _find_cell(path: Path, report: str) -> tuple[int, int]:
    """Number and line of the code cell that the report quotes: whole, or the ends of a long one."""
    cells = _cells(path)
    quoted = [cell for cell in cells if cell.body.strip() in report]
    quoted += [cell for cell in cells if cell.body.strip().split("\n")[0] in report]
    return cells.index(quoted[0]) + 1, quoted[0].body_line


def _cells(path: Path) -> list[Directive]:
    """The code cells of a page's source."""
    directives = [read_directive(token) for token in parse(path.read_text("utf-8"))]
    return [each for each in directives if each and each.name == "code-cell"]
