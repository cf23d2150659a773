"""What a cell's outputs hold: joined as they were printed, slim as git keeps them, or at fault."""

import re

import nbformat
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from tools.notebooks.drawing import MIME as DRAWING

KEPT = ("text/plain", "text/markdown", "text/latex")
WIDGET = "application/vnd.jupyter.widget-view+json"
DRAWN = "drawn"  # in an output's metadata: what its figure draws
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_OVERWRITTEN = re.compile(r"[^\n]*\r(?=[^\n])")


def join_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs whose prints are joined, to the letter, wherever nothing else stands between them.

    Into which pieces a kernel cuts what is printed is a matter of timing. What a carriage return
    overwrites is left out, as on a terminal.

    Examples
    --------
    >>> from nbformat.v4 import new_output
    >>> pieces = [new_output("stream", name="stdout", text=text) for text in ("x = ", "3", "\\n")]
    >>> [each.text for each in join_streams(pieces)]
    ['x = 3\\n']
    """
    joined, run = [], {}  # the streams printed since the last output that is none
    for output in outputs:
        if output["output_type"] != "stream":
            joined, run = [*joined, *_in_order(run), output], {}
        elif output["name"] in run:
            run[output["name"]]["text"] += output["text"]
        else:
            run[output["name"]] = nbformat.from_dict({**output})
    joined += _in_order(run)
    for output in joined:
        if output["output_type"] == "stream":
            output["text"] = _OVERWRITTEN.sub("", output["text"])
    return joined


def _in_order(run: dict[str, NotebookNode]) -> list[NotebookNode]:
    """Standard output before standard error: which comes first is a matter of timing too."""
    return [run[name] for name in sorted(run, reverse=True)]


def slim(output: NotebookNode) -> NotebookNode:
    """An output without pictures, HTML and widget views; a widget is shown by its class alone.

    What a figure draws, and the state in which a live figure opens, stay in its metadata.
    """
    if "data" not in output:
        return output
    data = {kind: output.data[kind] for kind in KEPT if kind in output.data}
    if WIDGET in output.data:
        data["text/plain"] = output.data["text/plain"].split("(")[0] + "(…)"
    lines = drawn(output)
    metadata = {DRAWN: lines} if lines else {}
    return nbformat.from_dict({**output, "data": data, "metadata": metadata})


def drawn(output: NotebookNode) -> list[str]:
    """What an output draws: kept with it, or shown by the kernel, or the state of a live figure."""
    if kept := output.get("metadata", {}).get(DRAWN):
        return list(kept)
    data = output.get("data", {})
    if DRAWING in data:
        return list(data[DRAWING])
    if "data-explorer" in (html := data.get("text/html", "")):
        figures = BeautifulSoup(html, "html.parser").select("[data-explorer]")
        return [f"{figure['data-explorer']} {figure.get('data-state', '')}" for figure in figures]
    return []


def unrepeatable(outputs: list[NotebookNode]) -> str:
    """What is in the outputs that the next run will print otherwise; empty if nothing is."""
    for output in outputs:
        if output.get("name") == "stderr":
            return stderr_fault(output.text)
        if _ADDRESS.search(str(output.get("text", "") or output.get("data", ""))):
            return "prints the memory address of an object; print what it holds"
    return ""


def stderr_fault(text: str) -> str:
    """What is wrong with a cell that writes to stderr."""
    lines = text.strip().splitlines() or [""]
    named = (re.search(r"\w*(?:Warning|Error)\b.*", line) for line in lines)
    said = next((match[0] for match in named if match), lines[-1])
    return f"writes to stderr (a warning, or a progress bar): {said.strip()}"


def fault(cells: list[NotebookNode]) -> str:
    """Why the outputs of stored code cells cannot stay; empty if they can."""
    for cell in cells:
        if cell.execution_count is None:
            return f"has a cell that never ran: {cell.source.splitlines()[0]}"
        for output in cell.outputs:
            if set(output.get("data", ())) - set(KEPT):
                return "holds pictures or HTML"
            figure = output.get("data", {}).get("text/plain", "").startswith("<Figure size")
            if figure and not drawn(output):
                return f"does not say what its figure draws: {cell.source.splitlines()[0]}"
    return ""
