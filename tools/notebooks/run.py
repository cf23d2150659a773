"""Running the code cells of a notebook, and keeping of what they show what belongs into git."""

from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, v4

from tools.notebooks import kernel
from tools.notebooks.outputs import join_streams, slim, unrepeatable

CELL_TIMEOUT = 120  # seconds
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class RunError(Exception):
    """A cell that cannot be kept: its place in the list, and the reason as its message."""

    def __init__(self, index: int, reason: str):
        super().__init__(reason)
        self.index = index


def execute(cells: list[NotebookNode], folder: Path) -> None:
    """Run code cells in place, in `folder`, and keep their slim outputs."""
    kernel.prepare()
    folder.mkdir(parents=True, exist_ok=True)
    notebook = v4.new_notebook(metadata=METADATA)
    notebook.cells = cells
    started = []
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        record_timing=False,
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
        raise RunError(started[-1], reason) from error
    for index, cell in enumerate(cells):
        cell.outputs = [slim(output) for output in join_streams(cell.outputs)]
        if reason := unrepeatable(cell.outputs):
            raise RunError(index, reason)
