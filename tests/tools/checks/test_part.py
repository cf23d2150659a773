"""`make check`: what it runs for a part, what it says of one that fails or is not there."""

import pytest

from sources.chapters import BOOK
from tools.checks import part
from tools.checks.part import Check


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a part: make check CHAPTER=xor, FIGURE=ravine or EXERCISE=xor"),
        (["--chapter", "xro"], "no page xro; _toc.yml has index, "),
        (["--figure", "revine"], "no live figure revine; there are"),
        (["--exercise", "xro"], "no exercise xro; there are "),
    ],
)
def test_a_part_that_is_not_there_is_named(arguments, said, capsys):
    with pytest.raises(SystemExit):
        part.main(arguments)
    assert said in capsys.readouterr().err


def test_every_check_runs_and_those_that_fail_are_named_with_what_they_said(capfd):
    checks = [
        Check("good", ("platform",)),
        Check("bad", ("tools.parity", "nowhere")),
        Check("good too", ("platform",)),
    ]
    assert part.run(checks) == ["bad"]
    said = capfd.readouterr().out
    assert said.count("ok ") == 2
    assert "FAILED" in said
    assert "nowhere" in said


ROOMS = ("claims", "exercises", "guards", "notebooks", "parity")


def test_a_chapter_is_checked_in_all_that_concerns_it():
    commands = [check.command for check in part.checks_of("xor", None, None)]
    rooms = {command[0] for command in commands}
    assert rooms == {"pytest", *(f"tools.{room}" for room in ROOMS)}
    assert ("tools.parity", "xor", "exercises/xor") in commands
    assert any(str(BOOK.notebook("ko", "xor")) in command for command in commands)


def test_all_live_figures_are_known():
    assert {"space_warp", "ravine", "decision", "batch_norm"} <= set(part.figure_names())
