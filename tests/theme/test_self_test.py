"""The questions of the self-test: whole, in both languages, and each wrong answer a belief."""

from collections import Counter

import yaml

from sources.chapters import BOOK

QUESTIONS = yaml.safe_load((BOOK.root / "book/self-test.yml").read_text("utf-8"))
BELIEFS = yaml.safe_load((BOOK.root / "book/misconceptions.yml").read_text("utf-8"))
CHAPTERS = {slug: chapter for chapter, found in BELIEFS.items() for slug in found}


def test_there_are_24_and_every_part_is_in_both_languages():
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) == 24
    for question in QUESTIONS:
        for words in (question["ask"], question["right"], question["because"]):
            assert set(words) == {"ko", "en"}
        for words in question["wrong"].values():
            assert set(words) == {"ko", "en"}


def test_a_wrong_answer_is_a_belief_that_no_other_question_uses():
    used = Counter(slug for question in QUESTIONS for slug in question["wrong"])
    assert set(used) <= set(CHAPTERS)
    assert set(used.values()) == {1}


def test_every_chapter_is_asked_about_in_the_order_of_the_book():
    asked = [question["chapter"] for question in QUESTIONS]
    order = list(BELIEFS)
    assert asked == sorted(asked, key=order.index)
    assert set(asked) == set(order)
