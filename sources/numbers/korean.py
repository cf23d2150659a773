"""Korean number words and units."""

import re

# Before what is counted, and standing alone: 네 점, 점은 넷이다.
_NATIVE = """
    1 한 하나
    2 두 둘
    3 세 셋
    4 네 넷
    5 다섯
    6 여섯
    7 일곱
    8 여덟
    9 아홉
"""
NATIVE = {
    word: int(number)
    for number, *words in (line.split() for line in _NATIVE.strip().splitlines())
    for word in words
}
NATIVE_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70}
NATIVE_TENS |= {"여든": 80, "아흔": 90}
# Words that take particles freely: 하나로, 둘은, 셋이. The others need a space or a counter.
NOUNS = {"하나", "둘", "셋", "넷"} | {word for word, number in NATIVE.items() if number > 4}
DIGITS = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True))
SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8}
RANGES = {"한두": (1, 2), "두세": (2, 3), "두셋": (2, 3), "서너": (3, 4), "너댓": (4, 5)}
VAGUE = {"절반": 0.5}

MEASURES = {
    "%": "%",
    "퍼센트": "%",
    "kB": "kB",
    "MB": "MB",
    "GB": "GB",
    "ms": "ms",
    "밀리초": "ms",
    "초": "s",
    "분(?!의|류|포|산|할|리)": "min",
    "시간": "h",
    "픽셀": "px",
    "px": "px",
    "배(?!치|경|열|율)|×(?! ?\\d)": "x",
}
ABOUT = "약|대략|거의|얼추|~"
ABOUT_AFTER = r"쯤|가량|정도|남짓|가까이|이? ?넘"
# Words that count, after a number: 두 번, 세 가지.
COUNTERS = (
    r"번|째|배|개|가지|걸음|줄|칸|층|점|장|명|곳|군데|쪽|토막|조각|단계|차례|사람|자리|단|차원"
)
IDIOMS = re.compile(
    r"만점|한번|한눈|한꺼번에|한쪽|한곳|한자리|한가운데|한편|한층|한없이|한참|하나하나|둘레"
)

_NOUN = "|".join(sorted(NOUNS, key=len, reverse=True))
_NATIVE_WORD = "|".join(sorted(NATIVE, key=len, reverse=True))
_TEN = "|".join(NATIVE_TENS)
_SINO_SMALL = f"[{''.join(DIGITS)}]?[십백천](?:[{''.join(DIGITS)}]?[십백천])*[{''.join(DIGITS)}]?"
_SINO = rf"(?:{_SINO_SMALL}|[{''.join(DIGITS)}])?[만억]|{_SINO_SMALL}"
WORD = (
    rf"(?<![가-힣])(?:(?P<range>{'|'.join(RANGES)})(?=\s|{COUNTERS})"
    r"|(?P<ordinal>(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)째|첫(?=\s|번)"
    rf"|(?:{_TEN})?(?:{_NATIVE_WORD})?(?<=[가-힣])\s?번째)"
    rf"|(?P<part>(?P<lower>[{''.join(DIGITS)}]|\d+)\s?분의\s?(?P<upper>[{''.join(DIGITS)}]|\d+))"
    rf"|(?P<word>(?:{_TEN})(?:{_NATIVE_WORD})(?=\s|{COUNTERS}|$)|스무(?=\s|{COUNTERS})"
    rf"|(?:{_TEN})(?:{_NOUN})|(?:{_NOUN})|열(?=\s?(?:{COUNTERS}))|(?:{_TEN})(?<!열)(?=\s|{COUNTERS})"
    rf"|(?:{_NATIVE_WORD})(?=\s|(?:{COUNTERS})|$)"
    rf"|(?:{_SINO})(?=\s?(?:{COUNTERS}))|[{''.join(DIGITS)}][십백천만억](?=\s))"
    rf"|(?P<vague>{'|'.join(VAGUE)}))"
)
_ORDINAL_STEMS = {"첫": 1}


def value_of(words: str) -> float:
    """Number of a word: 열한, 스물다섯, 삼백, 이천오백, 백만."""
    if words == "스무":
        return 20
    for ten, number in NATIVE_TENS.items():
        if words.startswith(ten):
            return number + NATIVE.get(words[len(ten) :], 0)
    if words in NATIVE:
        return NATIVE[words]
    total = section = digit = 0
    for letter in words:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif SCALES[letter] < 10**4:
            section += (digit or 1) * SCALES[letter]
            digit = 0
        else:
            total += ((section + digit) or 1) * SCALES[letter]
            section = digit = 0
    return total + section + digit


def ordinal_of(words: str) -> int:
    """Number of 첫째, 둘째, 세 번째, 열한 번째."""
    stem = re.sub(r"\s|번째|째|번", "", words)
    return _ORDINAL_STEMS.get(stem) or int(value_of(stem))
