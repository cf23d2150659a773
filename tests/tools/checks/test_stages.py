"""The last word is true: it counts what was skipped, says why, and never hides a failure."""

import json
import os
import subprocess
import sys

import pytest

from tools.checks.stages import Result, main, verdict


def record(passed=3, failed=0, skipped=(), slow=()):
    return {"passed": passed, "failed": failed, "skipped": dict(skipped), "slow": dict(slow)}


def test_all_checks_passed_only_when_all_ran():
    whole = [Result("lint", True, 2), Result("unit", True, 100, record())]
    assert verdict(whole).endswith("all checks passed (2 minutes)")
    skipped = record(37, skipped={"no Chromium: install it": 263})
    said = verdict([*whole, Result("browser", True, 60, skipped)])
    assert "all checks passed" not in said
    assert said.endswith("all that ran passed, but 263 tests were not run (3 minutes)")
    assert "263 tests: no Chromium: install it  → make chromium" in said
    assert "browser     ok           60 s  37 tests, 263 skipped" in said


def test_what_failed_is_named_and_the_slowest_tests_are():
    results = [
        Result("unit", False, 10, record(failed=2, slow={"tests/a.py::test_a": 9.5})),
        Result("browser", True, 10, record(slow={"tests/b.py::test_b": 20.1})),
    ]
    said = verdict(results)
    assert said.endswith("FAILED: unit (0 minutes)")
    assert said.index("20.1 s  tests/b.py::test_b") < said.index("9.5 s  tests/a.py::test_a")


def test_every_stage_runs_whatever_became_of_the_one_before(tmp_path, monkeypatch, capfd):
    (tmp_path / "Makefile").write_text("bad:\n\t@exit 3\ngood:\n\t@echo good ran\n")
    monkeypatch.chdir(tmp_path)
    assert main(["bad", "good"]) == 1
    said = capfd.readouterr().out
    assert "good ran" in said
    assert said.strip().endswith("FAILED: bad (0 minutes)")


TESTS = """
import time
import pytest

def test_good(): pass
def test_bad(): assert False
def test_left(): pytest.skip("no Chromium")
@pytest.mark.skip(reason="no PyTorch")
def test_marked(): pass
@pytest.fixture
def broken(): raise ValueError
def test_broken(broken): pass
"""


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_plugin_records_what_ran(tmp_path, workers):
    (tmp_path / "test_it.py").write_text(TESTS)
    path = tmp_path / "record.json"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tools.checks.report", "-n", workers, tmp_path],
        env={**os.environ, "CHECKS_RECORD": str(path)},
        capture_output=True,
        check=False,
    )
    found = json.loads(path.read_text())
    assert found == record(1, 2, {"no Chromium": 1, "no PyTorch": 1})
