"""Every exercise is proved: what the solution, the untouched notebook and wrong answers score."""

from functools import cache

import pytest

from sources.chapters import LANGUAGES
from tools.exercises import source as exercises
from tools.exercises.prove import (
    borrowing_problems,
    coverage_problems,
    solution_problems,
    untouched_problems,
    wrong_answer_problems,
)

load = cache(exercises.load)
EACH = [(chapter, language) for chapter in exercises.chapters() for language in LANGUAGES]
WRONG = [(*each, wrong) for each in EACH for wrong in load(*each).proof["wrong"]]
ANSWERS = [(*each, answer) for each in EACH for answer in load(*each).answers]


@pytest.mark.parametrize(("chapter", "language"), EACH)
def test_sources_are_well_formed_and_the_release_holds_no_answer(chapter, language):
    assert exercises.problems(load(chapter, language)) == []


@pytest.mark.parametrize(("chapter", "language"), EACH)
def test_solution_has_full_marks(chapter, language):
    assert solution_problems(load(chapter, language)) == []


@pytest.mark.parametrize(("chapter", "language"), EACH)
def test_untouched_notebook_scores_nothing(chapter, language):
    assert untouched_problems(load(chapter, language)) == []


@pytest.mark.parametrize(("chapter", "language"), EACH)
def test_every_test_catches_some_wrong_answer(chapter, language):
    assert coverage_problems(load(chapter, language)) == []


@pytest.mark.parametrize(("chapter", "language", "wrong"), WRONG)
def test_wrong_answer_is_caught_by_its_tests_in_its_words(chapter, language, wrong):
    assert wrong_answer_problems(load(chapter, language), wrong) == []


@pytest.mark.parametrize(("chapter", "language", "answer"), ANSWERS)
def test_answer_borrowed_from_dlcore_is_caught(chapter, language, answer):
    assert borrowing_problems(load(chapter, language), answer) == []
