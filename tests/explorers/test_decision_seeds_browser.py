"""Sixteen networks of the playground side by side in Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser

XOR = "data=xor,u=2"
HEAVY = "l=3,u=8,m=300,b=1,act=gelu,n=3000,view=seeds"


def on(open_page, state, lang="en", **options):
    return Explorer(open_page(f"decision-{lang}.html#decision:{state}", **options))


def tiles(explorer):
    return explorer.locator("button.tile")


def hear_all(explorer):
    explorer.hear("16 of 16 are done", timeout=60_000)


def shares(explorer):
    """Seed and accuracy of each tile, in percent."""
    labels = tiles(explorer).locator(".visually-hidden").all_text_contents()
    found = [re.fullmatch(r"Seed (\d+): accuracy ([\d.]+) %, (\w+)", text) for text in labels]
    return [(int(m[1]), float(m[2]), m[3] == "success") for m in found]


def test_sixteen_seeds_and_the_share_that_succeeds(open_page):
    from dlcore.explorers import Decision
    from dlcore.training import predict

    explorer = on(open_page, XOR)
    explorer.radio("16 seeds").check()
    hear_all(explorer)
    expect(explorer.page).to_have_url(re.compile("view=seeds"))
    found = shares(explorer)
    assert [seed for seed, *_ in found] == list(range(16))
    for seed in (0, 2, 10, 15):
        widget = Decision(data="xor", units=2, seed=seed)
        _, x, _, t = widget.examples()
        right = ((predict(widget.network(), x).ravel() > 0) == t).mean()
        assert found[seed][1] == pytest.approx(100 * right, abs=0.051)
    good = [share >= 95 for _, share, _ in found]
    assert [success for *_, success in found] == good
    assert f"{sum(good)} of 16 reached a test accuracy of 95 %." in explorer.summary.inner_text()
    failed = ", ".join(str(k) for k in range(16) if not good[k])
    assert f"Seeds that failed: {failed}." in explorer.summary.inner_text()
    assert 0 < sum(good) < 16
    field = explorer.get_by_label("Success: accuracy from (%)")
    field.fill("60")
    explorer.hear("16 of 16 reached a test accuracy of 60 %.")
    expect(explorer.page).to_have_url(re.compile("goal=0.6"))


def test_pressing_a_tile_opens_its_network_and_leads_back(open_page):
    explorer = on(open_page, f"{XOR},seed=3,view=seeds")
    hear_all(explorer)
    seed, share, _ = shares(explorer)[7]
    assert seed == 10
    tiles(explorer).nth(7).click()
    explorer.hear(f"test accuracy {share:.1f} %")
    expect(explorer.page).to_have_url(re.compile(r"seed=10(?!.*view=)"))
    expect(tiles(explorer).first).to_be_hidden()
    expect(explorer.get_by_label("Weight (or press a line)")).to_be_visible()
    explorer.button("Back to 16 seeds").click()
    explorer.hear("Seeds 3 to 18")
    expect(tiles(explorer).first).to_be_visible()


def test_tiles_are_shown_large_by_pointing_and_by_arrows(open_page):
    explorer = on(open_page, f"{XOR},view=seeds")
    hear_all(explorer)
    title = explorer.locator(".panel-title").first
    assert title.inner_text() == "Seed 0: output and boundary"
    first = explorer.picture()
    tiles(explorer).nth(5).hover()
    explorer.settle()
    assert title.inner_text().startswith("Seed 5:")
    assert explorer.picture() != first
    explorer.page.mouse.move(0, 0)
    explorer.settle()
    explorer.get_by_label("Success: accuracy from (%)").focus()
    explorer.page.keyboard.press("Shift+Tab")
    assert explorer.focused().startswith("Seed 0:")
    explorer.page.keyboard.press("ArrowRight")
    explorer.page.keyboard.press("ArrowDown")
    explorer.settle()
    assert explorer.focused().startswith("Seed 5:")
    assert title.inner_text().startswith("Seed 5:")
    explorer.page.keyboard.press("Enter")
    expect(explorer.page).to_have_url(re.compile(r"seed=5(?!.*view=)"))


def test_playing_takes_all_sixteen_along(open_page):
    explorer = on(open_page, f"{XOR},n=0,view=seeds")
    explorer.hear("trained to epoch 0: 16 of 16")
    explorer.button("One epoch").click()
    explorer.hear("trained to epoch 1: 16 of 16")
    explorer.radio("×50").check()
    explorer.button("Play").click()
    explorer.get_by_text(re.compile(r"Epoch [1-9]\d+ ·")).wait_for()
    explorer.button("Pause").click()
    progress = explorer.locator(".progress")
    expect(progress).to_have_text(re.compile("16 of 16 networks trained"))
    explorer.settle()
    epoch = int(re.search(r"Epoch (\d+) ·", progress.inner_text())[1])
    explorer.hear(f"trained to epoch {epoch}: 16 of 16")
    again = on(open_page, f"{XOR},n={epoch},view=seeds")
    hear_all(again)
    assert shares(again) == shares(explorer)
    explorer.button("Rewind").click()
    explorer.hear("trained to epoch 0: 16 of 16")


def test_a_change_trains_all_anew_to_the_same_epoch(open_page):
    explorer = on(open_page, f"{XOR},view=seeds")
    hear_all(explorer)
    before = sum(success for *_, success in shares(explorer))
    explorer.get_by_label("Units per layer", exact=True).fill("8")
    explorer.hear("with 8 units", timeout=60_000)
    assert "trained to epoch 40: 16 of 16" in explorer.summary.inner_text()
    assert sum(success for *_, success in shares(explorer)) > before


def test_training_can_be_stopped_goes_on_and_rests_off_screen(open_page):
    explorer = on(open_page, HEAVY)
    page = explorer.page
    progress = explorer.locator(".progress")
    expect(progress).to_have_text("Epoch 3000 · 0 of 16 networks trained")
    explorer.button("Stop computing").click()
    explorer.hear("0 of 16 are done")
    frames = explorer.counters()["frames"]
    page.wait_for_timeout(300)
    assert explorer.counters()["frames"] <= frames + 1  # it rests
    explorer.button("Go on computing").click()
    page.wait_for_function(
        "frames => document.querySelector('.dl-explorer-live').explorer.counters.frames > frames",
        arg=frames + 5,
    )
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "() => !document.querySelector('.dl-explorer-live').explorer.counters.visible"
    )
    explorer.page.wait_for_timeout(100)
    frames = explorer.counters()["frames"]
    page.wait_for_timeout(300)
    assert explorer.counters()["frames"] == frames
    page.evaluate("scrollTo(0, 0)")
    explorer.radio("one network").check()
    expect(explorer.button("Stop computing")).to_be_hidden()


def test_entering_before_training_trains_to_where_the_figure_opens(open_page):
    explorer = on(open_page, f"{XOR},n=0")
    explorer.radio("16 seeds").check()
    explorer.hear("trained to epoch 40: 16 of 16", timeout=60_000)


def test_own_points_are_judged_by_themselves(open_page):
    explorer = on(open_page, "data=own,n=100,view=seeds")
    explorer.hear(re.compile(r"\d+ of 16 reached a training accuracy of 95 %"), timeout=60_000)


def test_weights_by_hand_belong_to_one_network(open_page):
    plain = on(open_page, f"{XOR},n=5,view=seeds")
    edited = on(open_page, f"{XOR},n=5,ed=2_0_0_0_9,view=seeds")
    for explorer in (plain, edited):
        hear_all(explorer)
    assert shares(plain) == shares(edited)
    edited.radio("one network").check()
    edited.hear("Weights changed by hand: 1.")


def test_a_lesson_without_seeds_offers_no_sixteen(open_page):
    expect(on(open_page, "ui=lr").radio("16 seeds")).to_be_hidden()
    expect(on(open_page, "ui=lr.seed").locator("[data-field=view]")).to_be_visible()
    expect(on(open_page, "ui=lr,view=seeds,n=0").locator("[data-field=view]")).to_be_visible()


STAGE = """host => { const root = host.shadowRoot;
  const top = root.querySelector(".explorer").getBoundingClientRect().top;
  return Math.max(...[".picture", ".play", ".controls"].map(
    name => root.querySelector(name).getBoundingClientRect().bottom - top)); }"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_sixteen_fit_the_screen(open_page, lang):
    state = f"{XOR},view=seeds,seed=4294967280"
    wide = on(open_page, state, lang, viewport={"width": 1280, "height": 800})
    wide.locator(".tile.good").first.wait_for()
    assert wide.evaluate(STAGE) <= 640
    sizes = [tile.bounding_box() for tile in tiles(wide).all()]
    assert max(box["height"] for box in sizes) - min(box["height"] for box in sizes) <= 1
    phone = on(open_page, state, lang, viewport=PHONE, is_mobile=True, has_touch=True)
    phone.locator(".tile.good").first.wait_for()
    assert phone.evaluate(STAGE) <= 1.5 * PHONE["height"]
    assert phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    boxes = [tile.bounding_box() for tile in tiles(phone).all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    assert phone.locator(".picture").bounding_box()["height"] <= 0.8 * PHONE["height"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_sixteen(open_page, theme):
    from tools.explorers.build import ROOT

    explorer = on(open_page, f"{XOR},view=seeds", reduced_motion="reduce")
    page = explorer.page
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    hear_all(explorer)
    page.evaluate((ROOT / "explorers-js/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    result = page.evaluate("() => axe.run(document.querySelector('.dl-explorer-live'))")
    assert [violation["id"] for violation in result["violations"]] == []
