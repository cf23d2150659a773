"""Links that run or download a notebook: of the page in its header, of its exercise in its text.

`{exercise-notebook}` takes the words that introduce the exercise of the page's chapter, and puts
the links below them.
"""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sources.launch import GUIDE, WAYS, launcher
from theme.extension.strings import STRINGS

ROOT = Path(__file__).parents[2]
EXERCISE_BOX = "exercise"  # the anchor of the box on a chapter's page


def notebook_of(language, page):
    """Path below notebooks/ of a page's notebook; None if it has none."""
    path = f"{language}/{page}.ipynb"
    return path if (ROOT / "notebooks" / path).is_file() else None


def links(language, path):
    """HTML list of the ways to run or download a notebook, each with what it costs."""
    words = STRINGS[language]["run"]
    addresses = launcher().from_page(path)
    items = "".join(_item(way, addresses[way], words[way]) for way in WAYS)
    return f'<ul class="launch-links" aria-label="{escape(words["label"])}">{items}</ul>'


def _item(way, address, words):
    name, cost = (escape(words[each]) for each in ("name", "cost"))
    how = "download" if way == "download" else 'target="_blank" rel="noopener"'
    return (
        f'<li><a data-launch="{way}" href="{escape(address)}" {how}>'
        f"<strong>{name}</strong> <span>{cost}</span></a></li>"
    )


class ExerciseNotebook(SphinxDirective):
    """A box with the introduction of the chapter's exercise and the links to its notebook."""

    has_content = True

    def run(self):
        language, page = self.config.language, self.env.docname
        path = notebook_of(language, f"exercises/{page}")
        if path is None:
            raise self.error(
                f"there is no notebooks/{language}/exercises/{page}.ipynb: is there an exercise "
                f"exercises/{page}? `make notebooks` builds its notebook"
            )
        box = nodes.container(classes=["exercise-notebook"], ids=[EXERCISE_BOX])
        self.state.nested_parse(self.content, self.content_offset, box)
        box += nodes.raw("", links(language, path), format="html")
        return [box]


def describe(app, pagename, templatename, context, doctree):
    """Give the header the links of the page's notebook, and the page that compares the ways."""
    path = notebook_of(app.config.language, pagename)
    context["launch_links"] = path and links(app.config.language, path)
    context["launch_guide"] = "{}.html#{}".format(*GUIDE)


def setup(app):
    app.add_directive("exercise-notebook", ExerciseNotebook)
    app.connect("html-page-context", describe)
