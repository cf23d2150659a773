"""`{misconceptions} <chapter>`: the beliefs of book/misconceptions.yml that a chapter refutes."""

from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from theme.extension.strings import STRINGS

SOURCE = Path(__file__).parents[2] / "book" / "misconceptions.yml"


def box(env, chapter, slug):
    """Address of the box that tests a belief, or None while its chapter lacks it."""
    page = Path(env.srcdir) / f"{chapter}.md"
    if not page.exists():  # as a dependency it would make the appendix new every time
        return None
    env.note_dependency(str(page))
    found = f"({slug})=" in page.read_text(encoding="utf-8")
    return f"{chapter}.html#{slug}" if found else None


class Misconceptions(SphinxDirective):
    """Each belief with what is so, its slug as its anchor, and a link to its box in the chapter."""

    required_arguments = 1

    def run(self):
        chapter = self.arguments[0]
        beliefs = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
        if chapter not in beliefs:
            raise self.error(f"no such chapter in {SOURCE.name}: {chapter}")
        self.env.note_dependency(str(SOURCE))
        found = nodes.definition_list(classes=["misconceptions"])
        for slug, words in beliefs[chapter].items():
            belief, truth = words[self.config.language]
            answer = nodes.paragraph("", truth)
            if address := box(self.env, chapter, slug):
                link = STRINGS[self.config.language]["see_test"]
                answer += [
                    nodes.Text(" "),
                    nodes.reference("", link, refuri=address, internal=True),
                ]
            found += nodes.definition_list_item(
                "", nodes.term("", belief, ids=[slug]), nodes.definition("", answer)
            )
        return [found]


def setup(app):
    app.add_directive("misconceptions", Misconceptions)
