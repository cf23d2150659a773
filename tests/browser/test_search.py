"""The certificate of the search: every term in every form, questions of readers, and bad input.

All queries of a language are put to one open page, through the function that its field calls.
"""

import csv
import gzip
import json
import re
from functools import cache

import pytest
import yaml
from bs4 import BeautifulSoup

from sources.chapters import BOOK, LANGUAGES
from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser
LIGHT = 150_000  # bytes of an index, gzipped
QUESTIONS = yaml.safe_load((BOOK.root / "tests/browser/search_questions.yml").read_text("utf-8"))
GLOSSARY = list(csv.DictReader((BOOK.root / "book/glossary.csv").read_text("utf-8").splitlines()))
NO_TEXT = re.compile(r"[\\$]|\{[a-z]|본문으로 건너뛰기|이 장의 내용|On this page|Skip to main")
DRAWING = re.compile(r"<svg.*?</svg>|<math.*?</math>|data:[^\"]*", re.DOTALL)
HEADING = re.compile(r"(?:^\(([\w-]+)\)=\n+)?^#+ ", re.MULTILINE)
ASK = """(queries) => queries.map((query) => {
  const { results, ...rest } = dlBookSearch.search(query);
  const text = (parts) => parts.map((part) => part.text).join("");
  const hits = (parts) => parts.filter((part) => part.hit).map((part) => part.text);
  const told = ({ address, title, excerpt }) => ({
    address, title: text(title), text: text(excerpt), hits: [...hits(title), ...hits(excerpt)],
  });
  const brief = ({ address }) => ({ address });
  return { ...rest, results: results.map((each, i) => (i < 5 ? told : brief)(each)) };
})"""
SLIPS = {
    "ko": {
        "드롭아옷": "드롭아웃",
        "소프드맥스": "소프트맥스",
        "역전퍄": "역전파",
        "퍼셉트롱": "퍼셉트론",
    },
    "en": {"percepton": "perceptron", "sofmax": "softmax", "gradeint": "gradient"},
}
AVOIDED = {
    "ko": {"학습율": "학습률", "임계값": "임곗값"},
    "en": {"학습율": "learning rate", "임계값": "threshold"},
}


def bare(word):
    return re.sub(r"\s*\(.*\)$", "", word)


@cache
def pages(language):
    """The pages by name, without their drawings, which are most of them."""
    return {
        path.name: BeautifulSoup(DRAWING.sub("", path.read_text("utf-8")), "html.parser")
        for path in sorted((SITE / language).glob("*.html"))
    }


@pytest.fixture(scope="module", params=LANGUAGES)
def asked(request, browser, address):
    """A language, and a function from queries to answers, by one page."""
    page = browser.new_context().new_page()
    page.goto(f"{address}{request.param}/search.html")
    page.wait_for_function("() => globalThis.dlBookSearch?.search")
    yield (
        request.param,
        lambda queries: dict(zip(queries, page.evaluate(ASK, queries), strict=True)),
    )
    page.context.close()


def korean_forms(word):
    final = (ord(word[-1]) - 0xAC00) % 28 if "가" <= word[-1] <= "힣" else 0
    particles = ("은", "을") if final else ("는", "를")
    return [word, word.replace(" ", ""), *(word + each for each in (*particles, "에서"))]


def english_forms(word):
    plural = re.sub(r"(?<=[^aeiou])y$", "ie", word) + ("e" if re.search(r"(s|x|ch)$", word) else "")
    return [word, word.replace(" ", ""), word.replace(" ", "-"), word.lower(), f"{plural}s"]


def forms(term):
    """Every way to ask for a term: both languages, and each rendering that the book avoids."""
    known = [*korean_forms(bare(term["ko"])), *english_forms(bare(term["en"]))]
    return list(dict.fromkeys([*known, *filter(None, term["avoid"].split("|"))]))


@cache
def introduced(term, language):
    """The target of the section that first sets a term in bold, read from the sources; or None."""
    word = re.escape(bare(term)) + ("" if language == "ko" else r"(?:e?s)?")
    for chapter in BOOK.chapters:
        text = BOOK.source(language, chapter).read_text("utf-8")
        if found := re.search(rf"\*\*{word}\*\*", text, re.IGNORECASE):
            above = [each for each in HEADING.finditer(text) if each.start() < found.start()]
            return above[-1][1]
    return None


def saying(word, language):
    """Addresses of the sections whose paragraphs say a word to the letter, read from the pages."""
    for chapter in BOOK.chapters:
        for section in pages(language)[f"{chapter}.html"].select("article section[id]"):
            text = " ".join(each.get_text() for each in section.find_all("p", recursive=False))
            if re.search(word if language == "ko" else rf"\b{re.escape(word)}\b", text):
                ids = {section["id"], *(s["id"] for s in section.select(":scope > span[id]"))}
                yield {f"{chapter}.html#{each}" for each in ids}


def test_every_term_is_found_in_every_form_and_its_introduction_comes_first(asked):
    language, ask = asked
    owners = {}
    for term in GLOSSARY:
        for form in forms(term):
            owners.setdefault(form.casefold(), []).append(term)
    answers = ask(list(owners))
    first = wanted = 0
    for form, terms in owners.items():
        found = answers[form]["results"]
        assert found, f"nothing for {form!r}"
        own = [bare(term[language]).casefold() for term in terms]
        shown = f"{found[0]['title']} {found[0]['text']}".casefold()
        assert any(
            re.sub(r"[\s–-]", "", each[:-1]) in re.sub(r"[\s–-]", "", shown) for each in own
        ), form
        assert found[0]["hits"], f"{form!r} is not marked in {found[0]['text']!r}"
        targets = {target for term in terms if (target := introduced(term[language], language))}
        if targets:
            wanted += 1
            first += found[0]["address"].partition("#")[2] in targets
    assert wanted > len(owners) / 2
    assert first >= 0.9 * wanted, f"the introduction comes first for {first} of {wanted}"


def test_no_section_that_says_a_term_is_missed(asked):
    language, ask = asked
    words = [bare(term[language]) for term in GLOSSARY if len(bare(term[language])) > 1]
    answers = ask(words)
    for word in words:
        found = {each["address"] for each in answers[word]["results"]}
        missed = [
            ids for ids in saying(word, language) if not ids & found and "#summary" not in ids
        ]
        assert not missed, f"{word}: {missed}"


def test_links_lead_to_sections_and_excerpts_are_text_alone(asked):
    language, ask = asked
    queries = [bare(term[language]) for term in GLOSSARY] + list(QUESTIONS[language])
    ids = {
        name: {tag["id"] for tag in page.select("[id]")} for name, page in pages(language).items()
    }
    for query, answer in ask(queries).items():
        for found in answer["results"]:
            page, _, anchor = found["address"].partition("#")
            assert anchor in ids[page], found["address"]
            assert not NO_TEXT.search(found.get("text", "")), f"{query}: {found['text']}"


def test_questions_find_their_section_among_the_first_five(asked):
    language, ask = asked
    assert len(QUESTIONS[language]) == 20
    missed = []
    for question, answer in ask(list(QUESTIONS[language])).items():
        found = [each["address"].partition("#")[2] for each in answer["results"][:5]]
        if not set(found) & set(QUESTIONS[language][question]):
            missed.append(f"{question}: {found}")
    assert len(missed) <= 2, "\n".join(missed)


def test_slips_get_a_likely_spelling(asked):
    language, ask = asked
    for slip, meant in SLIPS[language].items():
        assert ask([slip])[slip]["meant"] == meant
    for avoided, own in AVOIDED[language].items():
        assert ask([avoided])[avoided]["term"] == own


def test_a_name_of_the_code_leads_to_the_reference_and_to_where_it_is_taught(asked):
    _, ask = asked
    for name, taught in {"BatchNorm": "batch-norm.html", "Adam": "optimizers.html"}.items():
        for query in (name, name.lower()):
            found = [each["address"] for each in ask([query])[query]["results"]]
            assert re.fullmatch(rf"api\.html#dlcore\.\w+\.{name}", found[0])
            assert found[1].startswith(taught)


def test_a_hit_is_the_whole_term_and_no_syllable_of_another(asked):
    language, ask = asked
    if language == "en":
        return
    for found in ask(["은닉층"])["은닉층"]["results"][:5]:
        assert set(found["hits"]) <= {"은닉층"}
    for found in ask(["층"])["층"]["results"][:5]:
        assert found["hits"], found
    assert ask(["뷁뷁"])["뷁뷁"]["results"] == []


@pytest.mark.parametrize(
    "query", ["", "   ", "?!", "학" * 100_000, "<img src=x onerror=alert(1)>", "((((", "\\"]
)
def test_bad_input_is_answered(asked, query):
    _, ask = asked
    answer = ask([query])[query]
    assert answer["cut"] == (len(query) > 200)
    assert isinstance(answer["results"], list)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_light_and_nothing_of_sphinx_is_left(site, language):
    index = (site / language / "_static/search-index.js").read_bytes()
    assert len(gzip.compress(index)) <= LIGHT
    json.loads(index.removeprefix(b"dlBookSearch(").removesuffix(b");\n"))
    assert not (site / language / "searchindex.js").exists()
    assert "searchtools" not in (site / language / "search.html").read_text("utf-8")
