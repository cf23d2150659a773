"""Derivations on narrow screens: each reason below its line."""

import pytest

from theme.extension.derivations import stacked


def aligned(rows):
    return rf"\begin{{aligned}} {rows} \end{{aligned}}"


def test_each_reason_stands_below_its_line_and_a_line_that_goes_on_is_set_in():
    tex = aligned(r"a &= b && \text{since $b$} \\[1em] &= c \\ d &= e && f")
    lines = stacked(tex).split(r" \\[0.7em] ")
    assert lines == [
        r"\begin{array}{l} \displaystyle a = b \\ \rule{0pt}{1.2em} \qquad \text{since $b$}",
        r"\displaystyle \quad = c",
        r"\displaystyle d = e \\ \rule{0pt}{1.2em} \qquad f \end{array}",
    ]


def test_a_matrix_within_a_line_stays_whole():
    matrix = r"\begin{pmatrix} 1 & r \\ r & 1 \end{pmatrix}"
    assert matrix in stacked(aligned(rf"H &= {matrix} && \text{{why}}"))


@pytest.mark.parametrize(
    "tex",
    [
        "a = b",
        aligned(r"a &= b \\ c &= d"),
        aligned(r"a &= b && \text{why} \\ c"),
        "x, " + aligned(r"a &= b && \text{why}"),
    ],
    ids=["one line", "no reasons", "a row without columns", "not the whole formula"],
)
def test_what_is_no_derivation_is_left_alone(tex):
    assert stacked(tex) is None
