"""Pages that would be built otherwise than they look: unclosed boxes, pictures without words."""

from collections.abc import Iterator

from bs4 import BeautifulSoup

from sources.chapters import LANGUAGES, Book, other
from sources.myst import SourceError, parse, read_directive


def problems(book: Book, names: list[str]) -> Iterator[str]:
    """What is wrong with the pages of the book, in both languages."""
    for name in names:
        sources = {language: book.source(language, name) for language in LANGUAGES}
        for language, path in sources.items():
            if not path.is_file():
                written = book.show(sources[other(language)])
                yield f"{book.show(path)}: there is only {written}: write this page, or delete that"
            else:
                yield from page_problems(path.read_text("utf-8"), book.show(path))
    for language in LANGUAGES:
        for path in sorted((book.root / "book" / language).rglob("*.md")):
            name = path.relative_to(book.root / "book" / language).with_suffix("").as_posix()
            if name not in book.pages:
                yield f"{book.show(path)}: _toc.yml does not name this page: it would not be built"


def page_problems(text: str, path: str) -> Iterator[str]:
    """What is wrong with a page's text."""
    if not text.strip():
        yield f"{path}: the page is empty"
    try:
        for line, what in faults(text):
            yield f"{path}:{line}: {what}"
    except SourceError as error:
        yield f"{path}:{error.line}: {error}"


def faults(text: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Line and fault of each box that is not closed and each picture without a description."""
    lines = text.splitlines()
    for token in parse(text):
        line = first_line + token.map[0] if token.map else first_line
        if token.type in ("fence", "colon_fence"):
            if token.type == "colon_fence" and not token.info.strip():
                yield line, f"this {token.markup} closes nothing that is open"
                continue
            last = lines[min(token.map[1], len(lines)) - 1].strip().lstrip("> ")
            if token.map[1] - token.map[0] < 2 or set(last) != {token.markup[0]}:
                name = token.info.split()[0] if token.info.strip() else ""
                yield line, f"{token.markup}{name} is never closed"
                continue
            directive = read_directive(token, first_line)
            if directive is None or directive.name in ("code-cell", "math", "raw"):
                continue
            if directive.name in ("image", "figure") and not directive.options.get("alt"):
                yield line, f"this {directive.name} has no :alt: that describes it"
            yield from faults(directive.body, directive.body_line)
        elif token.type == "inline":
            for child in token.children:
                if child.type == "image" and not child.content.strip():
                    yield line, f"the picture {child.attrs['src']} has no words that describe it"
        elif token.type == "html_block":
            for picture in BeautifulSoup(token.content, "html.parser").find_all("img"):
                if not picture.get("alt"):
                    yield line, f"the picture {picture.get('src')} has no alt that describes it"
