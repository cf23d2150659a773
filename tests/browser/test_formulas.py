"""Formulas on the pages: no script, no file where there is none, no tab stop, no lone particle."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import SITE, pairs, site_pages

pytestmark = pytest.mark.browser

WITH_FORMULAS = [path for path in site_pages() if 'class="katex"' in (SITE / path).read_text()]
PROBLEMS = """async () => {
  await document.fonts.ready;
  const found = [];
  const line = (node, end) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width }) => width);
    return end ? rects.at(-1) : rects[0];
  };
  const apart = (one, next) => one && next && (one.bottom <= next.top || next.bottom <= one.top);
  for (const formula of document.querySelectorAll("article .formula")) {
    if (!formula.checkVisibility()) continue;
    const words = formula.textContent.slice(-12);
    const [first, ...more] = formula.getClientRects(); // one line may be of several boxes
    if (more.some((box) => apart(first, box))) found.push(`parted: ${words}`);
    const after = formula.nextSibling;
    if (!after || after.classList?.contains("formula") || /^\\s/.test(after.textContent)) continue;
    if (apart(line(formula, true), line(after, false))) found.push(`left alone: ${words}`);
  }
  for (const box of document.querySelectorAll("div.formulas")) {
    const widths = [...box.children].map((child) => child.getBoundingClientRect().width);
    const fits = Math.max(...widths) <= box.clientWidth;
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls && fits) found.push(`scrolls: ${box.textContent}`);
    const reasons = box.querySelector(":scope > .narrow");
    if (scrolls && reasons?.checkVisibility()) found.push(`reason cut: ${box.textContent}`);
    if (box.scrollHeight > box.clientHeight) found.push(`cut: ${box.textContent}`);
    if (box.tabIndex >= 0 !== scrolls) found.push(`tab stop: ${box.textContent}`);
  }
  for (const stop of document.querySelectorAll(".katex :is(a, button, [tabindex])"))
    found.push(`tab stop: ${stop.textContent}`);
  return found;
}"""


def test_there_are_pages_with_formulas_and_pages_without():
    assert {"ko/xor.html", "en/xor.html"} <= set(WITH_FORMULAS) < set(site_pages())


@pytest.mark.parametrize("path", WITH_FORMULAS)
def test_formulas_keep_their_particles_and_scroll_only_when_they_must(look, path):
    for size, scheme in pairs(path):
        assert look(path, size, scheme).page.evaluate(PROBLEMS) == [], f"{size['width']} px"


def test_a_line_too_narrow_for_a_displayed_formula_makes_it_scroll_alone(visit, address):
    page = visit(viewport={"width": 320, "height": 700}).read(f"{address}ko/xor.html")
    box = page.locator("div.formulas").first
    page.add_style_tag(content="div.formulas { width: 8rem }")
    page.set_viewport_size({"width": 321, "height": 700})  # the page looks again
    page.wait_for_function("box => box.tabIndex === 0", arg=box.element_handle())
    assert page.evaluate(PROBLEMS) == []


@pytest.mark.parametrize("path", site_pages())
def test_no_page_runs_a_script_for_formulas_and_few_load_their_files(look, path):
    opened = look(path, *pairs(path)[0])
    scripts = opened.page.evaluate("() => [typeof MathJax, typeof katex]")
    assert scripts == ["undefined", "undefined"]
    loaded = {
        urlsplit(url).path.rsplit("/")[-1] for url in opened.requests if "katex" in url.lower()
    }
    assert bool(loaded) == (path in WITH_FORMULAS)
    assert all(name == "katex.css" or name.endswith(".woff2") for name in loaded)
