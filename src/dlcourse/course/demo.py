"""A course to practise on: twelve students, their submissions as three platforms pack them."""

import copy
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import nbformat

from dlcourse.course import book, clock, folder, release, roster
from dlcourse.course.roster import Student
from dlcourse.engine.source import Source, grade_id, role

CHAPTER = "xor"
NAMES = {
    "ko": [
        "강하늘", "김도윤", "김서연", "박지호", "서예린", "송민재",
        "오지우", "윤채원", "이준서", "정수아", "최시우", "한유나",
    ],
    "en": [
        "Ada Brook", "Ben Castle", "Cleo Dale", "Dan Elder", "Eve Field", "Finn Grove",
        "Gia Hill", "Hal Isle", "Ivy Jones", "Jon Kirk", "Kit Lane", "Lea Moor",
    ],
}  # fmt: skip
TEXTS = {
    "ko": [
        "은닉 유닛 하나가 직선 하나를 긋는다. 오각형에는 은닉 유닛이 다섯 개 있으면 된다. "
        "은닉층은 하나이다. 출력 유닛은 다섯 개가 모두 1인지 본다(AND). "
        "유닛 하나는 평면을 반으로 나눌 뿐이다.",
        "직선은 층이 아니라 유닛이 긋는다. 그래서 은닉층은 하나면 된다.",
        "층마다 직선이 하나씩 생기는 것은 아니다. 위의 오각형은 층이 하나인데 직선이 다섯 개이다.",
        "유닛이 다섯 개라서 직선도 다섯 개이고, 출력층이 AND로 합친다.",
    ],
    "en": [
        "A hidden unit draws one line, so a pentagon needs five units in one hidden layer. The "
        "output unit asks whether all five are 1 (AND). One unit alone only cuts the plane in two.",
        "Units draw lines, layers do not. One hidden layer is enough.",
        "A layer does not add a line: the pentagon above has one layer and five lines.",
        "There are five units and so five lines, and the output layer puts them together with AND.",
    ],
}


def make(root: Path, language: str) -> dict:
    """Make the course, released and due yesterday, with its downloads beside it."""
    course = folder.create(root, language, "Asia/Seoul" if language == "ko" else "UTC")
    students = [
        Student(
            f"2026{1001 + n}", name, f"student{n + 1}@example.org", str(500 + n), f"login{n + 1}"
        )
        for n, name in enumerate(NAMES[language])
    ]
    roster.add(course, students)
    due = (clock.now() - timedelta(days=1)).astimezone(course.zone)
    text = due.strftime(clock.SHOWN)
    release.release(course, CHAPTER, text, late_days=3, past_is_fine=True)
    downloads = root / "downloads"
    downloads.mkdir()
    handed = submissions(course.sources(CHAPTER), language, due)
    _canvas(downloads / "canvas.zip", students, handed)
    _canvas_gradebook(downloads / "canvas-gradebook.csv", students)
    count = sum(len(files) for files in handed)
    return {"folder": str(root), "students": len(students), "submissions": count, "due": text}


def submissions(sources: dict[str, Source], language: str, due) -> list[list[tuple]]:
    """For each student the files handed in: name, content, time."""
    wrong = book.proof(CHAPTER)["wrong"]
    source, other = sources[language], sources["en" if language == "ko" else "ko"]
    right, early, late = {}, due - timedelta(hours=20), due + timedelta(hours=30)
    again = early + timedelta(hours=3)

    def answers(*names):
        return {wrong[name]["answer"]: wrong[name]["code"] for name in names}

    def file(where, changed, text="", name="xor.ipynb", time=early, spoil=None):
        notebook = solved(where, changed, text)
        if spoil:
            spoil(notebook)
        return name, nbformat.writes(notebook).encode(), time

    full, short, third, fourth = TEXTS[language]
    loop = {"polygon_network": "def polygon_network(vertices):\n    while True:\n        pass\n"}
    return [
        [file(source, right, full)],
        [file(source, answers("one_layer", "layers_are_lines"), short)],
        [file(source, answers("five_sides_assumed"), third, "xor (1).ipynb")],
        [file(other, answers("counterclockwise_assumed"), TEXTS[other.language][0])],
        [file(source, answers("borrowed_from_dlcore"), third)],
        [file(source, loop, fourth)],
        [file(source, answers("slope_by_eye"), "", time=late)],
        [file(source, answers("inside_out")), file(source, right, full, "xor-1.ipynb", again)],
        [("xor.ipynb", b'{"cells": [{"cell_type": "code", "sour', early)],
        [file(source, untouched(source), "")],
        [file(source, untouched(source), "…", spoil=_cheat)],
        [],
    ]  # fmt: skip


def solved(source: Source, changed: dict, text: str = ""):
    """The student's notebook with the solutions written in, but for the answers in `changed`."""
    notebook = copy.deepcopy(source.release)
    for cell, solution in zip(notebook.cells, source.source.cells, strict=True):
        if role(cell) == "answer":
            cell.source = changed.get(grade_id(cell), solution.source)
        elif role(cell) == "text" and text:
            cell.source = text
    return notebook


def untouched(source: Source) -> dict[str, str]:
    """The answer cells as students were given them."""
    return {n: source.release.cells[p].source for n, p in source.of_role("answer").items()}


def _cheat(notebook):
    """Full marks in plain nbgrader: the tests are never run."""
    for cell in notebook.cells:
        if role(cell) == "test":
            cell.metadata["tags"] = ["skip-execution"]


def _canvas(path, students, handed):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        number = 9000
        for student, files in zip(students, handed, strict=True):
            for name, content, time in files:
                number += 1
                short = "".join(student.name.lower().split())
                info = zipfile.ZipInfo(
                    f"{short}_{student.lms_id}_{number}_{name}", time.timetuple()[:6]
                )
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
    path.write_bytes(buffer.getvalue())


def _canvas_gradebook(path, students):
    lines = ["Student,ID,SIS User ID,SIS Login ID,Section,xor (77)", "    Points Possible,,,,,15"]
    lines += [f"{s.name},{s.lms_id},{s.id},{s.login},1," for s in students]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
