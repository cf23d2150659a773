"""Bad input: a clear sentence in either language, nothing overwritten, nothing lost."""

import json
import re
from string import Formatter
from urllib.parse import unquote

import pytest

from dlcourse import cli
from dlcourse.cli import main
from dlcourse.course import book, clock, folder, roster
from dlcourse.course.errors import CourseError
from dlcourse.course.exports import safe
from dlcourse.course.nbgrader import DAY, late_penalty
from dlcourse.engine.source import Source
from dlcourse.messages import LANGUAGES, _messages, say


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return roster.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_rosters_in_any_encoding(tmp_path, encoding):
    (student,) = read(tmp_path, "학번,성명,이메일\n0012, 홍 길동 ,a@x.kr\n", encoding)
    assert (student.id, student.name, student.email) == ("0012", "홍 길동", "a@x.kr")


def test_the_rosters_of_canvas_and_moodle(tmp_path):
    canvas = "Student,ID,SIS User ID,SIS Login ID,Section,xor\n    Points Possible,,,,,15\n"
    canvas += '"Brook, Ada",55,1001,ada,1,\n"Student, Test",99,,,1,\n'
    (student,) = read(tmp_path, canvas)
    assert (student.id, student.lms_id, student.login) == ("1001", "55", "ada")
    assert student.names == ("Ada", "Brook")
    moodle = "First name;Last name;ID number;Email address\nAda;Brook;1001;a@x\n"
    (student,) = read(tmp_path, moodle)
    assert (student.id, student.name) == ("1001", "Ada Brook")
    assert roster.Student("1", "홍길동").names == ("길동", "홍")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty_roster"),
        ("학번,이름\n", "empty_roster"),
        ("이름\n홍길동\n", "no_id_column"),
        ("학번,이름\n1,가\n2,나\n1,다\n", "duplicate_ids"),
        ("student_id,name\nAB,x\nab,y\n", "duplicate_ids"),
        ("학번,이름\n../../x,가\n", "bad_ids"),
        ("학번,이름\na/b,가\n", "bad_ids"),
        ("학번,이름\n,가\n", "bad_ids"),
    ],
)
def test_rosters_that_are_refused_whole(tmp_path, text, key):
    with pytest.raises(CourseError) as caught:
        read(tmp_path, text)
    assert caught.value.key == key


def test_a_binary_file_is_no_roster(tmp_path):
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xff\xfe\x81")
    with pytest.raises(CourseError, match="bad_table"):
        roster.read(path)


def test_init_overwrites_nothing_and_makes_nothing_from_a_bad_roster(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DLCOURSE_LANG", "en")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    assert main(["init", "full"]) == 1
    assert "Nothing was overwritten" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "r.csv").write_text("학번,이름\n1,가\n1,나\n")
    assert main(["init", "new", "--roster", "r.csv"]) == 1
    assert main(["init", "new", "--timezone", "Asia/Soul"]) == 1
    assert "Did you mean Asia/Seoul?" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_commands_outside_a_course_and_unknown_names(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DLCOURSE_LANG", "ko")
    assert main(["grade", "xor"]) == 1
    assert "과목이 없습니다" in capsys.readouterr().err
    assert main(["init", "c"]) == 0
    monkeypatch.chdir(tmp_path / "c")
    for command in (
        ["release", "xro"],
        ["grade", "xor"],
        ["collect", "xor", "."],
        ["merge", "xor", "."],
    ):
        assert main(command) == 1
    assert main(["release", "xor", "--due", "tomorrow"]) == 1
    assert main(["release", "xor", "--due", "2020-01-01 10:00"]) == 1
    assert "이미 지났습니다" in capsys.readouterr().err
    assert folder.find().assignments == {}
    assert main(["release", "xor", "--due", "2020-01-01 10:00", "--allow-past"]) == 0
    assert main(["collect", "xor", "."]) == 1  # no students
    assert main(["grade", "xor", "--shard", "3/2"]) == 1
    assert main(["grade", "xor", "--only", "7"]) == 1
    assert main(["feedback", "xor"]) == 1
    assert main(["grades", "--format", "canvas"]) == 1


def test_an_exercise_without_hidden_tests_is_not_released(monkeypatch):
    monkeypatch.setattr(Source, "hidden", set())
    with pytest.raises(CourseError, match="no_hidden_tests"):
        book.load("xor")


def test_releasing_again_keeps_the_due_date(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "c"]) == 0
    monkeypatch.chdir(tmp_path / "c")
    assert main(["release", "xor", "--due", "2999-01-01 10:00", "--late-days", "2"]) == 0
    assert main(["release", "xor"]) == 0
    assert folder.find().assignments["xor"].due == "2999-01-01 10:00"
    with folder.find().gradebook() as gradebook:
        assert str(gradebook.find_assignment("xor").duedate) == "2999-01-01 01:00:00"


def test_broken_settings_are_named(tmp_path):
    folder.create(tmp_path / "c", "ko", "Asia/Seoul")
    (tmp_path / "c/course.yml").write_text("name: [")
    with pytest.raises(CourseError, match="bad_settings"):
        folder.find(tmp_path / "c")


@pytest.mark.parametrize(
    ("seconds", "days", "lost"),
    [
        (-5, 3, None),
        (0, 3, None),
        (1, 3, 1.0),
        (DAY, 3, 1.0),
        (DAY + 1, 3, 2.0),
        (3 * DAY + 1, 3, 10.0),
        (99 * DAY, None, None),
        (1, 0, 10.0),
    ],
)
def test_each_day_begun_costs_a_tenth_and_after_the_last_everything(seconds, days, lost):
    assert late_penalty(10.0, seconds, days, 10.0) == lost


def test_times_are_read_in_the_courses_zone():
    moment = clock.local("2026-12-01 23:59", clock.zone("Asia/Seoul"))
    assert str(clock.stored(moment)) == "2026-12-01 14:59:00"
    assert clock.shown(clock.stored(moment), clock.zone("Asia/Seoul")) == "2026-12-01 23:59"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1"])
def test_formulas_become_text(text):
    assert safe(text).startswith("'")
    assert safe("홍길동") == "홍길동"


def test_every_message_is_there_in_both_languages_with_the_same_places():
    for key, texts in _messages().items():
        assert set(texts) == set(LANGUAGES), key
        places = [
            sorted({f[1] for f in Formatter().parse(t) if f[1] is not None}) for t in texts.values()
        ]
        assert places[0] == places[1], key
        assert not re.search("[가-힣]", texts["en"]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_complete_in_both_languages(language):
    parser = cli.parser(language)
    commands = parser._subparsers._group_actions[0].choices
    for sub in commands.values():
        assert say("help_json", language) in sub.format_help().replace("\n", " ")


def test_links_open_each_exercise_in_both_languages(capsys):
    assert main(["links", "--hub", "https://hub.example.org", "--json"]) == 0
    links = json.loads(capsys.readouterr().out)["links"]
    assert {(each["exercise"], each["language"]) for each in links} == {
        (chapter, language) for chapter in book.chapters() for language in LANGUAGES
    }
    for each in links:
        path = f"{each['language']}/exercises/{each['exercise']}.ipynb"
        assert (book.CHECKOUT / "notebooks" / path).is_file()
        assert unquote(each["hub"]).endswith(f"urlpath=lab/tree/dlcore-book/notebooks/{path}")
