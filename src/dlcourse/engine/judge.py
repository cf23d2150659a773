"""The tests of one submission: they run here, the student's code in a process apart.

    python -m dlcourse.engine.judge < job.json > outcomes.jsonl

One line for each thing that has happened, so that what was found out survives whatever comes:
`{"test": id, …}`, `{"figure": png, …}`, `{"remark": …}`, and `{"done": true}` at the end. The judge
has limits of its own: an answer may be right in form and yet make a test grow without bound.
"""

import ast
import contextlib
import io
import json
import os
import resource
import signal
import sys
import types
import warnings

from dlcourse.engine import student as student_side
from dlcourse.engine.sandbox import Sandbox
from dlcourse.engine.student import Student, StudentError
from dlcourse.messages import say

MEMORY = 2 << 30  # bytes, of the tests
TEST_SECONDS = 20


class TestTimeout(BaseException):
    """A test that does not end; no `except Exception` of a test catches it."""


class Judge:
    """Goes through the cells of a submission in order.

    Parameters
    ----------
    job : dict
        `language`; `cells`: dicts with `kind` (given, answer, figure, own, test), `name`, `source`;
        `answers`: for each answer cell the names of its functions and values; `isolation`.
    report : callable
        Takes each outcome.
    """

    def __init__(self, job: dict, report):
        self.language, self.cells, self.report = job["language"], job["cells"], report
        self.functions = {f for answer in job["answers"].values() for f in answer["functions"]}
        self.values = {v for answer in job["answers"].values() for v in answer["values"]}
        self.cell_of = {
            name: cell
            for cell, answer in job["answers"].items()
            for name in answer["functions"] + answer["values"]
        }
        self.failed: dict[str, StudentError] = {}  # answer cells that ended in an error
        self.student = Student(Sandbox(*job["isolation"]), job["seconds"], job["total"])
        self.trusted = {"__name__": "__main__"}
        self.skip = set(job["skip"])  # tests that ended a judge before

    def run(self) -> None:
        self._lay_proxies()
        for cell in self.cells:
            if cell["kind"] == "test" and cell["name"] in self.skip:
                continue
            if cell["kind"] == "test":
                self.report({"test": cell["name"], **self._test(cell)})
                continue
            if cell["kind"] == "given":
                exec(compile(cell["source"], f"<{cell['name']}>", "exec"), self.trusted)
                self._lay_proxies()
            self._give(cell)
        for remark in self.student.remarks:
            self.report({"remark": list(remark)})
        self.student.close()

    def _give(self, cell):
        """Run a cell in the student's process."""
        try:
            figure = self.student.run(cell["name"], cell["source"])
        except StudentError as error:
            if cell["kind"] == "answer":
                self.failed[cell["name"]] = error
            elif cell["kind"] == "own":
                self.report({"remark": ["own_cell", self.explain(error)]})
            return
        if figure:
            self.report({"figure": figure, "after": cell["name"]})

    def _test(self, cell):
        """Run a test; say how it went."""
        names = {n.id for n in ast.walk(ast.parse(cell["source"])) if isinstance(n, ast.Name)}
        signal.setitimer(signal.ITIMER_REAL, TEST_SECONDS)
        try:
            for name in self.values & names:
                self.trusted[name] = self.student.value(name)
            return {"passed": True, "share": _run_test(cell, self.trusted)}
        except StudentError as error:
            return {"passed": False, "message": self.explain(error)}
        except AssertionError as error:
            return {"passed": False, "message": str(error) or say("no_words", self.language)}
        except (MemoryError, TestTimeout):
            return {"passed": False, "message": say("test_too_big", self.language)}
        except Exception as error:
            what = f"{type(error).__name__}: {error}"[:300]
            return {"passed": False, "message": say("test_broke", self.language, error=what)}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def explain(self, error: StudentError) -> str:
        """A student's error in the words of the submission's language."""
        fields = error.fields
        if error.key == "missing":
            cause = self.failed.get(self.cell_of.get(fields["name"]))
            if cause:
                return self.explain(cause)
        key = error.key
        if key == "raised" and fields["line"]:
            key = "raised_at"
        return say(key, self.language, **fields)

    def _lay_proxies(self):
        for name in self.functions:
            self.trusted[name] = self._proxy(name)

    def _proxy(self, name):
        def call(*arguments):
            value, borrowed = self.student.call(name, arguments)
            for module in borrowed:
                _seem_to_run(module)
            return value

        call.__name__ = name
        return call


def _run_test(cell, namespace):
    """Run a test cell; a number as its last line is the share of its points, as in nbgrader."""
    tree = ast.parse(cell["source"])
    last = tree.body.pop().value if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    file = f"<{cell['name']}>"
    exec(compile(tree, file, "exec"), namespace)
    value = eval(compile(ast.Expression(last), file, "eval"), namespace) if last else None
    return float(value) if isinstance(value, int | float) and value >= 0 else None


def _seem_to_run(module):
    """Call a function that says it belongs to `module`: `result_of` watches the calls."""
    types.FunctionType((lambda: None).__code__, {"__name__": module})()


def limit() -> None:
    """The judge's own limits."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _stop)


def _stop(signum, frame):
    raise TestTimeout


def main() -> None:
    job = json.load(sys.stdin)
    reports = os.fdopen(os.dup(1), "w", encoding="utf-8")
    student_side.adopt_orphans()
    limit()
    warnings.simplefilter("ignore")
    silence = io.StringIO()

    def report(outcome):
        print(json.dumps(outcome), file=reports, flush=True)

    with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        try:
            Judge(job, report).run()
        except Exception as error:  # not the student's fault: a person must look
            report({"internal": f"{type(error).__name__}: {error}"[:500]})
    report({"done": True})


if __name__ == "__main__":
    main()
