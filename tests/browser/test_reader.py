"""What the book keeps of its reader: chapters, place, predictions; and that nothing needs it."""

import json

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pages import AXE, RULES, RUN_AXE

pytestmark = pytest.mark.browser
RECORD = "JSON.parse(localStorage.getItem('dlcore-book.reader'))"
READ = {
    "read": {"xor": "yes"},
    "place": {"page": "xor", "section": "xor-layers"},
    "predictions": {},
    "answers": {},
}
# each is run before the page's own scripts
DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    configurable: true, get() { throw new DOMException("denied", "SecurityError"); } })"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
DAMAGED = "localStorage.setItem('dlcore-book.reader', '{\"read\": [')"
NONSENSE = """localStorage.setItem("dlcore-book.reader", JSON.stringify({
  read: ["xor"], place: { page: "../nowhere", section: 3 }, predictions: null, answers: "all" }))"""


def test_a_chapter_is_read_when_its_end_was_in_sight_and_reading_goes_on_there(visit, address):
    page = visit(viewport=DESKTOP).page
    page.goto(f"{address}en/xor.html")
    assert page.locator(".chapter-read").count() == 0
    page.locator("nav.neighbours").scroll_into_view_if_needed()
    page.locator(".bd-links .chapter-read", has_text="XOR (read)").wait_for()
    page.locator("#summary").evaluate("section => section.scrollIntoView()")

    page.goto(f"{address}ko/index.html")
    assert "(읽음)" in page.locator("ol.chapters .chapter-read").inner_text()
    page.get_by_role("link", name="이어서 읽기: 다층 퍼셉트론과 XOR").click()
    page.wait_for_url(f"{address}ko/xor.html#summary")


def test_a_prediction_is_known_again_in_the_other_language(visit, address):
    page = visit(viewport=DESKTOP).page
    asked = "figure.dl-explorer >> nth=0 >> .predict"
    page.goto(f"{address}en/gallery.html")
    page.locator(f"{asked} .ask").click()
    page.locator(f"{asked} .choice").nth(1).click()
    kept = page.evaluate(f"{RECORD}.predictions")
    assert len(kept) == 1

    page.goto(f"{address}ko/gallery.html")
    page.locator(f"{asked} .ask").click()
    pressed = page.locator(f"{asked} .choice[aria-pressed=true]")
    assert pressed.count() == 1
    assert page.locator(f"{asked} .choice").nth(1).get_attribute("aria-pressed") == "true"
    assert page.locator(f"{asked} .verdict").inner_text() != ""


def test_of_two_choices_with_one_belief_the_chosen_one_is_known_again(visit, address):
    page = visit(viewport=DESKTOP).page
    figure = "figure.dl-explorer[data-explorer=search_space]"
    for chosen in (0, 1):
        page.goto(f"{address}en/gallery.html")
        page.locator(figure).scroll_into_view_if_needed()
        page.locator(f"{figure} .ask").click()
        choices = page.locator(f"{figure} .choice")
        choices.nth(chosen).click()
        page.reload()
        page.locator(figure).scroll_into_view_if_needed()
        page.locator(f"{figure} .ask").click()
        pressed = [each.get_attribute("aria-pressed") for each in choices.all()]
        assert [i for i, each in enumerate(pressed) if each == "true"] == [chosen]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_shown_of_it_moves_nothing_and_is_accessible(visit, address, size):
    page = visit(viewport=size, bypass_csp=True).page
    places = "() => [...document.querySelectorAll('article :is(p:not(.continue), h2, li)')].map("
    places += "each => Math.round(each.getBoundingClientRect().top))"
    page.goto(f"{address}en/index.html")
    before = page.evaluate(places)
    page.evaluate(f"localStorage.setItem('dlcore-book.reader', {json.dumps(json.dumps(READ))})")
    page.reload()
    page.locator("p.continue a").wait_for()
    assert page.evaluate(places) == before
    page.add_script_tag(path=AXE)
    assert page.evaluate(RUN_AXE, RULES) == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (DENIED, ["does not keep the record"]),
        (FULL, ["does not keep the record"]),
        (DAMAGED, ["could not be read"]),
        (NONSENSE, []),
    ],
)
def test_it_works_where_nothing_is_kept_or_nothing_can_be_made_of_it(visit, address, state, said):
    seen = visit()
    page = seen.page
    page.add_init_script(state)
    page.goto(f"{address}en/index.html")
    assert page.locator("p.continue").count() == 0
    page.goto(f"{address}en/self-test.html")
    page.locator("#self-test-threshold input[value=right]").check()
    words = page.locator(".self-test-bar [role=status]").inner_text()
    assert words.startswith("1 of 24 questions answered, 1 right.")
    assert [
        each for each in ("does not keep the record", "could not be read") if each in words
    ] == said
    page.locator(".theme-switch-button").click()
    assert [each for each in seen.complaints if each.startswith("error")] == []
