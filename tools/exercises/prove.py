"""Prove an exercise: full marks for the solution, none for less, every wrong answer caught by name.

For each language, and in fresh processes:

- the solutions pass every test, and the untouched notebook passes none;
- every test is failed by some wrong answer of proof.yml, so it does test something;
- each wrong answer fails exactly the tests that proof.yml lists, by an assertion whose message
  holds the word listed for the language;
- a right answer that runs code of dlcore on the way fails every test of its part, and is told so.
"""

import argparse
import ast
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sources.chapters import LANGUAGES
from tools.exercises import sandbox
from tools.exercises import source as exercises
from tools.exercises.source import Exercise, grade_id


@dataclass(frozen=True)
class Failure:
    """Why a test failed: the exception's name and message."""

    kind: str
    message: str


def grade(
    exercise: Exercise, answers: dict[str, str], seconds: float = 10.0
) -> dict[str, Failure | None]:
    """Run the source with some answers replaced, as autograding does.

    Parameters
    ----------
    exercise : Exercise
    answers : dict
        Code by the name of the answer cell; the other answers are the solutions.
    seconds : float
        Time limit of one cell.

    Returns
    -------
    dict
        For each test None if it passed, or how it failed. Cells that nbgrader does not know
        (figures) are not run.
    """
    cells = [c for c in exercise.source.cells if c.cell_type == "code" and grade_id(c)]
    sources = [answers.get(grade_id(cell), cell.source) for cell in cells]
    outcomes = zip(cells, sandbox.run(sources, seconds), strict=True)
    return {
        grade_id(cell): outcome and Failure(*outcome)
        for cell, outcome in outcomes
        if exercises.is_test(cell)
    }


def stubs(exercise: Exercise) -> dict[str, str]:
    """The untouched answer cells of the student's notebook."""
    cells = exercise.release.cells
    return {grade_id(cell): cell.source for cell in cells if exercises.is_answer(cell)}


def solution_problems(exercise: Exercise) -> list[str]:
    """With the solutions every cell must run, figures and given code too, and every test pass."""
    cells = [cell for cell in exercise.source.cells if cell.cell_type == "code"]
    outcomes = zip(cells, sandbox.run([cell.source for cell in cells]), strict=True)
    return [
        f"with the solutions, {_show(grade_id(cell) or cell.id, Failure(*outcome))} fails"
        for cell, outcome in outcomes
        if outcome and (exercises.is_test(cell) or outcome[0] != "stderr")
    ]


def untouched_problems(exercise: Exercise) -> list[str]:
    """The untouched notebook must fail every test."""
    results = grade(exercise, stubs(exercise))
    return [f"the untouched notebook passes {test}" for test, why in results.items() if not why]


def coverage_problems(exercise: Exercise) -> list[str]:
    """Every test must be one that some wrong answer fails."""
    failed = {test for entry in exercise.proof["wrong"].values() for test in entry["fails"]}
    return [
        f"no wrong answer in proof.yml fails {test}; add one, or the test may test nothing"
        for test in exercise.tests
        if test not in failed
    ]


def wrong_answer_problems(exercise: Exercise, wrong: str) -> list[str]:
    """A named wrong answer must fail exactly its tests, in the words promised."""
    entry = exercise.proof["wrong"][wrong]
    results = grade(exercise, {entry["answer"]: entry["code"]})
    words = {test: by_language[exercise.language] for test, by_language in entry["fails"].items()}
    return _compare(wrong, results, words)


def borrowing_problems(exercise: Exercise, answer: str) -> list[str]:
    """The tests of an answer must notice when it runs code of dlcore, however right it is."""
    solution = next(c.source for c in exercise.source.cells if grade_id(c) == answer)
    stub = {answer: stubs(exercise)[answer]}
    own_tests = [test for test, why in grade(exercise, stub).items() if why]
    if not own_tests:
        return [f"no test depends on the answer {answer}"]
    borrowed = _call_dlcore(solution)
    if borrowed is None:  # plain values: there is nothing to call
        return []
    words = dict.fromkeys(own_tests, "dlcore")
    return _compare(f"{answer} borrowed from dlcore", grade(exercise, {answer: borrowed}), words)


def _compare(answer, results, words):
    """Problems where the results are not: exactly the tests in `words` fail, saying its words."""
    found = []
    for test, why in results.items():
        if test not in words:
            if why:
                found.append(f"{answer} should pass but fails {_show(test, why)}")
        elif not why:
            found.append(f"{answer} should fail {test} but passes")
        elif why.kind != "AssertionError" or words[test] not in why.message:
            found.append(f"{answer} should be told {words[test]!r}: {_show(test, why)}")
    return found


def _call_dlcore(solution):
    """The solution with a call into dlcore in each function; None if it has no function."""
    tree = ast.parse(solution)
    call = ast.parse("import dlcore.activations\ndlcore.activations.relu(1.0)").body
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        function.body[:0] = call
    return ast.unparse(tree) if functions else None


def _show(test, why):
    return f"{test} ({why.kind}: {why.message.strip()})"


def prove(chapter: str, jobs: int | None = None) -> list[str]:
    """All problems of a chapter's exercise, in both languages; `jobs` answers at a time."""
    found = []
    for language in LANGUAGES:
        exercise = exercises.load(chapter, language)
        found += exercises.problems(exercise)
        with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:  # each answer has its own process
            runs = [pool.submit(*task) for task in _tasks(exercise)]
            found += [f"{chapter}/{language}: {each}" for run in runs for each in run.result()]
    return found


def _tasks(exercise: Exercise) -> list[tuple]:
    """What there is to prove: functions with their arguments."""
    whole = (solution_problems, untouched_problems, coverage_problems)
    wrong = [(wrong_answer_problems, exercise, name) for name in exercise.proof["wrong"]]
    borrowed = [(borrowing_problems, exercise, answer) for answer in exercise.answers]
    return [*((each, exercise) for each in whole), *wrong, *borrowed]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.exercises prove",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("chapters", nargs="*", help="chapters to prove (default: all)")
    parser.add_argument("--jobs", type=int, help="answers at a time (default: as many as cores)")
    options = parser.parse_args(arguments)
    try:
        chapters = options.chapters or exercises.chapters()
        problems = [problem for chapter in chapters for problem in prove(chapter, options.jobs)]
    except exercises.ExerciseError as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"proved: {', '.join(chapters)}")
    return 1 if problems else 0
