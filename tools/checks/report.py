"""pytest plugin: leave a record of what ran, what was skipped and why, and what was slow.

Only where the environment names a file in CHECKS_RECORD, as `python -m tools.checks all` does.
"""

import json
import os
from collections import Counter
from pathlib import Path

SLOW = 1.0  # seconds: what is faster is not worth a line
_calls: dict[str, float] = {}
_skipped: Counter = Counter()
_failed: set[str] = set()
_passed: set[str] = set()


def pytest_runtest_logreport(report):
    """Collect the result of each test, wherever it ran."""
    name = report.nodeid.partition("@")[0]  # xdist adds the group
    _calls[name] = _calls.get(name, 0.0) + report.duration
    if report.failed:
        _failed.add(name)
    elif report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _skipped[reason.removeprefix("Skipped: ")] += 1
    elif report.when == "call":
        _passed.add(name)


def pytest_sessionfinish(session):
    """Write the record: the process that steers the others does."""
    path = os.environ.get("CHECKS_RECORD")
    if not path or hasattr(session.config, "workerinput"):
        return
    slow = {name: round(took, 1) for name, took in _calls.items() if took >= SLOW}
    record = {
        "passed": len(_passed - _failed),
        "failed": len(_failed),
        "skipped": dict(_skipped),
        "slow": slow,
    }
    Path(path).write_text(json.dumps(record, ensure_ascii=False), "utf-8")
