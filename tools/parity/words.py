"""Words outside Markdown: in the code of exercises, and in files of words by language."""

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from sources.blocks import Block
from sources.myst import SourceError
from tools.parity.code_skeleton import NBGRADER_MARK

_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}")


_FREE = re.compile(r"#\s*parity: free -- \S")


def code_words(block: Block) -> Iterator[Block]:
    """Strings and comments of a code block, each as a block of its own.

    Strings come before comments. One that the languages share, such as a colour, comes too.
    """
    code = block.fixed["code"]
    try:
        tree = ast.parse(code)
        comments = list(_comments(code))
    except (SyntaxError, tokenize.TokenError):  # a magic or a stub
        return
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr)]
    inside = {
        id(part) for node in strings if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    for node in sorted(strings, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
            yield word_block("string in code", "".join(map(str, parts)), block.line + node.lineno)
        elif isinstance(node.value, str) and id(node) not in inside:
            yield word_block("string in code", node.value, block.line + node.lineno)
    for line, words in comments:
        yield word_block("comment in code", words, block.line + line)


def _comments(code: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and not NBGRADER_MARK.fullmatch(token.string):
            yield token.start[0], token.string.lstrip("# ")


def word_block(kind: str, words: str, line: int) -> Block:
    """Block of plain words; what stands in braces is filled in later and must be on both sides."""
    pieces = Counter(("placeholder", found) for found in _PLACEHOLDER.findall(words))
    return Block(kind, 0, line, {}, pieces, _PLACEHOLDER.sub("\0", words), source=words)


def entries(path: Path, language: str) -> Iterator[Block]:
    """Words of one language in a YAML or JSON file that has `ko` and `en` somewhere in its keys.

    A line with the comment `# parity: free -- REASON` may say what it likes.
    """
    text = path.read_text(encoding="utf-8")
    free = [bool(_FREE.search(line)) for line in text.splitlines()]
    try:
        root = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise SourceError(
            line, f"this is no YAML or JSON: {getattr(error, 'problem', '')}"
        ) from error
    for keys, node in _scalars(root, ()):
        if language in keys and not free[node.start_mark.line]:
            name = ".".join(key for key in keys if key != language)
            yield word_block(f"entry {name}", node.value, node.start_mark.line + 1)


def _scalars(node: yaml.Node | None, keys: tuple[str, ...]):
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*keys, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _scalars(value, (*keys, str(index)))
    elif isinstance(node, yaml.ScalarNode):
        yield keys, node
