"""Running the code cells of a notebook, and keeping of what they show what belongs into git."""

import os
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, v4

CELL_TIMEOUT = 120  # seconds
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT = ("text/plain", "text/markdown", "text/latex")
WIDGET = "application/vnd.jupyter.widget-view+json"
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


class RunError(Exception):
    """A cell that cannot be kept: its place in the list, and the reason as its message."""

    def __init__(self, index: int, reason: str):
        super().__init__(reason)
        self.index = index


def execute(cells: list[NotebookNode], folder: Path) -> None:
    """Run code cells in place, in `folder`, and keep their slim outputs."""
    os.environ.update(ONE_THREAD)
    folder.mkdir(parents=True, exist_ok=True)
    notebook = v4.new_notebook(metadata=METADATA)
    notebook.cells = cells
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
        raise RunError(started[-1], reason) from error
    for index, cell in enumerate(cells):
        cell.outputs = [slim(output) for output in cell.outputs]
        if reason := unrepeatable(cell.outputs):
            raise RunError(index, reason)


def slim(output: NotebookNode) -> NotebookNode:
    """An output without pictures, HTML and widget views; a widget is shown by its class alone."""
    if "data" not in output:
        return output
    data = {kind: output.data[kind] for kind in KEPT if kind in output.data}
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


def fault(cells: list[NotebookNode]) -> str:
    """Why the outputs of stored code cells cannot stay; empty if they can."""
    for cell in cells:
        if cell.execution_count is None:
            return f"has a cell that never ran: {cell.source.splitlines()[0]}"
        if any(set(output.get("data", ())) - set(KEPT) for output in cell.outputs):
            return "holds pictures or HTML"
    return ""
