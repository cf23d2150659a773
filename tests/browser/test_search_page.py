"""The search by hand and by keyboard: in the dialog of a page, on its own page, without scripts."""

import re

import pytest

from tests.browser.test_pages import AXE, DESKTOP, PHONE, RULES, RUN_AXE

pytestmark = pytest.mark.browser
DIALOG = "#pst-search-dialog"
COUNT = {
    "ko": re.compile(r"^\d+곳에서 찾았습니다\.$"),
    "en": re.compile(r"^Found in \d+ places\.$"),
}


def open_dialog(page):
    page.locator(".search-button__button:visible").first.click()
    return page.locator(DIALOG)


@pytest.mark.parametrize(
    ("language", "query", "chapter", "marked"),
    [
        ("ko", "손실함수는", "losses", "손실 함수"),
        ("en", "Loss-functions", "losses", "loss function"),
    ],
)
def test_the_dialog_answers_while_one_types_and_opens_a_section_by_keyboard(
    visit, address, language, query, chapter, marked
):
    seen = visit(viewport=DESKTOP)
    page = seen.read(f"{address}{language}/glossary.html")
    assert not [each for each in seen.requests if "search-index" in each], (
        "loaded before it is asked"
    )
    dialog = open_dialog(page)
    dialog.locator("input").fill(query)
    dialog.get_by_role("status").filter(has_text=COUNT[language]).wait_for()
    assert dialog.locator("li mark").first.inner_text().casefold() == marked
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement === document.querySelector('dialog li a')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{chapter}\.html#[\w-]+$"))
    assert seen.complaints == []


def test_enter_opens_the_page_of_results_and_a_suggestion_is_a_button(visit, address):
    page = visit(viewport=DESKTOP).read(f"{address}ko/glossary.html")
    open_dialog(page).locator("input").fill("드롭아옷 비율")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.get_by_role("button", name="드롭아웃 비율").click()
    page.locator(".search-found li a[href*='dropout.html#']").first.wait_for()
    assert page.locator("input[name=q]").input_value() == "드롭아웃 비율"


def test_it_works_from_a_folder(visit, site):
    seen = visit()
    page = seen.read(f"{site.as_uri()}/ko/glossary.html")
    open_dialog(page).locator("input").fill("경사하강법")
    page.locator(f"{DIALOG} li a").first.click()
    page.wait_for_url(re.compile(r"\.html#[\w-]+$"))
    assert seen.complaints == []


def test_a_result_on_the_same_page_closes_the_dialog(visit, address):
    page = visit().read(f"{address}ko/glossary.html")
    dialog = open_dialog(page)
    dialog.locator("input").fill("임계점")
    dialog.locator("li a").first.click()
    page.wait_for_url("**/glossary.html#term-critical-point")
    assert not dialog.is_visible()


def test_markup_is_text_an_endless_query_is_cut_and_a_reload_asks_again(visit, address):
    seen = visit()
    page = seen.page
    page.goto(f"{address}en/search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.get_by_role("status").filter(has_text="Found in").or_(
        page.get_by_text("does not say")
    ).wait_for()
    assert page.locator(".search-found img").count() == 0
    page.locator("input[name=q]").fill("loss " * 50_000)
    page.get_by_role("status").filter(has_text="only the first 200 characters").wait_for()
    page.locator("input[name=q]").fill("")
    page.locator(".search-found li").first.wait_for(state="detached")
    page.locator("input[name=q]").fill("momentum")
    page.keyboard.press("Enter")
    assert seen.complaints == []
    page.reload()
    page.locator(".search-found li a[href$='optimizers.html#opt-momentum']").wait_for()


def test_more_results_come_when_they_are_asked_for(visit, address):
    page = visit().page
    page.goto(f"{address}ko/search.html?q=학습")
    items = page.locator(".search-found li")
    items.first.wait_for()
    assert items.count() == 20
    page.get_by_role("button", name="더 보기").click()
    assert items.count() == 40
    assert page.evaluate(
        "document.activeElement === document.querySelectorAll('.search-found li a')[20]"
    )


def test_it_works_where_nothing_can_be_kept(visit, address):
    seen = visit()
    seen.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    seen.page.goto(f"{address}ko/search.html?q=편향")
    seen.page.locator(".search-found li a[href$='perceptron.html#perceptron-neuron']").wait_for()


@pytest.mark.parametrize(("language", "term"), [("ko", "은닉층"), ("en", "hidden layer")])
def test_without_scripts_the_page_lists_the_terms(visit, address, language, term):
    page = visit(java_script_enabled=False).page
    page.goto(f"{address}{language}/search.html")
    assert page.locator(".search-terms li").count() == 165
    page.get_by_role("link", name=term, exact=True).click()
    page.wait_for_url("**/xor.html#xor-layers")


@pytest.mark.parametrize(
    ("language", "size", "scheme"), [("ko", PHONE, "dark"), ("en", DESKTOP, "light")]
)
def test_results_are_accessible_and_fit(visit, address, language, size, scheme):
    page = visit(viewport=size, color_scheme=scheme, reduced_motion="reduce").page
    for path, field in (("search.html?q=dropout", "article"), ("glossary.html", "dialog")):
        page.goto(f"{address}{language}/{path}")
        if field == "dialog":
            open_dialog(page).locator("input").fill("dropout")
        page.locator(f"{field} .search-found li mark").first.wait_for()
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(RUN_AXE, RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
