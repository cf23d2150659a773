"""Reading what students hand in: any bytes at all, into a list of cells or one reason why not."""

import json
from dataclasses import dataclass, field

MAX_BYTES = 64 << 20
MAX_CELLS = 5_000
MAX_SOURCE = 200_000  # characters of one cell
NOT_READ = b"dlcourse could not read this: "  # and why, in place of what was handed in
_REASONS = ("too_big_file", "is_link", "is_encrypted", "bad_archive")


class Unreadable(Exception):
    """A file that is no notebook; `key` names the message that says why."""

    def __init__(self, key: str, **fields):
        super().__init__(key, fields)
        self.key, self.fields = key, fields


@dataclass
class Cell:
    """A cell as handed in: what it says, and what nbgrader knows it by."""

    kind: str  # code or markdown
    source: str
    grade_id: str = ""
    id: str = ""


@dataclass
class Submission:
    """The cells of a notebook, and remarks on how they were read."""

    cells: list[Cell]
    remarks: list = field(default_factory=list)


def read(content: bytes) -> Submission:
    """Read a notebook, however damaged; raise Unreadable where nothing can be made of it."""
    if not content.strip():
        raise Unreadable("empty_file")
    if content.startswith(NOT_READ):
        reason = content.removeprefix(NOT_READ).decode(errors="replace")
        raise Unreadable(reason if reason in _REASONS else "no_notebook")
    if len(content) > MAX_BYTES:
        raise Unreadable("enormous_file", size=len(content) >> 20, limit=MAX_BYTES >> 20)
    remarks = []
    text = _decode(content, remarks)
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(_guess(content)) from None
    raw = _cells_of(notebook)
    if raw is None:
        raise Unreadable("no_notebook")
    if len(raw) > MAX_CELLS:
        raise Unreadable("too_many_cells", count=len(raw), limit=MAX_CELLS)
    return Submission([cell for cell in map(_cell, raw) if cell], remarks)


def _decode(content, remarks):
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    encodings = ("utf-16",) if wide else ("utf-8-sig", "cp949")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "utf-8-sig":
            remarks.append(("encoding", encoding))
        return text
    remarks.append(("encoding", "?"))
    return content.decode("utf-8", errors="replace")


def _guess(content):
    """Which kind of file was handed in instead of a notebook."""
    head = content[:512].lstrip()
    if head.startswith(b"PK"):
        return "is_archive"
    if head.startswith(b"%PDF"):
        return "is_pdf"
    if head[:1] == b"<":
        return "is_html"
    if head.startswith(b"{"):
        return "broken_json"
    return "no_notebook"


def _cells_of(notebook):
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):  # format 3 and older
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells") or []]
    return cells if isinstance(cells, list) else None


def _cell(raw):
    """A cell, or None for what is no cell."""
    if not isinstance(raw, dict):
        return None
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    # Lone surrogates and NUL are no text: nothing after us could write or compile them.
    source = source.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r\n", "\n")
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return Cell(
        kind="code" if raw.get("cell_type") == "code" else "markdown",
        source=source[:MAX_SOURCE],
        grade_id=grade_id if isinstance(grade_id, str) else "",
        id=raw["id"] if isinstance(raw.get("id"), str) else "",
    )
