"""The index of the search: sections of pages, where terms are taught, and the script that asks."""

import subprocess

import pytest

from sources.chapters import BOOK
from theme.extension import search
from theme.extension.definitions import pattern, place, read_terms
from theme.extension.sections import Section, spoken
from tools.explorers.build import find_node

MATH = "<math>{}</math>"
PAGES = {
    "index": [Section("index", "A book", "About the book.")],
    "xor": [
        Section("xor", "XOR", "The hidden layers come later.", code=["BatchNorm"]),
        Section("xor-layers", "Layers", "Those between are hidden layers.", bold=["Hidden layers"]),
        Section("summary", "Summary", "A hidden layer moves points."),
    ],
    "batch-norm": [Section("bn", "Normalize", "Use it.", code=["x", "BatchNorm"])],
    "glossary": [Section("glossary", "Glossary", "")],
    "api": [Section("dlcore.layers.BatchNorm", "BatchNorm", "A layer.", taught=["batch-norm"])],
}


@pytest.fixture(scope="module")
def index():
    titles = {name: found[0].title for name, found in PAGES.items()}
    return search.index(PAGES, "en", ["xor", "batch-norm"], titles)


def at(index, number):
    page, kind, anchor, *_ = index["sections"][number]
    return index["pages"][page][0], kind, anchor


def test_a_term_leads_to_the_section_that_sets_it_in_bold(index):
    (term,) = [each for each in index["terms"] if each[0] == "hidden layer"]
    assert term[1] == "은닉층"
    assert "은닉 레이어" in term[2]
    assert at(index, term[3]) == ("xor.html", search.CHAPTER, "xor-layers")


def test_a_term_that_no_chapter_says_leads_to_the_glossary(index):
    (term,) = [each for each in index["terms"] if each[0] == "critical point"]
    assert at(index, term[3]) == ("glossary.html", search.TERM, "term-critical-point")
    assert len(index["terms"]) == len(read_terms())


def test_a_name_leads_to_the_reference_and_to_the_chapter_that_its_docstring_names(index):
    assert [at(index, number) for number in index["names"]["BatchNorm"]] == [
        ("api.html", search.NAME, "dlcore.layers.BatchNorm"),
        ("batch-norm.html", search.CHAPTER, "bn"),
    ]
    assert index["sections"][4][5] == "BatchNorm"  # x is no name of dlcore


def test_what_closes_a_chapter_is_told_apart(index):
    assert at(index, 3)[1:] == (search.CLOSING, "summary")


@pytest.mark.parametrize(
    ("word", "language", "text", "found"),
    [
        ("경사 하강법", "ko", "경사하강법을", True),
        ("층", "ko", "은닉층", False),
        ("층", "ko", "층마다", True),
        ("cross-entropy", "en", "Cross entropies", True),
        ("unit", "en", "units", True),
        ("unit", "en", "community", False),
    ],
)
def test_a_term_is_found_as_a_word_whatever_its_spaces(word, language, text, found):
    assert bool(pattern(word, language).search(text)) == found


def test_bold_counts_more_than_an_earlier_mention():
    term = {"ko": "층", "en": "layer"}
    early, heading, bold = (
        Section("a", "A", "A layer."),
        Section("b", "The layer", "A layer."),
        Section("c", "C", "Layers.", bold=["layers"]),
    )
    assert place(term, "en", [early, heading, bold]) is bold
    assert place(term, "en", [early, heading]) is heading
    assert place(term, "en", [early]) is early
    assert place(term, "en", []) is None


@pytest.mark.parametrize(
    ("mathml", "text"),
    [
        ("<mi>η</mi>", "η"),
        ("<msub><mi>w</mi><mn>1</mn></msub>", "w₁"),
        ("<mfrac><mn>1</mn><mi>n</mi></mfrac>", "1/n"),
        ("<mover><mi>y</mi><mo>^</mo></mover>", "ŷ"),
    ],
)
def test_formulas_are_read_as_text(mathml, text):
    assert spoken({"pieces": [MATH.format(mathml)]}) == text


def test_the_script_is_one_classic_script():
    node, _ = find_node()
    done = subprocess.run(
        [*node, BOOK.root / "theme/extension/search.mjs"],
        input='{"count": "찾음"}', capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "dlBookSearch" in done.stdout
    assert "찾음" in done.stdout
    assert "import " not in done.stdout
