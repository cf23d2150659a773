"""nbgrader's settings and steps for a course, for dlcourse and the formgrader alike.

Whatever starts autograding, student code runs in its own process and never in nbgrader's kernel.
"""

from pathlib import Path

from nbformat import v4
from nbgrader import utils
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Float, Integer
from traitlets.config import Config

from dlcourse.course import folder
from dlcourse.engine import sandbox
from dlcourse.engine.grade import Outcome, grade
from dlcourse.engine.rebuild import Rebuilt
from dlcourse.engine.source import CODE_STUB, TEXT_STUB, Source, grade_id, role
from dlcourse.messages import say

DAY = 86_400
OURS = "own-dlcourse-"  # ids of cells that only the lecturer sees


def configure(config: Config, file: str) -> None:
    """Fill nbgrader's configuration for the course in whose folder `file` lies."""
    config.merge(settings(folder.load(Path(file).resolve().parent)))


def settings(course: folder.Course) -> Config:
    """nbgrader's settings for a course."""
    code, text = CODE_STUB[course.language], TEXT_STUB[course.language]
    here = "dlcourse.course.nbgrader"
    return Config(
        CourseDirectory={
            "root": str(course.root),
            "course_id": course.name,
            "db_url": course.db_url,
        },
        ClearSolutions={"code_stub": {"python": code}, "text_stub": text},
        Autograde={
            "sanitize_preprocessors": [f"{here}.GradeApart"],
            "autograde_preprocessors": [f"{here}.SaveGrades", f"{here}.LatePenalties"],
        },
        Exchange={"timezone": course.timezone},
        NbGraderAPI={"timezone": course.timezone},
        GenerateFeedback={"preprocessors": [f"{here}.FeedbackElsewhere"]},
        # Texts of students become HTML in the formgrader: only harmless elements stay.
        HTMLExporter={"preprocessors": ["nbconvert.preprocessors.sanitize.SanitizeHTML"]},
        SanitizeHTML={"enabled": True},
    )


def resources(course: folder.Course, assignment: str, student: str) -> dict:
    """What nbgrader's steps want to know about a notebook."""
    names = {"assignment": assignment, "notebook": assignment, "student": student}
    return {"nbgrader": names | {"db_url": course.db_url}}


def graded_notebook(rebuilt: Rebuilt, outcome: Outcome, changed: list[str]):
    """The rebuilt notebook with what the tests found as outputs, as nbgrader reads points."""
    notebook, figures = rebuilt.notebook, {f["after"]: f["figure"] for f in outcome.figures}
    worth = rebuilt.source.points
    jobs = iter([cell["name"] for cell in rebuilt.cells])
    for cell in notebook.cells:
        if cell.cell_type != "code" or role(cell) == "install":
            continue
        name = next(jobs)
        if name in outcome.tests:
            cell.outputs = _test_outputs(outcome, name, worth[name])
        elif name in figures:
            cell.outputs = [v4.new_output("display_data", {"image/png": figures[name]})]
    notebook.metadata["dlcourse"] = {"changed": changed}
    notebook.cells = [*_notes(outcome), *_with_rubrics(notebook.cells, rebuilt.source)]
    return notebook


def _notes(outcome):
    """For the person who marks: what grading could not decide."""
    said = [outcome.reason] if outcome.reason else []
    said += [say(f"remark_{key}", outcome.language, *rest) for key, *rest in outcome.person]
    return [v4.new_markdown_cell("\n\n".join(said), id=OURS + "notes")] if said else []


def _with_rubrics(cells, source):
    """For the person who marks: model answer and rubric below each text answer."""
    places = source.of_role("text")
    for cell in cells:
        yield cell
        if (name := grade_id(cell)) in places:
            model = source.source.cells[places[name]].source
            heading = say("model_answer", source.language)
            yield v4.new_markdown_cell(f"**{heading}**\n\n{model}", id=f"{OURS}{name}")


def _test_outputs(outcome, name, worth):
    result = outcome.tests[name]
    if not result["passed"]:
        words = result["message"]
        return [v4.new_output("error", ename="AssertionError", evalue=words, traceback=[words])]
    if result.get("share") is None:
        return []
    points = str(outcome.points_of(name, worth))
    return [v4.new_output("execute_result", {"text/plain": points}, execution_count=1)]


class GradeApart(NbGraderPreprocessor):
    """Replaces a submission by its rebuilt and graded notebook (the formgrader's autograding)."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        course = folder.load(Path(names["db_url"].removeprefix("sqlite:///")).parent)
        assignment, student = names["assignment"], names["student"]
        content = course.submitted(assignment, student).read_bytes()
        rebuilt, outcome = grade(
            content,
            course.sources(assignment),
            course.language,
            sandbox.chosen(course.isolation, course.image),
            course.other_sources(assignment),
        )
        changed = changed_answers(course, assignment, student, rebuilt.notebook, rebuilt.source)
        folder.replace(course.result(assignment, student), outcome.to_json())
        return graded_notebook(rebuilt, outcome, changed), resources


def changed_answers(course, assignment, student, notebook, source: Source) -> list[str]:
    """Graded cells whose answer is another than when it was graded last."""
    path = course.autograded(assignment, student)
    if not path.is_file():
        return []
    before = answers(folder.read_notebook(path))
    now = answers(notebook)
    changed = {name for name in now if before.get(name) != now[name]}
    return [name for name in source.points if source.answer_of.get(name, name) in changed]


def answers(notebook) -> dict[str, str]:
    """What a notebook answers, by the name of the cell."""
    return {grade_id(c): c.source for c in notebook.cells if role(c) in ("answer", "text")}


class SaveGrades(SaveAutoGrades):
    """Saves points; marks by hand stay, unless the answer that they are for has changed."""

    def preprocess(self, nb, resources):
        self.changed = nb.metadata.get("dlcourse", {}).get("changed", [])
        return super().preprocess(nb, resources)

    def _add_score(self, cell, resources):
        name = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(
            name, self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score = utils.determine_grade(cell, self.log)[0]
        if name in self.changed:
            grade.manual_score = None
        grade.needs_manual_grade = grade.auto_score is None and grade.manual_score is None
        self.gradebook.db.commit()


class LateDays(LateSubmissionPlugin):
    """So much of the points for each day begun, and all of them after the last."""

    days = Integer(None, allow_none=True, help="Days for which lateness is accepted.")
    percent = Float(10.0, help="Percent of the points lost for each day begun.")

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return late_penalty(score, total_seconds_late, self.days, self.percent)


def late_penalty(score: float, seconds: float, days: int | None, percent: float) -> float | None:
    """Points lost by lateness; None where it costs nothing."""
    if days is None or seconds <= 0:
        return None
    begun = -int(-seconds // DAY)
    return score if begun > days else min(score, score * begun * percent / 100)


class LatePenalties(AssignLatePenalties):
    """Takes the days and percents of the assignment from course.yml."""

    def preprocess(self, nb, resources):
        self._url = resources["nbgrader"]["db_url"]
        self._name = resources["nbgrader"]["assignment"]
        return super().preprocess(nb, resources)

    def init_plugin(self):
        course = folder.load(Path(self._url.removeprefix("sqlite:///")).parent)
        each = course.assignment(self._name)
        self.plugin_inst = LateDays(parent=self)
        self.plugin_inst.days, self.plugin_inst.percent = each.late_days, each.late_penalty


class FeedbackElsewhere(NbGraderPreprocessor):
    """nbgrader's own feedback would show hidden tests: `dlcourse feedback` makes the pages."""

    def preprocess(self, nb, resources):
        raise RuntimeError("make the feedback with: dlcourse feedback ASSIGNMENT")
