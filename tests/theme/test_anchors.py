"""Ids of Korean headings: those of the English headings at their places."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from theme.extension.anchors import Anchors, TargetsFirst, headings

ENGLISH = "# A title\n\ntext\n\n## Why *not* `step`?\n\n(summary-target)=\n## Summary\n"


def test_headings_are_read_as_plain_text():
    assert headings(ENGLISH) == ["A title", "Why not step?", "Summary"]


@pytest.fixture
def page(tmp_path):
    """A Korean page of three sections, and what gives it its ids."""
    (tmp_path / "ko").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "page.md").write_text(ENGLISH)
    document = new_document("page", get_default_settings(Parser))
    document.settings.auto_id_prefix = "id"  # as Sphinx has it
    document.settings.env = SimpleNamespace(srcdir=str(tmp_path / "ko"), docname="page")
    for title in ("제목", "왜", "XOR 정리"):
        section = nodes.section(names=[title])
        document.note_implicit_target(section, section)
        document += section
    return document


def test_a_heading_takes_the_id_of_its_twin(page):
    Anchors(page).apply()
    ids = [section["ids"] for section in page.findall(nodes.section)]
    assert ids == [["a-title"], ["why-not-step"], ["summary"]]  # "XOR 정리" would be "xor"
    assert page.nameids["왜"] == "why-not-step"
    assert page.ids["summary"] is list(page.findall(nodes.section))[2]


def test_a_target_comes_before_the_words_of_the_heading(page):
    section = next(page.findall(nodes.section))
    section["ids"] = ["words", "target", "second"]
    TargetsFirst(page).apply()
    assert section["ids"] == ["target", "second", "words"]


def test_a_page_whose_headings_are_not_in_step_keeps_its_ids(page, tmp_path):
    (tmp_path / "en" / "page.md").write_text("# A title\n")
    Anchors(page).apply()
    assert next(page.findall(nodes.section))["ids"] != ["a-title"]
