"""The command line of dlcourse: what it understands, and how it answers."""

import argparse
import json
import os
import sys
from pathlib import Path

from dlcourse import commands
from dlcourse.course import folder
from dlcourse.course.collect import PLATFORMS
from dlcourse.course.errors import CourseError
from dlcourse.course.exports import FORMATS
from dlcourse.engine.sandbox import LEVELS
from dlcourse.messages import LANGUAGES, say, system_language


def parser(language: str) -> argparse.ArgumentParser:
    """The commands and their options, explained in a language."""

    def words(key):
        return say(f"help_{key}", language)

    top = argparse.ArgumentParser(
        prog="dlcourse",
        description=words("dlcourse"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subs = top.add_subparsers(dest="command", required=True, metavar=words("command"))

    def command(name, *positionals):
        sub = subs.add_parser(name, help=words(name), description=words(name))
        for positional in positionals:
            sub.add_argument(positional, help=words(positional))
        sub.add_argument("--json", action="store_true", help=words("json"))
        return sub

    def option(sub, name, key=None, **settings):
        sub.add_argument(name, help=words(key or name.strip("-").replace("-", "_")), **settings)

    def isolation(sub):
        option(sub, "--isolation", choices=LEVELS)
        option(sub, "--image")

    sub = command("init")
    option(sub, "folder", type=Path)
    option(sub, "--lang", choices=LANGUAGES, default=language)
    option(sub, "--roster", key="roster_option", type=Path)
    option(sub, "--timezone", default="Asia/Seoul")
    sub = command("roster")
    option(sub, "file", type=Path)
    sub = command("release", "assignment")
    option(sub, "--due", default="")
    option(sub, "--late-days", type=int)
    option(sub, "--late-penalty", type=float, default=10.0)
    option(sub, "--allow-past", action="store_true")
    sub = command("extend", "assignment", "student")
    option(sub, "--days", type=float, required=True)
    sub = command("links")
    option(sub, "assignment", key="assignments", nargs="*")
    option(sub, "--hub", default="", metavar="URL")
    option(sub, "--repository", default="", metavar="URL")
    option(sub, "--branch", default="main")
    sub = command("collect", "assignment")
    option(sub, "files", type=Path, nargs="+")
    option(sub, "--from", dest="platform", choices=PLATFORMS, default="names")
    option(sub, "--worksheet", type=Path)
    option(sub, "--dry-run", action="store_true")
    sub = command("grade", "assignment")
    option(sub, "--jobs", type=int, default=2)
    option(sub, "--only", action="append", default=[], metavar="ID")
    option(sub, "--regrade", action="store_true")
    option(sub, "--shard", default="", metavar="i/n")
    isolation(sub)
    sub = command("try", "assignment")
    option(sub, "notebook", type=Path)
    option(sub, "--lang", choices=LANGUAGES, default=language)
    isolation(sub)
    _results(command, option)
    sub = command("doctor")
    option(sub, "--image")
    sub = command("serve")
    option(sub, "--port", type=int, default=8888)
    option(sub, "--no-browser", action="store_true")
    sub = command("demo")
    sub.add_argument("folder", help=words("folder"), type=Path, nargs="?", default="dlcourse-demo")
    option(sub, "--lang", choices=LANGUAGES, default=language)
    return top


def _results(command, option):
    sub = command("feedback", "assignment")
    option(sub, "--only", action="append", default=[], metavar="ID")
    option(sub, "--zip", action="store_true")
    sub = command("grades")
    option(sub, "assignment", key="assignments", nargs="*")
    option(sub, "--format", choices=FORMATS, default="csv")
    option(sub, "--into", type=Path, metavar="FILE")
    option(sub, "--out", type=Path, metavar="FILE")
    option(sub, "--column", action="append", default=[], metavar="ASSIGNMENT=COLUMN")
    option(sub, "--zero-missing", action="store_true")
    sub = command("similar", "assignment")
    sub = command("merge", "assignment")
    option(sub, "courses", type=Path, nargs="+")


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    language = _language()
    options = parser(language).parse_args(arguments)
    try:
        report = getattr(commands, f"run_{options.command}")(options, language)
    except CourseError as error:
        text = say(error.key, language, **error.fields)
        if options.json:
            print(json.dumps({"error": error.key, "message": text}, ensure_ascii=False))
        print(say("error", language, text), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("interrupted", language), file=sys.stderr)
        return 130
    if options.json:
        text = json.dumps(report.data, ensure_ascii=False, indent=2, default=str)
    else:
        text = "\n".join(report.lines)
    try:
        print(text, flush=True)
    except BrokenPipeError:  # as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return report.code


def _language() -> str:
    """The course's language where there is one, else that of the terminal."""
    try:
        return folder.find().language
    except CourseError:
        return system_language()
