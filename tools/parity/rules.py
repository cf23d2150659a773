"""The rules for two texts that stand at the same place: what must agree whoever wrote them."""

import re
from collections import Counter
from collections.abc import Iterator

from sources.blocks import Block
from sources.numbers import read
from tools.parity.code_skeleton import code_skeleton
from tools.parity.quantities import disagreement

_HANGUL = re.compile("[가-힣]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]|[“\"‘'][^”\"’']*[”\"’']")
_ENGLISH_RUN = re.compile(r"(?:\b[A-Za-z][a-z]*\b[ ,]+){4,}[A-Za-z][a-z]+")
_WORD = re.compile(r"(?<![\w-])[A-Za-z]{3,}(?![\w-])")


def problems(ko: Block, en: Block, is_exercise: bool = False) -> Iterator[tuple[str, str]]:
    """Rule and words of each fault of a pair of prose blocks."""
    yield from _pieces(ko, en, is_exercise)
    yield from _numbers(ko, en)
    yield from _empty(ko, en)
    yield from _language(ko, en)


def _pieces(ko: Block, en: Block, is_exercise: bool) -> Iterator[tuple[str, str]]:
    """Formulas, code spans, links, roles, images and placeholders."""
    extra, lacking = ko.pieces - en.pieces, en.pieces - ko.pieces
    if is_exercise:  # comments and strings of the code are quoted as they stand there
        extra, lacking = _skeletons(extra), _skeletons(lacking)
        extra, lacking = extra - lacking, lacking - extra
    for side, found in (("Korean", extra), ("English", lacking)):
        for kind, value in found:
            yield kind, f"{value} only in {side}"


def _skeletons(pieces: Counter) -> Counter:
    """Pieces with each code span reduced to its skeleton."""
    return Counter(
        (kind, f"`{code_skeleton(value.strip('`')).strip()}`" if kind == "code" else value)
        for kind, value in pieces.elements()
    )


def _numbers(ko: Block, en: Block) -> Iterator[tuple[str, str]]:
    extra, lacking = disagreement(read(ko.prose, "ko"), read(en.prose, "en"))
    if extra or lacking:
        texts = [f"{n.text.strip()}{n.unit and ' ' + n.unit} only in Korean" for n in extra]
        texts += [f"{n.text.strip()}{n.unit and ' ' + n.unit} only in English" for n in lacking]
        yield "numbers", "; ".join(texts)


def _empty(ko: Block, en: Block) -> Iterator[tuple[str, str]]:
    said = [bool(re.search(r"\w|\0", block.prose)) for block in (ko, en)]
    if said[0] != said[1]:
        yield "empty", f"there are no words in {'English' if said[0] else 'Korean'}"


def _language(ko: Block, en: Block) -> Iterator[tuple[str, str]]:
    """English that stands in the Korean text, and the other way round."""
    hangul = _HANGUL.search(en.prose)
    if hangul:
        yield "language", f"Korean in the English text: “{_around(en.prose, hangul)}”"
    if ko.prose == en.prose and (" " not in ko.prose or len(_WORD.findall(ko.prose)) < 4):
        return  # a name, a formula, a word of code
    bare = _BRACKETS.sub(" ", ko.prose)
    run = _ENGLISH_RUN.search(bare)
    if run:
        yield "language", f"English in the Korean text: “{' '.join(run[0].split()[:6])} …”"
    elif not _HANGUL.search(ko.prose) and len(_WORD.findall(bare)) > 2:
        yield "language", f"no Korean in the Korean text: “{' '.join(ko.prose.split()[:6])}”"


def _around(prose: str, match: re.Match) -> str:
    return prose[max(0, match.start() - 10) : match.end() + 15].strip()
