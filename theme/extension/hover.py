"""Cards: what a reader sees on turning to a term, a cross-reference or a citation.

What stands on the same page the script of the cards copies from there. For all else, which a page
may not fetch, the page carries the words in one `<template>`: the meaning of each term that it
marks, and the title and the first words of each place of another page that it refers to.
"""

from functools import cache
from html import escape
from textwrap import shorten

from docutils import nodes

from sources.chapters import other
from theme.extension.definitions import address, meanings, read_terms
from theme.extension.sections import text_of
from theme.extension.strings import STRINGS

LONGEST = 260  # letters of a place's first words


def collect(app, pagename, templatename, context, doctree):
    """Put the cards of a page below its text."""
    if doctree is None:
        return
    language = app.config.language
    links = [each["refuri"] for each in doctree.findall(nodes.reference) if "refuri" in each]
    cards = [
        f'<div data-for="{escape(link)}">{card}</div>'
        for link in dict.fromkeys(links)
        if (card := term_card(link, language) or place_card(app, link))
    ]
    words = STRINGS[language]["hover"]
    data = " ".join(f'data-{name}="{escape(said)}"' for name, said in words.items())
    context["body"] += f'<template id="dl-cards" {data}>{"".join(cards)}</template>'


@cache
def _terms():
    return {address(term): term for term in read_terms()}


def term_card(link, language):
    """A term in both languages, and what it means; empty if the link leads to no term."""
    if link not in _terms():
        return ""
    term, foreign = _terms()[link], other(language)
    own, same = escape(term[language]), escape(term[foreign])
    meaning = escape(meanings()[term["en"]][language])
    return f'<p><strong>{own}</strong> <span lang="{foreign}">{same}</span></p><p>{meaning}</p>'


def place_card(app, link):
    """Where a place of another page is, and how it begins; empty if there is no such place."""
    page, _, anchor = link.partition(".html#")
    if not anchor or page not in app.env.found_docs:
        return ""
    found = places(app, page).get(anchor)
    if found is None:
        return ""
    title, text = described(found, app.config)
    head = " › ".join(dict.fromkeys(filter(None, (app.env.titles[page].astext(), title))))
    return f"<p><strong>{escape(head)}</strong></p>" + (f"<p>{escape(text)}</p>" if text else "")


def places(app, page):
    """What has an id on a page, by its ids; read once a build."""
    if page not in app.hover_places:
        found = app.env.get_doctree(page).findall(nodes.Element)
        app.hover_places[page] = {
            each_id: node
            for node in found
            if not isinstance(node, nodes.target)
            for each_id in node.get("ids", ())
        }
    return app.hover_places[page]


def described(node, config):
    """A place's title, and its first words: a figure's caption, else its first paragraph."""
    titled = isinstance(node, nodes.section | nodes.Admonition)
    title = node.next_node(nodes.title) if titled else None
    kinds = nodes.caption if isinstance(node, nodes.figure) else nodes.paragraph
    first = node if isinstance(node, nodes.term | kinds) else node.next_node(kinds)
    texts = (text_of(each.children, config) if each else "" for each in (title, first))
    return tuple(shorten(each, LONGEST, placeholder=" …") for each in texts)


def forget(app):
    """Let a build read the terms anew: `make watch` keeps its process for many."""
    _terms.cache_clear()
    meanings.cache_clear()


def setup(app):
    app.hover_places = {}
    app.connect("builder-inited", forget)
    app.connect("html-page-context", collect)
