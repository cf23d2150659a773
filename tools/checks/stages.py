"""Run the stages of `make test` one after the other, and say at the end what held and what did not.

Every stage runs, whatever became of the one before. The last word counts what was skipped, says why
and what to do, and names the slowest tests.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

STAGES = (
    "lint",
    "workflows",
    "guards",
    "parity",
    "claims",
    "unit",
    "nbval",
    "site-check",
    "browser",
)
SLOWEST = 10
TODO = {
    "no Chromium": "make chromium, or install one",
    "PyTorch": "make torch, then make oracle",
}


@dataclass
class Result:
    """What a stage did."""

    name: str
    ok: bool
    seconds: float
    record: dict = field(default_factory=dict)

    @property
    def line(self) -> str:
        tests = ""
        if self.record:
            skipped = sum(self.record["skipped"].values())
            tests = f"{self.record['passed']} tests" + (f", {skipped} skipped" if skipped else "")
            tests += f", {self.record['failed']} failed" if self.record["failed"] else ""
        outcome = "ok" if self.ok else "FAILED"
        return f"{self.name:12}{outcome:8}{self.seconds:7.0f} s  {tests}".rstrip()


def run(stage: str) -> Result:
    """Run one stage with make."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "record.json")
        start = time.perf_counter()
        print(f"── {stage}", flush=True)
        code = subprocess.call(["make", stage], env=os.environ | {"CHECKS_RECORD": str(record)})
        took = time.perf_counter() - start
        found = json.loads(record.read_text("utf-8")) if record.is_file() else {}
    return Result(stage, code == 0, took, found)


def verdict(results: list[Result]) -> str:
    """The last word on what ran."""
    lines = ["", *(result.line for result in results)]
    slow = {
        name: took for result in results for name, took in result.record.get("slow", {}).items()
    }
    slowest = sorted(slow.items(), key=lambda each: -each[1])[:SLOWEST]
    if slowest:
        lines += ["", "slowest tests:", *(f"{took:7.1f} s  {name}" for name, took in slowest)]
    skipped = {}
    for result in results:
        for reason, count in result.record.get("skipped", {}).items():
            skipped[reason] = skipped.get(reason, 0) + count
    if skipped:
        lines += ["", "not run:"]
        for reason, count in sorted(skipped.items(), key=lambda each: -each[1]):
            hint = next((what for word, what in TODO.items() if word in reason), "")
            lines.append(f"{count:5} tests: {reason}" + (f"  → {hint}" if hint else ""))
    failed = [result.name for result in results if not result.ok]
    minutes = sum(result.seconds for result in results) / 60
    if failed:
        lines += ["", f"FAILED: {', '.join(failed)} ({minutes:.0f} minutes)"]
    elif skipped:
        count = sum(skipped.values())
        lines += [
            "",
            f"all that ran passed, but {count} tests were not run ({minutes:.0f} minutes)",
        ]
    else:
        lines += ["", f"all checks passed ({minutes:.0f} minutes)"]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.checks all",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "stages", nargs="*", default=STAGES, metavar="stage", help=f"default: {' '.join(STAGES)}"
    )
    results = [run(stage) for stage in parser.parse_args(arguments).stages]
    print(verdict(results))
    return 0 if all(result.ok for result in results) else 1
