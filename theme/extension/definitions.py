"""Where each term of the glossary is taught: the section that introduces it.

In order of trust: the first chapter that sets the term in bold, a heading that holds it, the term
with its translation in parentheses (as STYLE.md asks of Korean pages), the first chapter that says
it. A term that no chapter says is explained by the glossary alone.
"""

import csv
import re
from functools import cache
from pathlib import Path

import yaml
from docutils import nodes

SOURCE = Path(__file__).parents[2] / "book" / "glossary.csv"
MEANINGS = SOURCE.with_name("definitions.yml")
SHORT = re.compile(r"\s*\([^)]*\)$")


def read_terms():
    """The rows of book/glossary.csv; `avoid` is a list."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row | {"avoid": [each for each in row["avoid"].split("|") if each]} for row in rows]


def anchor(term):
    """Id of a term's row in the table of the glossary, the same in both languages."""
    return f"term-{nodes.make_id(term['en'])}"


def address(term):
    """Where another page finds a term in the glossary."""
    return f"glossary.html#{anchor(term)}"


def depend(env):
    """Let a change of the terms build the page anew that is being read."""
    for path in (SOURCE, MEANINGS):
        env.note_dependency(str(path))


@cache
def meanings():
    """What each term means: its sentence in both languages, by its English word.

    `not` lists the phrases in which its word is another one.
    """
    return yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))


def bare(word):
    """A term without what it says in parentheses.

    Examples
    --------
    >>> bare("backpropagation through time (BPTT)")
    'backpropagation through time'
    """
    return SHORT.sub("", word)


def pattern(word, language):
    """What finds a term: with or without its spaces, an English plural, no part of a word."""
    letters = r"[\s–-]*".join(re.escape(each) for each in re.split(r"[\s–-]+", bare(word)))
    if language == "en":
        letters = re.sub(r"y$", "(?:y|ies)", letters)
        return re.compile(rf"\b{letters}(?:s|es)?\b", re.IGNORECASE)
    if len(bare(word)) == 1:
        return re.compile(rf"(?<![가-힣]){letters}")
    return re.compile(letters, re.IGNORECASE)


def place(term, language, sections):
    """The first of some sections, in the order of the book, that introduces a term; or None.

    Parameters
    ----------
    term : dict
        A row of `read_terms`.
    language : str
    sections : list of Section
        Those of the chapters.
    """
    said = pattern(term[language], language)
    translated = re.compile(rf"{said.pattern}\(", re.IGNORECASE)
    rules = (
        lambda each: any(said.fullmatch(bold) for bold in each.bold),
        lambda each: said.search(each.title) and said.search(each.text),
        lambda each: language == "ko" and translated.search(each.text),
        lambda each: said.search(each.text),
    )
    for rule in rules:
        if found := next((each for each in sections if rule(each)), None):
            return found
    return None
