"""Marks of terms: what is marked, where a mark ends, and what is left alone."""

from types import SimpleNamespace

import pytest
from docutils import nodes

from theme.extension import definitions, hover, terms
from theme.extension.definitions import meanings, read_terms
from theme.extension.formulas import ClosedFormula
from theme.extension.terms import mark, uses


def found(text, language):
    return [text[begin:end] for begin, end, _ in uses(text, language)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        # particles and endings stay outside
        ("은닉층에서는 가중치가", ["은닉층", "가중치"]),
        ("신경망입니다. 유닛들이", ["신경망", "유닛"]),
        ("데이터로 학습합니다", ["학습"]),
        ("편향(bias)을", ["편향"]),
        # the longest term, in its spellings
        ("기울기 소실을 막는 배치 정규화", ["기울기 소실", "배치 정규화"]),
        ("확률적 경사 하강법으로", ["확률적 경사 하강법"]),
        ("학습률을", ["학습률"]),
        # no part of another word
        ("다층 구조와 합성곱층, 층층이", []),
        ("재학습 없이 분류기를", []),
        ("층은 층마다", ["층", "층"]),
        ("온도 조절기", []),
    ],
)
def test_korean(text, marked):
    assert found(text, "ko") == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Hidden layers and a layer", ["Hidden layers", "layer"]),
        ("the batch's gradient", ["batch", "gradient"]),
        ("a two-layer, multi-batch player", []),
        ("for example, an example", ["example"]),
        ("for a moment", []),
        ("ten degrees, a price or a temperature", []),
        ("Newton's iteration, Newton’s iteration, an iteration", ["iteration"]),
    ],
)
def test_english(text, marked):
    assert found(text, "en") == marked


def paragraph(*parts):
    return nodes.paragraph(
        "", "", *(nodes.Text(each) if isinstance(each, str) else each for each in parts)
    )


def section(title, *content):
    return nodes.section("", nodes.title("", title), *content)


def page(*content, title="A page"):
    return nodes.document(None, None, "", section(title, *content))


def marks(doctree):
    return [each.astext() for each in doctree.findall(nodes.reference) if "term" in each["classes"]]


def test_a_term_is_marked_once_a_section_and_again_in_the_next():
    doctree = page(
        paragraph("A weight and a weight."),
        section("One", paragraph("A weight."), section("Two", paragraph("Weights, a bias."))),
        section("Three", paragraph("The weight.")),
    )
    before = doctree.astext()
    mark(doctree, "en")
    assert marks(doctree) == ["weight", "weight", "bias", "weight"]
    assert doctree.astext() == before
    link = doctree.next_node(nodes.reference)
    assert link["refuri"] == "glossary.html#term-weight"


def test_who_introduces_a_term_does_not_mark_it():
    bold = nodes.strong("", "weights")
    doctree = page(
        section("Bold", paragraph("Every weight counts. These are ", bold, ".")),
        section("The bias", paragraph("A bias.")),
        section("Epochs", paragraph("A gradient.")),
        title="The gradient",
    )
    mark(doctree, "en")
    assert marks(doctree) == []


def test_only_running_text_is_marked():
    word = "gradient"
    formula = ClosedFormula("", "", nodes.Text("gradient "), nodes.math("", "g"), nodes.Text(""))
    doctree = page(
        nodes.figure("", nodes.caption("", word), nodes.legend("", nodes.Text(word))),
        nodes.table("", nodes.entry("", paragraph(word))),
        nodes.literal_block("", word),
        nodes.container("", paragraph(word), classes=["cell"]),
        paragraph(nodes.literal("", word), " ", nodes.reference("", word, refuri="a.html")),
        paragraph(formula),
        paragraph(nodes.literal("", "Affine"), "layer"),
        section("One", nodes.bullet_list("", nodes.list_item("", paragraph(f"A {word}.")))),
    )
    mark(doctree, "en")
    assert marks(doctree) == [word]


def test_every_term_has_a_meaning_and_a_card_in_both_languages():
    assert set(meanings()) == {term["en"] for term in read_terms()}
    card = hover.term_card("glossary.html#term-bias", "ko")
    assert '<strong>편향</strong> <span lang="en">bias</span>' in card
    assert meanings()["bias"]["ko"] in card
    assert hover.term_card("xor.html#term-bias", "ko") == ""


def test_what_a_card_says_is_text(monkeypatch):
    monkeypatch.setattr(hover, "_terms", lambda: {"link": {"en": "a < b", "ko": "가 < 나"}})
    monkeypatch.setattr(hover, "meanings", lambda: {"a < b": {"ko": "나 > 가"}})
    words = '<strong>가 &lt; 나</strong> <span lang="en">a &lt; b</span>'
    assert hover.term_card("link", "ko") == f"<p>{words}</p><p>나 &gt; 가</p>"


class App:
    """As much of Sphinx as registers what a part listens to, and calls it."""

    def __init__(self):
        self.parts = []
        for part in (hover, terms):
            part.setup(self)

    def connect(self, event, part, **options):
        self.parts.append((event, part))

    def emit(self, event, *arguments):
        for each, part in self.parts:
            if each == event:
                part(self, *arguments)


def test_a_build_reads_the_terms_anew(monkeypatch, tmp_path):
    app = App()
    source, words = tmp_path / "glossary.csv", tmp_path / "definitions.yml"
    monkeypatch.setattr(definitions, "SOURCE", source)
    monkeypatch.setattr(definitions, "MEANINGS", words)
    for term in ("bias", "new"):
        source.write_text(f"en,ko,avoid,note\n{term},가,,\n", "utf-8")
        words.write_text(f"{term}: {{en: what {term} is, ko: 나}}\n", "utf-8")
        app.emit("builder-inited")
        assert found("bias and new", "en") == [term]
        assert f"what {term} is" in hover.term_card(f"glossary.html#term-{term}", "en")
    monkeypatch.undo()
    app.emit("builder-inited")


def test_a_chapter_is_built_anew_when_the_terms_change():
    app, noted = App(), []
    app.env = SimpleNamespace(note_dependency=noted.append)
    app.emit("source-read", "xor", [""])
    assert noted == [str(definitions.SOURCE), str(definitions.MEANINGS)]


def test_a_place_of_another_page_is_told_by_its_title_and_first_words():
    box = nodes.admonition("", nodes.title("", "A belief"), paragraph("If so."), paragraph("Then."))
    assert hover.described(box, None) == ("A belief", "If so.")
    part = section("Chain rule", section("First", paragraph("Derivatives multiply.")))
    assert hover.described(part, None) == ("Chain rule", "Derivatives multiply.")
    drawn = nodes.figure("", paragraph("no"), nodes.caption("", "A graph."))
    assert hover.described(drawn, None) == ("", "A graph.")
