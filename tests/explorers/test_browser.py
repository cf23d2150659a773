"""What every explorer must do in Chromium, on a page over http and from a file, under the policy.

An explorer takes part by being in explorers-js/explorers/ and in dlcore.explorers. What only one
of them does is tested in test_<name>_browser.py.
"""

import json

import pytest

from tests.explorers.harness import DESKTOP, NAMES, PHONE, Explorer, has_hangul
from tools.explorers.build import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("name", NAMES)]

HOSTILE = ["__proto__=1", "constructor=1", "x=%3Cimg%20src%3Dx%3E", "x=%E0%A4%A", "s=1e999,"]
COUNTERS = "document.querySelector('.dl-explorer-live').explorer.counters"
# Everything that the Tab key must reach; of radio buttons of one name one is enough.
REACHABLE = """host => { const found = new Set();
  for (const e of host.shadowRoot.querySelectorAll("a, button, input, select, summary, [tabindex]"))
    if (e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0)
      found.add(e.type === "radio" ? e.name : e);
  window.reached = new Set();
  host.shadowRoot.addEventListener("focusin", ({ target: e }) =>
    window.reached.add(e.type === "radio" ? e.name : e));
  window.missed = () => [...found].filter(e => !window.reached.has(e))
    .map(e => e.outerHTML ?? e);
  return found.size; }"""


def strings(name, lang):
    path = ROOT / "explorers-js" / "explorers" / f"{name}.strings.json"
    return json.loads(path.read_text("utf-8"))[lang]


@pytest.mark.parametrize("from_file", [False, True], ids=["http", "file"])
def test_mounts_in_place_of_the_picture(open_page, name, from_file):
    page = open_page(f"{name}-en.html", from_file=from_file)
    explorer = Explorer(page)
    assert page.locator("figure img").is_hidden()
    assert explorer.counters()["frames"] >= 1
    assert explorer.summary.inner_text()
    assert explorer.note.is_hidden()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_speaks_the_language_of_the_page(open_page, name, lang):
    explorer = Explorer(open_page(f"{name}-{lang}.html"))
    assert explorer.locator(".title").inner_text() == strings(name, lang)["title"]
    assert has_hangul(explorer.summary.inner_text()) == (lang == "ko")
    assert has_hangul(explorer.locator(".explorer").inner_text()) == (lang == "ko")


def test_predict_first(open_page, name):
    explorer = Explorer(open_page(f"{name}-en.html"))
    card = explorer.locator(".predict")
    choices = card.locator(".choice")
    traps = []
    for i in range(choices.count()):
        choices.nth(i).click()
        assert choices.nth(i).get_attribute("aria-pressed") == "true"
        link = card.locator("a")
        trap = link.get_attribute("data-trap") if link.count() else None
        if trap:
            assert link.get_attribute("href") == f"misconceptions.html#{trap}"
        assert card.locator(".verdict").inner_text().startswith("Think" if trap else "Right")
        traps.append(trap)
    asked = strings(name, "en")["predict"]["choices"]
    assert traps == [choice.get("trap") for choice in asked]
    explorer.button("Close").click()
    assert card.count() == 0


def test_predict_first_can_be_skipped(open_page, name):
    explorer = Explorer(open_page(f"{name}-en.html"))
    explorer.button("Skip").click()
    assert explorer.locator(".predict").count() == 0


def test_hostile_states_fall_back_with_a_note(open_page, name):
    opening = Explorer(open_page(f"{name}-en.html")).summary.inner_text()
    page = open_page(f"{name}-en.html#{name}:{HOSTILE[0]}")
    explorer = Explorer(page)
    for hostile in [*HOSTILE[1:], None]:
        assert "could not be read" in explorer.note.inner_text()
        assert explorer.summary.inner_text() == opening
        if hostile:
            page.evaluate("key => (location.hash = `${key}:`)", name)
            explorer.note.wait_for(state="hidden")
            page.evaluate("hash => (location.hash = hash)", f"{name}:{hostile}")
            explorer.note.wait_for()


def test_theme_is_followed_while_the_page_is_open(open_page, name):
    page = open_page(f"{name}-en.html")
    explorer = Explorer(page)
    light = explorer.picture()
    background = (
        "host => getComputedStyle(host.shadowRoot.querySelector('.explorer')).backgroundColor"
    )
    assert explorer.evaluate(background) == "rgb(255, 255, 255)"
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    dark = explorer.picture()
    assert dark != light
    assert explorer.evaluate(background) == "rgb(23, 26, 31)"
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert explorer.picture() == light
    page.evaluate("delete document.documentElement.dataset.theme")
    page.emulate_media(color_scheme="dark")
    assert explorer.picture() == dark


def test_still_figure_draws_nothing(open_page, name):
    explorer = Explorer(open_page(f"{name}-en.html"))
    explorer.page.wait_for_timeout(200)
    before = explorer.counters()["frames"]
    explorer.page.wait_for_timeout(200)
    assert explorer.counters()["frames"] == before


def test_no_work_off_screen(open_page, name):
    page = open_page(f"{name}-en.html")
    explorer = Explorer(page)
    if explorer.button("Play").count():
        before = explorer.counters()["frames"]
        explorer.button("Play").click()
        page.wait_for_function(f"before => {COUNTERS}.frames > before", arg=before)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(f"() => !{COUNTERS}.visible")
    explorer.settle()
    before = explorer.counters()["frames"]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(300)
    assert explorer.counters()["frames"] == before
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(f"before => {COUNTERS}.frames > before", arg=before)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_phone_needs_no_sideways_scrolling(open_page, name, lang):
    page = open_page(f"{name}-{lang}.html", viewport=PHONE, has_touch=True, is_mobile=True)
    explorer = Explorer(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    overflowing = explorer.evaluate(
        """host => { const edge = host.getBoundingClientRect();
        return [...host.shadowRoot.querySelectorAll(".explorer *")].filter(e => {
          const box = e.getBoundingClientRect();
          return box.width > 0 && !e.closest("svg, .visually-hidden")
            && (box.right > edge.right + 0.5 || box.left < edge.left - 0.5); })
          .map(e => e.outerHTML.slice(0, 80)); }"""
    )
    assert overflowing == []


def test_every_control_is_reached_by_the_tab_key(open_page, name):
    page = open_page(f"{name}-en.html")
    explorer = Explorer(page)
    count = explorer.evaluate(REACHABLE)
    assert count >= 5
    for _ in range(count + 5):
        page.keyboard.press("Tab")
    assert page.evaluate("window.missed()") == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_axe_finds_nothing(open_page, name, lang):
    # Without motion colours change at once; axe would see them on their way.
    page = open_page(f"{name}-{lang}.html", reduced_motion="reduce")
    explorer = Explorer(page)
    explorer.locator(".choice").first.click()
    page.evaluate((ROOT / "explorers-js/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for theme in ("light", "dark"):
            page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            explorer.settle()
            result = page.evaluate(
                """() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a",
                "wcag21aa", "wcag22aa", "best-practice"] })"""
            )
            found = [
                f"{theme} {viewport['width']}: {violation['id']}: {node['html'][:120]}"
                for violation in result["violations"]
                for node in violation["nodes"]
            ]
            assert found == []
            passed = [node for rule in result["passes"] for node in rule["nodes"]]
            assert any("explorer" in str(node["target"]) for node in passed)
