"""What a reader does on the built site: change language and colours, search, move a figure."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import AXE, DESKTOP, PHONE, RULES, RUN_AXE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("here", "there", "name", "size"),
    [("ko", "en", "English", DESKTOP), ("en", "ko", "한국어", PHONE)],
)
def test_the_switcher_leads_to_the_same_page(visit, address, here, there, name, size):
    page = visit(viewport=size).read(f"{address}{here}/xor.html")
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(
        re.compile(rf"{re.escape(address)}{there}/xor\.html(#.*)?$")
    )  # at the section
    assert page.locator("html").get_attribute("lang") == there


@pytest.mark.parametrize(
    ("locale", "language"), [("ko-KR", "ko"), ("en-GB", "en"), ("de-DE", "en")]
)
def test_the_root_opens_the_language_of_the_browser(visit, address, locale, language):
    page = visit(locale=locale).read(address)
    page.wait_for_url(f"{address}{language}/index.html")


def test_the_root_opens_the_language_read_last(visit, address):
    page = visit(locale="ko-KR").read(f"{address}en/xor.html")
    page.goto(address)
    page.wait_for_url(f"{address}en/index.html")


def test_the_root_offers_both_languages_without_scripts(visit, address):
    page = visit(java_script_enabled=False).page
    page.goto(address)
    page.get_by_role("link", name="Read in English").click()
    page.wait_for_url(f"{address}en/index.html")


def test_an_inline_script_that_is_not_ours_does_not_run(visit, address):
    opened = visit()
    page = opened.read(f"{address}en/xor.html")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.head.append(s); }"
    )
    assert page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_dark_mode_is_chosen_and_kept(visit, address):
    page = visit(color_scheme="light").read(f"{address}ko/xor.html")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(2):  # automatic, then dark or light, then the other
        page.locator(".theme-switch-button").click()
        if page.locator("html").get_attribute("data-theme") == "dark":
            break
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark


def test_a_live_figure_follows_the_hand(visit, address):
    opened = visit(viewport=DESKTOP)
    page = opened.read(f"{address}ko/xor.html")
    figure = page.locator('figure.dl-explorer[data-explorer="space_warp"]').first
    grip = figure.get_by_role("slider").first
    grip.scroll_into_view_if_needed()
    before = figure.screenshot()
    box = grip.locator(".ring").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("#space_warp:"))  # the state is in the address
    assert figure.screenshot() != before
    assert opened.complaints == []


@pytest.mark.parametrize("path", ["ko/index.html", "en/xor.html"])
def test_the_menu_of_a_phone_opens_and_is_accessible(visit, address, path):
    page = visit(viewport=PHONE, bypass_csp=True).read(address + path)
    page.locator(".primary-toggle").click()
    menu = page.locator("#pst-primary-sidebar-modal")
    expect(menu).to_be_visible()
    page.add_script_tag(path=AXE)
    problems = page.evaluate(RUN_AXE, RULES)
    assert not problems, "\n".join(problems)
    menu.get_by_role("link", name=re.compile("XOR")).click()
    page.wait_for_url(re.compile(r"/xor\.html"))


def test_paper_gets_the_picture_of_a_live_figure(visit, address):
    page = visit().read(f"{address}ko/gallery.html")
    live, pictures = page.locator(".dl-explorer-live"), page.locator("figure.dl-explorer img")
    live.first.wait_for()
    assert pictures.count() == page.locator("figure.dl-explorer").count()
    assert not pictures.first.is_visible()
    page.emulate_media(media="print")
    assert [each.is_visible() for each in pictures.all()] == [True] * pictures.count()
    assert not live.first.is_visible()


def test_the_contents_mark_the_section_being_read(visit, address):
    page = visit().read(f"{address}en/xor.html")
    marked = page.locator("#pst-page-toc-nav a.active")
    page.evaluate("() => { location.hash = 'fig-xor-stuck'; }")  # in the middle of a section
    expect(marked).to_have_attribute("href", "#xor-learned")
    page.evaluate("() => { location.hash = 'fig-xor-points'; }")  # before the first
    expect(marked).to_have_count(0)


def test_the_skip_link_is_first_and_leads_to_the_text(visit, address):
    page = visit().read(f"{address}ko/xor.html")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "본문으로 건너뛰기"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ko/xor.html#main-content")
