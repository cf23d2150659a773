"""What the theme's tests need from npm: KaTeX and the fonts."""

import pytest

from sources.chapters import BOOK
from tools.explorers.build import install_packages


@pytest.fixture(scope="session", autouse=True)
def packages():
    install_packages(BOOK.root / "theme")
