"""The small book, built once for the tests of a module."""

import pytest

from tests.tools.site.project import ROOT, Project
from tools.explorers import build as build_explorers


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project, built once."""
    build_explorers.build(ROOT)
    build_explorers.install_packages(ROOT / "theme")
    project = Project(tmp_path_factory.mktemp("project"))
    done = project.run()
    assert done.returncode == 0, done.stderr
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
