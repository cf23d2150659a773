"""The certificate of parity: defects planted in the book are named, harmless edits are not."""

import random
import shutil
from collections import Counter
from itertools import islice

import pytest

from sources.chapters import BOOK, Book
from tests.tools.parity.defects import CLASSES, Source, planted
from tests.tools.parity.harmless import both, layout, rewordings
from tools.parity.check import Parity
from tools.parity.page import compare

N_CLASSES, PER_CLASS, BY_RULE = 60, 2, 0.75
N_HARMLESS = 150
WORDS = (
    "book",
    "exercises",
    "theme/strings.yml",
    "explorers-js/explorers",
    "explorers-js/view",
    "src/dlcourse/messages",
)


@pytest.fixture(scope="module")
def parity(tmp_path_factory):
    """Parity of a copy of the book's words."""
    root = tmp_path_factory.mktemp("book")
    for name in ("_toc.yml", "_config.yml", *WORDS):
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (BOOK.root / name).is_dir():
            shutil.copytree(BOOK.root / name, target, ignore=shutil.ignore_patterns("*.js"))
        else:
            shutil.copy(BOOK.root / name, target)
    return Parity(Book(root))


@pytest.fixture(scope="module")
def sources(parity):
    """The pages as they stand."""
    found = []
    for name, page in parity.pages.items():
        texts = {"ko": page.korean.read_text("utf-8"), "en": page.english.read_text("utf-8")}
        found.append(Source(name, texts, compare(page, parity.book, parity.glossary)[1]))
    return found


def examined(parity, name, texts):
    """The report on a page with other texts, by language; the page is then as before."""
    page = parity.pages[name]
    paths = {"ko": page.korean, "en": page.english}
    before = {language: paths[language].read_text("utf-8") for language in texts}
    for language, text in texts.items():
        paths[language].write_text(text, "utf-8")
    try:
        return parity.examine([name])
    finally:
        for language, text in before.items():
            paths[language].write_text(text, "utf-8")


def test_the_book_is_in_step(parity):
    report = parity.examine()
    assert report.problems + report.doubts + report.unrecorded == []


def test_planted_defects_are_named_most_of_them_by_a_rule(parity, sources):
    found, others = Counter(), []
    for defect in planted(sources, PER_CLASS, random.Random(4)):
        report = examined(parity, defect.page, {defect.language: defect.text})
        by_rule = bool(report.problems or report.doubts)
        how = "rule" if by_rule else "lock" if report.unrecorded else "missed"
        found[how] += 1
        if not by_rule:
            others.append(f"{how}: {defect.kind}: {defect.page}: {defect.what}")
    print(found, *others, sep="\n")
    assert len(CLASSES) >= N_CLASSES
    assert found.total() >= 1.8 * N_CLASSES
    assert found["missed"] == 0, others
    assert found["rule"] >= BY_RULE * found.total(), others


def test_harmless_edits_raise_no_alarm(parity, sources):
    rng = random.Random(4)
    edits = [*islice(layout(sources, rng), 50), *islice(both(sources, rng), 50)]
    edits += rewordings(sources, rng)
    alarms = []
    for edit in edits:
        report = examined(parity, edit.page, edit.texts)
        raised = report.problems + report.doubts + report.unrecorded * edit.silent
        alarms += [f"{edit.kind}: {edit.page}: {edit.what}: {alarm}" for alarm in raised]
    print(Counter(edit.kind for edit in edits))
    assert len(edits) >= N_HARMLESS
    assert alarms == []
