"""What comes back: feedback, grades, similar, merge."""

import zipfile
from datetime import datetime
from pathlib import Path

from tqdm import tqdm

from dlcourse.commands.report import Report
from dlcourse.course import exports, feedback, folder, shards, similar
from dlcourse.course.errors import CourseError
from dlcourse.messages import say


def run_feedback(options, language: str) -> Report:
    course = folder.find()
    name = options.assignment
    course.assignment(name)
    students = [
        s for s in course.students_with_submission(name) if course.result(name, s).is_file()
    ]
    students = [s for s in students if not options.only or s in options.only]
    if not students:
        raise CourseError("nothing_graded", name=name)
    pages = [
        feedback.write(course, name, student)
        for student in tqdm(
            students, desc=say("progress_feedback", language), disable=options.json, unit=""
        )
    ]
    data = {"pages": len(pages), "folder": str(course.root / "feedback"), "zip": ""}
    lines = [say("wrote_feedback", language, count=len(pages), folder=data["folder"])]
    if options.zip:
        data["zip"] = str(_zip(course, name, students))
        lines.append(say("wrote_zip", language, file=data["zip"]))
    return Report(data, lines)


def _zip(course, name, students):
    path = course.root / f"feedback-{name}.zip"
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in students:
            archive.write(course.feedback(name, student), f"{name}/{student}.html")
    part.replace(path)
    return path


def run_grades(options, language: str) -> Report:
    course = folder.find()
    names = options.assignment or list(course.assignments)
    for name in names:
        course.assignment(name)
    if not names:
        raise CourseError("unknown_assignment", name="-", known="-")
    stamp = datetime.now(course.zone).strftime("%Y%m%d-%H%M%S")
    if options.format in ("csv", "xlsx"):
        path = options.out or course.root / f"grades-{stamp}.{options.format}"
        _refuse_existing(path)
        table = exports.rows(course, names, options.zero_missing)
        if options.format == "csv":
            exports.write_csv(table, path)
        else:
            exports.write_xlsx(table, path, names)
        data = {"file": str(path), "students": len(table) - 1}
        return Report(data, [say("wrote_grades", language, **data)])
    if not options.into:
        raise CourseError("needs_export", format=options.format)
    path = options.out or options.into.with_name(f"{options.into.stem}-filled{options.into.suffix}")
    _refuse_existing(path)
    columns = dict(text.split("=", 1) for text in options.column if "=" in text)
    text, encoding, counts = exports.fill(
        course, options.format, options.into, names, columns, options.zero_missing
    )
    path.write_bytes(text.encode(encoding))
    data = {"file": str(path), **counts}
    return Report(data, [say("filled_grades", language, **data)])


def _refuse_existing(path: Path):
    if path.exists():
        raise CourseError("cannot_write", file=path)


def run_similar(options, language: str) -> Report:
    course = folder.find()
    course.assignment(options.assignment)
    groups = similar.similar(course, options.assignment)
    lines = [f"{group['answer']:<20} {', '.join(group['students'])}" for group in groups]
    lines.append(say("similar", language, count=len(groups)))
    return Report({"groups": groups}, lines)


def run_merge(options, language: str) -> Report:
    course = folder.find()
    course.assignment(options.assignment)
    taken = shards.merge(course, options.assignment, options.courses)
    data = {"merged": taken["merged"], "skipped": taken["skipped"]}
    return Report(data, [say("merged", language, **data)])
