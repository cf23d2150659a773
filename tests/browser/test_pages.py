"""Each page of the built site: opens silently, asks nobody else, fits a phone, is accessible."""

import pytest

from sources.chapters import BOOK
from tests.browser.conftest import site_pages

pytestmark = pytest.mark.browser

AXE = BOOK.root / "theme" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async tags => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, nodes }) => nodes.map(
    node => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary}`));
}"""
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("way", "path"),
    [
        *(("http", path) for path in site_pages()),
        *(("file", path) for path in site_pages() if path != "404.html"),  # shown by servers only
    ],
)
def test_opens_silently_and_asks_nobody_else(visit, address, site, way, path):
    start = {"http": address, "file": f"{site.as_uri()}/"}[way]
    opened = visit(viewport=DESKTOP)
    opened.read(start + path)
    foreign = [url for url in opened.requests if not url.startswith((start, "data:"))]
    assert foreign == []
    assert opened.complaints == []


@pytest.mark.parametrize("path", site_pages())
def test_accessible_and_never_wider_than_the_screen(visit, address, path):
    opened = visit(bypass_csp=True, reduced_motion="reduce")  # no colour is half-way
    problems = []
    for size in (DESKTOP, PHONE):
        opened.page.set_viewport_size(size)
        page = opened.read(address + path)
        page.add_script_tag(path=AXE)
        root = page.evaluate_handle("() => document.documentElement")
        width, room = (root.evaluate(f"root => root.{each}Width") for each in ("scroll", "client"))
        if width > room:
            problems.append(f"{size['width']}: the page is {width} wide, and its window {room}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate(RUN_AXE, RULES)
            problems += [f"{scheme} {size['width']}: {problem}" for problem in found]
    assert not problems, "\n".join(problems)
