"""Run the cells of a notebook in a process of their own, as a grader would, but without a kernel.

    python sandbox.py CELLS RESULTS SECONDS

CELLS is a JSON list of sources. RESULTS gets one JSON line per cell that was run: null, or what
went wrong as [kind, message]. A cell that runs longer than SECONDS is interrupted, and the next one
is run. As in nbgrader, output on stderr counts as going wrong. Standard library only: the process
starts quickly, and nothing is imported before the cells ask for it.
"""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path


class CellTimeout(BaseException):
    """The time limit of a cell; no `except Exception` of a student catches it."""


def run(sources: list[str], seconds: float = 10.0) -> list[tuple[str, str] | None]:
    """Run the cells in order in one fresh process.

    Parameters
    ----------
    sources : list of str
    seconds : float
        Time limit of one cell. A process that withstands the interruption is killed.

    Returns
    -------
    list of (str, str) or None
        For each cell None, or the kind and the message of what went wrong; `("NotRun", …)` for the
        cells after the one that ended the process.
    """
    environment = os.environ | {"MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        cells, results = Path(folder, "cells.json"), Path(folder, "results.jsonl")
        cells.write_text(json.dumps(sources), encoding="utf-8")
        results.touch()
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [sys.executable, Path(__file__).resolve(), cells, results, str(seconds)],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds * (len(sources) + 1),
                check=False,
            )
        lines = results.read_text(encoding="utf-8").splitlines()
    outcomes = [outcome and tuple(outcome) for outcome in map(json.loads, lines)]
    lost = ("NotRun", "an earlier cell ended the process")
    return outcomes + [lost] * (len(sources) - len(outcomes))


def _interrupt(signum, frame):
    raise CellTimeout("the cell ran longer than the time limit")


def _run_cell(source, namespace, seconds):
    errors = io.StringIO()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with contextlib.redirect_stderr(errors):
            exec(compile(source, "<cell>", "exec"), namespace)
    except BaseException as error:
        return type(error).__name__, str(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return ("stderr", errors.getvalue()) if errors.getvalue() else None


def _main():
    cells, results, seconds = sys.argv[1:]
    signal.signal(signal.SIGALRM, _interrupt)
    namespace = {"__name__": "__main__"}
    with open(results, "a", encoding="utf-8") as file:
        for source in json.loads(Path(cells).read_text(encoding="utf-8")):
            print(json.dumps(_run_cell(source, namespace, float(seconds))), file=file, flush=True)


if __name__ == "__main__":
    _main()
