"""What pages are set in, and what a reader who uses the keyboard or large text meets."""

import pytest

pytestmark = pytest.mark.browser

WIDTH = """(element, text) => {
  const probe = document.createElement("span");
  Object.assign(probe.style, { position: "absolute", whiteSpace: "pre" });
  probe.textContent = text;
  element.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width;
}"""


@pytest.fixture(scope="module", params=["http", "file"])
def chapter(request, browser, address, site):
    """The Korean chapter, over http and from a folder; its tests leave it as it is."""
    start = {"http": address, "file": f"{site.as_uri()}/"}[request.param]
    page = browser.new_page()
    page.goto(f"{start}ko/xor.html")
    page.evaluate("() => document.fonts.ready")
    yield page
    page.close()


def test_text_and_code_are_set_in_the_books_own_fonts(chapter):
    loaded = chapter.evaluate(
        "() => [...document.fonts].filter(f => f.status === 'loaded')"
        ".map(f => `${f.family.replaceAll('\"', '')} ${f.weight}`)"
    )
    assert {"Book Text 400", "Book Text 700", "Book Code normal"} <= set(loaded)


def test_hangul_in_code_stands_on_two_columns(chapter):
    code = chapter.locator("pre").first
    assert code.evaluate(WIDTH, "ab") == pytest.approx(code.evaluate(WIDTH, "가"), abs=0.1)


def test_korean_emphasis_is_weight(chapter):
    style = "e => (({ fontWeight, fontStyle }) => [fontWeight, fontStyle])(getComputedStyle(e))"
    assert chapter.locator("article p > em").first.evaluate(style) == ["700", "normal"]
