"""`{glossary-table}`: the terms of book/glossary.csv and what they mean, in the page's order."""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sources.chapters import other
from theme.extension.definitions import anchor, depend, meanings, read_terms
from theme.extension.strings import STRINGS


class GlossaryTable(SphinxDirective):
    """Each term in both languages, what it means, and on the Korean page its note."""

    def run(self):
        depend(self.env)
        language = self.config.language
        terms = sorted(read_terms(), key=lambda term: term[language].casefold())
        rows = [
            nodes.row("", _names(term, language), _meaning(term, language), ids=[anchor(term)])
            for term in terms
        ]
        return [_table(STRINGS[language]["glossary_columns"], rows)]


def _names(term, language):
    """A term in both languages; the word of the other one says so."""
    foreign = f'<span lang="{other(language)}">{escape(term[other(language)])}</span>'
    return nodes.entry(
        "",
        nodes.paragraph("", "", nodes.strong("", term[language])),
        nodes.paragraph("", "", nodes.raw("", foreign, format="html")),
    )


def _meaning(term, language):
    """What a term means, and on the Korean page its note."""
    said = nodes.paragraph("", meanings()[term["en"]][language])
    note = [nodes.paragraph("", term["note"])] if language == "ko" and term["note"] else []
    return nodes.entry("", said, *note)


def _table(head, rows):
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=width) for width in (1, 2)]
    entries = [nodes.entry("", nodes.paragraph("", name)) for name in head]
    group += nodes.thead("", nodes.row("", *entries))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["glossary"])


def setup(app):
    app.add_directive("glossary-table", GlossaryTable)
