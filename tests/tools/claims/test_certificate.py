"""The certificate of claims: wrong numbers are planted in the book, and named; nothing else is."""

import random
from collections import Counter
from itertools import islice

import pytest

from sources.chapters import BOOK, LANGUAGES
from tests.tools.claims.plants import plants
from tools.claims.check import Claims

N_PLANTS, MUST_BE_NAMED = 60, 58


@pytest.fixture(scope="module")
def claims():
    return Claims(BOOK)


def test_the_clean_book_raises_no_alarm(claims):
    report = claims.examine(claims.names)
    assert report.problems + report.unconfirmed == []
    assert report.n_numbers > 100


def test_planted_numbers_are_named_in_both_languages(claims):
    named, by_proof, n = Counter(), Counter(), Counter()
    missed = []
    for plant in islice(plants(BOOK, claims.names, random.Random(14)), N_PLANTS):
        n[plant.kind] += 1
        found = {}
        for language, judge in claims.judges(plant.page, plant.texts).items():
            problems, unconfirmed = claims.weigh(plant.page, judge, "page")
            start = f"page:{plant.lines[language]}: {plant.numbers[language]}"
            hit = [m for m in problems + unconfirmed if m.startswith(start)]
            found[language] = bool(hit), bool(set(hit) & set(problems))
        named[plant.kind] += all(found[language][0] for language in LANGUAGES)
        by_proof[plant.kind] += all(found[language][1] for language in LANGUAGES)
        if not all(hit for hit, _ in found.values()):
            missed.append(f"{plant.page}: {plant.phrase}")
    print(f"named {named}, of these without the record {by_proof}, of {n}")
    assert n.total() == N_PLANTS
    assert named.total() >= MUST_BE_NAMED, missed
    # Most measurements need no record: what the cells print refutes them.
    assert by_proof["measured"] >= 0.6 * n["measured"]


def test_the_points_of_an_exercise_add_up(claims):
    text = claims.source("en", "exercises/xor").read_text(encoding="utf-8")
    judge = claims.judges("exercises/xor", {"en": text.replace('"points": 2', '"points": 3', 1)})[
        "en"
    ]
    assert [verdict.text for verdict in judge.verdicts()] == ["15", "3"]
