"""The sandbox runs cells like a grader: on after errors, and never longer than it should."""

import time

import pytest

from tools.exercises.sandbox import run


def test_cells_share_a_namespace_and_go_on_after_an_error():
    assert run(["x = 1", "x / 0", "assert x == 1", "assert x == 2, 'x is 1'"]) == [
        None,
        ("ZeroDivisionError", "division by zero"),
        None,
        ("AssertionError", "x is 1"),
    ]


@pytest.mark.parametrize(
    "source",
    ["while True: pass", "while True:\n  try: 1\n  except Exception: 2"],
    ids=["plain", "swallows exceptions"],
)
def test_endless_loop_is_cut_and_the_next_cell_runs(source):
    loop, after = run([source, "x = 1"], seconds=0.5)
    assert loop[0] == "CellTimeout"
    assert after is None


def test_process_that_withstands_interruption_is_killed():
    loop = "while True:\n  try:\n    while True: time.sleep(0.01)\n  except BaseException: pass"
    started = time.monotonic()
    outcomes = run(["import time", loop, "x = 2"], seconds=0.5)
    assert outcomes[0] is None
    assert [outcome[0] for outcome in outcomes[1:]] == ["NotRun", "NotRun"]
    assert time.monotonic() - started < 60  # it did end; how fast is not the point


@pytest.mark.parametrize("source", ["import os; os._exit(0)", "import sys; sys.exit()"])
def test_exit_passes_nothing_that_comes_after_unrun(source):
    _, second = run([source, "assert False, 'must run or be reported'"])
    assert second is not None


def test_syntax_error_is_reported_for_its_cell_alone():
    assert [outcome and outcome[0] for outcome in run(["def f(:", "x = 1"])] == [
        "SyntaxError",
        None,
    ]


def test_input_fails_at_once():
    assert run(["input()"])[0][0] == "EOFError"


def test_output_on_stderr_counts_as_failing_as_in_nbgrader():
    assert run(["import sys; print('oh', file=sys.stderr)", "print('fine')"]) == [
        ("stderr", "oh\n"),
        None,
    ]


def test_messages_keep_their_letters():
    assert run(["assert False, '합이 1입니다'"]) == [("AssertionError", "합이 1입니다")]
