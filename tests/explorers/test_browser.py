"""What every explorer must do in Chromium, on a page over http and from a file, under the policy.

An explorer takes part by being in explorers-js/explorers/ and in dlcore.explorers. What only one
of them does is tested in test_<name>_browser.py.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import NAMES, PHONE, Explorer, has_hangul, overflowing
from tools.explorers.build import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("name", NAMES)]

HOSTILE = ["__proto__=1", "constructor=1", "x=%3Cimg%20src%3Dx%3E", "x=%E0%A4%A", "s=1e999,"]
WRITES_ON_CANVAS = [
    "batch_size",
    "depth_gradient",
    "dropout",
    "fit_curve",
    "search_space",
    "softmax_loss",
]
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
    path = ROOT / "explorers-js" / "explorers" / name / "strings.json"
    return json.loads(path.read_text("utf-8"))[lang]


@pytest.mark.parametrize("from_file", [False, True], ids=["http", "file"])
def test_mounts_in_place_of_the_picture(open_page, name, from_file):
    page = open_page(f"{name}-en.html", from_file=from_file)
    explorer = Explorer(page)
    expect(page.locator("figure img")).to_be_hidden()
    assert explorer.counters()["frames"] >= 1
    assert explorer.summary.inner_text()
    expect(explorer.note).to_be_hidden()


def test_words_on_canvases_are_set_in_the_font_of_the_figure(opened, name):
    explorer = opened(name, "en", "desktop")
    explorer.evaluate(
        """host => { const { prototype } = CanvasRenderingContext2D, write = prototype.fillText;
        window.fonts = new Set();
        prototype.fillText = function (...words) {
          window.fonts.add(this.font); write.apply(this, words); };
        document.fonts.dispatchEvent(new Event("loadingdone")); }"""  # it is drawn again
    )
    explorer.settle()
    fonts, family = explorer.evaluate(
        """host => [[...window.fonts],
        getComputedStyle(host.shadowRoot.querySelector(".explorer")).fontFamily]"""
    )
    assert all(font.endswith(family) for font in fonts)
    assert fonts or name not in WRITES_ON_CANVAS


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_speaks_the_language_of_the_page(opened, name, lang):
    explorer = opened(name, lang, "desktop")
    assert explorer.locator(".title").inner_text() == strings(name, lang)["title"]
    assert has_hangul(explorer.summary.inner_text()) == (lang == "ko")
    assert has_hangul(explorer.locator(".explorer").inner_text()) == (lang == "ko")


def test_predict_first(open_page, name):
    explorer = Explorer(open_page(f"{name}-en.html"))
    card = explorer.question()
    ask = card.locator(".question").inner_text()
    (asked,) = (q for q in strings(name, "en")["predict"].values() if q["ask"] == ask)
    choices = card.locator(".choice")
    traps = []
    wrong = [bool(choice.get("trap") or choice.get("wrong")) for choice in asked["choices"]]
    for i in range(choices.count()):
        choices.nth(i).click()
        assert choices.nth(i).get_attribute("aria-pressed") == "true"
        link = card.locator("a")
        trap = link.get_attribute("data-trap") if link.count() else None
        if trap:
            assert link.get_attribute("href") == f"misconceptions.html#{trap}"
        assert card.locator(".verdict").inner_text().startswith("Think" if wrong[i] else "Right")
        traps.append(trap)
    assert traps == [choice.get("trap") for choice in asked["choices"]]
    explorer.button("Close").click()
    assert card.count() == 0


def test_verdicts_show_what_they_say_and_lead_back(open_page, name):
    page = open_page(f"{name}-en.html")
    explorer = Explorer(page)
    opening = explorer.picture()
    card = explorer.question()
    pictures = []
    for choice in card.locator(".choice").all():
        choice.click()
        explorer.button("Show me").click()
        pictures.append(explorer.picture())
        explorer.button("Back to mine").click()
        assert explorer.picture() == opening
    assert any(picture != opening for picture in pictures)


def test_predict_first_can_be_skipped(open_page, name):
    explorer = Explorer(open_page(f"{name}-en.html"))
    explorer.button("Skip").click()
    assert explorer.locator(".predict").count() == 0


STAGE = """host => { const root = host.shadowRoot;
  const top = root.querySelector(".explorer").getBoundingClientRect().top;
  const bottom = name => root.querySelector(name).getBoundingClientRect().bottom - top;
  return { stage: Math.max(bottom(".picture"), bottom(".play"), bottom(".controls")),
    controls: root.querySelectorAll(".controls > *, .controls > .group > *").length
      - root.querySelectorAll(".controls > .group").length,
    whole: bottom(".summary"), room: host.closest(".dl-room").getBoundingClientRect().height,
    figure: host.getBoundingClientRect().height }; }"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_picture_controls_and_play_fit_the_screen(opened, name, lang):
    wide = opened(name, lang, "desktop").evaluate(STAGE)
    assert wide["stage"] <= 640
    assert wide["controls"] <= 5
    explorer = opened(name, lang, "phone")
    narrow = explorer.evaluate(STAGE)
    assert narrow["stage"] <= 1.5 * PHONE["height"]
    # The picture stays in sight while its controls scroll by.
    explorer.page.evaluate("y => scrollTo(0, y)", narrow["stage"] - PHONE["height"] / 2)
    explorer.settle()
    picture = explorer.locator(".picture").bounding_box()
    assert picture["y"] >= 0
    assert picture["height"] <= 0.8 * PHONE["height"]


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_nothing_moves_when_a_figure_comes_alive(opened, name, lang, device):
    explorer = opened(name, lang, device)
    measured = explorer.evaluate(STAGE)
    rem = 16
    assert measured["whole"] <= measured["room"]  # what is drawn fits the room kept for it
    assert measured["room"] - measured["whole"] <= 9 * rem  # and little of it stays empty
    assert measured["figure"] == pytest.approx(measured["room"], abs=1)
    assert explorer.page.evaluate("window.shift") <= 0.05


def test_on_a_tablet_too(open_page, name):
    page = open_page(f"{name}-ko.html", viewport={"width": 744, "height": 1133}, has_touch=True)
    measured = Explorer(page).evaluate(STAGE)
    assert measured["stage"] <= 1133
    assert measured["figure"] == pytest.approx(measured["room"], abs=1)


def test_large_text_fits(open_page, name):
    page = open_page(f"{name}-en.html", viewport={"width": 1280, "height": 800})
    page.add_style_tag(content="html { font-size: 200% }")
    explorer = Explorer(page)
    for width in (1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 844})
        explorer.settle()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert overflowing(explorer) == [], width
    size = explorer.locator(".hint").first.evaluate("e => getComputedStyle(e).fontSize")
    assert size == "28px"


def test_speaks_up_when_something_has_settled_and_no_sooner(open_page, name):
    page = open_page(f"{name}-en.html")
    explorer = Explorer(page)
    live = explorer.locator("[aria-live=polite]")
    assert live.inner_text() == ""
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # from here on time passes only where it says so
    explorer.evaluate("host => host.shadowRoot.querySelector('.player button').click()")
    page.clock.run_for(700)
    assert live.inner_text() == ""  # it moves: nothing is said
    explorer.evaluate("host => host.shadowRoot.querySelector('.player button').click()")
    page.clock.run_for(2000)
    said = live.inner_text()
    assert said != ""
    expect(explorer.summary).to_have_text(said)  # a timer from before the clock may hold it up


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
    before = explorer.counters()["frames"]
    explorer.locator(".player button").first.click()
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
def test_phone_needs_no_sideways_scrolling(opened, name, lang):
    explorer = opened(name, lang, "phone")
    assert explorer.page.evaluate("document.documentElement.scrollWidth") == 390
    assert overflowing(explorer) == []


def test_every_control_is_reached_by_the_tab_key(open_page, name):
    page = open_page(f"{name}-en.html")
    explorer = Explorer(page)
    count = explorer.evaluate(REACHABLE)
    assert count >= 5
    for _ in range(count + 5):
        page.keyboard.press("Tab")
    assert page.evaluate("window.missed()") == []


# Pairs: every language with every device, every theme with both; the last to look, for it presses.
@pytest.mark.parametrize(("lang", "device"), [("ko", "phone"), ("en", "desktop")])
def test_axe_finds_nothing(opened, name, lang, device):
    explorer = opened(name, lang, device)
    page = explorer.page
    explorer.question().locator(".choice").first.click()
    for tab in explorer.locator(".tabs button").all():
        tab.click()
    page.evaluate((ROOT / "explorers-js/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        explorer.settle()
        result = page.evaluate(
            """() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a",
            "wcag21aa", "wcag22aa", "best-practice"] })"""
        )
        found = [
            f"{theme}: {violation['id']}: {node['html'][:120]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
        assert found == []
        passed = [node for rule in result["passes"] for node in rule["nodes"]]
        assert any("explorer" in str(node["target"]) for node in passed)
