"""Defects to plant in one language of the book, in sixty classes, at places that a seed chooses."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from sources.blocks import Block

WORD_KINDS = r"paragraph|text|heading \d|table cell|title of .*|.* of \{.*|HTML|.* in code|entry .*"


@dataclass(frozen=True)
class Source:
    """One page in both languages, as it stands."""

    name: str
    texts: dict[str, str]
    pairs: list[tuple[Block, Block]]

    def blocks(self, language: str, kinds: str = WORD_KINDS) -> list[Block]:
        """Prose blocks of a language."""
        side = 0 if language == "ko" else 1
        return [pair[side] for pair in self.pairs if re.fullmatch(kinds, pair[side].kind)]


@dataclass(frozen=True)
class Defect:
    """A page with one side changed."""

    kind: str
    page: str
    language: str
    text: str
    what: str


Found = tuple[Source, str, str, str]  # page, language, new text, what was done
Edit = Callable[[re.Match, random.Random], str]


def substitute(language: str, pattern: str, edit: Edit | str, kinds: str = WORD_KINDS):
    """A class that replaces one match of a pattern in the words of a block."""
    compiled = re.compile(pattern)

    def defects(
        sources: list[Source], rng: random.Random
    ) -> Iterator[tuple[Source, str, str, str]]:
        places = [
            (source, block, match)
            for source in sources
            for block in source.blocks(language, kinds)
            for match in compiled.finditer(block.source)
        ]
        rng.shuffle(places)
        for source, block, match in places:
            new = match.expand(edit) if isinstance(edit, str) else edit(match, rng)
            changed = replaced(source.texts[language], block, match.span(), new)
            if changed and new != match[0]:
                yield source, language, changed, f"{match[0]!r} → {new!r} at line {block.line}"

    return defects


def replaced(text: str, block: Block, span: tuple[int, int], new: str) -> str | None:
    """A page's text with a part of a block replaced; None where it is not found as it stands."""
    start = sum(len(line) + 1 for line in text.split("\n")[: block.line - 1])
    for margin in (40, 15, 6, 0):
        first, last = max(0, span[0] - margin), min(len(block.source), span[1] + margin)
        piece = block.source[first:last]
        at = text.find(piece, max(0, start - 1))
        if at >= 0 and at - start < 3000 + len(block.source):
            begin = at + span[0] - first
            return text[:begin] + new + text[begin + span[1] - span[0] :]
    return None


def either(*classes):
    """A class that takes its places from several."""

    def defects(sources, rng):
        found = [item for one in classes for item in one(sources, rng)]
        rng.shuffle(found)
        return iter(found)

    return defects


def exchange(*pairs: str) -> tuple[str, Edit]:
    """Pattern and edit that exchange the words of each pair: "more/less"."""
    both = [pair.split("/") for pair in pairs]
    other = dict(both) | {b: a for a, b in both}
    words = "|".join(sorted(map(re.escape, other), key=len, reverse=True))
    return words, lambda match, _: other[match[0]]


def words(language: str, *pairs: str, kinds: str = WORD_KINDS):
    """A class that exchanges words."""
    pattern, edit = exchange(*pairs)
    bounds = r"\b(?:{})\b" if language == "en" else r"(?<![가-힣])(?:{})"
    return substitute(language, bounds.format(pattern), edit, kinds)


def other_digit(match: re.Match, rng: random.Random) -> str:
    """One digit changed."""
    digits = [index for index, letter in enumerate(match[0]) if letter.isdigit()]
    at = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != match[0][at]])
    return match[0][:at] + new + match[0][at + 1 :]


def swap(match: re.Match, _: random.Random) -> str:
    """The two ends of a match exchanged."""
    return match[3] + match[2] + match[1]


NUMBER = r"(?<![\w.$`{(\[/-])\d+(?:\.\d+)?(?![\w.]*[}`)\]/])"
KO_WORDS = "세 /네 ", "다섯/여섯", "열한/열두", "여덟/아홉"
EN_WORDS = "three/four", "Three/Four", "eleven/twelve", "five/six", "eight/nine"
SENTENCE = r"(?<![^\s])([^.!?|\n]{25,}[.!?])( )([^.!?|\n]{25,}[.!?])"
FORMULAS = r"(?<=[ (])(\$[^$\s][^$\n]*\$)([^.!?$\n]{1,40})(\$[^$\n]+\$)"
PARAGRAPH = r"paragraph|text"
CODE, STRING = r".* in code", "string in code"
LEFT = "This was never put into Korean by anybody."

CLASSES = {
    "digit, ko": substitute("ko", NUMBER, other_digit),
    "digit, en": substitute("en", NUMBER, other_digit),
    "number dropped": substitute("ko", rf"{NUMBER} ?(?:개|번|장|걸음|배|점)", ""),
    "number added": substitute("en", r"(?<=\bthe )(?=[a-z]{5,})", "17 "),
    "sign added": substitute("en", rf"(?<= ){NUMBER}", r"-\g<0>"),
    "sign of a formula": substitute("ko", r"(?<=\$)([^$\n]*?)\+", r"\1-", PARAGRAPH),
    "per cent added": substitute("ko", rf"{NUMBER}(?=[개가를을은는이로에])", r"\g<0> %"),
    "unit changed": words("en", "MB/GB", "minutes/hours"),
    "fraction": substitute("ko", r"\b([12])/3", lambda m, _: f"{3 - int(m[1])}/3"),
    "decimal point": substitute("en", r"(?<![\w.$`(\[])(\d)\.(\d)(?=[\d ,.])", r"\1\2."),
    "number word, ko": words("ko", *KO_WORDS),
    "number word, en": words("en", *EN_WORDS),
    "two as a word, en": words("en", "two/three", "Two/Three"),
    "two as a word, ko": words("ko", "두 /세 "),
    "one as a word": substitute("ko", r"(?<![가-힣])하나(?=[의가를만로입면])", "둘"),
    "two numbers exchanged": substitute("ko", rf"({NUMBER})([^\d.!?$]{{2,40}})({NUMBER})", swap),
    "a nought more": substitute("en", NUMBER, r"\g<0>0"),
    "ordinal": words("ko", "첫째/둘째", "세 번째/네 번째"),
    "inline formula": substitute("ko", r"\$([a-zA-Z])", lambda m, _: "$k" if m[1] != "k" else "$j"),
    "formula dropped": substitute("en", r"\$[^$\n]+\$", "it"),
    "two formulas exchanged": substitute("ko", FORMULAS, swap),
    "code span": substitute("ko", r"(?<=[ (])`(\w)", "`z", PARAGRAPH),
    "link target": substitute("ko", r"\]\(#(\w)", r"](#x\1"),
    "citation": substitute("ko", r"\{cite\}`\w+`", "{cite}`nobody1900`"),
    "claim negated, ko": either(
        substitute("ko", r"합니다(?=[.!?])", "하지 않습니다"),
        substitute("ko", r"있습니다(?=[.!?])", "없습니다"),
        substitute("ko", r"입니다(?=[.!?])", "이 아닙니다"),
    ),
    "negation dropped": either(
        substitute("ko", r"없습니다(?=[.!?])", "있습니다"),
        substitute("ko", r"지 않습니다(?=[.!?])", "합니다"),
    ),
    "claim negated, en": substitute("en", r"\b(is|are|can|does|has)\b(?! not)", r"\1 not"),
    "comparison, ko": words("ko", "많/적", "작은/큰", "낮/높", "빨리/느리게", "넓/좁"),
    "comparison, en": words(
        "en", "more/less", "larger/smaller", "above/below", "wide/narrow", "large/small"
    ),
    "place, ko": words("ko", "왼쪽/오른쪽", "안쪽/바깥쪽", "위쪽/아래쪽", "앞의/뒤의"),
    "place, en": words("en", "left/right", "inside/outside", "top/bottom", "before/after"),
    "all or some": words("ko", "모두/일부", "모든/어떤", "언제나/가끔"),
    "at most": words("ko", "많아야/적어도"),
    "input for output": words("ko", "입력/출력"),
    "row for column": either(
        substitute("ko", r"(?<![가-힣])행(?=[이은을의]|마다)", "열"),
        substitute("ko", r"(?<![가-힣])열(?=[이은을의]|마다)", "행"),
        words("ko", "가로/세로"),
    ),
    "same for different": words("ko", "같은/다른", "똑같은/다른"),
    "term for term, ko": words("ko", "가중치/편향", "손실/정확도", "은닉층/출력층", "시드/에폭"),
    "term for term, en": words("en", "weights/biases", "loss/accuracy", "sigmoid/tanh"),
    "name for name": words("ko", "민스키/패퍼트", "매컬러/피츠", "힌턴/윌리엄스", "헤이미/힌턴"),
    "gate for gate": words("ko", "XOR/AND", "NAND/OR", "Binder/Colab"),
    "sentences exchanged": substitute("ko", SENTENCE, swap, PARAGRAPH),
    "sentence dropped": substitute("ko", SENTENCE, r"\1", PARAGRAPH),
    "sentence added": substitute("en", r"(?<=[a-z])\.$", ". And this is not all.", PARAGRAPH),
    "heading": substitute("ko", r"[가-힣]{2,}", "다른 말", r"heading [23]"),
    "title of a box": substitute("ko", r"[가-힣]{2,}", "다른 말", r"title of .*"),
    "words of a link": substitute("ko", r"\[[가-힣][^\]\n]*\](?=\()", "[여기]", PARAGRAPH),
    "caption": substitute("ko", r"(?<![가-힣])[가-힣]{3,}", "무엇인가", r".*caption of .*"),
    "bold dropped": substitute("ko", r"\*\*([^*\n]+)\*\*", r"\1"),
    "italics dropped": substitute("ko", r"(?<!\*)\*([^*\n]+)\*(?!\*)", r"\1"),
    "English in brackets dropped": substitute("ko", r"(?<=[가-힣])\([a-z][a-z -]+\)", ""),
    "table cell": substitute("ko", r"[가-힣]{2,}", "다른 말", "table cell"),
    "number in a table": substitute("en", r"(?<![\w.])\d+(?![\w.])", other_digit, "table cell"),
    "English paragraph": substitute("ko", r"(?s)^[^`$\[{*(]{30,}$", LEFT, PARAGRAPH),
    "English sentence": substitute("ko", r"(?<=[다]\.) (?=[가-힣])", f" {LEFT} ", PARAGRAPH),
    "Hangul in English": substitute("en", r"(?<=\bthe )[a-z]{4,}", "유닛", PARAGRAPH),
    "message emptied": substitute("ko", r"(?s)^.*[가-힣].*$", "", STRING),
    "not in a message": substitute("en", r"\b(is|are|should|does|has)\b(?! not)", r"\1 not", CODE),
    "number in a message": substitute("ko", r"(?<![\w.{(])\d(?![\w.}])", other_digit, STRING),
    "comment": substitute("ko", r"[가-힣]{2,}", "다른 말", "comment in code"),
    "HTML": substitute("ko", r"[가-힣]+", "", "HTML"),
    "entry emptied": substitute("ko", r"^[^\"]*[가-힣][^\"]*$", "", r"entry .*"),
    "entry negated": substitute("en", r"\b(is|are|can|does|has)\b(?! not)", r"\1 not", r"entry .*"),
    "placeholder": substitute("ko", r"\{(\w+)\}", r"{x\1}", r"entry .*"),
}  # fmt: skip


def planted(sources: list[Source], per_class: int, rng: random.Random) -> Iterator[Defect]:
    """So many defects of each class, fewer where the book has fewer places."""
    for kind, defects in CLASSES.items():
        found = defects(sources, rng)
        for source, language, text, what in islice(found, per_class):
            yield Defect(kind, source.name, language, text, what)
