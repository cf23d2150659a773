"""`{misconceptions} <chapter>`: the beliefs of book/misconceptions.yml that a chapter refutes."""

from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from theme.extension.strings import STRINGS

SOURCE = Path(__file__).parents[2] / "book" / "misconceptions.yml"


class Misconceptions(SphinxDirective):
    """Each belief with what is so, its slug as its anchor, and a link to its box in the chapter."""

    required_arguments = 1

    def run(self):
        chapter = self.arguments[0]
        beliefs = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
        if chapter not in beliefs:
            raise self.error(f"no such chapter in {SOURCE.name}: {chapter}")
        page = Path(self.env.srcdir) / f"{chapter}.md"
        self.env.note_dependency(str(SOURCE))
        text = ""
        if page.exists():  # a dependency that is missing would make the appendix new every time
            self.env.note_dependency(str(page))
            text = page.read_text(encoding="utf-8")
        found = nodes.definition_list(classes=["misconceptions"])
        for slug, words in beliefs[chapter].items():
            belief, truth = words[self.config.language]
            answer = nodes.paragraph("", truth)
            if f"({slug})=" in text:
                link = STRINGS[self.config.language]["see_test"]
                answer += [
                    nodes.Text(" "),
                    nodes.reference("", link, refuri=f"{chapter}.html#{slug}", internal=True),
                ]
            found += nodes.definition_list_item(
                "", nodes.term("", belief, ids=[slug]), nodes.definition("", answer)
            )
        return [found]


def setup(app):
    app.add_directive("misconceptions", Misconceptions)
