"""Formulas as the build makes them: what KaTeX gives, where they part, what stays with them."""

import re

import pytest
from docutils import nodes

from theme.extension import formulas
from tools.explorers.build import find_node

MATHML = re.compile("<math.*?</math>")


class Config:
    node = find_node()[0][0]


def asked(tex, displayed=False):
    (answer,) = formulas.answers([(tex, displayed)], Config)
    return answer


def shown(tex, displayed=False):
    """The words of each piece, as the eye sees them."""
    pieces = [MATHML.sub("", piece) for piece in asked(tex, displayed)["pieces"]]
    return [re.sub("<[^>]*>|\u200b", "", piece) for piece in pieces]


def test_a_formula_is_spoken_once_and_carries_no_copy_of_its_tex():
    html = "".join(asked(r"8 \times 10 + 10 + 10 \times 3 + 3 = 123")["pieces"])
    assert html.count("<math") == 1
    assert html.count("<mn>123</mn>") == 1
    assert r"\times" not in html
    assert len(re.findall('class="katex-html"', html)) == html.count('aria-hidden="true"') == 2


@pytest.mark.parametrize(
    ("tex", "pieces"),
    [
        ("x", ["x"]),
        ("w_1 + w_2 + 2b > 0", ["w1+w2+2b&gt;0"]),  # short: in one piece
        (r"8 \times 10 + 10 + 10 \times 3 + 3 = 123", ["8×10+10+", "10×3+3=123"]),
        ("abcdefghijk = lmnopqrst + u", ["abcdefghijk=", "lmnopqrst+u"]),
        (r"\left(abcdefghijk + lmnopqrst\right)", ["(abcdefghijk+lmnopqrst)"]),
    ],
)
def test_a_formula_in_a_line_parts_only_when_long_and_never_close_to_its_ends(tex, pieces):
    assert shown(tex) == pieces


@pytest.mark.parametrize(
    ("tex", "pieces"),
    [
        (r"a + b = c", ["a+b=c"]),
        (r"a = 1, \qquad b = 2.", ["a=1,", "b=2."]),
        (r"a \quad b \\qquad c", ["a", "bqquadc"]),
        (r"\left( a \quad b \right)", ["(ab)"]),
        (r"\begin{aligned} a &= 1 \quad b \\ c &= 2 \end{aligned}", ["ac=1b=2"]),
        (r"\frac{a \quad b}{c}", ["cab"]),
    ],
)
def test_a_displayed_formula_parts_where_two_formulas_are_set_apart(tex, pieces):
    assert [re.sub(r"\s", "", piece) for piece in shown(tex, displayed=True)] == pieces


@pytest.mark.parametrize(
    ("tex", "message", "position"),
    [
        (r"a + \foo", r"Undefined control sequence: \foo", 5),
        (r"\frac{1", "Unexpected end of input in a macro argument, expected '}'", 8),
        ("손실 + 1", 'Unicode text character "손" used in math mode', 1),
    ],
)
def test_a_formula_that_does_not_parse_is_named(tex, message, position):
    answer = asked(tex)
    assert message in answer["error"]
    assert answer["tex"] == tex
    assert answer["position"] == position


def test_words_inside_a_formula_are_words():
    assert shown(r"\text{손실} = 1") == ["손실=1"]


class App:
    config = Config


def closed(*children):
    """A paragraph's children after its formulas were closed."""
    paragraph = nodes.paragraph("", "", *children)
    document = nodes.container("", paragraph)
    formulas.read_formulas(App, document)
    formula = formulas.ClosedFormula
    return [
        [part.astext() for part in child] if isinstance(child, formula) else child.astext()
        for child in paragraph
    ]


def text(words):
    return nodes.Text(words)


def test_what_touches_a_formula_stays_with_it():
    found = closed(
        text("이 값("), nodes.math("", "a"), text(")은, 곧 "), nodes.math("", "b"), text(".")
    )
    assert found == ["이 ", ["값(", "a", ")은,"], " 곧 ", ["", "b", "."]]


def test_a_formula_alone_or_beside_another_keeps_its_place():
    assert closed(nodes.math("", "a")) == [["", "a", ""]]
    found = closed(nodes.math("", "a"), text("·"), nodes.math("", "b"), text("은 크다"))
    assert found == [["", "a", "·"], ["", "b", "은"], " 크다"]
    found = closed(nodes.math("", "a"), nodes.strong("", "은"), text(" 크다"))
    assert found == [["", "a", ""], "은", " 크다"]
