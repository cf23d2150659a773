"""pytest plugin: nbval compares what the notebooks print as numbers, not letter by letter.

`pytest --nbval notebooks -p tools.notebooks.nbval_tolerance -n 2 --dist loadfile`

- Whole numbers must be equal, other numbers agree to 1e-6 of their size (or 1e-12), and the text
  between the numbers must be the same but for the width of white space.
- A trailing `;` hides a cell's last value, as it does in Jupyter.
- Notebooks in a folder `exercises` are not run: they are there to be solved.
- New outputs are slimmed as the stored ones were; what a function prints while `interact` calls it
  belongs to its widget and is not compared.
- What a figure draws (tools.notebooks.drawing) must agree with what is stored of it.
- A notebook with the cells and outputs of one in another language is not run a second time.
- What a cell writes to stderr is a failure.

nbval has no hooks for these, so its private names are patched: requirements/book.in pins nbval.
"""

import math
import re
from itertools import zip_longest

import nbformat
from nbval import kernel, plugin

from sources.chapters import LANGUAGES
from tools.notebooks.kernel import prepare
from tools.notebooks.outputs import WIDGET, drawn, slim, stderr_fault
from tools.notebooks.run import CELL_TIMEOUT

_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?!\w)")
_WHOLE = re.compile(r"[-+]?\d+")


def same_text(stored: str, new: str) -> bool:
    """Whether two printed texts agree: words alike, whole numbers equal, other numbers close."""
    if _words(stored) != _words(new):
        return False
    pairs = zip(_NUMBER.findall(stored), _NUMBER.findall(new), strict=True)
    return all(_same_number(a, b) for a, b in pairs)


def _words(text: str) -> list[str]:
    """Words of a text with a NUL character for each number."""
    return _NUMBER.sub(" \0 ", text).split()


def _same_number(stored: str, new: str) -> bool:
    if _WHOLE.fullmatch(stored) and _WHOLE.fullmatch(new):
        return int(stored) == int(new)
    return math.isclose(float(stored), float(new), rel_tol=1e-6, abs_tol=1e-12)


class _Printed(str):
    """Text that equals another when `same_text` says so; nbval compares outputs with `!=`."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return same_text(str(self), str(other))

    def __ne__(self, other):
        return not self == other


def pytest_configure(config):
    """Patch nbval, if it is going to run."""
    if not config.option.nbval:
        return
    prepare()
    if config.option.nbval_cell_timeout == 2000:  # nbval's default: half an hour a cell
        config.option.nbval_cell_timeout = CELL_TIMEOUT
    plugin.IPyNbCell.sanitize = _sanitize
    plugin.IPyNbCell.compare_outputs = _compare_outputs
    kernel.RunningKernel.execute_cell_input = _execute_cell_input


def pytest_ignore_collect(collection_path, config):
    """Leave out the students' notebooks, and the second of two that are alike, if nbval runs."""
    if not config.option.nbval:
        return None
    if collection_path.name == "exercises":
        return True
    if collection_path.suffix == ".ipynb" and (twin := _first_of_its_kind(collection_path)):
        _ALIKE[collection_path] = twin
        return True
    return None


def pytest_report_collectionfinish(config):
    """Say which notebooks are not run because another one is the same."""
    return [
        f"not run again: {path.parent.name}/{path.name} has the cells of "
        f"{twin.parent.name}/{twin.name} and what they gave"
        for path, twin in _ALIKE.items()
    ]


_ALIKE = {}  # notebooks that are not run, and the one that is run in their stead


def _first_of_its_kind(path):
    """The notebook in an earlier language that has the same code cells and outputs; or None."""
    language = path.parent.name
    for earlier in LANGUAGES[: LANGUAGES.index(language)] if language in LANGUAGES else ():
        twin = path.parent.with_name(earlier) / path.name
        if twin.is_file() and _cells(twin) == _cells(path):
            return twin
    return None


def _cells(path):
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(cell.source, cell.outputs, cell.metadata.get("tags")) for cell in cells]


_nbval_sanitize = plugin.IPyNbCell.sanitize
_nbval_compare_outputs = plugin.IPyNbCell.compare_outputs


def _sanitize(self, value):
    cleaned = _nbval_sanitize(self, value)
    return _Printed(cleaned) if isinstance(cleaned, str) else cleaned


def _compare_outputs(self, test, ref, skip_compare=None):
    if any(_shows_interact(output) for output in test):
        test = [output for output in test if output.output_type != "stream"]
    found = [stderr_fault(output.text) for output in test if output.get("name") == "stderr"]
    found += _differences(_drawings(ref), _drawings(test))
    if found:
        self.comparison_traceback = found
        return False
    return _nbval_compare_outputs(self, [slim(output) for output in test], ref, skip_compare)


def _drawings(outputs):
    return [line for output in outputs for line in drawn(output)]


def _differences(stored, new):
    """What figures draw otherwise than it is stored, line by line."""
    return [
        f"the figure has changed:\n  stored: {old}\n  now:    {line}"
        for old, line in zip_longest(stored, new, fillvalue="(nothing)")
        if not same_drawing(old, line)
    ]


def same_drawing(stored: str, new: str) -> bool:
    """Whether two lines of `tools.notebooks.drawing` agree: 1e-5 of the largest value is let go."""
    if stored == new:
        return True
    return _words(stored) == _words(new) and all(
        math.isclose(float(a), float(b), rel_tol=1e-5, abs_tol=1e-5)
        for a, b in zip(_NUMBER.findall(stored), _NUMBER.findall(new), strict=True)
    )


def _shows_interact(output) -> bool:
    data = output.get("data", {})
    return WIDGET in data and data["text/plain"].startswith("interactive(")


def _execute_cell_input(self, cell_input, allow_stdin=None):
    # store_history: without it IPython does not see the trailing semicolon.
    return self.kc.execute(
        cell_input, store_history=True, allow_stdin=allow_stdin, stop_on_error=False
    )
