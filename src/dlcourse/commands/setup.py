"""Making a course: init, roster, release, extend."""

from dlcourse.commands.report import Report
from dlcourse.course import folder, release, roster
from dlcourse.course.errors import CourseError
from dlcourse.messages import say


def run_init(options, language: str) -> Report:
    students = roster.read(options.roster) if options.roster else []  # before anything is made
    course = folder.create(options.folder, options.lang, options.timezone)
    language = options.lang
    roster.add(course, students)
    data = {"folder": str(course.root), "students": len(students), "language": language}
    where = {"folder": options.folder, "students": len(students), "zone": options.timezone}
    lines = [say("made_course", language, **where)]
    lines.append(say("next_release", language, folder=options.folder))
    return Report(data, lines)


def run_roster(options, language: str) -> Report:
    course = folder.find()
    students = roster.read(options.file)
    roster.add(course, students)
    return Report(
        {"students": len(students)}, [say("entered_students", language, count=len(students))]
    )


def run_release(options, language: str) -> Report:
    data = release.release(
        folder.find(),
        options.assignment,
        options.due,
        options.late_days,
        options.late_penalty,
        past_is_fine=options.allow_past,
    )
    shown = data | {"due": data["due"] or say("no_due", language)}
    return Report(data, [say("released", language, **shown), say("handout_is", language, **data)])


def run_extend(options, language: str) -> Report:
    course = folder.find()
    if options.student not in {student.id for student in roster.load(course)}:
        raise CourseError("unknown_student", student=options.student)
    data = release.extend(course, options.assignment, options.student, options.days)
    return Report(data, [say("extended", language, **data)])
