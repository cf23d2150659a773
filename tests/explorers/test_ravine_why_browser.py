"""ravine alive in Chromium: why the next step goes where it does, and the map of races."""

import re

import numpy as np
import pytest

from tests.explorers.harness import PHONE, number
from tests.explorers.test_ravine_browser import NAMES, go, losses, open_at
from tools.explorers.build import ROOT

pytestmark = pytest.mark.browser

STEP = {"en": "Δ (step)", "ko": "Δ (걸음)"}
CELL = {"en": "Cell", "ko": "칸"}
FIRST = {"en": "η = 1, α = 0.5: 23 steps", "ko": "η = 1, α = 0.5: 23걸음"}
FASTEST = {
    "en": "Fastest cell η = 1.2, α = 0.45: 19 steps",
    "ko": "가장 빠른 칸 η = 1.2, α = 0.45: 19걸음",
}


def said_step(explorer, lang):
    """The step that the summary says, of both coordinates."""
    said = re.search(re.escape(STEP[lang]) + r" \(([^ ]+), ([^ ]+)\)", explorer.stages())
    return [number(text) for text in said.groups()]


def rows(explorer):
    """What the equations come to: the last value of every name, of both coordinates."""
    explorer.settle()
    found = {}
    for row in explorer.locator(".why tbody tr").all():
        texts = row.locator("td").all_inner_texts()
        found[row.locator("th").inner_text().split()[0]] = [
            number(text.split(" = ")[0]) for text in texts
        ]
    return found


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_step_of_every_optimizer_is_the_difference_of_its_path(open_page, lang):
    from dlcore.explorers import Ravine

    explorer = open_at(open_page, "show=why", lang)
    for name in NAMES:
        for n in (0, 3):
            go(explorer, f"show=why,opt={name},n={n},noise=0.3,rot=20")
            ravine = Ravine(steps=n + 1, noise=0.3, angle=20.0)
            expected = np.diff(ravine.path(name), axis=0)[-1]
            assert said_step(explorer, lang) == pytest.approx(expected.tolist(), rel=0.006)
            assert rows(explorer)["Δ"] == pytest.approx(expected.tolist(), rel=0.006)


def test_the_equation_of_momentum_is_filled_in(open_page):
    explorer = open_at(open_page, "show=why,opt=Momentum,n=3")
    assert explorer.locator(".why .panel-title").inner_text() == (
        "Step 4 of Momentum, from (−6.61, 0.12)"
    )
    rule = explorer.locator(".why tr", has=explorer.page.get_by_text("v ← αv − ηg"))
    assert rule.locator("td").all_inner_texts() == [
        "0.234 = 0.9·0.187 − 0.1·(−0.661)",
        "−0.741 = 0.9·(−0.796) − 0.1·0.248",
    ]
    explorer.hear("−ηg (gradient alone) (0.0661, −0.0248), αv (velocity kept) (0.168, −0.716)")


def test_adam_corrects_its_two_averages(open_page):
    explorer = open_at(open_page, "show=why,opt=Adam,n=0")
    shown = rows(explorer)
    assert shown["m"] == [-0.07, 0.4]
    assert shown["v"] == [0.00049, 0.016]
    assert shown["m\u0302"] == [-0.7, 4]
    assert shown["v\u0302"] == [0.49, 16]
    assert shown["Δ"] == [0.3, -0.3]


def test_arrows_stand_on_the_surface_with_their_names_and_leave_it(open_page):
    explorer = open_at(open_page, "opt=Momentum,n=3")
    surface = explorer.locator(".surface canvas").last
    pixels = "canvas => canvas.toDataURL()"
    without = surface.evaluate(pixels)
    explorer.radio("Why this step?").check()
    explorer.settle()
    names = explorer.locator(".surface text.end")
    assert set(names.all_text_contents()) == {"Momentum", "−ηg", "αv", "Δ"}
    assert surface.evaluate(pixels) != without
    explorer.radio("Losses").check()
    explorer.settle()
    assert names.all_text_contents() == ["Momentum"]
    assert surface.evaluate(pixels) == without


def test_steps_one_by_one_forward_and_back(open_page):
    explorer = open_at(open_page, "show=why,opt=Momentum,n=0")
    explorer.button("Next step").click()
    explorer.hear("Step 2 of Momentum, from (−6.93, 1.60)")
    explorer.button("Step").click()
    explorer.hear("Step 3 of Momentum")
    for _ in range(3):
        explorer.button("Previous step").click()
    explorer.hear("Step 1 of Momentum, from (−7.00, 2.00)")


def test_why_follows_whom_the_reader_chooses(open_page):
    explorer = open_at(open_page, "show=why,n=2")
    explorer.hear("Step 3 of SGD")
    explorer.locator(".runners .name", has_text="AdaGrad").click()
    explorer.hear("Step 3 of AdaGrad")
    explorer.get_by_role("checkbox", name="Nesterov", exact=True).check()
    explorer.hear("Step 3 of Nesterov")
    explorer.page.wait_for_function("() => location.hash.includes('of=Nesterov')")


def place(explorer, lr, share):
    """Where on the page the map shows a pair."""
    frame = explorer.locator(".axes rect").last.bounding_box()
    across, up = (lr - 0.025) / 2, (share + 0.025) / 1
    return frame["x"] + across * frame["width"], frame["y"] + (1 - up) * frame["height"]


def map_at(open_page, lang, **options):
    explorer = open_at(open_page, "show=map", lang, **options)
    explorer.hear(FASTEST[lang])
    explorer.locator(".plot").last.scroll_into_view_if_needed()
    return explorer


def assert_races(explorer, lr, alpha):
    """The race of a cell has run to where the figure stood."""
    from dlcore.explorers import Ravine

    explorer.page.wait_for_function(
        "pair => location.hash.includes(pair) && !/[:,]n=/.test(location.hash)",
        arg=f"Momentum_{lr}",
    )
    explorer.hear(re.compile("Loss after 30 steps|30걸음 뒤의 손실은"))
    ravine = Ravine(rates={"Momentum": lr}, alpha=alpha)
    expected = ravine.f(*ravine.path("Momentum")[-1])
    assert losses(explorer)["Momentum"] == pytest.approx(expected, rel=0.06)
    assert explorer.get_by_label("Momentum: η").input_value() == str(lr)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_cell_opens_by_mouse(open_page, lang):
    explorer = map_at(open_page, lang)
    explorer.page.mouse.click(*place(explorer, 0.6, 0.3))
    assert_races(explorer, 0.6, 0.3)
    explorer.page.wait_for_url("**a=0.3**")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_cell_opens_by_keyboard(open_page, lang):
    explorer = map_at(open_page, lang)
    explorer.page.locator("body").focus()
    explorer.tab_to(CELL[lang])
    cross = explorer.grip(CELL[lang])
    assert cross.get_attribute("aria-valuetext") == FIRST[lang]
    for key in ("Shift+ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp"):
        explorer.page.keyboard.press(key)
    assert cross.get_attribute("aria-valuetext").startswith("η = 0.7, α = 0.55: ")
    explorer.page.keyboard.press("Enter")
    assert_races(explorer, 0.7, 0.55)


def test_a_cell_opens_by_finger_and_by_its_button(open_page):
    explorer = map_at(open_page, "en", viewport=PHONE, has_touch=True, is_mobile=True)
    explorer.page.touchscreen.tap(*place(explorer, 0.35, 0.2))
    assert_races(explorer, 0.35, 0.2)
    cross = explorer.grip("Cell")
    cross.press("ArrowRight")
    explorer.button("Race this cell").click()
    assert_races(explorer, 0.4, 0.2)


def test_what_a_cell_says_is_when_its_race_is_at_the_bottom(open_page):
    explorer = map_at(open_page, "en")
    explorer.get_by_text(FIRST["en"]).wait_for()
    for n, low in ((22, False), (23, True)):
        go(explorer, f"opt=Momentum,lr=Momentum_1,a=0.5,n={n}")
        assert (losses(explorer)["Momentum"] <= 1e-6) == low


def test_the_map_says_its_bound_and_its_best_pair_and_follows_the_surface(open_page):
    explorer = map_at(open_page, "en")
    explorer.hear("Pair of the formula η = 1.34, α = 0.403")
    explorer.hear("Beyond the dashed line η = 2(1+α)/L it diverges")
    before = explorer.picture()
    go(explorer, "show=map,k=100")
    explorer.hear("Pair of the formula η = 1.65, α = 0.669")
    assert explorer.picture() != before
    go(explorer, "show=map,of=Adam")
    explorer.hear("Steps until the loss of Adam stays below 10⁻⁶. ■ Fastest cell")
    assert "dashed line" not in explorer.summary.inner_text()
    go(explorer, "show=map,f=saddle,at=-1.5_0.01")
    explorer.hear("Steps until the loss − minimum of Momentum stays below 10⁻⁶")
    go(explorer, "show=map,f=saddle,at=-1.5_0")
    explorer.page.wait_for_timeout(300)
    assert "Fastest" not in explorer.stages()  # from the ridge nobody gets there


def test_a_map_is_computed_only_while_it_is_shown(open_page):
    explorer = open_at(open_page)
    start = explorer.counters()["frames"]
    explorer.radio("Why this step?").check()
    explorer.settle()
    before = explorer.counters()["frames"]
    assert before - start <= 4
    explorer.radio("Rate × momentum").check()
    explorer.hear(FASTEST["en"])
    computed = explorer.counters()
    assert computed["frames"] - before > 4  # in pieces, a frame each
    assert not computed["busy"]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("view", ["why", "map"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_and_a_narrow_screen(open_page, view, lang, width):
    options = {"viewport": {"width": width, "height": 844}, "reduced_motion": "reduce"}
    for theme in ("light", "dark"):
        explorer = open_at(open_page, f"show={view},opt=Nadam", lang, **options)
        page = explorer.page
        page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme)
        explorer.hear(re.compile("Nadam"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate((ROOT / "explorers-js/node_modules/axe-core/axe.min.js").read_text("utf-8"))
        found = page.evaluate(
            """() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
            "wcag22aa"] }).then(({ violations }) => violations.map(
            ({ id, nodes }) => id + " " + nodes.map((n) => n.html).join()))"""
        )
        assert found == []
