"""Reading MyST Markdown: the parser that the site uses, and the directives in its tokens."""

import re
from dataclasses import dataclass
from textwrap import dedent

import yaml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.options import TokenizeError, options_to_items

# Jupyter Book's own defaults, which _config.yml keeps.
EXTENSIONS = {"colon_fence", "dollarmath", "linkify", "substitution", "tasklist"}
PARSER = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)

_DIRECTIVE = re.compile(r"\{([^}\s]+)\}\s*(.*)", re.DOTALL)
# `title <target>`: a role that shows other words than its target.
_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]+)>", re.DOTALL)


class SourceError(Exception):
    """Something in a source file that cannot be read; `line` counts from 1 within the file."""

    def __init__(self, line: int, message: str):
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Directive:
    """A fence of the form ```` ```{name} argument ````; lines count from 1 within the file."""

    name: str
    argument: str
    options: dict
    body: str
    line: int
    body_line: int


def parse(text: str) -> list[Token]:
    """Tokens of a MyST text."""
    return PARSER.parse(text)


def read_directive(token: Token, first_line: int = 1) -> Directive | None:
    """The directive that a fence token holds; None for an ordinary code fence.

    Parameters
    ----------
    token : Token
    first_line : int
        Line within the file of the parsed text's first line.
    """
    if token.type not in ("fence", "colon_fence"):
        return None
    match = _DIRECTIVE.fullmatch(token.info.strip())
    line = first_line + token.map[0]
    if match is None:
        if token.type == "colon_fence":
            raise SourceError(line, "a ::: fence must name a directive, as in :::{note}")
        return None
    name, argument = match.groups()
    block, body = _split_options(token.content)
    try:
        if name == "code-cell":  # cell metadata is full YAML, other options are strings
            options = yaml.safe_load(block) or {}
        else:
            options = dict(options_to_items(block)[0])
    except (yaml.YAMLError, TokenizeError) as error:
        where, what = yaml_fault(error)
        place = line + where + token.content.startswith("---")
        raise SourceError(place, f"the options of {{{name}}} cannot be read: {what}") from error
    skipped = token.content.count("\n") - body.count("\n")
    return Directive(name, argument.strip(), options, body, line, line + 1 + skipped)


def yaml_fault(error: Exception) -> tuple[int, str]:
    """Line (from 1) and fault of a YAML text that cannot be read, in a few words."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    hint = " (a text with a colon needs quotes)" if "mapping values" in what else ""
    return (mark.line + 1 if mark else 1), f"{what}{hint}"


def _split_options(content: str) -> tuple[str, str]:
    """Option block (YAML) and body of a directive, by MyST's two notations."""
    lines = content.splitlines(keepends=True)
    options = []
    if content.startswith("---"):
        lines.pop(0)
        while lines and not lines[0].startswith("---"):
            options.append(lines.pop(0))
        del lines[:1]
    else:
        while lines and lines[0].lstrip().startswith(":"):
            options.append(lines.pop(0).lstrip()[1:])
    if lines and not lines[0].strip():
        lines.pop(0)
    return dedent("".join(options)), "".join(lines)


def role_title(content: str) -> tuple[str | None, str]:
    """Explicit title (or None) and target of a role's content."""
    match = _TITLED.fullmatch(content.strip())
    return (match["title"], match["target"]) if match else (None, content.strip())


def plain_text(inline: Token) -> str:
    """Words of an inline token as a reader sees them; math keeps its dollars, code its letters."""
    parts = []
    for child in inline.children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "math_inline":
            parts.append(f"${child.content}$")
        elif child.type == "myst_role":
            title, target = role_title(child.content)
            parts.append(title or target)
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)
