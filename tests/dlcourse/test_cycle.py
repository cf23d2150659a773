"""A whole course cycle from the command line, in both languages."""

import csv
import json
import shutil
from datetime import timedelta
from pathlib import Path

import nbformat
import openpyxl
import pytest

from dlcourse.cli import main
from dlcourse.course import clock, demo, folder
from dlcourse.course.grading import todo
from tests.dlcourse.conftest import handed_in, sources

ROSTER = {
    "ko": "학번,이름,이메일\n1001,홍길동,a@x.kr\n"
    "1002,김 철수,b@x.kr\n1003,=1+1,c@x.kr\n1004,이영,d@x.kr\n",
    "en": "student_id,name,email\n1001,Ada Brook,a@x\n"
    "1002,Ben Castle,b@x\n1003,=1+1,c@x\n1004,Lea,d@x\n",
}  # fmt: skip
TEXT = "Units draw lines. <script>alert(1)</script> <img src=x onerror=alert(1)>"


@pytest.fixture(params=["ko", "en"], scope="module")
def language(request):
    return request.param


@pytest.fixture(scope="module")
def graded(language, tmp_path_factory):
    """A released, collected and graded course."""
    root = tmp_path_factory.mktemp("cycle")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DLCOURSE_LANG", language)
        patch.chdir(root)
        Path("roster.csv").write_text(ROSTER[language], encoding="utf-8")
        assert main(["init", "ai", "--lang", language, "--roster", "roster.csv"]) == 0
        patch.chdir("ai")
        due = (clock.now() + timedelta(days=3)).astimezone(clock.zone("Asia/Seoul"))
        assert main(["release", "xor", "--due", due.strftime(clock.SHOWN), "--late-days", "2"]) == 0
        source = sources("xor")[language]
        wrong = {"band_count": "hidden_units = 3\nhidden_layers = 1\n"}
        downloads = root / "downloads"
        downloads.mkdir()
        (downloads / "1001_xor.ipynb").write_bytes(handed_in(source, {}, TEXT))
        (downloads / "xor 1002.ipynb").write_bytes(handed_in(source, wrong, "Lines."))
        (downloads / "1003.ipynb").write_bytes(b'{"cells": [')
        assert main(["collect", "xor", str(downloads)]) == 0
        assert main(["grade", "xor", "--jobs", "2", "--json"]) == 0
    return folder.load(root / "ai")


@pytest.fixture
def course(graded, tmp_path, monkeypatch, capsys):
    """A copy of it to go on with, as the current folder."""
    shutil.copytree(graded.root, tmp_path / "ai")
    monkeypatch.chdir(tmp_path / "ai")
    capsys.readouterr()
    return folder.load(tmp_path / "ai")


def mark(course, student, points):
    """What the formgrader does when a person marks a text."""
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("explain", "xor", "xor", student)
        grade.manual_score, grade.needs_manual_grade = points, False
        comment = gradebook.find_comment("explain", "xor", "xor", student)
        comment.manual_comment = "<b>good</b>"
        gradebook.db.commit()


def scores(course):
    main(["grades", "--format", "csv", "--out", "out.csv"])
    with open("out.csv", encoding="utf-8-sig", newline="") as file:
        found = {row["student_id"]: row for row in csv.DictReader(file)}
    Path("out.csv").unlink()
    return found


def test_points_are_in_the_gradebook_and_pending_ones_stay_blank(course):
    found = scores(course)
    assert [found[s]["xor"] for s in ("1001", "1002", "1003", "1004")] == ["", "", "0", ""]
    assert found["1001"]["xor_status"] == "pending"
    assert found["1004"]["xor_status"] == "missing"
    mark(course, "1001", 2.5)
    assert scores(course)["1001"]["xor"] == "14.5"
    assert scores(course)["1003"]["name"] == "'=1+1"


def test_nothing_is_graded_twice_and_an_interrupted_run_resumes(course, capsys):
    assert todo(course, "xor") == []
    course.result("xor", "1002").unlink()
    assert todo(course, "xor") == ["1002"]
    assert main(["grade", "xor", "--json"]) == 0
    assert [g["student"] for g in json.loads(capsys.readouterr().out)["graded"]] == ["1002"]


def test_marks_by_hand_survive_regrading_until_the_answer_changes(course):
    mark(course, "1001", 2)
    assert main(["grade", "xor", "--only", "1001", "--regrade"]) == 0
    assert scores(course)["1001"]["xor"] == "14"
    source = sources("xor")[course.language]
    course.submitted("xor", "1001").write_bytes(handed_in(source, {}, "Another text."))
    assert main(["grade", "xor"]) == 0
    assert scores(course)["1001"]["xor_status"] == "pending"


def test_feedback_is_small_self_contained_and_hides_what_is_hidden(course):
    mark(course, "1002", 1)
    assert main(["feedback", "xor", "--zip"]) == 0
    assert (course.root / "feedback-xor.zip").is_file()
    pages = {s: course.feedback("xor", s).read_text() for s in ("1001", "1002", "1003")}
    source = sources("xor")[course.language]
    places = source.of_role("test")
    hidden = [source.source.cells[places[test]].source for test in source.hidden]
    for page in pages.values():
        assert len(page.encode()) <= 60_000
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "http" not in page.replace("http-equiv", "")
        assert f'<html lang="{course.language}">' in page
        for line in "\n".join(hidden).splitlines():
            assert len(line) < 25 or '"' in line or line.startswith("#") or line not in page
    assert "&lt;script&gt;" in pages["1001"]
    assert {"ko": "채점 중", "en": "pending"}[course.language] in pages["1001"]
    assert pages["1001"].count("data:image/png") == 3
    assert "&lt;b&gt;good" in pages["1002"]
    assert "JSON" in pages["1003"]


def test_the_files_of_platforms_are_filled_and_else_unchanged(course):
    mark(course, "1001", 3)
    files = {
        "canvas": "Student,ID,SIS User ID,SIS Login ID,Section,xor (7)\n"
        "    Points Possible,,,,,15\n"
        '"Brook, Ada",5,1001,a,1,\nX,6,1002,b,1,\nY,7,9999,c,1,3\n',
        "moodle": "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade\n"
        "Participant 1,A,1001,a@x,Submitted,,15\nParticipant 2,B,1002,b@x,Submitted,,15\n",
        "blackboard": "Last Name\tFirst Name\tUsername\tStudent ID\txor [Total Pts: 15] |9\n"
        "A\tB\t1001\t\t\nC\tD\t1002\t\t\n",
    }
    encodings = {"canvas": "utf-8-sig", "moodle": "utf-8-sig", "blackboard": "utf-16"}
    for platform, text in files.items():
        path = Path(f"{platform}.csv")
        path.write_bytes(text.encode(encodings[platform]))
        arguments = ["grades", "--format", platform, "--into", str(path)]
        assert main(arguments) == 0
        filled = Path(f"{platform}-filled.csv").read_bytes().decode(encodings[platform])
        before, after = (
            t.replace("\r\n", "\n").replace('"', "").split("\n") for t in (text, filled)
        )
        assert "15" in after[-3 if platform != "canvas" else 2]
        assert before[0] == after[0]
        assert before[-2] == after[-2]  # pending, or no student of ours
        assert main(arguments) == 1  # nothing is overwritten


def test_a_spreadsheet_keeps_ids_as_text(course):
    assert main(["grades", "--format", "xlsx", "--out", "m.xlsx"]) == 0
    sheet = openpyxl.load_workbook("m.xlsx").active
    assert sheet["A2"].value == "1001"
    assert sheet["B4"].value == "'=1+1"
    assert sheet["D2"].value is None
    assert sheet["D4"].value == 0


def test_two_shards_merge_into_the_same_gradebook(course, tmp_path):
    mark(course, "1001", 2)
    before = scores(course)
    parts = []
    for part in ("1/2", "2/2"):
        copy = tmp_path / part[0]
        shutil.copytree(course.root, copy)
        shutil.rmtree(copy / "results")
        parts.append(str(copy))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(copy)
            assert main(["grade", "xor", "--shard", part]) == 0
    graded = [{p.stem for p in Path(p, "results/xor").glob("*")} for p in parts]
    assert set.union(*graded) == {"1001", "1002", "1003"}
    assert not set.intersection(*graded)
    shutil.rmtree("results")
    assert main(["merge", "xor", *parts]) == 0
    assert scores(course) == before
    assert todo(course, "xor") == []


def test_lateness_and_extensions(course):
    stamp = course.submitted("xor", "1003").with_name("timestamp.txt")
    late = clock.stored(clock.now()) + timedelta(days=4, hours=6)
    for student in ("1001", "1002"):
        mark(course, student, 3)
        target = course.submitted("xor", student).with_name("timestamp.txt")
        target.write_text(f"{late:%Y-%m-%d %H:%M:%S} UTC")
    assert stamp.is_file()
    assert main(["extend", "xor", "1002", "--days", "2"]) == 0
    assert main(["grade", "xor", "--regrade"]) == 0
    found = scores(course)
    assert found["1001"]["xor"] == "12"  # two days begun, ten percent each
    assert found["1002"]["xor"] == "14"
    assert main(["extend", "xor", "nobody", "--days", "2"]) == 1


def test_equal_answers_are_listed(course, capsys):
    assert main(["similar", "xor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"] == []
    source = sources("xor")[course.language]
    names = ["P", "q", "r", "s", "t", "u", "v", "w"]
    for student, name in (("1001", names[0]), ("1002", names[1])):
        lines = "\n".join(f"    {name} = {name} * {n} + {n}" for n in range(9))
        code = f"def polygon_network({name}):\n    # {student}\n{lines}\n    return {name}\n"
        course.submitted("xor", student).write_bytes(handed_in(source, {"polygon_network": code}))
    assert main(["grade", "xor", "--json"]) == 0
    capsys.readouterr()
    assert main(["similar", "xor", "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert groups == [{"answer": "polygon_network", "students": ["1001", "1002"]}]


def test_the_person_who_marks_sees_the_rubric_and_students_do_not(course):
    notebook = folder.read_notebook(course.autograded("xor", "1001"))
    rubric = [cell for cell in notebook.cells if cell.id == "own-dlcourse-explain"]
    assert len(rubric) == 1
    for released in (course.root / "handout").rglob("*.ipynb"):
        text = released.read_text()
        assert "own-dlcourse" not in text
        assert "HIDDEN TESTS" not in text
    assert nbformat.read(course.root / "release/xor/xor.ipynb", 4).cells


def test_try_needs_no_course_and_says_what_a_student_would_get(language, tmp_path, capsys):
    path = tmp_path / "mine.ipynb"
    path.write_bytes(handed_in(sources("xor")[language], {"band_count": "hidden_units = 2"}))
    assert main(["try", "xor", str(path), "--lang", language, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["points"] == 11
    assert "hidden_layers" in data["tests"]["test_band_count"]["message"]


def test_the_demonstration_course_is_ready_to_be_collected(tmp_path, monkeypatch, capsys, language):
    assert main(["demo", str(tmp_path / "d"), "--lang", language]) == 0
    monkeypatch.chdir(tmp_path / "d")
    capsys.readouterr()
    assert main(["collect", "xor", "downloads/canvas.zip", "--from", "canvas", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["graded"], data["kept"], data["left"]) == (11, 1, 0)
    assert data["missing"] == ["20261012"]
    assert len(demo.NAMES[language]) == 12
