"""pytest plugin: nbval compares what the notebooks print as numbers, not letter by letter.

`pytest --nbval notebooks -p tools.notebooks.nbval_tolerance -n 2 --dist loadfile`

- Whole numbers must be equal, other numbers agree to 1e-6 of their size (or 1e-12), and the text
  between the numbers must be the same but for the width of white space.
- A trailing `;` hides a cell's last value, as it does in Jupyter.
- Notebooks in a folder `exercises` are not run: they are there to be solved.
- New outputs are slimmed as tools.notebooks.run slims the stored ones; what a function prints
  while `interact` calls it belongs to its widget and is not compared.

nbval has no hooks for these, so its private names are patched: requirements/book.in pins nbval.
"""

import math
import os
import re

from nbval import kernel, plugin

from tools.notebooks.run import CELL_TIMEOUT, ONE_THREAD, WIDGET, slim

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
    os.environ.update(ONE_THREAD)
    if config.option.nbval_cell_timeout == 2000:  # nbval's default: half an hour a cell
        config.option.nbval_cell_timeout = CELL_TIMEOUT
    plugin.IPyNbCell.sanitize = _sanitize
    plugin.IPyNbCell.compare_outputs = _compare_outputs
    kernel.RunningKernel.execute_cell_input = _execute_cell_input


def pytest_ignore_collect(collection_path, config):
    """Leave the students' notebooks out, if nbval is going to run."""
    return True if config.option.nbval and collection_path.name == "exercises" else None


_nbval_sanitize = plugin.IPyNbCell.sanitize
_nbval_compare_outputs = plugin.IPyNbCell.compare_outputs


def _sanitize(self, value):
    cleaned = _nbval_sanitize(self, value)
    return _Printed(cleaned) if isinstance(cleaned, str) else cleaned


def _compare_outputs(self, test, ref, skip_compare=None):
    if any(_shows_interact(output) for output in test):
        test = [output for output in test if output.output_type != "stream"]
    return _nbval_compare_outputs(self, [slim(output) for output in test], ref, skip_compare)


def _shows_interact(output) -> bool:
    data = output.get("data", {})
    return WIDGET in data and data["text/plain"].startswith("interactive(")


def _execute_cell_input(self, cell_input, allow_stdin=None):
    # store_history: without it IPython does not see the trailing semicolon.
    return self.kc.execute(
        cell_input, store_history=True, allow_stdin=allow_stdin, stop_on_error=False
    )
