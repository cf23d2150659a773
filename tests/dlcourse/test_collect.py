"""Downloads of every platform find their students, and no archive does any harm."""

import io
import shutil
import stat
import tarfile
import zipfile
from datetime import datetime

import pytest

from dlcourse.course import archives, collect, folder, platforms, roster
from dlcourse.course.errors import CourseError
from dlcourse.course.folder import Assignment
from dlcourse.course.roster import Student

NOTEBOOK = b'{"cells": [], "nbformat": 4}'
STUDENTS = [
    Student("20231001", "홍길동", "hong@x.kr", "501", "hong"),
    Student("20231002", "김 철수", "kim@x.kr", "502", "kim"),
    Student("2023100", "Lee, Ann", "lee@x.kr", "503", "lee"),
    Student("20231004", "홍길동", "hong2@x.kr", "504", "hong2"),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    course = folder.create(tmp_path_factory.mktemp("template") / "course", "ko", "Asia/Seoul")
    roster.add(course, STUDENTS)
    with course.gradebook() as gradebook:
        gradebook.add_assignment("xor")
    course.assignments["xor"] = Assignment("2026-12-01 23:59", 1)
    course.save()
    return course.root


@pytest.fixture
def course(template, tmp_path):
    shutil.copytree(template, tmp_path / "course")
    return folder.load(tmp_path / "course")


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = (
                name
                if isinstance(name, zipfile.ZipInfo)
                else zipfile.ZipInfo(name, (2026, 11, 30, 9, 0, 0))
            )
            archive.writestr(info, content)  # fmt: skip
    return path


def fates(items):
    return {item.path.split("/", 1)[-1]: (item.student, item.fate, item.problem) for item in items}


@pytest.mark.parametrize(
    ("platform", "path", "student"),
    [
        ("canvas", "z.zip/hong_501_99_xor.ipynb", "20231001"),
        ("canvas", "z.zip/leeann_LATE_503_99_xor-2.ipynb", "2023100"),
        ("canvas", "z.zip/김철수_999_1_xor.ipynb", "20231002"),
        ("canvas", "z.zip/홍길동_999_1_xor.ipynb", "several"),
        ("canvas", "z.zip/xor.ipynb", "unknown_pattern"),
        ("moodle", "z.zip/김 철수_12_assignsubmission_file_/xor.ipynb", "20231002"),
        ("moodle", "z.zip/김 철수_12_assignsubmission_file_xor.ipynb", "20231002"),
        ("moodle", "z.zip/홍길동_77_assignsubmission_file_/xor.ipynb", "20231004"),
        ("moodle", "z.zip/홍길동_78_assignsubmission_file_/xor.ipynb", "several"),
        ("moodle", "z.zip/Ann Lee_78_assignsubmission_file_/xor.ipynb", "2023100"),
        ("blackboard", "z.zip/xor_kim_attempt_2026-11-30-10-11-12_xor.ipynb", "20231002"),
        ("blackboard", "z.zip/my_xor_20231001_attempt_2026-11-30-10-11-12.ipynb", "20231001"),
        ("names", "z.zip/20231001.ipynb", "20231001"),
        ("names", "z.zip/xor-20231002 (1).ipynb", "20231002"),
        ("names", "z.zip/2023100/xor.ipynb", "2023100"),
        ("names", "z.zip/20231001/20231002_xor.ipynb", "20231002"),
        ("names", "z.zip/120231001.ipynb", "nobody"),
    ],
)
def test_the_sender_of_a_file(platform, path, student):
    numbers = platforms.participants(
        [["Identifier", "ID number"], ["Participant 77", "20231004"], ["Participant 5", ""]]
    )
    sender = platforms.Platform(platform, STUDENTS, numbers).sender(path)
    assert (sender.student.id if sender.student else sender.problem) == student


def test_the_latest_in_time_counts_and_every_file_is_kept(course, tmp_path):
    def at(day, hour=9):
        return zipfile.ZipInfo(f"20231001_{day}_{hour}.ipynb", (2026, 12, day, hour, 0, 0))

    path = zipped(tmp_path / "a.zip", {at(1): b"a" + NOTEBOOK, at(1, 23): NOTEBOOK, at(5): b"c"})
    items = collect.collect(course, "xor", [path], "names")
    assert [item.fate for item in items] == ["kept", "graded", "kept"]
    assert course.submitted("xor", "20231001").read_bytes() == NOTEBOOK
    stamp = course.submitted("xor", "20231001").with_name("timestamp.txt").read_text()
    assert stamp == "2026-12-01 14:00:00 UTC"
    assert len(list((course.root / "kept/xor/20231001").iterdir())) == 3
    # The same again, and an older one: nothing changes.
    older = zipped(tmp_path / "b.zip", {at(1, 8): b"older" + NOTEBOOK})
    collect.collect(course, "xor", [path, older], "names")
    assert course.submitted("xor", "20231001").read_bytes() == NOTEBOOK
    assert len(list((course.root / "kept/xor/20231001").iterdir())) == 4


def test_a_dry_run_writes_nothing(course, tmp_path):
    path = zipped(tmp_path / "a.zip", {"20231001.ipynb": NOTEBOOK, "who.ipynb": NOTEBOOK})
    before = sorted(course.root.rglob("*"))
    items = collect.collect(course, "xor", [path], "names", dry_run=True)
    assert [item.fate for item in items] == ["graded", "left"]
    assert sorted(course.root.rglob("*")) == before


def test_dangerous_archives_lead_nowhere(course, tmp_path):
    link = zipfile.ZipInfo("20231001/link.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = zipped(
        tmp_path / "a.zip",
        {
            "../../20231002.ipynb": NOTEBOOK,
            "/etc/20231004.ipynb": NOTEBOOK,
            link: "/etc/passwd",
            "__MACOSX/._20231001.ipynb": b"x",
            "20231001/.DS_Store": b"x",
        },
    )
    items = collect.collect(course, "xor", [path], "names")
    found = {item.student: item for item in items}
    assert set(found) == {"20231001", "20231002", "20231004"}
    assert found["20231001"].problem == "is_link"
    assert b"root:" not in course.submitted("xor", "20231001").read_bytes()
    outside = set(tmp_path.iterdir()) - {course.root, path}
    assert not outside


def test_bombs_are_not_unpacked(course, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 100_000)
    monkeypatch.setattr(archives, "MAX_TOTAL", 250_000)
    inner = zipped(tmp_path / "inner.zip", {"20231002.ipynb": bytes(99_000)}).read_bytes()
    members = {"20231001.ipynb": bytes(10_000_000), "20231002/xor.zip": inner}
    members |= {f"20231004_{n}.ipynb": bytes(90_000) for n in range(4)}
    items = fates(collect.collect(course, "xor", [zipped(tmp_path / "a.zip", members)], "names"))
    assert items["20231001.ipynb"] == ("20231001", "graded", "too_big_file")
    assert items["20231002/xor.zip/20231002.ipynb"][2] in ("", "other_file")
    assert items["20231004_3.ipynb"][2] == "too_big_file"


@pytest.mark.parametrize("damage", ["not an archive", "encrypted", "cut"])
def test_archives_that_cannot_be_read_are_said_so(course, tmp_path, damage):
    path = zipped(tmp_path / "20231001.zip", {"xor.ipynb": NOTEBOOK * 50})
    content = bytearray(path.read_bytes())
    if damage == "not an archive":
        content = b"PK\x03\x04 no more"
    elif damage == "cut":
        content = content[: len(content) // 3]
    else:
        content[6] |= 1
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    (item,) = collect.collect(course, "xor", [path], "names")
    assert item.problem == {"encrypted": "is_encrypted"}.get(damage, "bad_archive")
    assert item.fate == "graded"  # it gets a score and this reason


def test_names_in_old_korean_encodings_and_tar_files(course, tmp_path):
    raw = "20231001 홍길동.ipynb".encode("cp949").decode("cp437")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo(raw)
        archive.writestr(info, NOTEBOOK)
    content = path.read_bytes().replace(b"\x00\x08", b"\x00\x00")  # the UTF-8 flag
    path.write_bytes(
        content.replace(raw.encode(), raw.encode("cp437").ljust(len(raw.encode()), b"_"))
    )
    tarred = tmp_path / "b.tar.gz"
    with tarfile.open(tarred, "w:gz") as archive:
        member = tarfile.TarInfo("20231002/xor.ipynb")
        member.size, member.mtime = len(NOTEBOOK), datetime(2026, 11, 30).timestamp()
        archive.addfile(member, io.BytesIO(NOTEBOOK))
        link = tarfile.TarInfo("20231004/xor.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    items = collect.collect(course, "xor", [tarred], "names")
    assert [(i.student, i.problem) for i in items] == [("20231002", ""), ("20231004", "is_link")]


def test_a_student_who_hands_in_something_else_gets_it_graded_with_a_reason(course, tmp_path):
    path = zipped(tmp_path / "a.zip", {"20231001.pdf": b"%PDF-1.4", "20231002.py": b"x = 1"})
    items = collect.collect(course, "xor", [path], "names")
    assert [(i.fate, i.problem) for i in items] == [("graded", "other_file")] * 2


def test_a_renamed_notebook_is_recognised_by_what_it_holds(course, tmp_path):
    path = zipped(tmp_path / "a.zip", {"20231001.ipynb.txt": NOTEBOOK, "20231002": NOTEBOOK})
    assert {i.problem for i in collect.collect(course, "xor", [path], "names")} == {""}


def test_a_missing_download_is_named(course, tmp_path):
    with pytest.raises(CourseError, match="cannot_read"):
        collect.collect(course, "xor", [tmp_path / "no.zip"], "names")
