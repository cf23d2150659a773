"""Ways to switch a check off, in code cells: refused, or listed in book/allowed.yml with a reason.

A mark that lets nbval or the build skip a cell, an exception or a warning that is swallowed, a time
that is printed, random numbers without a seed: each would let a wrong number through.
"""

import ast
import re
from collections.abc import Iterator

import yaml

from sources.chapters import Book
from sources.myst import Directive, SourceError, parse, read_directive

ALLOWED = "book/allowed.yml"
_MARKS = re.compile(
    r"#\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)|^\s*%%?(?:capture|time|timeit|prun)\b", re.M
)
_TAGS = re.compile(r"nbval-.*|raises-exception|skip-execution|remove-(?:stderr|stdout)")
_CLOCKS = {"time", "perf_counter", "process_time", "monotonic", "thread_time", "now", "today"}
_CLOCKS |= {f"{clock}_ns" for clock in _CLOCKS}
_SEEDLESS = {"default_rng", "RandomState", "SeedSequence", "Random"}
_LEGACY = re.compile(
    r"(?:np|numpy)\.random\.(?!default_rng$|Generator$|SeedSequence$)[a-z_]+|random\.\w+"
)
_SILENCED = {"suppress", "filterwarnings", "simplefilter", "catch_warnings", "seterr", "errstate"}


def problems(book: Book, names: list[str]) -> Iterator[str]:
    """What is wrong in the code cells of pages (`xor`) and exercises (`exercises/xor`)."""
    allowed = read_allowed(book)
    unused = {(entry["page"], entry["line"]) for entry in allowed}
    for name in names:
        for path in paths(book, name):
            text = path.read_text("utf-8")
            try:
                found = cells(text)
            except SourceError as error:
                yield f"{book.show(path)}:{error.line}: {error}"
                continue
            for cell in found:
                for line, what in faults(cell):
                    key = name, text.splitlines()[line - 1].strip()
                    if any(key == (entry["page"], entry["line"]) for entry in allowed):
                        unused.discard(key)
                    else:
                        yield f"{book.show(path)}:{line}: {what}; or list it in {ALLOWED}"
    for page, line in sorted(unused):
        if page in names:
            yield f"{ALLOWED}: nothing in {page} needs the entry {line!r}: delete it"


def read_allowed(book: Book) -> list[dict]:
    """The entries of book/allowed.yml: page, line as it stands there, reason."""
    path = book.root / ALLOWED
    return yaml.safe_load(path.read_text("utf-8")) or [] if path.is_file() else []


def paths(book: Book, name: str):
    """Where a page or an exercise has its sources."""
    found = [book.source(language, name) for language in ("ko", "en")]
    if name.startswith("exercises/"):
        found = [book.root / name / f"{language}.md" for language in ("ko", "en")]
    return [path for path in found if path.is_file()]


def cells(text: str) -> list[Directive]:
    """The code cells of a page."""
    found = (read_directive(token) for token in parse(text) if token.type == "fence")
    return [each for each in found if each and each.name == "code-cell"]


def faults(cell: Directive) -> Iterator[tuple[int, str]]:
    """Line and fault of each way in a cell to switch a check off."""
    for tag in cell.options.get("tags", []):
        if _TAGS.fullmatch(str(tag)):
            yield cell.line, f"the tag {tag} switches a check of this cell off"
    for match in _MARKS.finditer(cell.body):
        line = cell.body_line + cell.body.count("\n", 0, match.start(match.lastindex or 0))
        yield line, f"{match[0].strip()} switches a check of this cell off"
    try:
        tree = ast.parse(cell.body)
    except SyntaxError:  # a cell of magics, or one that will fail anyway
        return
    for node in ast.walk(tree):
        if what := _fault(node):
            yield cell.body_line + node.lineno - 1, what


def _fault(node: ast.AST) -> str:
    """What is wrong with a piece of code; empty if nothing is."""
    if isinstance(node, ast.ExceptHandler):
        silent = all(
            isinstance(each, ast.Pass | ast.Continue) or _is_ellipsis(each) for each in node.body
        )
        return "this handler swallows the exception: say what it is expected to be" * silent
    if not isinstance(node, ast.Call):
        return ""
    name = ast.unparse(node.func)
    last = name.rpartition(".")[2]
    given = [*node.args, *(each.value for each in node.keywords)]
    if last in _SEEDLESS and all(ast.unparse(each) == "None" for each in given):
        return f"{name}() has no seed: every run would give other numbers"
    if _LEGACY.fullmatch(name):
        return f"{name} draws from a hidden global generator: use rng = np.random.default_rng(seed)"
    if last in _CLOCKS and name != last and not node.args:
        return f"{name}() gives another number in every run"
    if last in _SILENCED:
        return f"{name} silences what a reader should see"
    return ""


def _is_ellipsis(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and getattr(node.value, "value", 0) is ...
