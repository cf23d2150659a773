"""Arithmetic in LaTeX: which equations hold, and which are not arithmetic at all."""

import math

import pytest

from tools.claims.formula import broken_equalities, evaluate


@pytest.mark.parametrize(
    ("side", "value"),
    [
        (r"8 \times 10 + 10 + 10 \times 3 + 3", 123),
        (r"2^{19}", 524288),
        (r"\frac{2}{4}\ln 2", math.log(2) / 2),
        (r"\frac{1}{4}\left(2 \ln\frac{3}{2} + \ln 3\right)", 0.47739),
        (r"-\ln\frac12", math.log(2)),
        (r"\sqrt{2/(3+5)}", 0.5),
        (r"10^{-3}", 0.001),
        (r"1{,}437", 1437),
        (r"97.5\%", 0.975),
        ("x + 1", None),
        ("(0", None),
        (r"1 + \dots + 3", None),
        ("1/0", None),
    ],
)
def test_evaluate(side, value):
    assert evaluate(side) == (value if value is None else pytest.approx(value, rel=1e-4))


@pytest.mark.parametrize(
    "formula",
    [
        "$2^8 = 256$",
        r"$\frac{2}{4}\ln 2 = 0.347$",
        r"$-\ln\frac{1}{2} = \ln 2$",
        "$f(2) = 2^3 = 8$",
        r"$2x_1 + x_2 = 1, \qquad 2x_1 + x_2 = 3$",
        r"$h_1 = \operatorname{step}(x_1 - 1.5), \qquad h_2 = 3$",
    ],
)
def test_what_holds_is_silent(formula):
    assert list(broken_equalities(formula)) == []


@pytest.mark.parametrize(
    ("formula", "side"),
    [
        ("$2^8 = 265$", "265"),
        (r"$\frac{2}{4}\ln 2 = 0.374$", "0.374"),
        (r"$8 \times 10 + 10 + 10 \times 3 + 3 = 132$", "132"),
        ("$f(2) = 2^3 = 9$", "9"),
    ],
)
def test_what_does_not_hold_is_named(formula, side):
    assert [found for found, _ in broken_equalities(formula)] == [side]
