"""Formulas, typeset when the book is built: KaTeX's HTML with its MathML, and no script.

A formula in a line is kept together with the particle or the punctuation that touches it. A short
one never parts; a long one parts after a relation or an operation. A displayed one parts where a
`\\quad` sets two formulas apart, and scrolls by itself when that is not enough. A derivation comes
twice: where it is narrow, its reasons stand below its lines.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from theme.extension.derivations import stacked
from theme.extension.node import ask

SCRIPT = Path(__file__).with_suffix(".mjs")
STYLE = "vendor/katex/katex.css"
FORMULA = 'class="katex"'
TOUCHING_BEFORE, TOUCHING_AFTER = re.compile(r"\S*$"), re.compile(r"\S*")
MEND = r"this formula does not parse; mend the TeX (words inside a formula: \text{…})"

logger = logging.getLogger(__name__)
typeset = {}  # what `answers` has given, by (tex, displayed)


class ClosedFormula(nodes.inline):
    """A text that touches a formula, the formula, and a text; the texts may be empty."""


def answers(asked, config):
    """KaTeX's answers to a list of (tex, displayed): the HTML of its pieces, or what is wrong."""
    missing = [each for each in dict.fromkeys(asked) if each not in typeset]
    if missing:
        question = [{"tex": tex, "display": display} for tex, display in missing]
        typeset.update(zip(missing, ask(config, SCRIPT, question), strict=True))
    return [typeset[each] for each in asked]


def _asked(node):
    return node.astext().strip(), isinstance(node, nodes.math_block)


def _narrow(node):
    """What is asked for a derivation on a narrow screen: one question, or none."""
    tex, display = _asked(node)
    below = stacked(tex) if display else None
    return [(below, True)] if below else []


def read_formulas(app, doctree):
    """Typeset a page's formulas at once, say which do not parse, and close those in lines."""
    formulas = list(doctree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block)))
    asked = [_asked(each) for each in formulas]
    answers(asked + [each for node in formulas for each in _narrow(node)], app.config)
    for node, answer in zip(formulas, answers(asked, app.config), strict=True):
        if "error" in answer:
            where = f"at character {answer['position']} of {answer['tex']!r}"
            logger.warning(f"{answer['error']}, {where}: {MEND}", location=node)
        elif isinstance(node.parent, nodes.title) and node.parent.parent.parent is doctree:
            logger.warning("the title of a page holds a formula: use words", location=node)
        elif isinstance(node, nodes.math):
            _close(node)


def _close(node):
    """Put a formula, and what of its neighbours touches it, into one element."""
    parent, place = node.parent, node.parent.index(node)
    before, after = (_text(parent, place + step) for step in (-1, 1))
    opening, closing = TOUCHING_BEFORE.search(before)[0], TOUCHING_AFTER.match(after)[0]
    closed = ClosedFormula("", "", nodes.Text(opening), node.deepcopy(), nodes.Text(closing))
    parent[place - bool(before) : place + 1 + bool(after)] = [
        *_texts(before.removesuffix(opening)),
        closed,
        *_texts(after.removeprefix(closing)),
    ]


def _text(parent, place):
    """The text that stands at a place among an element's children; empty if none does."""
    found = parent[place] if 0 <= place < len(parent) else None
    return found.astext() if isinstance(found, nodes.Text) else ""


def _texts(words):
    return [nodes.Text(words)] if words else []


def _pieces(translator, formula):
    (answer,) = answers([_asked(formula)], translator.config)
    return answer.get("pieces", [])


def visit_closed(translator, node):
    before, formula, after = node
    first, *rest = _pieces(translator, formula)
    parts = [translator.encode(before) + first, *rest]
    parts[-1] += translator.encode(after)
    translator.body.append("".join(f'<span class="formula">{part}</span>' for part in parts))
    raise nodes.SkipNode


def visit_inline(translator, node):
    """A formula outside the text, as in a table of contents."""
    translator.body.append(f'<span class="formula">{"".join(_pieces(translator, node))}</span>')
    raise nodes.SkipNode


def visit_display(translator, node):
    translator.body.append(translator.starttag(node, "div", CLASS="formulas"))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    html = "".join(_pieces(translator, node))
    for answer in answers(_narrow(node), translator.config):
        below = "".join(answer.get("pieces", []))
        html = f'<div class="wide">{html}</div><div class="narrow">{below}</div>'
    translator.body.append(html + "</div>\n")
    raise nodes.SkipNode


def add_style(app, pagename, templatename, context, doctree):
    """Load KaTeX's style sheet, and with it its fonts, on pages with formulas alone."""
    if FORMULA in context.get("body", ""):
        app.add_css_file(STYLE, priority=200)  # before the book's own


def setup(app):
    app.add_node(ClosedFormula, html=(visit_closed, None))
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_display, None))
    app.connect("doctree-read", read_formulas)
    app.connect("html-page-context", add_style)
