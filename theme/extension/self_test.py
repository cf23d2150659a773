"""`{self-test}`: the questions of book/self-test.yml, answered on the page.

The verdicts need no script, only a style sheet; the script keeps the answers in the browser. A
wrong answer is a belief of book/misconceptions.yml and leads to the box that tests it.
"""

import json
import zlib
from html import escape
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from theme.extension import misconceptions
from theme.extension.strings import STRINGS

SOURCE = misconceptions.SOURCE.with_name("self-test.yml")
SCRIPT = "self-test.js"


class SelfTest(SphinxDirective):
    """Each question as a group of radio buttons, with a verdict on each answer."""

    def run(self):
        self.env.note_dependency(str(SOURCE))
        self.env.note_dependency(str(misconceptions.SOURCE))
        beliefs = yaml.safe_load(misconceptions.SOURCE.read_text(encoding="utf-8"))
        self.chapter_of = {slug: name for name, found in beliefs.items() for slug in found}
        self.truth_of = {slug: words for found in beliefs.values() for slug, words in found.items()}
        self.words = STRINGS[self.config.language]["self_test"]
        questions = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
        fields = "".join(self._question(each) for each in questions)
        words = escape(json.dumps(self.words, ensure_ascii=False))
        inside = self._bar(len(questions)) + fields
        html = f'<form class="self-test" data-words="{words}">{inside}</form>'
        return [nodes.raw("", html, format="html")]

    def _bar(self, n_questions):
        """What the script fills; it is there from the start, so that nothing moves."""
        state = self.words["state"].format(all=n_questions, answered=0, right=0)
        buttons = "".join(
            f'<button type="button" name="{each}" disabled>{self.words[each]}</button>'
            for each in ("export", "erase")
        )
        return f'<div class="self-test-bar"><p role="status">{state}</p>{buttons}</div>'

    def _question(self, question):
        language = self.config.language
        if unknown := set(question["wrong"]) - set(self.chapter_of):
            raise self.error(f"{SOURCE.name}: {question['id']}: no such belief: {sorted(unknown)}")
        answers = [
            (slug, words[language], self._refuted(slug))
            for slug, words in question["wrong"].items()
        ]
        place = zlib.crc32(question["id"].encode()) % (len(answers) + 1)  # the same in each build
        answers.insert(place, ("right", question["right"][language], self._confirmed(question)))
        choices = "".join(
            f'<label><input type="radio" name="{question["id"]}" value="{value}"> '
            f"<span>{escape(text)}</span></label>"
            for value, text, _ in answers
        )
        verdicts = "".join(
            f'<p class="{"right" if value == "right" else "wrong"}">{verdict}</p>'
            for value, _, verdict in answers
        )
        return (
            f'<fieldset id="self-test-{question["id"]}">'
            f"<legend>{escape(question['ask'][language])}</legend>{choices}"
            f'<div class="verdicts" aria-live="polite">{verdicts}</div></fieldset>'
        )

    def _confirmed(self, question):
        because = escape(question["because"][self.config.language])
        page = Path(self.env.srcdir) / f"{question['chapter']}.md"
        link = self._link(f"{question['chapter']}.html", "chapter") if page.exists() else ""
        return f"<strong>{self.words['right']}</strong> {because}{link}"

    def _refuted(self, slug):
        truth = escape(self.truth_of[slug][self.config.language][1])
        address = misconceptions.box(self.env, self.chapter_of[slug], slug)
        link = self._link(address, "test") if address else ""
        return f"<strong>{self.words['wrong']}</strong> {truth}{link}"

    def _link(self, address, words):
        return f' <a class="reference internal" href="{address}">{self.words[words]}</a>'


def load_script(app, pagename, templatename, context, doctree):
    """Only the page that asks loads the script that keeps the answers."""
    if '<form class="self-test"' in context.get("body", ""):
        app.add_js_file(SCRIPT, priority=900)  # after reader.js, whose store it uses


def setup(app):
    app.add_directive("self-test", SelfTest)
    app.connect("html-page-context", load_script)
