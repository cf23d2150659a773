"""Links of the text and of other pages that set a figure, and the way back to what was read."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE_OPTIONS = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
DEVICES = [
    pytest.param({"viewport": DESKTOP}, id="desktop"),
    pytest.param(PHONE_OPTIONS, id="phone"),
]
STATE = "space_warp-2:act=relu"
NO_ANCHORING = """addEventListener("DOMContentLoaded", () => document.head.append(Object.assign(
  document.createElement("style"), { textContent: "* { overflow-anchor: none }" })))"""


def in_view(explorer):
    """Wait until the figure begins on the screen."""
    explorer.page.wait_for_function(
        """host => { const { top } = host.getBoundingClientRect();
        return top > -4 && top < innerHeight / 2; }""",
        arg=explorer.host.element_handle(),
    )


@pytest.mark.parametrize("options", DEVICES)
@pytest.mark.parametrize("anchoring", [True, False], ids=["anchored", "as Safari"])
def test_a_deep_link_ends_at_its_figure(open_page, options, anchoring):
    page = open_page(f"en.html#{STATE}", script=None if anchoring else NO_ANCHORING, **options)
    second = Explorer(page, 1)
    in_view(second)
    assert second.radio("ReLU").is_checked()


def test_a_link_of_the_text_sets_its_figure_and_leads_back(open_page):
    page = open_page()
    explorer = Explorer(page)
    opening = explorer.stages()
    link = page.locator("#back")
    link.scroll_into_view_if_needed()
    read_at = page.evaluate("scrollY")
    assert read_at > 2000
    link.click()
    in_view(explorer)
    page.wait_for_url(re.compile("#space_warp:s=1$"))
    assert explorer.get_by_role("slider", name="(1−s)·x + s·h(x)").input_value() == "1"
    assert explorer.locator("[data-field=blend].changed").count() == 1
    explorer.button("Back to the text").click()
    page.wait_for_function("y => Math.abs(scrollY - y) < 4", arg=read_at)
    explorer.settle()
    assert explorer.stages() == opening
    assert page.evaluate("document.activeElement.id") == "back"
    page.wait_for_url(re.compile("en.html$"))


def test_the_browsers_own_way_back(open_page):
    page = open_page()
    explorer = Explorer(page)
    explorer.radio("tanh").check()
    page.get_by_text("a sigmoid").click()
    page.wait_for_url(re.compile("#space_warp:act=sigmoid,lr=2$"))
    expect(explorer.radio("sigmoid")).to_be_checked()
    page.go_back()
    page.wait_for_url(re.compile("act=tanh$"))
    expect(explorer.radio("tanh")).to_be_checked()


def test_what_a_link_changes_in_a_closed_panel_is_opened(open_page):
    page = open_page()
    explorer = Explorer(page)
    rate = explorer.get_by_role("slider", name="Learning rate")
    expect(rate).to_be_hidden()
    page.evaluate("location.hash = 'space_warp:lr=2'")
    rate.wait_for()
    assert rate.get_attribute("aria-valuetext") == "η = 2"


def test_a_link_to_a_figure_that_is_not_alive_yet(open_page):
    page = open_page()
    page.evaluate("document.getElementById('second').click()")
    page.wait_for_function("() => document.querySelectorAll('.dl-explorer-live').length === 2")
    second = Explorer(page, 1)
    in_view(second)
    assert second.radio("ReLU").is_checked()
    page.evaluate("scrollTo(0, 0)")
    assert Explorer(page, 0).radio("step").is_checked()


def test_links_work_by_keyboard(open_page):
    page = open_page()
    explorer = Explorer(page)
    page.get_by_text("a sigmoid").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("act=sigmoid"))
    assert explorer.radio("sigmoid").is_checked()
    explorer.tab_to("Back to the text")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("en.html$"))
    assert page.evaluate("document.activeElement.textContent") == "a sigmoid"


def test_a_link_to_a_section_and_a_reload_keep_the_state(open_page):
    page = open_page()
    explorer = Explorer(page)
    explorer.radio("tanh").check()
    page.wait_for_url(re.compile("#space_warp:act=tanh$"))
    page.evaluate("location.hash = '#top'")
    page.wait_for_url(re.compile("#top;space_warp:act=tanh$"))
    page.reload()
    assert Explorer(page).radio("tanh").is_checked()


def test_a_hostile_link_of_the_text_ends_in_a_note(open_page):
    page = open_page()
    explorer = Explorer(page)
    for state in ("act=%3Cimg%20src%3Dx%3E", "__proto__=1", "s=1e999", "x=%E0%A4%A"):
        page.evaluate(
            """state => { const link = document.querySelector("a.dl-state");
            link.setAttribute("href", `#space_warp:${state}`); link.click(); }""",
            state,
        )
        explorer.note.wait_for()
        assert "could not be read" in explorer.note.inner_text()
        assert explorer.radio("step").is_checked()
