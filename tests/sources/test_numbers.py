"""Numbers of Korean and English prose: what is read, and what is not taken for a number."""

import pytest

from sources.numbers import read

ENGLISH = {
    "73 of 100 networks": [73, 100],
    "fifty-seven of a hundred": [57, 100],
    "three hundred steps": [300],
    "3 million images": [3e6],
    "1,437 images": [1437],
    "a bias of -1.5 and −2": [-1.5, -2],
    "a 2-2-1 network": [2, 2, 1],
    "eleven regions": [11],
    "two thirds of them": [2 / 3],
    "1/3 or ½": [1 / 3, 0.5],
    "a tolerance of 1e-6": [1e-6],
    "a tenfold rate, 25-fold, twice": [10, 25, 2],
    "x1, h2, float64, v1.2.3 and W_1": [],
    "a half adder, halfway, at once, one by one": [],
    "the number of 1s": [1],
}
KOREAN = {
    "100개 가운데 73개": [100, 73],
    "네 점, 점 네 개, 점은 넷": [4, 4, 4],
    "영역 열한 개": [11],
    "스물다섯 개, 서른 번": [25, 30],
    "삼백 걸음, 백 개로, 천 명이": [300, 100, 1000],
    "6만 장": [60000],
    "3분의 1, 삼분의 이": [1 / 3, 2 / 3],
    "서너 문장": [3, 4],
    "2000걸음": [2000],
    "한번 해 보십시오. 한꺼번에, 하나하나, 만점": [],
    "세로 열과 이 책의 사진": [],
}


@pytest.mark.parametrize(
    ("language", "prose", "values"),
    [("en", *case) for case in ENGLISH.items()] + [("ko", *case) for case in KOREAN.items()],
)
def test_values(language, prose, values):
    assert [number.value for number in read(prose, language)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("language", "prose", "unit"),
    [
        ("en", "96.7% right", "%"),
        ("ko", "96.7퍼센트", "%"),
        ("en", "25 MB", "MB"),
        ("en", "10 times as far", "x"),
        ("ko", "두 배로", "x"),
        ("ko", "배치 2개", ""),
        ("en", "30 minutes", "min"),
        ("ko", "30분", "min"),
        ("ko", "1280픽셀", "px"),
        ("en", "8 × 8", ""),
    ],
)
def test_units(language, prose, unit):
    assert read(prose, language)[0].unit == unit


def test_the_unit_of_a_range_belongs_to_both_ends():
    assert [n.unit for n in read("8 to 19 s", "en")] == ["s", "s"]
    assert [n.unit for n in read("1–2분", "ko")] == ["min", "min"]


def test_ordinals_are_no_amounts():
    assert [n.ordinal for n in read("the third unit, a third of them, the 2nd", "en")] == [
        True,
        False,
        True,
    ]
    assert [n.ordinal for n in read("첫째 층과 세 번째 유닛, 세 번", "ko")] == [True, True, False]


def test_about_and_precision():
    (number,) = read("약 0.35", "ko")
    assert (number.about, number.decimals) == (True, 2)
    assert read("10분쯤", "ko")[0].about
    assert read("nearly twice", "en")[0].about
    assert not read("0.35", "en")[0].about


def test_one_is_vague_and_an_unknown_language_is_refused():
    assert [n.kind for n in read("one line, both, three", "en")] == ["vague", "vague", "word"]
    with pytest.raises(ValueError, match="language must be ko or en, got 'fr'"):
        read("un", "fr")
