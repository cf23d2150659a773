"""How a reader runs a page: the menu by mouse, keyboard and touch, its links, the downloads."""

import re

import pytest
from playwright.sync_api import expect

from sources.chapters import BOOK
from tests.browser.test_pages import AXE, DESKTOP, PHONE, RULES, RUN_AXE
from theme.extension.strings import STRINGS

pytestmark = pytest.mark.browser
NAMES = {language: words["run"] for language, words in STRINGS.items()}


def menu(page):
    return page.locator("details.launch")


def arrive(opened, address):
    """The page, without waiting for its live figures."""
    opened.page.goto(address)
    return opened.page


def is_open(page):
    return menu(page).evaluate("menu => menu.open")


def link(place, language, way):
    return place.get_by_role("link", name=re.compile(re.escape(NAMES[language][way]["name"])))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_menu_opens_and_closes_by_mouse(visit, address, language):
    opened = visit(viewport=DESKTOP)
    page = arrive(opened, f"{address}{language}/xor.html")
    button = menu(page).locator("summary")
    assert button.inner_text() == NAMES[language]["button"]
    assert not link(menu(page), language, "colab").is_visible()
    button.click()
    for way in ("lite", "colab", "binder", "download"):
        expect(link(menu(page), language, way)).to_be_visible()
    button.click()
    assert not is_open(page)
    button.click()
    page.locator("article h1").click(position={"x": 4, "y": 4})  # beside the menu
    assert not is_open(page)
    assert opened.complaints == []


def test_the_menu_works_by_keyboard(visit, address):
    page = arrive(visit(viewport=DESKTOP), f"{address}en/xor.html")
    button = menu(page).locator("summary")
    button.focus()
    page.keyboard.press("Enter")
    assert is_open(page)
    page.keyboard.press("Tab")
    focused = "() => document.activeElement.dataset.launch"
    assert page.evaluate(focused) == "lite"
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert button.evaluate("button => button === document.activeElement")
    page.keyboard.press("Space")
    assert is_open(page)
    for _ in range(5):  # four ways, and the page that compares them
        page.keyboard.press("Tab")
    assert is_open(page)
    page.keyboard.press("Tab")
    assert not is_open(page)


def test_the_menu_works_by_touch_on_a_phone(visit, address):
    page = arrive(visit(viewport=PHONE, has_touch=True, is_mobile=True), f"{address}ko/xor.html")
    menu(page).locator("summary").tap()
    for way in ("lite", "colab", "binder", "download"):
        box = link(menu(page), "ko", way).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] >= 44
    page.get_by_text(NAMES["ko"]["guide"]).tap()
    page.wait_for_url(re.compile(r"/ko/contributing\.html#run-anywhere$"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
def test_the_open_menu_is_accessible(visit, address, size):
    page = arrive(
        visit(viewport=size, bypass_csp=True, reduced_motion="reduce"), f"{address}ko/xor.html"
    )
    page.add_script_tag(path=AXE)
    menu(page).locator("summary").click()
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        problems += [f"{scheme}: {problem}" for problem in page.evaluate(RUN_AXE, RULES)]
    assert is_open(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
    assert not problems, "\n".join(problems)


def test_the_menu_works_without_scripts(visit, address):
    page = visit(java_script_enabled=False).page
    page.goto(f"{address}en/xor.html")
    menu(page).locator("summary").click()
    expect(link(menu(page), "en", "colab")).to_be_visible()


@pytest.mark.parametrize("path", ["ko/index.html", "en/glossary.html", "en/search.html"])
def test_a_page_without_a_notebook_has_no_menu(visit, address, path):
    assert menu(arrive(visit(), address + path)).count() == 0


PLACES = {"details.launch": "xor", ".exercise-notebook": "exercises/xor"}


@pytest.mark.parametrize("place", PLACES)
def test_the_notebook_is_downloaded_as_it_is_in_the_repository(visit, address, place):
    page = arrive(visit(viewport=DESKTOP), f"{address}ko/xor.html")
    menu(page).locator("summary").click()
    with page.expect_download() as download:
        link(page.locator(place), "ko", "download").click()
    assert download.value.suggested_filename == "xor.ipynb"
    wanted = BOOK.notebook("ko", PLACES[place])
    assert download.value.path().read_bytes() == wanted.read_bytes()


@pytest.mark.parametrize("place", PLACES)
def test_from_a_folder_the_browser_shows_the_notebook_that_lies_there(visit, site, place):
    page = arrive(visit(viewport=DESKTOP), f"{site.as_uri()}/ko/xor.html")
    menu(page).locator("summary").click()
    link(page.locator(place), "ko", "download").click()  # no page of a folder may download
    page.wait_for_url(f"{site.as_uri()}/ko/notebooks/{PLACES[place]}.ipynb")


@pytest.mark.parametrize("place", PLACES)
def test_jupyterlite_is_where_the_site_is_and_from_a_folder_where_it_is_published(
    visit, address, site, place
):
    target = f"lite/notebooks/index.html?path=en/{PLACES[place]}.ipynb"
    for start, wanted in ((address, address), (f"{site.as_uri()}/", BOOK.base_url)):
        page = arrive(visit(), f"{start}en/xor.html")
        lite = page.locator(f"{place} a[data-launch=lite]")
        assert lite.evaluate("link => link.href") == wanted + target


def test_a_link_opens_beside_the_page(visit, address):
    page = arrive(visit(), f"{address}en/xor.html")
    menu(page).locator("summary").click()
    away = "https://colab.research.google.com/github/dlcore-book/dlcore-book/blob/"
    with (
        page.context.expect_event("request", lambda request: request.url.startswith(away)),
        page.context.expect_page(),
    ):
        link(menu(page), "en", "colab").click()
    assert page.url == f"{address}en/xor.html"


def test_on_paper_there_is_nothing_to_press(visit, address):
    page = arrive(visit(), f"{address}en/xor.html")
    page.emulate_media(media="print")
    assert not menu(page).is_visible()
    expect(page.locator(".exercise-notebook p").first).to_be_visible()
    assert not page.locator(".exercise-notebook .launch-links").is_visible()
