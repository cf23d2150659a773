"""Edits that change nothing, or the same in both languages, at places that a seed chooses."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sources.blocks import Block
from tests.tools.parity.defects import PARAGRAPH, Source, replaced, words


@dataclass(frozen=True)
class Edit:
    """New texts of a page, by language; `silent` where not even the lock may mind."""

    kind: str
    page: str
    texts: dict[str, str]
    silent: bool
    what: str


CODE = re.compile(r"`[^`\n]*`")  # not a matter of wording
# Words for which others stand as well. None of them is what a rule counts.
KOREAN = (
    *("그래서/그러므로", "그런데/그러나", "봅시다/살펴봅시다", "때문입니다/까닭입니다"),
    *("매우/아주", "조금/약간", "여러분/독자 여러분", "보여 주/나타내", "바꾸어/바꿔"),
    *("까닭/이유", "그러면/그렇게 하면", "이제/자, 이제", "쓰는/사용하는", "살펴/들여다"),
    *("만듭니다/만들어 냅니다", "충분합니다/됩니다", "계산합니다/구합니다", "이런/이러한"),
)
ENGLISH = (
    *("Let us/We shall", "such as/like", "because/since", "shows/displays", "So/Thus"),
    *("answers/replies", "picture/drawing", "gives/yields", "begins/starts", "tiny/minute"),
    *("learn/study", "makes/produces", "says/states", "puts/places", "find/discover"),
)


def layout(sources: list[Source], rng: random.Random) -> Iterator[Edit]:
    """White space and comments: the page is the same."""
    pages = [source for source in sources if source.blocks("en", "paragraph")]
    while True:
        source, language = rng.choice(pages), rng.choice(["ko", "en"])
        block = rng.choice(source.blocks(language, "paragraph"))
        text, way = source.texts[language], rng.choice(["wrapped", "comment", "blank line", "tail"])
        changed = None
        if way == "wrapped":
            spaces = [m.span() for m in re.finditer(r"(?<=\w) (?=[가-힣a-z])", block.source)]
            if spaces and not re.search(r"[`$\[{|]", block.source):
                changed = replaced(text, block, rng.choice(spaces), "\n")
        elif way == "tail":
            changed = text.rstrip("\n") + "\n\n\n"
        else:
            lines = text.split("\n")
            new = "% only a note" if way == "comment" else ""
            indent = re.match(" *", lines[block.line - 1])[0]
            if block.depth == 1 and not indent:
                changed = "\n".join([*lines[: block.line - 1], new, "", *lines[block.line - 1 :]])
        if changed and changed != text:
            yield Edit(
                f"layout: {way}", source.name, {language: changed}, True, f"line {block.line}"
            )


def rewordings(sources: list[Source], rng: random.Random) -> Iterator[Edit]:
    """Another word for the same, in one language."""
    for language, pairs in (("ko", KOREAN), ("en", ENGLISH)):
        edits = words(language, *pairs, kinds=PARAGRAPH)(sources, rng)
        kept = [
            edit for edit in edits if CODE.findall(edit[0].texts[language]) == CODE.findall(edit[2])
        ]
        for source, _, text, what in kept[:30]:
            yield Edit("reworded", source.name, {language: text}, False, what)


WAYS = {
    "number": (r"(?<![\w.$`{(\[/-])\d+(?![\w.]*[}`)\]/])(?!,\d)", {"ko": "37", "en": "37"}),
    "formula": (r"(?<=[ (])\$[^$\s][^$\n]*\$", {"ko": "$q_3$", "en": "$q_3$"}),
    "sentence": (r"(?<=[.?!])$", {"ko": " 한 번 더 읽어 보십시오.", "en": " Read it again."}),
}


def _places(pattern: str, ko: Block, en: Block) -> dict[str, tuple[int, int]] | None:
    """Where the same match of a pattern stands once in each language."""
    found = [list(re.finditer(pattern, block.source)) for block in (ko, en)]
    counts = [Counter(match[0] for match in matches) for matches in found]
    for match in found[0]:
        other = [o for o in found[1] if o[0] == match[0]]
        if counts[0][match[0]] == 1 and len(other) == 1:
            return {"ko": match.span(), "en": other[0].span()}
    return None


def both(sources: list[Source], rng: random.Random) -> Iterator[Edit]:
    """The same change in both languages."""
    pool = [
        (source, pair)
        for source in sources
        for pair in source.pairs
        if re.fullmatch(PARAGRAPH, pair[0].kind) and pair[0].source
    ]
    rng.shuffle(pool)
    for source, (ko, en) in pool:
        found = {way: _places(pattern, ko, en) for way, (pattern, _) in WAYS.items()}
        ways = [way for way, places in found.items() if places]
        if not ways:
            continue
        way = ways[0] if rng.random() < 0.8 else rng.choice(ways)
        texts = {}
        for lang, block in (("ko", ko), ("en", en)):
            new = WAYS[way][1][lang]
            texts[lang] = replaced(source.texts[lang], block, found[way][lang], new)
        if all(texts.values()):
            yield Edit(f"both: {way}", source.name, texts, False, f"line {ko.line}")
