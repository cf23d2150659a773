"""The hand-written data of the book: glossary, beliefs, interface words, bibliography, record."""

import csv
import re
from collections.abc import Iterator

import yaml
from pybtex.database import parse_file
from pybtex.exceptions import PybtexError

from sources.chapters import LANGUAGES, Book
from sources.myst import yaml_fault
from sources.release import ReleaseError, recorded

GLOSSARY, BELIEFS = "book/glossary.csv", "book/misconceptions.yml"
MEANINGS = "book/definitions.yml"
STRINGS, WORKS = "theme/strings.yml", "book/references.bib"


def problems(book: Book) -> Iterator[str]:
    """What is wrong with the data files that the site and the notebooks are made from."""
    for name, check in ((BELIEFS, beliefs), (MEANINGS, meanings), (STRINGS, strings)):
        path = book.root / name
        if not path.is_file():
            continue
        text = path.read_text("utf-8")
        try:
            found = yaml.safe_load(text)
        except yaml.YAMLError as error:
            yield "{}:{}: {}".format(name, *yaml_fault(error))
            continue
        for line, what in check(book, text, found):
            yield f"{name}:{line}: {what}"
    yield from glossary(book)
    yield from works(book)
    if (book.root / "notebooks").is_dir():
        try:
            recorded(book)
        except ReleaseError as error:
            yield str(error)


def beliefs(book: Book, text: str, found) -> Iterator[tuple[int, str]]:
    """Each belief has two sentences in both languages, and its box in its chapter."""
    if not isinstance(found, dict):
        yield 1, "must map chapters to their beliefs"
        return
    for chapter, entries in found.items():
        for slug, words in (entries or {}).items():
            line = _line(text, slug)
            for language in LANGUAGES:
                pair = (words or {}).get(language)
                whole = isinstance(pair, list) and len(pair) == 2
                if not whole or not all(isinstance(each, str) and each.strip() for each in pair):
                    yield line, f"{slug}: {language} must be the belief and what is so, two texts"
                path = book.source(language, chapter)
                if (
                    chapter in book.pages
                    and path.is_file()
                    and f"({slug})=" not in path.read_text("utf-8")
                ):
                    yield line, f"{slug} names no box of {book.show(path)}: no ({slug})= is there"


def meanings(book: Book, text: str, found) -> Iterator[tuple[int, str]]:
    """Each term of the glossary, and nothing else, has its meaning in both languages."""
    with (book.root / GLOSSARY).open(encoding="utf-8", newline="") as file:
        terms = [row["en"] for row in csv.DictReader(file)]
    for term in dict.fromkeys([*terms, *(found or {})]):
        line = _line(text, term)
        if term not in terms:
            yield line, f"{term} is no term of {GLOSSARY}"
            continue
        said = (found or {}).get(term)
        for language in LANGUAGES:
            if not (isinstance(said, dict) and str(said.get(language) or "").strip()):
                yield line, f"{term} has no meaning in {language}"
        phrases = said.get("not", []) if isinstance(said, dict) else []
        if not isinstance(phrases, list) or not all(isinstance(each, str) for each in phrases):
            yield line, f"{term}: not must list phrases, got {phrases!r}"


def _line(text: str, key: str) -> int:
    """The line of YAML on which a key stands; the first where there is none."""
    lines = enumerate(text.splitlines(), 1)
    return next((i for i, each in lines if each.lstrip().startswith(f"{key}:")), 1)


def unsaid(book: Book) -> Iterator[str]:
    """Each phrase that is no use of a term is said by a chapter; what none says may go."""
    path = book.root / MEANINGS
    if not path.is_file():
        return
    pages = (book.source(each, name) for name in book.chapters for each in LANGUAGES)
    said = " ".join(" ".join(page.read_text("utf-8") for page in pages).split())
    text = path.read_text("utf-8")
    for term, words in yaml.safe_load(text).items():
        for phrase in words.get("not", ()):
            if not re.search(rf"\b{re.escape(phrase)}(?:s|es)?(?![a-z])", said, re.IGNORECASE):
                what = f"{term}: no chapter says {phrase!r} any more: delete it"
                yield f"{MEANINGS}:{_line(text, term)}: {what}"


def strings(book: Book, text: str, found) -> Iterator[tuple[int, str]]:
    """Both languages have the same words, and none is empty."""
    flat = {language: dict(_leaves((found or {}).get(language))) for language in LANGUAGES}
    names = {language: {_name(key) for key in words} for language, words in flat.items()}
    for language, words in flat.items():
        for key, value in words.items():
            line = _line_of(text, language, key)
            if value is None or not str(value).strip():
                yield line, f"{language}: {key} is empty"
            if any(_name(key) not in others for others in names.values()):
                yield line, f"{_name(key)} is there in {language} alone"


def _name(key: str) -> str:
    """A word's name; the words of a list, which may be of any number, have one together."""
    return re.sub(r"\.\d+$", "", key)


def _leaves(node, name=""):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, f"{name}.{key}".lstrip("."))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _leaves(value, f"{name}.{i}")
    else:
        yield name, node


def _line_of(text: str, language: str, key: str) -> int:
    """The line of a word in strings.yml: the last part of its name, in its language's half."""
    start = text.index(f"{language}:")
    name = next((part for part in reversed(key.split(".")) if not part.isdigit()), key)
    match = re.compile(rf"^\s*{re.escape(name)}:", re.M).search(text, start)
    return text.count("\n", 0, match.end() if match else start) + 1


def glossary(book: Book) -> Iterator[str]:
    """Each row is a term, its Korean word, what to avoid and a note; no term stands there twice."""
    path, seen = book.root / GLOSSARY, {}
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows, [])
        if head != ["en", "ko", "avoid", "note"]:
            yield f"{GLOSSARY}:1: the columns must be en,ko,avoid,note, not {','.join(head)}"
            return
        for row in rows:
            if len(row) != 4 or not all(cell.strip() for cell in row[:2]):
                yield f"{GLOSSARY}:{rows.line_num}: a row is en,ko,avoid,note, got {','.join(row)}"
            elif row[0] in seen:
                yield f"{GLOSSARY}:{rows.line_num}: {row[0]} stands in line {seen[row[0]]} too"
            else:
                seen[row[0]] = rows.line_num


def works(book: Book) -> Iterator[str]:
    """The bibliography can be read."""
    path = book.root / WORKS
    if not path.is_file():
        return
    try:
        parse_file(str(path), "bibtex", encoding="utf-8")
    except PybtexError as error:
        line = getattr(error, "lineno", None) or 1
        what = re.sub(r"^syntax error in line \d+: |^\d+: ", "", str(error).splitlines()[0])
        yield f"{WORKS}:{line}: {what}"
