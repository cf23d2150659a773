"""Each page of the built site: opens silently, asks nobody else, fits a phone, is accessible."""

import pytest

from sources.chapters import BOOK, LANGUAGES
from tests.browser.conftest import DESKTOP, PHONE, pairs, site_pages

pytestmark = pytest.mark.browser

__all__ = ["AXE", "DESKTOP", "PHONE", "RULES", "RUN_AXE"]
AXE = BOOK.root / "theme" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async tags => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, nodes }) => nodes.map(
    node => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary}`));
}"""
# From a folder each page is opened in one of its languages, in turn.
NAMES = sorted({path.partition("/")[2] for path in site_pages() if "/" in path})
FROM_A_FOLDER = ["index.html", *(f"{LANGUAGES[i % 2]}/{name}" for i, name in enumerate(NAMES))]


@pytest.mark.parametrize("path", site_pages())
def test_opens_silently_and_asks_nobody_else(look, path):
    for size, scheme in pairs(path):
        assert_silent(look(path, size, scheme))


@pytest.mark.parametrize("path", FROM_A_FOLDER)
def test_opens_silently_from_a_folder(look, path):
    assert_silent(look(path, way="file"))


def assert_silent(seen):
    foreign = [url for url in seen.requests if not url.startswith((seen.start, "data:"))]
    assert foreign == []
    assert seen.complaints == []


@pytest.mark.parametrize("path", site_pages())
def test_is_never_wider_than_the_screen(look, path):
    for size, scheme in pairs(path):
        root = look(path, size, scheme).page.evaluate_handle("() => document.documentElement")
        width, room = (root.evaluate(f"root => root.{each}Width") for each in ("scroll", "client"))
        assert width <= room, f"{size['width']}: the page is {width} wide, its window {room}"


@pytest.mark.parametrize("path", site_pages())
def test_is_accessible(look, path):
    problems = []
    for size, scheme in pairs(path):
        page = look(path, size, scheme).page
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(RUN_AXE, RULES)
        problems += [f"{scheme} {size['width']}: {problem}" for problem in found]
    assert not problems, "\n".join(problems)
