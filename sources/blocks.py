"""A MyST page as a flat list of blocks: what must match another language's page, piece by piece."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from markdown_it.token import Token

from sources.myst import SourceError, parse, read_directive, role_title

# Options and front-matter keys whose values are words for people, written anew in each language.
TEXT_KEYS = {"alt", "caption", "title", "description", "code_prompt_show", "code_prompt_hide"}
# Directives whose argument is a name, a path or a number; elsewhere it is a title or a sentence.
NAME_ARGUMENT = {
    *("bibliography", "code", "code-block", "code-cell", "figure", "grid", "grid-item", "image"),
    *("include", "literalinclude", "math", "only", "raw", "tab-set", "toctree"),
    "misconceptions",
}
# Directives whose body is not Markdown.
LITERAL_BODY = {
    *("bibliography", "code", "code-block", "csv-table", "eval-rst", "include", "literalinclude"),
    *("math", "raw", "toctree"),
}
# Roles whose content is words of the language and not the name of a target.
WORD_ROLES = {"abbr", "term"}

_STRUCTURE = {
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "numbered list",
    "list_item_open": "list item",
    "table_open": "table",
    "tr_open": "table row",
    "footnote_reference_open": "footnote",
}
_PROSE = {
    "paragraph_open": "paragraph",
    "th_open": "table cell",
    "td_open": "table cell",
}
_TEXT_IN_MATH = re.compile(r"\\(text|textrm|textbf|textit|mbox)\{[^{}]*\}")


@dataclass(frozen=True)
class Block:
    """One piece of a page.

    Attributes
    ----------
    kind : str
        What it is, with the level of a heading or the name of a directive.
    depth : int
        How deep it is nested.
    line : int
        Line in the file, from 1.
    fixed : dict
        What must be byte-identical in every language, by name.
    pieces : Counter
        (kind, value) of every formula, code span, link, role, image and tag inside the prose; equal
        in every language, in any order.
    prose : str or None
        The words; a formula or a code span stands in them as one NUL character.
    bold, italic : tuple of str
        Words set in bold and in italics.
    order : tuple of (place, kind, value)
        Formulas, code spans and roles with the places at which they stand in the prose.
    source : str
        The text that the lock hashes.
    """

    kind: str
    depth: int
    line: int
    fixed: dict = field(default_factory=dict)
    pieces: Counter = field(default_factory=Counter)
    prose: str | None = None
    bold: tuple[str, ...] = ()
    italic: tuple[str, ...] = ()
    order: tuple[tuple[int, str, str], ...] = ()
    source: str = ""

    @property
    def shape(self) -> tuple[int, str]:
        """What is compared to find the same place in the other language."""
        return self.depth, self.kind

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits for the prose, however its lines are wrapped."""
        return hashlib.sha256(" ".join(self.source.split()).encode()).hexdigest()[:12]


def blocks(text: str, first_line: int = 1, depth: int = 0) -> Iterator[Block]:
    """Blocks of a MyST text in reading order, with those inside directives."""
    previous = None
    for token in parse(text):
        line = first_line + (token.map[0] if token.map else 0)
        level = depth + token.level
        if token.type == "inline":
            name = previous.tag if previous.type == "heading_open" else ""
            kind = f"heading {name[1:]}" if name else _PROSE.get(previous.type, "text")
            yield prose_block(kind, token, level, line)
        elif token.type in _STRUCTURE:
            fixed = {key: token.attrs.get(key) or token.meta.get(key) for key in ("start", "label")}
            yield Block(_STRUCTURE[token.type], level, line, fixed)
        elif token.type in ("fence", "colon_fence"):
            yield from _fence(token, first_line, level)
        elif token.type in ("math_block", "math_block_label", "amsmath"):
            fixed = {"formula": normal_math(token.content), "label": token.info}
            yield Block("formula", level, line, fixed)
        elif token.type == "front_matter":
            yield from _front_matter(token, line)
        elif token.type == "myst_target":
            yield Block("label", level, line, {"label": token.content})
        elif token.type == "myst_block_break":
            yield Block("cell break", level, line, {"metadata": _json(token, line)})
        elif token.type == "myst_line_comment":
            yield Block("comment", level, line, source=token.content)
        elif token.type == "code_block":
            yield Block("indented code", level, line, {"code": token.content})
        elif token.type == "html_block":
            if not token.content.lstrip().startswith("<!--"):
                yield _html(token.content, level, line)
        elif token.type == "hr":
            yield Block("rule", level, line)
        previous = token


def prose_block(kind: str, token: Token, depth: int, line: int) -> Block:
    """Block of an inline token: its words, and beside them what is not words."""
    words, bold, italic, pieces, order = [], [], [], Counter(), []
    bold_from = italic_from = linkified = None

    def piece(kind: str, value: str) -> None:
        pieces[kind, value] += 1
        order.append((sum(map(len, words)), kind, value))

    for child in token.children:
        if child.type == "text":
            if not linkified:
                words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif child.type == "strong_open":
            bold_from = len(words)
        elif child.type == "strong_close":
            bold.append("".join(words[bold_from:]))
        elif child.type == "em_open":
            italic_from = len(words)
        elif child.type == "em_close":
            italic.append("".join(words[italic_from:]))
        elif child.type == "link_open":
            linkified = child.markup == "linkify"
            pieces["link", child.attrs["href"]] += 1
        elif child.type == "link_close":
            linkified = None
        elif child.type == "image":
            words.append(f" {child.content} ")
            pieces["image", child.attrs["src"]] += 1
        elif child.type == "myst_role":
            title, target = role_title(child.content)
            name = child.meta["name"]
            if name in WORD_ROLES:
                words.append(title or target)
                pieces["role", name] += 1
            else:
                piece("role", f"{{{name}}}`{target}`")
                words.append(title or "\0")
        elif child.type == "math_inline":
            piece("formula", f"${normal_math(child.content)}$")
            words.append("\0")
        elif child.type == "code_inline":
            piece("code", f"`{child.content}`")
            words.append("\0")
        elif child.type == "footnote_ref":
            pieces["footnote", child.meta["label"]] += 1
        elif child.type == "html_inline":
            pieces["tag", child.content] += 1
    prose = "".join(words)
    emphasis = tuple(bold), tuple(italic)
    return Block(kind, depth, line, {}, pieces, prose, *emphasis, tuple(order), token.content)


def _html(content: str, depth: int, line: int) -> Block:
    """Block of raw HTML: its tags are fixed, what stands between them is prose."""
    tags = re.findall(r"</?\w+", content)
    words = " ".join(re.sub(r"<[^<>]*>", " ", content).split())
    return Block("HTML", depth, line, {"tags": tags}, prose=words, source=words)


def normal_math(formula: str) -> str:
    """A formula without the accidents of white space and without the words in it."""
    return " ".join(_TEXT_IN_MATH.sub(r"\\\1{}", formula).split())


def _text_block(kind: str, text: str, depth: int, line: int) -> Block:
    """Prose block of a title, caption or alternative text."""
    inline = next(token for token in parse(text.strip()) if token.type == "inline")
    return prose_block(kind, inline, depth, line)


def _fence(token: Token, first_line: int, depth: int) -> Iterator[Block]:
    directive = read_directive(token, first_line)
    line = first_line + token.map[0]
    if directive is None:
        yield Block(f"{token.info or 'plain'} code", depth, line, {"code": token.content})
        return
    name = directive.name
    fixed, words = _options(directive.options)
    if name in NAME_ARGUMENT:
        fixed["argument"] = directive.argument
    if name == "code-cell":
        fixed["code"] = directive.body
    elif name == "math":
        fixed["formula"] = normal_math(directive.body)
    elif name in LITERAL_BODY:
        fixed["body"] = directive.body
    yield Block(f"{{{name}}}", depth, line, fixed)
    if name not in NAME_ARGUMENT and directive.argument:
        yield _text_block(f"title of {{{name}}}", directive.argument, depth + 1, line)
    for key, value in words.items():
        yield _text_block(f"{key} of {{{name}}}", value, depth + 1, line + _row(key, token.content))
    if name != "code-cell" and name not in LITERAL_BODY:
        yield from blocks(directive.body, directive.body_line, depth + 1)


def _front_matter(token: Token, line: int) -> Iterator[Block]:
    try:
        fixed, words = _options(yaml.safe_load(token.content) or {})
    except yaml.YAMLError as error:
        raise SourceError(line, f"the front matter is not YAML: {error}") from error
    yield Block("front matter", 0, line, fixed)
    for key, value in words.items():
        yield _text_block(f"{key} of the front matter", value, 1, line)


def _row(dotted_key: str, options: str) -> int:
    """Row (from 1) of an option in a directive's text."""
    key = re.compile(rf"\s*:?{re.escape(dotted_key.split('.')[-1])}:")
    return next(row for row, text in enumerate(options.splitlines(), 1) if key.match(text))


def _options(options: dict, prefix: str = "") -> tuple[dict, dict]:
    """Options that are the same in every language, and those that are words, by dotted key."""
    fixed, words = {}, {}
    for key, value in options.items():
        if isinstance(value, dict):
            inner_fixed, inner_words = _options(value, f"{prefix}{key}.")
            fixed |= inner_fixed
            words |= inner_words
        elif key in TEXT_KEYS and value:
            words[f"{prefix}{key}"] = str(value)
        else:
            fixed[f"option {prefix}{key}"] = value
    return fixed, words


def _json(token: Token, line: int) -> dict:
    try:
        return json.loads(token.content or "{}")
    except ValueError as error:
        raise SourceError(line, f"the metadata after +++ is not JSON: {error}") from error
