"""`{misconceptions} <chapter>`: the beliefs of book/misconceptions.yml that a chapter refutes."""

import json
import re
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from theme.extension.launch import EXERCISE_BOX
from theme.extension.strings import STRINGS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "book" / "misconceptions.yml"
FIGURES = ROOT / "explorers-js" / "explorers"
EXERCISES = ROOT / "exercises"


def once(env, make, *arguments):
    """Return ``make(*arguments)``, computed once for the page that is being read."""
    key = f"misconceptions {make.__name__} {arguments}"
    if key not in env.temp_data:
        env.temp_data[key] = make(*arguments)
    return env.temp_data[key]


def targets(page: Path) -> set[str]:
    """Labels in a chapter; none while there is no chapter."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return set(re.findall(r"\(([\w-]+)\)=", text))


def box(env, chapter, slug):
    """Address of the box that tests a belief, or None while its chapter lacks it."""
    page = Path(env.srcdir) / f"{chapter}.md"
    if page.exists():  # a dependency that is missing would make the appendix new every time
        env.note_dependency(str(page))
    return f"{chapter}.html#{slug}" if slug in once(env, targets, page) else None


def read_words(folder: Path) -> dict[str, dict]:
    """The words of each live figure, by its name."""
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/strings.json"))
    }


def in_figures(words: dict[str, dict]) -> dict[str, dict[str, str]]:
    """Of each belief that is a wrong choice in live figures: their names, each with the state that
    the first such choice shows."""
    found = {}
    for name, said in words.items():
        questions = said["en"].get("predict", {})
        for choice in (each for question in questions.values() for each in question["choices"]):
            if "trap" in choice and "show" in choice:
                found.setdefault(choice["trap"], {}).setdefault(name, choice["show"])
    return found


def in_exercises(folder: Path) -> dict[str, list[str]]:
    """Of each belief behind a wrong answer, or that a text answer speaks of: its exercises."""
    found = {}
    for path in sorted(folder.glob("*/proof.yml")):
        for slug in re.findall(r"^ +trap: *(\S+)", path.read_text(encoding="utf-8"), re.M):
            chapters = found.setdefault(slug, [])
            if path.parent.name not in chapters:
                chapters.append(path.parent.name)
    return found


class Misconceptions(SphinxDirective):
    """Each belief with what is so, its slug as its anchor, and links: to its box in the chapter, to
    live figures in the state that refutes it, and to the exercises that speak of it."""

    required_arguments = 1

    def run(self):
        chapter = self.arguments[0]
        beliefs = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
        if chapter not in beliefs:
            raise self.error(f"no such chapter in {SOURCE.name}: {chapter}")
        for path in (SOURCE, *FIGURES.glob("*/strings.json"), *EXERCISES.glob("*/proof.yml")):
            self.env.note_dependency(str(path))
        self.words = once(self.env, read_words, FIGURES)
        self.figures = in_figures(self.words)
        self.exercises = once(self.env, in_exercises, EXERCISES)
        found = nodes.definition_list(classes=["misconceptions"])
        for slug, words in beliefs[chapter].items():
            belief, truth = words[self.config.language]
            links = nodes.inline(classes=["belief-links"])
            for i, (link, address) in enumerate(self._links(chapter, slug)):
                links += nodes.Text(" · " if i else " ")
                links += nodes.reference("", link, refuri=address, internal=True)
            answer = nodes.paragraph("", "", nodes.Text(truth), links)
            found += nodes.definition_list_item(
                "", nodes.term("", belief, ids=[slug]), nodes.definition("", answer)
            )
        return [found]

    def _links(self, chapter, slug):
        words = STRINGS[self.config.language]
        if address := box(self.env, chapter, slug):
            yield words["see_test"], address
        for figure, state in self.figures.get(slug, {}).items():
            title = self.words[figure][self.config.language]["title"]
            yield words["see_figure"].format(title=title), f"gallery.html#{figure}:{state}"
        for exercise in self.exercises.get(slug, []):
            yield words["see_exercise"], f"{exercise}.html#{EXERCISE_BOX}"


def setup(app):
    app.add_directive("misconceptions", Misconceptions)
