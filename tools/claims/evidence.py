"""What stands behind the numbers of a page: what its cells print, their code, its formulas."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PRINTED = re.compile(
    r"(?<![\w.])(?P<sign>[-−+])?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<exponent>e[-+]?\d+)?(?![\w])",
    re.IGNORECASE,
)
# What a cell shows of a figure is its size in pixels, which no sentence means.
_OBJECT = re.compile(r"<[A-Z]\w+[^<>]*>|^\[?'?\w+\(…\)'?\]?$")


@dataclass(frozen=True)
class Shown:
    """A number as evidence shows it: with so many digits after the point, or exact, as in code."""

    value: float
    decimals: int = 0
    exact: bool = False


@dataclass(frozen=True)
class Evidence:
    """One line of output, one cell's code or one formula.

    Attributes
    ----------
    kind : str
        "print", "code", "formula", "list" or "citation".
    section : int
        Index of the page's section in which it stands.
    line : int
        Line of the page.
    numbers : tuple of Shown
    labels : dict
        Word to the values beside it: "73 of 100 learn", "2 units" gives units: {2}.
    words : frozenset of str
        All words of a printed line, without plurals.
    """

    kind: str
    section: int
    line: int
    numbers: tuple[Shown, ...]
    labels: dict[str, set[float]] = field(default_factory=dict, compare=False)
    words: frozenset[str] = frozenset()


def stem(word: str) -> str:
    """A word without its plural."""
    word = word.lower()
    for ending, rest in (("ices", "ex"), ("ies", "y"), ("sses", "ss"), ("xes", "x")):
        if word.endswith(ending):
            return word.removesuffix(ending) + rest
    return word.removesuffix("s") if not word.endswith("ss") else word


def printed(text: str, section: int, line: int) -> Iterator[Evidence]:
    """Evidence of what a cell prints, line by line."""
    for row in text.splitlines():
        if _OBJECT.search(row):
            continue
        numbers, labels = [], defaultdict(set)
        for match in PRINTED.finditer(row):
            shown = _shown(match)
            numbers.append(shown)
            after = re.match(r"[ :=]+([A-Za-z][A-Za-z-]+)", row[match.end() :])
            before = re.search(r"(?<!\d )\b([A-Za-z][A-Za-z-]+)[ :=]+$", row[: match.start()])
            for word in (after, before):
                if word and word[1] not in ("of", "and", "to", "after", "at"):
                    labels[stem(word[1])].add(shown.value)
        if numbers:
            words = frozenset(map(stem, re.findall(r"[A-Za-z]+", row)))
            yield Evidence("print", section, line, tuple(numbers), dict(labels), words)


def _shown(match: re.Match) -> Shown:
    plain = match["number"].replace(",", "")
    exponent = match["exponent"] or ""
    value = float(plain + exponent)
    decimals = len(plain.partition(".")[2]) - int(exponent[1:] or 0)
    return Shown(-value if (match["sign"] or "+") in "-−" else value, decimals)


def code_numbers(code: str) -> set[float]:
    """Numbers that code works with: literals, with their signs, and constant expressions.

    Comments and docstrings are words of the author and prove nothing.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a magic
        return set()
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as text) if re.fullmatch(r"\d+(?:\.\d+)?", text):
                found.add(float(text))
            case ast.Constant() | ast.UnaryOp() | ast.BinOp():
                with suppress(ValueError, ArithmeticError):
                    found.add(_constant(node))
    return found


def _constant(node: ast.expr) -> float:
    """Value of an expression of literals; ValueError where it has names."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_constant(operand)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _constant(left), _constant(right)
            match op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.Div():
                    return a / b
                case ast.Pow() if abs(b) < 64:
                    return a**b
    raise ValueError("not a constant")


def outputs(notebook: Path) -> dict[str, str]:
    """What each code cell of a notebook printed, by its code without outer white space."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return {
        "".join(cell["source"]).strip(): "\n".join(_texts(cell["outputs"]))
        for cell in cells
        if cell["cell_type"] == "code"
    }


def _texts(found: list[dict]) -> Iterator[str]:
    for output in found:
        text = output.get("text") or output.get("data", {}).get("text/plain") or ""
        yield "".join(text)


def citations(bibliography: Path) -> dict[str, tuple[Shown, ...]]:
    """Numbers of each work: year, volume, pages."""
    text = bibliography.read_text(encoding="utf-8") if bibliography.exists() else ""
    found = {}
    for entry in re.split(r"^@", text, flags=re.MULTILINE)[1:]:
        key = re.match(r"\w+\{\s*([^,\s]+)", entry)
        if key:
            numbers = re.findall(r"\d+", re.sub(r"(?m)^\s*(doi|url|isbn)\s*=.*$", "", entry))
            found[key[1]] = tuple(Shown(float(number)) for number in numbers)
    return found
