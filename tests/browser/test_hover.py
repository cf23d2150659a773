"""Cards as readers meet them: by mouse, keyboard and finger, and without scripts."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pages import AXE, RULES, RUN_AXE
from theme.extension.definitions import meanings

pytestmark = pytest.mark.browser
CARD = ".dl-card"
FOCUSED = "each => each === document.activeElement"
OPEN, CLOSED = f"{CARD}:not([hidden])", f"{CARD}[hidden]"
# Of the card alone: what it covers, until it closes, may be a part of something to tap.
AXE_OF_CARD = RUN_AXE.replace("document", f"document.querySelector('{OPEN}')")
LABEL = "section#xor-space-warp a.term[href$='term-label']"
FIGURE = "a.reference[href='#fig-xor-units']"
WORK = "article p a.reference[href^='#id']"
# Ids that occur twice, and what of the card lies outside the window.
WRONG = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
  const card = document.querySelector(".dl-card").getBoundingClientRect();
  const width = document.documentElement;
  return [...ids.filter((id, i) => ids.indexOf(id) !== i),
    ...(card.left < 0 || card.right > width.clientWidth ? [`${card.left} to ${card.right}`] : []),
    ...(width.scrollWidth > width.clientWidth ? ["scrolls sideways"] : [])];
}"""


def closed(page):
    page.locator(CLOSED).wait_for(state="attached")


def text_of(page, link):
    """The card that is open, which describes a link."""
    page.locator(OPEN).wait_for()
    assert link.get_attribute("aria-describedby") == "dl-card"
    assert page.evaluate(WRONG) == []
    return page.locator(OPEN).inner_text()


def test_by_mouse_a_card_opens_stays_and_goes(visit, address):
    seen = visit(viewport=DESKTOP)
    seen.page.clock.install()
    page = seen.read(f"{address}ko/xor.html")
    asked = len(seen.requests)

    term = page.locator(LABEL)
    term.hover()
    assert text_of(page, term).splitlines()[0] == "레이블 label"
    page.locator(OPEN).hover()  # stays while the mouse is on it
    page.clock.run_for(2000)
    assert page.locator(OPEN).count() == 1
    page.keyboard.press("Escape")
    closed(page)
    assert term.get_attribute("aria-describedby") is None

    figure = page.locator(FIGURE).first
    figure.hover()
    assert text_of(page, figure).startswith("그림 ")
    assert page.locator(f"{OPEN} .picture svg:visible").count() == 1
    page.mouse.move(5, 5)
    closed(page)

    work = page.locator(WORK).first
    work.hover()
    assert text_of(page, work).startswith("Marvin Minsky")
    assert len(seen.requests) == asked
    assert seen.complaints == []


def test_by_keyboard_a_section_is_one_stop_and_arrows_go_on(visit, address):
    page = visit(viewport=DESKTOP).read(f"{address}en/backprop.html")
    section = page.locator("section#bp-by-hand")
    terms = section.locator("a.term")
    assert terms.count() > 2
    assert section.locator("a.term:not([tabindex='-1'])").count() == 1
    section.locator("p").first.evaluate("each => { each.tabIndex = -1; each.focus() }")
    page.keyboard.press("Tab")
    assert "derivative 도함수" in text_of(page, terms.first)
    page.keyboard.press("Shift+ArrowRight")  # selects text
    assert terms.first.evaluate(FOCUSED)
    page.keyboard.press("ArrowRight")
    assert text_of(page, terms.nth(1)).startswith("activation function")
    assert page.locator("[aria-describedby=dl-card]").count() == 1
    page.keyboard.press("ArrowLeft")
    text_of(page, terms.first)
    page.keyboard.press("Escape")
    closed(page)
    assert terms.first.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/glossary.html#term-derivative")


def test_by_finger_the_first_tap_shows_and_the_card_leads_on(visit, address):
    page = visit(viewport=PHONE, has_touch=True, color_scheme="dark", reduced_motion="reduce").page
    page.goto(f"{address}ko/xor.html")
    page.evaluate(AXE.read_text("utf-8"))
    start = page.url
    for link in (FIGURE, WORK, "article p a.reference[href*='.html#']:not(.term)", LABEL):
        tapped = page.locator(link).first
        tapped.tap()
        assert text_of(page, tapped)
        assert page.url == start
        card = page.get_by_role("dialog", name=tapped.inner_text(), exact=True)
        assert card.evaluate(FOCUSED)  # so a screen reader says it
        assert page.evaluate(AXE_OF_CARD, RULES) == []
        page.keyboard.press("Escape")
        closed(page)
        assert tapped.evaluate(FOCUSED)
    page.locator(LABEL).tap()
    page.locator(f"{OPEN} a").get_by_text("용어집에서 보기").tap()
    page.wait_for_url("**/ko/glossary.html#term-label")


def test_without_scripts_links_stay_links_and_on_paper_terms_are_text(visit, site):
    page = visit(java_script_enabled=False).page
    page.goto(f"{site.as_uri()}/en/xor.html")
    assert page.locator(CARD).count() == 0
    page.emulate_media(media="print")
    style = "each => getComputedStyle(each).textDecorationLine"
    term = page.locator(LABEL)
    assert term.evaluate(style) == "none"
    page.emulate_media(media="screen")
    assert term.evaluate(style) == "underline"
    term.click()
    assert meanings()["label"]["en"] in page.locator("#term-label").inner_text()
