"""The reference of dlcore: `.. reference::` from its docstrings, `{proof-table}` from its tests."""

import importlib
import inspect
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from theme.extension.strings import STRINGS

PROOFS = Path(__file__).parents[2] / "tests" / "dlcore" / "proofs.yml"
COLUMNS = ("differences", "pytorch", "properties")
CHAPTERS = re.compile(r"\bChapters?: ([a-z-]+(?:, [a-z-]+)*)\.")


class Reference(SphinxDirective):
    """The docstring of a module and of each of its public names, which are in English."""

    required_arguments = 1

    def run(self):
        module = importlib.import_module(self.arguments[0])
        for path in _sources(module):
            self.env.note_dependency(path)
        lines = [f".. automodule:: {module.__name__}", ""]
        for name in sorted(module.__all__, key=str.casefold):
            directive, options = _directive(getattr(module, name))
            lines += [f".. {directive}:: {module.__name__}.{name}"]
            lines += [f"   :{option}" for option in options] + [""]
        box = nodes.container(classes=["api-reference", "language-en"])
        self.state.nested_parse(StringList(lines, source=module.__file__), 0, box)
        for title in box.findall(lambda node: isinstance(node, nodes.field_name | nodes.rubric)):
            title["classes"].append(f"language-{self.config.language}")  # Sphinx translates them
        return [box]


def _sources(module):
    """The files that a module and what it shows are written in."""
    values = [getattr(module, name) for name in module.__all__]
    made = [value for value in values if inspect.isclass(value) or inspect.isfunction(value)]
    return {module.__file__, *map(inspect.getsourcefile, made)}


def _directive(value):
    """The directive of Sphinx's autodoc that documents a value, and its options."""
    if inspect.isclass(value):
        return "autoclass", ["members:", "member-order: bysource"]
    if inspect.isfunction(value):
        return "autofunction", []
    return "autodata", ["no-value:"]


def link_chapters(app, what, name, obj, options, lines):
    """Make links of the chapters that a docstring names and the book has."""

    def linked(match):
        chapters = match[1].split(", ")
        found = [f":doc:`{c} </{c}>`" if c in app.env.found_docs else c for c in chapters]
        return match[0].replace(match[1], ", ".join(found))

    lines[:] = CHAPTERS.sub(linked, "\n".join(lines)).split("\n")


def add_style(app, pagename, templatename, context, doctree):
    """Load the style sheet of the reference on its page alone."""
    boxes = doctree.findall(nodes.container) if doctree else ()
    if any("api-reference" in box["classes"] for box in boxes):
        app.add_css_file("api.css")


def plain_signature(app, what, name, obj, options, signature, returns):
    """Show an empty list as the default of a data class's list."""
    return (signature or "").replace("<factory>", "[]"), returns


@dataclass(frozen=True)
class Cell:
    """A test by `file` and `name`, or a reason by `name` alone."""

    file: str
    name: str


@dataclass(frozen=True)
class Row:
    """Public names, and what proves them in each of the columns."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]


def read_proofs():
    """Return the rows of proofs.yml by module."""
    table = yaml.safe_load(PROOFS.read_text(encoding="utf-8"))
    return {
        module: [
            Row(tuple(row["names"].split()), tuple(_cell(row[key], module) for key in COLUMNS))
            for row in rows
        ]
        for module, rows in table.items()
    }


def _cell(text, module):
    if text.startswith("("):
        return Cell("", text.strip("()"))
    file, _, name = text.rpartition(".")
    folder, _, stem = (file or module).rpartition("/")
    return Cell(f"{folder}/test_{stem}".lstrip("/"), f"test_{name}")


class ProofTable(SphinxDirective):
    """What proves each public name: tests, which the cells link to, or why there are none."""

    def run(self):
        self.env.note_dependency(str(PROOFS))
        words = STRINGS[self.config.language]["proofs"]
        tests = f"{self.config.html_context['repository']}/blob/main/tests/dlcore"
        body = nodes.tbody()
        for module, rows in read_proofs().items():
            body += nodes.row("", _entry(nodes.strong("", f"dlcore.{module}"), morecols=3))
            for row in rows:
                names = nodes.literal("", " ".join(row.names))
                cells = [_entry(_shown(cell, tests, words["reasons"])) for cell in row.cells]
                body += nodes.row("", _entry(names), *cells)
        head = [_entry(nodes.Text(word)) for word in words["columns"]]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))
        group += [nodes.thead("", nodes.row("", *head)), body]
        return [nodes.table("", group, classes=["proofs"])]


def _entry(content, **attributes):
    return nodes.entry("", nodes.paragraph("", "", content), **attributes)


def _shown(cell, tests, reasons):
    """A cell's words: a reason in the page's language, or an English name of a test, linked."""
    if not cell.file:
        return nodes.Text(reasons[cell.name])
    words = escape(cell.name.removeprefix("test_").replace("_", " "))
    link = f'<a lang="en" href="{tests}/{cell.file}.py">{words}</a>'
    return nodes.raw("", link, format="html")


def setup(app):
    app.add_directive("reference", Reference)
    app.add_directive("proof-table", ProofTable)
    app.connect("autodoc-process-docstring", link_chapters)
    app.connect("autodoc-process-signature", plain_signature)
    app.connect("html-page-context", add_style)
