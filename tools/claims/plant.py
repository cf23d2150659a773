"""Wrong numbers to plant in a page, to see whether claims names them."""

import random
import re

from tools.numbers import Quantity

_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve".split(),
    "ko": "두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split(),
}


def wrong(number: Quantity, language: str, rng: random.Random) -> str:
    """Another number, written as the first is: a slip of the pen or of the memory."""
    text = number.text
    if number.kind == "word":
        words = _WORDS[language]
        low = text.lower()
        if low in words:
            new = rng.choice([w for w in words if w != low and abs(words.index(w)-words.index(low)) <= 3])
            return new.capitalize() if text[0].isupper() else new
        return ""
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if not digits:
        return ""
    ways = ["digit", "near"] + ["swap"] * (len(digits) > 1)
    for _ in range(50):
        way = rng.choice(ways)
        new = list(text)
        if way == "digit":
            i = rng.choice(digits)
            new[i] = rng.choice("0123456789")
        elif way == "swap":
            i = rng.randrange(len(digits) - 1)
            a, b = digits[i], digits[i + 1]
            new[a], new[b] = new[b], new[a]
        else:
            plain = re.fullmatch(r"\d+", text)
            if not plain:
                continue
            new = list(str(int(text) + rng.choice([-2, -1, 1, 2])))
        new = "".join(new)
        if new != text and not new.startswith("-") and re.sub(r"^0+(?=\d)", "", new) == new and new not in ("0", "1"):
            return new
    return ""
