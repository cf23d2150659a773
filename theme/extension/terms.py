"""The first use of each term of the glossary in a section, as a quiet link to the glossary.

Only running text is marked: no heading, caption, table, code, formula, link or bold phrase. A
section that introduces a term, and a page that is about it, do not mark it. The longest term wins,
so 층 is not found in 은닉층; Korean particles stay outside the mark.
"""

import re
from functools import cache

from docutils import nodes
from sphinx import addnodes

from sources.chapters import BOOK
from theme.extension.definitions import address, bare, depend, meanings, pattern, read_terms
from theme.extension.formulas import ClosedFormula

SILENT = (
    nodes.Invisible, nodes.title, nodes.rubric, nodes.caption, nodes.table,
    nodes.field_list, nodes.footnote, nodes.citation, nodes.system_message, nodes.raw,
    nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.math, ClosedFormula,
    nodes.literal, nodes.strong, nodes.reference, nodes.footnote_reference,
    addnodes.toctree, addnodes.desc, addnodes.pending_xref,
)  # fmt: skip
ASIDE = {"cell", "admonition-label", "belief-links", "exercise-notebook"}
# What may follow a Korean term: particles, "to be", and what makes a verb of a noun.
PARTICLES = (
    "에서는|에서도|에서만|에서|에게|에는|에도|에|으로는|으로도|으로만|으로|로는|로도|로만|로|은|는|이|가|을|를|의|와는|과는|"
    "와|과|도|만으로|만|까지|부터|마다|보다|처럼|이나|나|뿐|끼리|이든|든|이란|란|이라는|라는|이라고|라고|이라"
)
TO_BE = "입니다|입니까|인|인지|인데|일|이(?:다|고|며|므로|면|지만|어서|었)[가-힣]*"
TO_DO = "(?:하|되|해|돼|했|됐|할|될|한|된|합|됩|시키|시킬|시킨)[가-힣]{0,5}"
AFTER = {
    "ko": rf"(?=들?(?:{PARTICLES}|{TO_BE})?(?![가-힣])|(?:{TO_DO})(?![가-힣]))",
    "en": r"(?![\w-])",
}
BEFORE = {"ko": r"(?<![가-힣\w-])", "en": r"(?<![\w-])"}


@cache
def known(language):
    """The terms of a language, the longest first, and the pattern that finds any of them."""
    terms = sorted(read_terms(), key=lambda each: -len(bare(each[language])))
    words = "|".join(f"({pattern(each[language], language).pattern})" for each in terms)
    others = [phrase for said in meanings().values() for phrase in said.get("not", ())]
    found = [pattern(each, language).pattern.replace("'", "['’]") for each in others]
    whole = "|".join([*found, f"(?:{words}){AFTER[language]}"])
    return terms, re.compile(f"{BEFORE[language]}(?:{whole})", re.IGNORECASE)


def uses(text, language):
    """Each use of a term in a text: where it begins and ends, and the term.

    Examples
    --------
    >>> text = "은닉층에서는 다층 구조의"
    >>> [(text[begin:end], term["en"]) for begin, end, term in uses(text, "ko")]
    [('은닉층', 'hidden layer')]
    """
    terms, found = known(language)
    return [
        (*each.span(), terms[each.lastindex - 1]) for each in found.finditer(text) if each.lastindex
    ]


def mark(doctree, language):
    """Mark a page, section by section; sections within a section belong to it."""
    for page in (each for each in doctree.children if isinstance(each, nodes.section)):
        about = _named(_title(page), language)
        inner = [each for each in page.children if isinstance(each, nodes.section)]
        opening = [each for each in page.children if each not in inner]
        for part in (opening, *([each] for each in inner)):
            _mark_part(part, about | _introduced(part, language), language)


def _mark_part(part, seen, language):
    texts = [text for each in part for text in _running(each)]
    for text in texts:
        pieces, place = [], 0
        for begin, end, term in uses(text.astext(), language):
            glued = begin == 0 and text.parent.index(text) > 0  # to code or to a formula
            if term["en"] in seen or glued:
                continue
            seen.add(term["en"])
            pieces += [nodes.Text(text[place:begin]), _link(text[begin:end], term)]
            place = end
        if pieces:
            text.parent.replace(text, [*pieces, nodes.Text(text[place:])])


def _link(words, term):
    return nodes.reference(
        "", "", nodes.Text(words), refuri=address(term), internal=True, classes=["term"]
    )


def _running(node, inside=False):
    """The texts of the paragraphs in a node that may be marked."""
    if isinstance(node, nodes.Text):
        if inside:
            yield node
        return
    if isinstance(node, SILENT) or ASIDE & set(node.get("classes", ())):
        return
    for child in node.children:
        yield from _running(child, inside or isinstance(node, nodes.paragraph))


def _introduced(part, language):
    """The terms that a part sets in bold or in a heading."""
    bold = [strong for each in part for strong in each.findall(nodes.strong)]
    titles = [_title(s) for each in part for s in each.findall(nodes.section)]
    named = (_named(each.astext(), language) for each in bold)
    return set().union(*named, *(_named(each, language) for each in titles))


def _title(section):
    return section.next_node(nodes.title).astext()


def _named(text, language):
    return {term["en"] for _, _, term in uses(text, language)}


def mark_page(app, doctree, docname):
    """Mark the chapters; the appendices list, and say each thing once."""
    if docname in BOOK.chapters and app.builder.format == "html":
        mark(doctree, app.config.language)


def depend_on_terms(app, docname, source):
    """A chapter whose terms or their meanings change is built anew."""
    if docname in BOOK.chapters:
        depend(app.env)


def forget(app):
    """Let a build read the terms anew: `make watch` keeps its process for many."""
    known.cache_clear()


def setup(app):
    app.connect("builder-inited", forget)
    app.connect("source-read", depend_on_terms)
    app.connect("doctree-resolved", mark_page, priority=800)  # all links are there
