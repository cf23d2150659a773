"""What a text turns on: negations, comparisons, terms, names, emphasis, order; counted.

The two languages never have equally many of each, and need not. What counts is the *difference*
that stood there when somebody last compared the two texts: when it changes, one side has changed
alone.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from sources.blocks import Block
from sources.numbers import Quantity, read
from tools.parity.terms import Glossary

_ENGLISH_IN_BRACKETS = re.compile(r"[(（][A-Za-z][A-Za-z .,'’-]*[)）]")
_LATIN = re.compile(
    r"(?<![A-Za-z_])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,}|[a-z]+[A-Z]\w+)(?![a-z_])"
)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


@cache
def _lexicon() -> dict[str, dict[str, re.Pattern]]:
    """Patterns by kind and language; names among them."""
    path = Path(__file__).with_name("lexicon.yml")
    lexicon = yaml.safe_load(path.read_text(encoding="utf-8"))
    kinds = {
        kind: {
            "en": re.compile(
                rf"\b(?:{words['en']})\b|n't\b"
                if kind == "negation"
                else rf"\b(?:{words['en']})\b",
                re.I,
            ),
            "ko": re.compile(words["ko"]),
        }
        for kind, words in lexicon["kinds"].items()
    }
    return kinds | {
        name: {"en": re.compile(rf"\b{name}\b"), "ko": re.compile(korean)}
        for name, korean in lexicon["names"].items()
    }


def difference(korean: Block, english: Block, glossary: Glossary) -> dict[str, str]:
    """What the Korean text has more (+) or less (-) of than the English, and in another order."""
    mine, others = _traits(korean, "ko", glossary), _traits(english, "en", glossary)
    found = {
        trait: f"{mine[trait] - others[trait]:+d}"
        for trait in mine | others
        if mine[trait] != others[trait]
    }
    return found | _orders(korean, english, glossary)


def _traits(block: Block, language: str, glossary: Glossary) -> Counter:
    prose = block.prose
    found = Counter({kind: len(both[language].findall(prose)) for kind, both in _lexicon().items()})
    for number in read(prose, language):
        if number.ordinal:
            found[f"no. {number.value:g}"] += 1
        elif number.kind != "digits" and number.value in (1, 2):
            found["one" if number.value == 1 else "two"] += 1
        elif number.kind == "vague":
            found["half"] += 1
    for term in glossary.found(prose, language):
        found[f"“{term.english}”"] += 1
    bare = _ENGLISH_IN_BRACKETS.sub("", prose) if language == "ko" else prose
    found.update(Counter(f"“{word}”" for word in _LATIN.findall(bare)))
    found["bold"] = len(block.bold)
    found["italics"] = len(block.italic)
    if language == "ko":
        found["English in brackets"] = len(_ENGLISH_IN_BRACKETS.findall(prose))
    return +found


def _orders(korean: Block, english: Block, glossary: Glossary) -> dict[str, str]:
    """Permutations: of formulas and code, of numbers, of sentences."""
    found = {}
    pieces = [[(k, v) for _, k, v in block.order] for block in (korean, english)]
    numbers = [_amounts(read(korean.prose, "ko")), _amounts(read(english.prose, "en"))]
    for name, (mine, others) in {"order of formulas": pieces, "order of numbers": numbers}.items():
        places = _places(mine, others)
        if places != sorted(places):
            found[name] = "-".join(map(str, places))
    discord = _discord(_by_sentence(korean, "ko", glossary), _by_sentence(english, "en", glossary))
    if discord:
        found["order of sentences"] = str(discord)
    return found


def _amounts(numbers: list[Quantity]) -> list[tuple[str, float]]:
    return [("", n.value) for n in numbers if n.kind != "vague" and not n.ordinal]


def _places(mine: list, others: list) -> list[int]:
    """For each of mine the place of its partner among the others; without partner, left out."""
    free = list(enumerate(others))
    found = []
    for item in mine:
        partner = next((pair for pair in free if pair[1] == item), None)
        if partner:
            free.remove(partner)
            found.append(partner[0])
    return found


def _by_sentence(block: Block, language: str, glossary: Glossary) -> dict[str, int]:
    """The sentence in which each thing stands that stands in one sentence only."""
    places, seen = {}, Counter()
    bounds = [match.end() for match in _SENTENCE.finditer(block.prose)]
    things = [(value, place) for place, _, value in block.order]
    things += [(f"{n.value:g}", n.start) for n in read(block.prose, language) if n.kind != "vague"]
    things += [(t.english, place) for t, place in glossary.places(block.prose, language)]
    for thing, place in things:
        sentence = sum(bound <= place for bound in bounds)
        if places.get(thing) != sentence:
            seen[thing] += 1
        places[thing] = sentence
    return {thing: place for thing, place in places.items() if seen[thing] == 1}


def _discord(mine: dict[str, int], others: dict[str, int]) -> int:
    """Pairs of things whose sentences come in one order here and in the other there."""
    common = sorted(set(mine) & set(others))
    return sum(
        (mine[a] - mine[b]) * (others[a] - others[b]) < 0
        for i, a in enumerate(common)
        for b in common[i + 1 :]
    )
