"""What a page says of itself to whoever finds or shares it: a description, a card, and its kind.

Open Graph makes the card that a message or a post shows for a link; its picture is drawn by
`cards`. JSON-LD says the same to search engines in the words of schema.org. Browsers take no
`application/ld+json` for a script, so the page's policy has nothing to say about it.
"""

import json
from textwrap import shorten

from docutils import nodes

from sources.chapters import BOOK, other
from theme.extension import cards
from theme.extension.sections import text_of
from theme.extension.strings import STRINGS

LONGEST = 200  # characters of a description; who shows it cuts it there or earlier
TERRITORY = {"ko": "ko_KR", "en": "en_US"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def describe(app, pagename, templatename, context, doctree):
    """Add what `about.html` writes into the head of a page of the book."""
    if doctree is None or pagename not in BOOK.pages:
        return
    language = app.config.language
    context["about"] = about = {
        "title": app.env.titles[pagename].astext(),
        "description": description(doctree, app.config) or STRINGS[language]["description"],
        "address": BOOK.url(language, pagename),
        "card": f"{BOOK.base_url}{language}/{cards.path(pagename)}",
        "size": cards.SIZE,
        "locales": [TERRITORY[language], TERRITORY[other(language)]],
    }
    context["about_data"] = as_data(resource(pagename, language, about))


def description(doctree, config):
    """What a page says first, as one line; the empty string where it begins with a list or code."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            return shorten(text_of([paragraph], config), LONGEST, placeholder=" …")
    return ""


def resource(page, language, about):
    """A page as a LearningResource of schema.org."""
    words = STRINGS[language]
    book = {"@type": "Book", "name": words["title"], "url": BOOK.url(language, "index")}
    found = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": about["title"],
        "description": about["description"],
        "url": about["address"],
        "image": about["card"],
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": LICENCE,
        "learningResourceType": "textbook",
        "translationOfWork" if language == "en" else "workTranslation": {
            "@type": "LearningResource",
            "inLanguage": other(language),
            "url": BOOK.url(other(language), page),
        },
    }
    if page in BOOK.chapters:
        found |= {
            "learningResourceType": "chapter",
            "interactivityType": "active",
            "position": BOOK.chapters.index(page) + 1,
        }
    return found if page == "index" else found | {"isPartOf": book}


def as_data(found):
    """JSON that no `</script>` within can end.

    Examples
    --------
    >>> as_data({"name": "</script>"})
    '{"name": "\\\\u003c/script>"}'
    """
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")


def setup(app):
    app.connect("html-page-context", describe)
