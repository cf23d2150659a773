"""Numbers in two languages: which agree, and which contradict each other."""

import pytest

from sources.numbers import read
from tools.parity.quantities import disagreement


@pytest.mark.parametrize(
    ("korean", "english", "agree"),
    [
        ("점 4개", "4 points", True),
        ("네 점", "4 points", True),
        ("점 4개", "four points", True),
        ("점 5개", "four points", False),
        ("점들", "the four points", True),
        ("다섯 점", "four points", False),
        ("점들", "the 4 points", False),
        ("6만 장", "60,000 images", True),
        ("1만큼 옮긴다", "moved by 1", True),
        ("1,437개 가운데 96.7 %", "96.7% of 1437", True),
        ("96.8 %", "96.7 %", False),
        ("시드 백 개", "100 seeds", True),
        ("삼백 걸음", "three hundred steps", True),
        ("하나만 2", "exactly one of the two is 1", False),
        ("네트워크의 세로 열", "a network's column", True),
        ("1층과 h1", "the 1st layer and h1", True),
        ("첫째 유닛 하나", "the first unit", True),
        ("10분의 1로 줄인다", "divide by ten", True),
        ("모두 0에서", "from all zeros", True),
        ("-1.5만큼", "by 1.5", False),
        ("25 MB", "25 GB", False),
        ("8배로", "by 8", True),
        ("3분의 1", "a third of them", True),
        ("3분의 2", "a third of them", False),
    ],
)
def test_disagreement(korean, english, agree):
    found = disagreement(read(korean, "ko"), read(english, "en"))
    assert (found == ([], [])) is agree
