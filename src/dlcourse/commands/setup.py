"""Making a course: init, roster, release, extend, links."""

from urllib.parse import quote, urlencode

from dlcourse.commands.report import Report
from dlcourse.course import book, folder, release, roster
from dlcourse.course.errors import CourseError
from dlcourse.messages import LANGUAGES, say


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


def run_links(options, language: str) -> Report:
    """Where students open each exercise; with a hub also the link that copies it there."""
    found = []
    launcher = book.launcher()
    for chapter in options.assignment or book.chapters():
        for each in LANGUAGES:
            path = f"{each}/exercises/{chapter}.ipynb"
            links = {"exercise": chapter, "language": each}
            links |= {way: getattr(launcher, way)(path) for way in ("lite", "colab", "binder")}
            if options.hub:
                repository = options.repository or launcher.repository
                links["hub"] = hub_link(options.hub, repository, options.branch, path)
            found.append(links)
    lines = []
    for links in found:
        lines.append(f"{links['exercise']} ({links['language']})")
        ways = [way for way in ("hub", "lite", "colab", "binder") if way in links]
        lines += [f"  {way:<7} {links[way]}" for way in ways]
    return Report({"links": found}, lines)


def hub_link(hub: str, repository: str, branch: str, path: str) -> str:
    """A link of nbgitpuller: it copies the notebooks to a student's folder and opens one.

    Examples
    --------
    >>> hub_link("https://hub.org/", "https://github.com/a/b", "main", "ko/x.ipynb")
    'https://hub.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fa%2Fb&branch=main&urlpath=lab%2Ftree%2Fb%2Fnotebooks%2Fko%2Fx.ipynb'
    """
    name = repository.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
    query = {
        "repo": repository,
        "branch": branch,
        "urlpath": f"lab/tree/{name}/notebooks/{quote(path)}",
    }
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(query)}"
