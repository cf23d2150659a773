"""`{glossary-table}`: the terms of book/glossary.csv, sorted by the page's language."""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from theme.extension.definitions import SOURCE, anchor, read_terms
from theme.extension.strings import STRINGS


class GlossaryTable(SphinxDirective):
    """The whole glossary: own term, term in the other language, and on the Korean page the note."""

    def run(self):
        self.env.note_dependency(str(SOURCE))
        language = self.config.language
        other = "en" if language == "ko" else "ko"
        columns = [language, other, *(["note"] if language == "ko" else [])]
        terms = sorted(read_terms(), key=lambda term: term[language].casefold())
        rows = [
            nodes.row(
                "",
                *(_cell(term[column], column, language) for column in columns),
                ids=[anchor(term)],
            )
            for term in terms
        ]
        return [_table(STRINGS[language]["glossary_columns"], rows)]


def _cell(text, column, language):
    """A table cell; words of the other language say so."""
    words = nodes.Text(text)
    if column in ("ko", "en") and column != language:
        words = nodes.raw("", f'<span lang="{column}">{escape(text)}</span>', format="html")
    return nodes.entry("", nodes.paragraph("", "", words))


def _table(head, rows):
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    entries = [nodes.entry("", nodes.paragraph("", name)) for name in head]
    group += nodes.thead("", nodes.row("", *entries))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["glossary"])


def setup(app):
    app.add_directive("glossary-table", GlossaryTable)
