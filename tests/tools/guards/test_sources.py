"""Each fault of a source is named in one sentence with file and line, before anything is built."""

import pytest

from sources.chapters import BOOK
from tools.guards import check, data, sources

PAGE = "book/en/chapter.md"
BELIEFS, MEANINGS = "book/misconceptions.yml", "book/definitions.yml"
GOOD = '{en: ["No.", "Yes."], ko: ["아니다.", "그렇다."]}'


def cell(code, options=""):
    return f"# A\n\n```{{code-cell}} ipython3\n{options}{code}\n```\n"


def test_the_book_and_the_example_are_whole(book):
    assert sources.problems(book) == []
    assert check.problems(BOOK) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        # pages
        (PAGE, ":::{note}", "::::{note}", ":49: ::::{note} is never closed"),
        (PAGE, "", "# A\n\n```{note}\nb", ":3: ```{note} is never closed"),
        (PAGE, "", "# A\n\n````{note}\n```{tip}\nb\n````\n", ":4: ```{tip} is never closed"),
        (PAGE, "", "# A\n\n:::{note}\nb\n:::\n:::\n", ":6: this ::: closes nothing"),
        (PAGE, "", "# A\n\n![](a.png)\n", ":3: the picture a.png has no words"),
        (PAGE, "", "# A\n\n```{image} a.png\n```\n", ":3: this image has no :alt:"),
        (PAGE, "", '# A\n\n<img src="a.png">\n', ":3: the picture a.png has no alt"),
        (PAGE, "", "", ": the page is empty"),
        ("book/en/stray.md", "", "# A\n", ": _toc.yml does not name this page"),
        # data
        ("book/glossary.csv", "en,ko,avoid,note", "en,ko,note", ":1: the columns must be"),
        ("book/glossary.csv", "\n", "\nlayer,,,\n", ":2: a row is en,ko,avoid,note, got layer,,,"),
        ("book/glossary.csv", "\n", "\na,가,,\na,나,,\n", ":3: a stands in line 2 too"),
        ("book/references.bib", "", "@book{a, title = {x}\n\n@book", ":3: '}' expected"),
        ("theme/strings.yml", "", "ko:\n  title: 가\nen:\n  title:\n", ":4: en: title is empty"),
        ("theme/strings.yml", "", "ko: {a: 가}\nen: {b: b}\n", ":1: a is there in ko alone"),
        ("theme/strings.yml", "", "ko:\n  a: b: c\n", ":2: mapping values are not allowed here"),
        (BELIEFS, "", f"chapter:\n  trap-b: {GOOD}\n", ":2: trap-b names no box of book/ko/"),
        (BELIEFS, "", "far:\n  a: {en: [b, c], ko: [d, '']}\n", ":2: a: ko must be the belief"),
        (BELIEFS, "", "far: [\n", ":2: "),
        (MEANINGS, "", "lair: {en: b, ko: 가}\n", ":1: lair is no term of book/glossary.csv"),
        (MEANINGS, "", "hidden layer: {en: b}\n", ":1: hidden layer has no meaning in ko"),
        (MEANINGS, "", "layer: {en: b, ko: 가, not: c}\n", ":1: layer: not must list phrases"),
        # cells
        (PAGE, "", cell("1", "---\na: b: c\n---\n"), ":5: the options of {code-cell}"),
        (PAGE, "", cell("1", ":tags: [raises-exception]\n"), ":3: the tag raises-exception"),
        (PAGE, "", cell("1", ":tags: [nbval-ignore-output]\n"), ":3: the tag nbval-ignore-output"),
        (PAGE, "", cell("# NBVAL_SKIP\n1"), ":4: # NBVAL_SKIP switches"),
        (PAGE, "", cell("a = 1\n# NBVAL_IGNORE_OUTPUT"), ":5: # NBVAL_IGNORE_OUTPUT switches"),
        (PAGE, "", cell("%%capture\n1"), ":4: %%capture switches"),
        (PAGE, "", cell("try:\n    f()\nexcept Exception:\n    pass"), ":6: this handler swallows"),
        (PAGE, "", cell("from time import time\nimport time\ntime.time()"), ":6: time.time()"),
        (PAGE, "", cell("print(datetime.datetime.now())"), ":4: datetime.datetime.now() gives"),
        (PAGE, "", cell("rng = np.random.default_rng()"), ":4: np.random.default_rng() has no"),
        (PAGE, "", cell("np.random.default_rng(seed=None)"), ":4: np.random.default_rng() has no"),
        (PAGE, "", cell("x = np.random.rand(3)"), ":4: np.random.rand draws from a hidden"),
        (PAGE, "", cell("random.shuffle(x)"), ":4: random.shuffle draws from a hidden"),
        (PAGE, "", cell("warnings.filterwarnings('ignore')"), ":4: warnings.filterwarnings"),
        (PAGE, "", cell("with np.errstate(all='ignore'):\n    1"), ":4: np.errstate silences"),
        (PAGE, "", cell("contextlib.suppress(ValueError)"), ":4: contextlib.suppress silences"),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_one_sentence(book, plant, name, old, new, said):
    plant(name, old, new)
    found = sources.problems(book)
    assert any(problem.startswith(name + said) for problem in found), found
    assert all("\n" not in problem for problem in found)


@pytest.mark.parametrize(
    "code",
    [
        "rng = np.random.default_rng(0)\nrng.random(3)",
        "try:\n    f()\nexcept ValueError as error:\n    print(error)",
        "x = time_series.time_of(3)",
        "def loss(rng: np.random.Generator): ...",
    ],
)
def test_honest_cells_pass(book, plant, code):
    plant(PAGE, "", cell(code))
    plant(PAGE.replace("/en/", "/ko/"), "", cell(code))
    assert sources.problems(book) == []


def test_a_page_in_one_language(book):
    book.source("ko", "chapter").unlink()
    assert (
        "book/ko/chapter.md: there is only book/en/chapter.md: write this page, or delete that"
        in (sources.problems(book))
    )


def test_what_is_listed_with_a_reason_may_stay_until_nothing_needs_it(book, plant):
    line = "x = np.random.rand(3)"
    plant(PAGE, "", cell(line))
    plant("book/allowed.yml", "", f"- {{page: chapter, line: '{line}', reason: it is the point}}\n")
    assert sources.problems(book) == []
    plant(PAGE, line, "1")
    assert sources.problems(book) == [
        f"book/allowed.yml: nothing in chapter needs the entry {line!r}: delete it"
    ]


def test_a_phrase_that_no_chapter_says_any_more_is_named(book, plant):
    plant(MEANINGS, "", "# x\nlayer: {en: b, ko: 가, not: [layer cake, Layer of paint, 층계]}\n")
    plant(PAGE, "", "# A\n\nLayer cakes, a\nlayer of paints.\n")
    plant(PAGE.replace("/en/", "/ko/"), "", "# 가\n\n층계에서\n")
    assert list(data.unsaid(book)) == []
    plant(PAGE, "cakes", "caked")
    assert list(data.unsaid(book)) == [
        f"{MEANINGS}:2: layer: no chapter says 'layer cake' any more: delete it"
    ]
