"""Each live figure on a page of its own, and the code that the gallery gives for it."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser

# Pairs: each figure in one language and one theme is enough to look at, all are read below.
LOADED_FONTS = """() => document.fonts.ready.then(fonts =>
  [...fonts].filter(f => f.status === "loaded").map(f => f.family.replaceAll('"', "")))"""
PAGES = sorted(SITE.glob("*/embed/*.html"))


@pytest.mark.parametrize(
    ("lang", "device", "theme"), [("ko", "phone", "dark"), ("en", "desktop", "light")]
)
def test_a_figure_lives_in_a_frame(site, address, visit, lang, device, theme):
    names = [path.stem for path in PAGES if path.parts[-3] == lang]
    assert len(names) >= 4
    size = {"width": 390, "height": 844} if device == "phone" else {"width": 940, "height": 720}
    seen = visit(viewport=size, color_scheme=theme)
    for name in names:
        seen.page.goto(f"{address}{lang}/embed/{name}.html")
        live = seen.page.locator(".dl-explorer-live")
        live.wait_for()
        assert live.evaluate("host => host.dataset.theme") == theme
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        expect(live.locator(".summary")).not_to_be_empty()
        assert "Book Text" in seen.page.evaluate(LOADED_FONTS)
    assert seen.complaints == []
    assert all(request.startswith((address, "data:")) for request in seen.requests)


def test_a_state_in_the_address_of_a_frame(address, visit):
    seen = visit()
    seen.page.goto(f"{address}en/embed/space_warp.html#space_warp:act=nonsense")
    seen.page.locator(".note", has_text="could not be read").wait_for()
    seen.page.goto(f"{address}ko/embed/space_warp.html#space_warp:act=relu")
    assert seen.page.get_by_role("radio", name="ReLU").is_checked()
    seen.page.locator(".ask").click()
    seen.page.locator(".choice").first.click()
    trap = seen.page.locator("a[data-trap]")
    assert trap.get_attribute("href").startswith("../misconceptions.html#trap-")
    assert trap.get_attribute("target") == "_blank"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_gallery_gives_the_code(site, lang):
    gallery = BeautifulSoup((site / lang / "gallery.html").read_text("utf-8"), "html.parser")
    figures = gallery.select("figure.dl-explorer")
    codes = [box.pre.get_text() for box in gallery.select("details.dl-embed-code")]
    assert len(codes) == len(figures)
    for figure, code in zip(figures, codes, strict=True):
        name = figure["data-explorer"]
        assert re.search(rf'src="https://[^"]+/{lang}/embed/{name}\.html"', code)
        assert figure["aria-label"] in unescape(code)
        page = (site / lang / "embed" / f"{name}.html").read_text("utf-8")
        assert "Content-Security-Policy" in page
        assert f'<html lang="{lang}"' in page
