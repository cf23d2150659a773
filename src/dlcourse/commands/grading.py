"""From files to points: collect, grade, try."""

import sys
import time
from collections import Counter

from tqdm import tqdm

from dlcourse.commands.report import Report
from dlcourse.course import book, clock, collect, folder, grading
from dlcourse.course.errors import CourseError
from dlcourse.engine import grade, sandbox
from dlcourse.messages import say


def run_collect(options, language: str) -> Report:
    course = folder.find()
    items = collect.collect(
        course,
        options.assignment,
        options.files,
        options.platform,
        worksheet=options.worksheet,
        dry_run=options.dry_run,
    )
    lines = [
        say(
            "collected_line",
            language,
            fate=say(f"fate_{item.fate}", language),
            student=item.student or "-",
            time=clock.shown(item.time, course.zone),
            path=item.path,
            problem=f"  ({say(item.problem, language)})" if item.problem else "",
        )
        for item in items
    ]
    count = Counter(item.fate for item in items)
    numbers = {fate: count[fate] for fate in ("graded", "kept", "left")}
    lines.append(say("collected", language, files=len(items), **numbers))
    absent = [] if options.dry_run else collect.missing(course, options.assignment)
    if absent:
        names = ", ".join(absent[:20]) + (" …" if len(absent) > 20 else "")
        lines.append(say("missing_students", language, count=len(absent), students=names))
    if options.dry_run:
        lines.append(say("dry", language))
    keys = ("path", "student", "time", "fate", "problem")
    files = [{key: getattr(item, key) for key in keys} for item in items]
    return Report({"files": files, **numbers, "missing": absent}, lines)


def choose_sandbox(level: str, image: str, language: str) -> sandbox.Sandbox:
    """The isolation asked for, or the best; a word of warning where that is weak."""
    try:
        chosen = sandbox.chosen(level, image)
    except sandbox.SandboxError as error:
        raise CourseError("bad_isolation", reason=error) from error
    if chosen.level in ("user", "limits"):
        print(say("isolation_weak", language, level=chosen.level), file=sys.stderr)
    return chosen


def run_grade(options, language: str) -> Report:
    course, began = folder.find(), time.monotonic()
    name = options.assignment
    course.assignment(name)
    students = grading.todo(course, name, options.only, options.regrade, options.shard)
    if not students:
        return Report({"graded": []}, [say("nothing_to_grade", language)])
    level, image = grading.isolation(course, options.isolation or "", options.image or "")
    chosen = choose_sandbox(level, image, language)
    lines = []
    with tqdm(
        total=len(students), desc=say("progress", language), disable=options.json, unit=""
    ) as bar:

        def report(graded):
            bar.update()
            lines.append(_line(graded, language))

        done = grading.grade_all(course, name, students, chosen, max(1, options.jobs), report)
    totals = {
        "count": len(done),
        "mean": sum(graded.points for graded in done) / len(done),
        "pending": sum(graded.pending > 0 for graded in done),
        "person": sum(bool(graded.person) for graded in done),
        "seconds": time.monotonic() - began,
    }
    lines.append(say("graded_total", language, **totals))
    return Report(
        {"graded": [vars(graded) for graded in done], **totals}, sorted(lines[:-1]) + lines[-1:]
    )


def _line(graded, language):
    pending = say("pending_part", language, points=graded.pending) if graded.pending else ""
    notes = [graded.reason] if graded.reason else []
    notes += [say(f"remark_{key}", language, *rest) for key, *rest in graded.person]
    values = {"student": graded.student, "points": graded.points, "worth": graded.worth}
    note = "".join(f"  {text}" for text in notes)
    return say("graded_line", language, **values, pending=pending, note=note)


def run_try(options, language: str) -> Report:
    """Grade one notebook against the book's exercise, without a course."""
    sources = book.load(options.assignment)
    try:
        content = options.notebook.read_bytes()
    except OSError as error:
        raise CourseError("cannot_read", file=options.notebook, error=error.strerror) from None
    chosen = choose_sandbox(options.isolation or "", options.image or "", language)
    rebuilt, outcome = grade.grade(content, sources, options.lang, chosen)
    graded = grading.summary("", rebuilt, outcome)
    lines = [outcome.reason] if outcome.reason else []
    for test in rebuilt.source.tests:
        result = outcome.tests[test]
        word = say("passed" if result["passed"] else "failed", language)
        lines.append(f"{word}  {test}")
        if not result["passed"] and not outcome.reason:
            lines.append(f"      {result['message']}")
    lines += [say(f"remark_{key}", outcome.language, *rest) for key, *rest in
              [*outcome.remarks, *outcome.person]]  # fmt: skip
    pending = say("pending_part", language, points=graded.pending) if graded.pending else ""
    lines.append(say("tried", language, points=graded.points, worth=graded.worth, pending=pending))
    data = {"points": graded.points, "worth": graded.worth, "pending": graded.pending}
    tests = {name: outcome.tests[name] for name in rebuilt.source.tests}
    return Report(data | {"reason": outcome.reason, "tests": tests}, lines)
