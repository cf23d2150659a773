"""What grading says beside the score: remarks, reasons, language, isolation of inputs."""

import os
import subprocess
import sys

import nbformat
import numpy as np
import pytest

from dlcourse.course import demo
from dlcourse.engine import grade, rebuild
from dlcourse.engine.notebook_file import read
from dlcourse.engine.source import role
from dlcourse.engine.student import Student, StudentError
from tests.dlcourse.conftest import handed_in, sources

KO, EN = (sources("xor")[language] for language in ("ko", "en"))


def test_a_submission_is_graded_in_its_own_language(points):
    changed = {"band_count": "hidden_units, hidden_layers = 2, 2"}
    for course_language in ("ko", "en"):
        outcome, _ = points(handed_in(EN, changed), language=course_language)
        assert outcome.language == "en"
        assert "hidden" in outcome.tests["test_band_count"]["message"]


def test_two_different_answers_are_listed_for_a_person_and_equal_ones_are_not():
    notebook = demo.solved(KO, {})
    answer = next(cell for cell in notebook.cells if role(cell) == "answer")
    for text, expected in ((answer.source, []), (answer.source + "\n# again", ["half_adder"])):
        copied = nbformat.from_dict(answer | {"source": text})
        doubled = nbformat.from_dict(notebook | {"cells": [*notebook.cells, copied]})
        rebuilt = rebuild.rebuild(KO, read(nbformat.v4.writes(doubled).encode()))
        assert [name for key, name in rebuilt.remarks if key == "duplicate_answer"] == expected


def test_a_text_written_below_its_cell_is_found():
    notebook = demo.solved(KO, {})
    place = KO.of_role("text")["explain"]
    notebook.cells.insert(place + 1, nbformat.v4.new_markdown_cell("직선은 유닛이 긋는다."))
    rebuilt = rebuild.rebuild(KO, read(nbformat.v4.writes(notebook).encode()))
    text = next(cell for cell in rebuilt.notebook.cells if role(cell) == "text")
    assert text.source == "직선은 유닛이 긋는다."
    assert ("answer_found", "explain") in rebuilt.remarks


def test_no_metadata_of_the_student_survives():
    notebook = demo.solved(KO, {})
    for cell in notebook.cells:
        cell.metadata.update(tags=["skip-execution"], evil=True)
    notebook.metadata["evil"] = True
    rebuilt = rebuild.rebuild(KO, read(nbformat.v4.writes(notebook).encode()))
    assert "evil" not in nbformat.v4.writes(rebuilt.notebook)
    assert "skip-execution" not in nbformat.v4.writes(rebuilt.notebook)


def test_another_exercise_is_recognised(points, isolation):
    content = handed_in(KO)
    other = demo.copy.deepcopy(KO)
    for notebook in (other.source, other.release):
        for cell in notebook.cells:
            if "nbgrader" in cell.metadata:
                cell.metadata.nbgrader.grade_id = "other-" + cell.metadata.nbgrader.grade_id
    other = type(KO)("losses", "ko", other.source, other.release)
    _, outcome = grade.grade(content, {"ko": other}, "ko", isolation, {"xor": KO})
    assert "xor" in outcome.reason
    assert sum(outcome.points(other).values()) == 0


def test_a_changed_input_is_remarked_and_costs_nothing(points):
    solution = KO.source.cells[KO.of_role("answer")["polygon_network"]].source
    code = solution.replace(
        "edges = ", "vertices = np.asarray(vertices); vertices[:] = 0; edges = "
    )
    code = code.replace("np.asarray(vertices, dtype=float)", "np.array(vertices)")
    outcome, got = points(handed_in(KO, {"polygon_network": code}))
    assert ["changed", "polygon_network"] in outcome.remarks
    assert outcome.tests["test_polygon"]["passed"]
    assert got == sum(KO.points[test] for test in KO.tests)


def test_why_a_name_is_missing_is_said_by_the_error_of_its_cell(points):
    outcome, _ = points(handed_in(KO, {"band_count": "hidden_units = two\nhidden_layers = 1"}))
    assert "NameError" in outcome.tests["test_band_count"]["message"]
    assert "1번째 줄" in outcome.tests["test_band_count"]["message"]


def test_an_answer_too_big_to_check_ends_neither_the_judge_nor_the_other_tests(points):
    code = (
        "def band_network():\n    m = 300_000\n"
        "    return np.ones((2, m)), np.zeros(m), np.zeros(m), 0.0\n"
    )
    outcome, got = points(handed_in(KO, {"band_network": code}), seconds=10.0)
    assert "메모리" in outcome.tests["test_band_far"]["message"]
    assert got == sum(KO.points[test] for test in KO.tests) - 3


@pytest.fixture
def student(isolation):
    student = Student(isolation, seconds=2)
    yield student
    student.close()


def test_functions_of_a_test_can_be_called_back(student):
    student.run("a", "def slope(f, x):\n    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6")
    value, borrowed = student.call("slope", (np.square, 3.0))
    assert value == pytest.approx(6)
    assert borrowed == []


def test_generators_are_handed_over(student):
    student.run("a", "def draw(*, rng=None): pass\ndef draw(rng): return rng.normal(size=3)")
    value, _ = student.call("draw", (np.random.default_rng(5),))
    np.testing.assert_array_equal(value, np.random.default_rng(5).normal(size=3))


def test_a_test_may_expect_an_error(student):
    student.run("a", "def f(x):\n    raise ValueError('p must be in [0, 1)')")
    with pytest.raises(ValueError, match="p must be") as caught:
        student.call("f", (1,))
    assert isinstance(caught.value, StudentError)
    assert caught.value.fields["line"] == 2


def test_after_a_death_what_went_well_is_there_again(student):
    student.run("a", "x = 41")
    student.run("b", "def f(): return x + 1\ndef die():\n    import os\n    os._exit(0)")
    with pytest.raises(StudentError):
        student.call("die", ())
    assert student.call("f", ())[0] == 42


def test_no_process_is_left_behind_at_the_weakest_level():
    code = (
        "import os, time\nread, write = os.pipe()\n"
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        os.write(write, str(os.getpid()).encode())\n        time.sleep(999)\n"
        "    os._exit(0)\nchild = int(os.read(read, 20))\n"
    )
    command = [sys.executable, "-c", _ORPHAN.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


_ORPHAN = """
from dlcourse.engine import student
from dlcourse.engine.sandbox import Sandbox
student.adopt_orphans()
s = student.Student(Sandbox("limits"), seconds=5)
s.run("a", {code!r})
print(s.value("child"))
s.close()
"""
