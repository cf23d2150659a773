"""Grade one submission: from its bytes to an outcome that always holds a score and a reason."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field

from dlcourse.engine import notebook_file, rebuild
from dlcourse.engine.notebook_file import Unreadable
from dlcourse.engine.rebuild import NothingFound, Rebuilt
from dlcourse.engine.sandbox import Sandbox
from dlcourse.engine.source import Source
from dlcourse.messages import say

SECONDS = 5.0  # one cell or call
TOTAL = 60.0  # all student code of one submission
MAX_RESTARTS = 3  # of a judge that its tests ended


@dataclass
class Outcome:
    """What grading found out.

    Attributes
    ----------
    language : str
        Of the submission, in which it was graded.
    tests : dict
        For each test `passed`, `message`, `share` (of its points; None: all of them).
    reason : str
        Why nothing was graded; empty if it was.
    remarks : list of [key, ...]
        What the student should know; see the messages `remark_*`.
    person : list of str
        Why a person should look at this submission.
    figures : list of {after, figure}
    seconds : float
        Time that grading took.
    """

    language: str
    digest: str
    tests: dict
    reason: str = ""
    remarks: list = field(default_factory=list)
    person: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    seconds: float = 0.0

    def points(self, source: Source) -> dict[str, float]:
        """Points of each automatic test."""
        return {name: self.points_of(name, source.points[name]) for name in source.tests}

    def points_of(self, test: str, worth: float) -> float:
        outcome = self.tests.get(test, {"passed": False})
        if not outcome["passed"]:
            return 0.0
        share = outcome.get("share")
        return worth if share is None else min(float(share), worth)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Outcome":
        return cls(**json.loads(text))


def digest(content: bytes, sources: dict[str, Source]) -> str:
    """What an outcome depends on: the bytes handed in and the exercise."""
    exercise = "".join(sources[language].digest for language in sorted(sources))
    return hashlib.sha256(content + exercise.encode()).hexdigest()[:24]


def prepare(
    content: bytes, sources: dict[str, Source], language: str, others: dict | None = None
) -> tuple[Rebuilt, str]:
    """Read and rebuild a submission.

    Parameters
    ----------
    content : bytes
    sources : dict
        The exercise by language.
    language : str
        Of the course; counts where the submission's cannot be told.
    others : dict, optional
        The course's other exercises, to recognise one that was handed in here.

    Returns
    -------
    rebuilt : Rebuilt
    reason : str
        Why it could not be graded, in the language of the submission; empty if it can.
    """
    try:
        submission = notebook_file.read(content)
    except Unreadable as error:
        reason = say(error.key, language, **error.fields)
        return rebuild.blank(sources[language]), reason
    order = sorted(sources, key=lambda each: each != language)
    best = max(order, key=lambda each: rebuild.likeness(sources[each], submission)[1])
    source = sources[best]
    ours = rebuild.likeness(source, submission)
    for name, other in (others or {}).items():
        if name != source.name and rebuild.likeness(other, submission)[0] > ours[0]:
            reason = say("wrong_exercise", best, found=name, wanted=source.name)
            return rebuild.blank(source), reason
    try:
        return rebuild.rebuild(source, submission), ""
    except NothingFound:
        return rebuild.blank(source), say("no_answers", best, wanted=source.name)


def grade(content: bytes, sources, language, sandbox: Sandbox, others=None, **limits):
    """Grade a submission; give back the rebuilt notebook and the outcome."""
    rebuilt, reason = prepare(content, sources, language, others)
    began = time.monotonic()
    if reason:
        outcome = Outcome(rebuilt.source.language, "", {}, reason)
        outcome.tests = {t: {"passed": False, "message": reason} for t in rebuilt.source.tests}
    else:
        outcome = judge(rebuilt, sandbox, **limits)
    outcome.digest = digest(content, sources)
    outcome.seconds = round(time.monotonic() - began, 3)
    return rebuilt, outcome


def judge(
    rebuilt: Rebuilt, sandbox: Sandbox, seconds=SECONDS, total=TOTAL, figures=True
) -> Outcome:
    """Run the tests of a rebuilt submission, in a process of their own.

    Parameters
    ----------
    rebuilt, sandbox
    seconds, total : float
        Time limits of one cell or call, and of all of them.
    figures : bool
        Whether the cells that only draw are run.
    """
    source = rebuilt.source
    outcome = Outcome(source.language, "", {})
    for remark in rebuilt.remarks:
        (outcome.person if remark[0] == "duplicate_answer" else outcome.remarks).append(remark)
    job = {
        "language": source.language,
        "cells": [c for c in rebuilt.cells if figures or c["kind"] != "figure"],
        "answers": source.defines,
        "isolation": [sandbox.level, sandbox.image],
        "seconds": seconds,
        "total": total,
        "skip": [],
    }
    for _ in range(MAX_RESTARTS):
        reports, ended = _run(job, total)
        outcome.tests |= {r.pop("test"): r for r in reports if "test" in r}
        outcome.figures = [r for r in reports if "figure" in r]
        outcome.remarks += [r["remark"] for r in reports if "remark" in r]
        outcome.person += [["internal", r["internal"]] for r in reports if "internal" in r]
        missing = [test for test in source.tests if test not in outcome.tests]
        if ended or not missing:
            break
        job["skip"].append(missing[0])  # what the judge was at when it ended
        outcome.tests[missing[0]] = _failed("test_too_big", source.language)
    for test in source.tests:
        outcome.tests.setdefault(test, _failed("not_reached", source.language))
    return outcome


def _failed(key, language):
    return {"passed": False, "message": say(key, language)}


def _run(job, total):
    """What one judge reported, and whether it came to its end."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dlcourse.engine.judge"],
            input=json.dumps(job),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=2 * total + 30,
            check=False,
            env=os.environ | {f"{n}_NUM_THREADS": "1" for n in ("OMP", "OPENBLAS", "MKL")},
        )
        text = done.stdout
    except subprocess.TimeoutExpired as error:
        text = (error.stdout or b"").decode()
    reports = [json.loads(line) for line in text.splitlines() if line.endswith("}")]
    return reports, bool(reports) and "done" in reports[-1]


def cpu_seconds() -> float:
    """CPU time of this process and of those that it has waited for."""
    own, children = (
        resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return sum(usage.ru_utime + usage.ru_stime for usage in (own, children))
