"""Short addresses: the # beside a place copies one, the root page opens it in either language."""

import re

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
BOX = "#trap-layers-are-lines"


def test_a_press_copies_an_address_that_opens_in_the_readers_language(visit, address):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(f"{address}en/xor.html")
    places = {"h1": "#xor", "#summary > h2": "#xor/summary", BOX: f"#xor/{BOX[1:]}"}
    for place, short in places.items():
        page.locator(f"{place} a.headerlink").focus()
        page.keyboard.press("Enter")
        said = page.locator(".link-copied.shown", has_text=re.compile(f"{short}$"))
        said.wait_for()
        assert said.inner_text() == f"Link copied: {address}{short}"
        assert page.evaluate("navigator.clipboard.readText()") == address + short
    assert page.url == f"{address}en/xor.html"  # the page stays where it is

    page.goto(f"{address}ko/index.html")  # Korean is now what was read last
    page.goto(f"{address}#xor/{BOX[1:]}")
    page.wait_for_url(f"{address}ko/xor.html{BOX}")
    assert page.locator(BOX).evaluate("box => box.matches(':target')")


def test_from_a_folder_too_and_without_a_clipboard_it_is_a_plain_link(visit, site):
    page = visit(viewport=PHONE).page
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(f"{site.as_uri()}/ko/xor.html")
    page.locator("#xor-no-line > h2 a.headerlink").click()
    page.wait_for_url(re.compile("#xor-no-line$"))
    said = page.locator(".link-copied.shown").inner_text()
    short = f"{site.as_uri()}/index.html#xor/xor-no-line"
    assert short in said
    page.goto("about:blank")
    page.goto(short)
    page.wait_for_url(f"{site.as_uri()}/ko/xor.html#xor-no-line")


def test_without_scripts_it_is_a_plain_link(visit, address):
    page = visit(java_script_enabled=False).page
    page.goto(f"{address}en/xor.html")
    page.locator("#fig-xor-diagonals a.headerlink").click()
    page.wait_for_url(f"{address}en/xor.html#fig-xor-diagonals")
