"""Every hostile or damaged notebook gets exactly its score, a reason, and no hidden line."""

import ast
import json

import pytest

from dlcourse.course import book
from dlcourse.messages import LANGUAGES
from tests.dlcourse import hostile_code, hostile_files, hostile_structure
from tests.dlcourse.conftest import sources
from tests.dlcourse.hostile import CASES, expected

assert all([hostile_code, hostile_files, hostile_structure])  # they fill CASES


def joins(n, case, k):
    """Whether a case is tried on the exercise number k.

    Who cheats is tried on each exercise, all the rest on every second one, in turns: what damages
    a file does it in all exercises alike.
    """
    return case.name.startswith("cheat_") or n % 2 == k % 2


EACH = [
    pytest.param(chapter, language, case, id=f"{chapter}-{language}-{case.name}")
    for k, chapter in enumerate(book.chapters())
    for n, case in enumerate(CASES)
    for language in [LANGUAGES[(n // 2 + k) % 2]]
    if joins(n, case, k) and case.applies(sources(chapter)[language])
]


def hidden_lines(source):
    """Lines of code that only the lecturer has; messages are made to be read and do not count."""
    found = set()
    for test in source.hidden:
        cell = source.source.cells[source.of_role("test")[test]]
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assert):
                found.add(ast.unparse(node.test))
            elif isinstance(node, ast.Assign | ast.Expr):
                found.add(ast.unparse(node))
    return {line for line in found if len(line) > 12}


def test_the_corpus_is_large_and_its_names_are_unique():
    assert len({case.name for case in CASES}) == len(CASES) >= 100
    assert {case.values[2].name for case in EACH} == {case.name for case in CASES}
    for chapter in book.chapters():
        assert sum(case.values[0] == chapter for case in EACH) >= 100


@pytest.mark.parametrize(("chapter", "language", "case"), EACH)
def test_exact_score_with_a_reason(points, chapter, language, case):
    source = sources(chapter)[language]
    outcome, got = points(case.make(source), chapter, language)
    assert got == expected(source, case.expect)
    assert set(outcome.tests) == set(source.tests)
    for result in outcome.tests.values():
        assert result["passed"] or result["message"].strip()
    said = json.dumps([outcome.tests, outcome.remarks, outcome.reason], ensure_ascii=False)
    assert not [line for line in hidden_lines(source) if line in said]
