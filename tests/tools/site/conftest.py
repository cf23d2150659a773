"""The small book, built once for all tests that build it again."""

import sqlite3

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from tests.tools.site.project import ROOT, Project
from tools.explorers import build as build_explorers


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The project, built once."""
    build_explorers.build(ROOT)
    build_explorers.install_packages(ROOT / "theme")
    project = Project(tmp_path_factory.mktemp("project"))
    done = project.run()
    assert done.returncode == 0, done.stderr
    (database,) = project.folder.glob("build/cache/*/global.db")
    with sqlite3.connect(database) as connection:
        (project.executed,) = connection.execute("SELECT COUNT(*) FROM nbcache").fetchone()
    return project


@pytest.fixture
def changed(project):
    """Change a file for one test."""
    kept = {}

    def change(name, text):
        path = project.folder / name
        kept[path] = path.read_bytes()
        path.write_text(text, "utf-8")

    yield change
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.fixture
def write_font():
    """Write a font with empty glyphs for some characters."""

    def write(path, characters):
        names = {ord(each): f"uni{ord(each):04X}" for each in characters}
        font = FontBuilder(unitsPerEm=1000)
        font.setupGlyphOrder([".notdef", *names.values()])
        font.setupCharacterMap(names)
        glyphs = font.font.getGlyphOrder()
        font.setupGlyf({name: Glyph() for name in glyphs})
        font.setupHorizontalMetrics(dict.fromkeys(glyphs, (0, 0)))
        font.setupHorizontalHeader()
        font.setupPost()
        path.parent.mkdir(parents=True, exist_ok=True)
        font.save(path)

    return write
