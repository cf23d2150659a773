"""Isolation is tried out by attacks; each level keeps what it promises."""

import os
import subprocess
import sys

import pytest

from dlcourse.course import doctor
from dlcourse.engine import sandbox
from dlcourse.engine.sandbox import Sandbox, SandboxError


def usable(level):
    reason = sandbox.works(Sandbox(level))
    if reason:
        pytest.skip(f"no isolation by {level} here: {reason}")
    return Sandbox(level)


def test_nothing_gets_through_the_namespaces():
    usable("namespaces")
    found = {level["level"]: level for level in doctor.examine()}
    assert found["namespaces"]["through"] == []
    assert {"read_course", "network"} <= set(found["limits"]["through"])
    assert not {"memory", "files"} & set(found["limits"]["through"])


def test_another_user_cannot_read_the_course():
    usable("user")
    found = {level["level"]: level["through"] for level in doctor.examine()}
    assert not {"read_course", "write_course", "same_user"} & set(found["user"])


def test_what_a_student_sees_holds_no_exercise_and_no_lecturers_code(tmp_path):
    box = usable("namespaces")
    code = (
        "import os\n"
        "for folder, _, files in os.walk('/'):\n"
        "    if not folder.startswith(('/usr', '/proc', '/lib', '/bin')):\n"
        "        print('\\n'.join(os.path.join(folder, f) for f in files))\n"
    )
    command = box.command(str(tmp_path), [sys.executable, "-I", "-c", code])
    seen = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = [path for path in seen if "dlcourse" in path or "exercises/" in path]
    # The command itself is four lines beside Python, without anything behind it.
    packages = [p for p in ours if "site-packages" not in p and not p.endswith("/bin/dlcourse")]
    assert packages
    assert {os.path.dirname(path).rsplit("/", 1)[-1] for path in packages} <= {
        "apart",
        "__pycache__",
    }


def test_an_isolation_that_does_not_work_is_refused_and_says_why():
    with pytest.raises(SandboxError, match="must be one of"):
        sandbox.chosen("magic")
    with pytest.raises(SandboxError, match="'container' does not work"):
        sandbox.chosen("container", "")


def test_a_container_is_closed_and_sees_only_the_students_side(tmp_path, monkeypatch):
    """A stand-in for docker writes down how it was called, and runs the worker."""
    program = tmp_path / "docker"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/called\nexec {sys.executable} -c "print(3)"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(sandbox, "container_program", lambda: str(program))
    box = Sandbox("container", "example/image:1")
    assert sandbox.works(box) == ""
    called = (tmp_path / "called").read_text()
    for promise in ("--network=none", "--read-only", "--cap-drop=ALL", "--user=65534", "--memory="):
        assert promise in called
    assert called.count("--volume=") == 1
    assert f"--volume={sandbox.APART}:/apart:ro example/image:1 python" in called
