"""What pages are set in, and what a reader who uses the keyboard or large text meets."""

import pytest
from playwright.sync_api import expect

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


WRAPPED_ANEW = """async () => {
  await document.fonts.ready;
  const texts = [...document.querySelectorAll("article :is(p, li, h1, h2, h3)")]
    .filter(each => each.checkVisibility());
  const heights = () => texts.map(each => each.getBoundingClientRect().height);
  const before = heights(), name = "--pst-font-family-base", { style } = document.documentElement;
  const fonts = getComputedStyle(document.documentElement).getPropertyValue(name);
  style.setProperty(name, fonts.replace(/"Book (Text|Rest)",/g, ""));
  return heights().filter((height, i) => Math.abs(height - before[i]) > 8).length / texts.length;
}"""


@pytest.mark.parametrize("path", ["ko/introduction.html", "en/losses.html"])
def test_until_the_fonts_arrive_the_text_has_the_same_lines(visit, address, path):
    page = visit(viewport={"width": 1280, "height": 800}).page
    page.goto(address + path)
    # One in fifty wraps elsewhere by chance; with fallbacks that are not scaled, one in five does.
    assert page.evaluate(WRAPPED_ANEW) <= 0.03


TEXT_SIZES = """pictures => pictures.flatMap(svg => [...svg.querySelectorAll("g[transform*=scale]")]
  .map(g => Number(/scale\\((0\\.\\d+)/.exec(g.getAttribute("transform"))[1]) * 100
    * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))"""


@pytest.fixture(scope="module", params=[390, 1280])
def figures(request, browser, address):
    """The static figures of the English chapter on a phone and on a laptop."""
    page = browser.new_page(viewport={"width": request.param, "height": 844})
    page.goto(f"{address}en/xor.html")
    yield request.param, page.locator(".picture")
    page.close()


def test_each_figure_shows_the_drawing_for_its_width(figures):
    width, pictures = figures
    shown = {"narrow": width == 390, "wide": width == 1280}
    for name, visible in shown.items():
        drawings = pictures.locator(f"svg.{name}").all()
        assert drawings
        assert {drawing.is_visible() for drawing in drawings} == {visible}


def test_text_in_figures_can_be_read(figures):
    sizes = figures[1].locator("svg:visible").evaluate_all(TEXT_SIZES)
    assert len(sizes) > 20
    assert min(sizes) >= 11


def test_figures_take_the_colours_of_the_theme(visit, address):
    page = visit(color_scheme="dark").page
    page.goto(f"{address}en/xor.html")
    fills = page.locator(".picture svg.wide use").evaluate_all(
        "marks => [...new Set(marks.map(mark => getComputedStyle(mark).fill))]"
    )
    assert "rgb(90, 184, 238)" in fills  # the blue of dark pages
    assert "rgb(0, 114, 178)" not in fills


def test_the_switch_of_language_keeps_the_section(visit, address):
    page = visit(reduced_motion="reduce").read(f"{address}ko/xor.html")
    page.evaluate(
        "() => document.querySelector('#summary').scrollIntoView({ behavior: 'instant' })"
    )
    # Playwright's own click scrolls a sticky bar's link into the middle of the window first.
    page.locator(".language-switch a").evaluate("link => link.click()")
    page.wait_for_url("**/en/xor.html#summary")


def test_the_switch_of_language_keeps_the_state_of_a_figure(visit, address):
    page = visit(reduced_motion="reduce").page
    page.goto(f"{address}ko/gallery.html#space_warp:act=relu,s=1")
    assert page.get_by_role("radio", name="ReLU").is_checked()
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/gallery.html#space_warp:act=relu,s=1")
    assert page.get_by_role("radio", name="ReLU").is_checked()


def test_no_name_on_a_korean_page_is_english(chapter):
    names = chapter.locator("[aria-label]").evaluate_all(
        "all => all.filter(e => !e.closest('[lang=en], mjx-container, .formula'))"
        ".map(e => e.ariaLabel).filter(name => /[A-Za-z]{3}/.test(name) && !/[가-힣]/.test(name))"
    )
    assert names == []


FOCUS = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return [document.activeElement.outerHTML.slice(0, 120), outlineStyle, parseFloat(outlineWidth)];
}"""


@pytest.mark.parametrize("path", ["ko/index.html", "en/xor.html"])
def test_focus_is_seen_on_each_stop_of_the_keyboard(visit, address, path):
    page = visit().page
    page.goto(address + path)
    for _ in range(30):
        page.keyboard.press("Tab")
        what, style, width = page.evaluate(FOCUS)
        assert (
            (style != "none" and width >= 2) or "dl-explorer" in what or "form-control" in what
        ), what


@pytest.mark.parametrize("path", ["ko/index.html", "en/xor.html", "ko/api.html"])
def test_a_page_enlarged_four_times_needs_no_sideways_scrolling(visit, address, path):
    page = visit(viewport={"width": 320, "height": 256}).page
    page.goto(address + path)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["ko/index.html", "en/xor.html"])
def test_text_half_as_large_again_needs_no_sideways_scrolling_on_a_phone(visit, address, path):
    page = visit(viewport={"width": 390, "height": 844}).page
    page.goto(address + path)
    page.add_style_tag(content="html { font-size: 24px !important; }")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_the_first_page_lists_each_chapter_with_its_question_and_picture(visit, address):
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto(f"{address}ko/index.html")
    figure = page.locator("figure.dl-explorer").first
    figure.locator(".dl-explorer-live").wait_for()
    assert figure.bounding_box()["y"] < 450
    chapters = page.locator("ol.chapters > li")
    assert chapters.count() >= 1
    for chapter in chapters.all():
        assert chapter.locator("span").inner_text().endswith("?")
        expect(chapter.locator(".chapter-picture :is(svg, img)")).to_be_visible()
    first = chapters.first.locator("a").first.get_attribute("href")
    chapters.first.click()
    page.wait_for_url(f"**/ko/{first}")
