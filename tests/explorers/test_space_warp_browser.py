"""space_warp alive in Chromium, and what the shell does for every explorer: address, links."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser


def numbers(explorer):
    """The weights that the table shows."""
    explorer.panel(re.compile("Weights and places|가중치와 좌표"))
    fields = explorer.locator("td input[type=number]")
    return [float(value) for value in fields.evaluate_all("all => all.map(f => f.value)")]


def test_same_link_same_picture_in_both_languages(open_page):
    state = "#space_warp:act=tanh,s=0.8,start=seed,seed=4,n=200"
    weights = [numbers(Explorer(open_page(f"{lang}.html{state}"))) for lang in ("ko", "en")]
    assert weights[0] == weights[1]
    assert weights[0] != numbers(Explorer(open_page("en.html")))


def test_dragging_a_point(open_page):
    explorer = Explorer(open_page())
    before = explorer.picture()
    explorer.drag(explorer.grip("Input point 4, target 0"), -70, 70)
    assert explorer.picture() != before
    explorer.get_by_text("3 of 4 points right").wait_for()


def test_dragging_and_turning_a_line(open_page):
    explorer = Explorer(open_page())
    explorer.drag(explorer.grip("Move the line of h₁"), 40, -40)
    explorer.settle()
    w1, w2, b, *others = numbers(explorer)
    assert (w1, w2) == (1, 1)
    assert b < -1.7
    assert others == [1, 1, -0.5, -1, 1, -0.5]
    explorer.drag(explorer.grip("Turn the line of h₂"), 30, 0)
    explorer.settle()
    _, _, _, w1, w2, *_ = numbers(explorer)
    assert w1 != w2
    assert w1**2 + w2**2 == pytest.approx(2, abs=0.01)


def test_dragging_the_output_line_in_hidden_space(open_page):
    explorer = Explorer(open_page("en.html#space_warp:s=1"))
    explorer.drag(explorer.grip("Move the line of output unit y"), 0, 200)
    explorer.get_by_text("2 of 4 points right").wait_for()


def test_dragging_by_finger(open_page):
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    explorer = Explorer(page)
    grip = explorer.grip("Move the line of h₁")
    grip.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    explorer.drag_by_finger(grip, 40, -40)
    assert page.evaluate("scrollY") == scrolled
    assert numbers(explorer)[2] < -1.7


def test_arrow_keys_move_what_has_the_focus(open_page):
    page = open_page()
    explorer = Explorer(page)
    point = explorer.grip("Input point 4, target 0")
    point.focus()
    page.keyboard.press("ArrowLeft")
    explorer.settle()
    assert point.get_attribute("aria-valuetext") == "(0.95, 1.00)"
    page.keyboard.press("Shift+ArrowDown")
    explorer.settle()
    assert point.get_attribute("aria-valuetext") == "(0.95, 0.75)"
    explorer.grip("Turn the line of h₁").focus()
    page.keyboard.press("ArrowLeft")
    explorer.settle()
    assert numbers(explorer)[:2] != [1, 1]
    assert page.evaluate("scrollY") == 0


def test_slider_blends_input_into_hidden_space(open_page):
    page = open_page()
    explorer = Explorer(page)
    slider = explorer.get_by_role("slider", name="(1−s)·x + s·h(x)")
    pictures = {explorer.picture()}
    for key in ("Home", "End", "PageDown"):
        slider.press(key)
        pictures.add(explorer.picture())
    assert len(pictures) == 4
    explorer.button("hidden space").click()
    explorer.settle()
    assert slider.get_attribute("aria-valuetext") == "1.00"


@pytest.mark.parametrize("blend", [0, 0.25, 1])
def test_points_travel_from_input_to_hidden_space(open_page, blend):
    explorer = Explorer(open_page(f"en.html#space_warp:s={blend}"))
    places = explorer.evaluate(
        """host => [...host.shadowRoot.querySelectorAll(".carried")].map(
        g => g.getAttribute("transform").match(/[\\d.]+/g).map(Number))"""
    )
    trails = explorer.evaluate(
        """host => [...host.shadowRoot.querySelectorAll(".trail")].map(
        line => ["x1", "y1", "x2", "y2"].map(name => Number(line.getAttribute(name))))"""
    )
    for (x, y), (x1, y1, x2, y2) in zip(places, trails, strict=True):
        assert x == pytest.approx((1 - blend) * x1 + blend * x2)
        assert y == pytest.approx((1 - blend) * y1 + blend * y2)
    assert (places[1] == pytest.approx(places[2])) == (blend == 1)


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "ReLU"])
def test_every_activation_draws_its_own_picture(open_page, activation):
    explorer = Explorer(open_page("en.html#space_warp:s=1,act=tanh,start=seed,seed=2"))
    explorer.radio("tanh").check()
    other = explorer.picture()
    explorer.radio(activation).check()
    assert (explorer.picture() == other) == (activation == "tanh")


def test_play_step_and_rewind(open_page):
    explorer = Explorer(open_page("en.html#space_warp:act=tanh,start=seed,seed=0"))
    start = numbers(explorer)
    explorer.button("Step").click()
    explorer.get_by_text("Step 1, loss").wait_for()
    one = numbers(explorer)
    assert one != start
    explorer.button("Train").click()
    explorer.button("Pause").wait_for()
    explorer.get_by_text("4 of 4 points right").wait_for(timeout=20_000)
    explorer.button("Rewind").click()
    explorer.get_by_text("Step 0, loss").wait_for()
    assert numbers(explorer) == start
    expect(explorer.button("Train")).to_be_visible()
    explorer.button("Step").click()
    explorer.get_by_text("Step 1, loss").wait_for()
    assert numbers(explorer) == one


def test_carrying_the_plane_is_the_first_thing_to_play(open_page):
    explorer = Explorer(open_page())
    assert "primary" in explorer.button("Carry").get_attribute("class")
    explorer.button("Carry").click()
    slider = explorer.get_by_role("slider", name="(1−s)·x + s·h(x)")
    explorer.button("Pause").wait_for()
    explorer.button("Carry").wait_for(timeout=20_000)
    assert slider.input_value() == "1"
    explorer.radio("random").check()
    explorer.settle()
    assert "primary" in explorer.button("Train").get_attribute("class")


def test_a_finished_run_is_played_again_from_its_start(open_page):
    explorer = Explorer(open_page("en.html#space_warp:act=tanh,start=seed,n=40"))
    explorer.get_by_text("Step 40, loss").wait_for()
    shown = explorer.evaluate(
        """async host => { const progress = host.shadowRoot.querySelector(".progress"), seen = [];
        host.shadowRoot.querySelector(".player button").click();
        const playing = () => host.shadowRoot.querySelector(".player button").innerText === "Pause";
        do { await new Promise(requestAnimationFrame); seen.push(progress.textContent); }
        while (playing()); return seen; }"""
    )
    steps = [int(re.search(r"Step (\d+)", text)[1]) for text in shown]
    assert min(steps) < 20
    assert steps[-1] == 40
    explorer.button("Train").click()  # and on from there
    explorer.get_by_text(re.compile(r"Step (4[1-9]|[5-9]\d|1\d\d), loss")).wait_for()
    explorer.button("Pause").click()


def test_what_can_be_dragged_says_so_until_something_was(open_page):
    explorer = Explorer(open_page())
    assert explorer.locator(".cue").count() == 3
    explorer.drag(explorer.grip("Move the line of h₂"), 20, -60)
    assert explorer.locator(".cue").count() == 0


def test_questions_come_where_they_make_sense(open_page):
    explorer = Explorer(open_page())
    explorer.locator(".question", has_text="two lines").wait_for()
    explorer.radio("random").check()
    explorer.locator(".question", has_text="train from random weights").wait_for()
    explorer.button("Step").click()
    explorer.locator(".question").wait_for(state="detached")


def test_the_figure_trains_as_dlcore_does(open_page):
    from dlcore.explorers import SpaceWarp

    for activation, seed, lr, steps in (("tanh", 0, 1.0, 300), ("sigmoid", 9, 0.5, 1000)):
        state = f"act={activation},start=seed,seed={seed},lr={lr},n={steps}"
        shown = numbers(Explorer(open_page(f"en.html#space_warp:{state}")))
        widget = SpaceWarp(activation=activation, start="seed", seed=seed, lr=lr, steps=steps)
        assert shown == pytest.approx(widget.network_weights().ravel().tolist(), abs=6e-4)


def test_step_units_do_not_move(open_page):
    explorer = Explorer(open_page("en.html#space_warp:start=seed,seed=3"))
    start = numbers(explorer)
    explorer.radio("×100").check()
    explorer.button("Train").click()
    explorer.locator(".summary", has_text=re.compile(r"[1-9]\d+ training steps")).wait_for()
    assert numbers(explorer) == start
    assert "The gradient of a step is 0 almost everywhere" in explorer.summary.inner_text()


def test_too_large_a_rate_stops_with_a_word(open_page):
    state = "act=relu,lr=10,n=2000,w=900_900_900_900_900_900_900_-900_900"
    explorer = Explorer(open_page(f"en.html#space_warp:{state}"))
    assert "training stopped" in explorer.summary.inner_text()


def test_typed_weights_and_nonsense(open_page):
    explorer = Explorer(open_page())
    explorer.panel("Weights and places")
    field = explorer.get_by_label("h₁: b")
    field.fill("-0.5")
    explorer.get_by_text("2 of 4 points right").wait_for()
    field.fill("")
    assert field.get_attribute("aria-invalid") == "true"
    explorer.settle()
    assert "2 of 4 points right" in explorer.summary.inner_text()
    field.blur()
    assert field.input_value() == "-0.5"
    assert field.get_attribute("aria-invalid") == "false"
    explorer.button("Start over").click()
    explorer.get_by_text("4 of 4 points right").wait_for()


def test_state_goes_into_the_address_and_back(open_page):
    page = open_page("en.html#far")
    page.evaluate("scrollTo(0, 0)")
    explorer = Explorer(page)
    explorer.radio("tanh").check()
    page.wait_for_url(re.compile("#far;space_warp:act=tanh$"))
    page.locator("#far").scroll_into_view_if_needed()
    second = Explorer(page, 1)
    second.radio("sigmoid").check()
    page.wait_for_url(re.compile("#far;space_warp:act=tanh;space_warp-2:act=sigmoid$"))
    page.reload()
    page.wait_for_function("() => scrollY > 2000")
    assert Explorer(page, 1).radio("sigmoid").is_checked()
    page.evaluate("scrollTo(0, 0)")
    page.locator(".dl-explorer-live").nth(1).wait_for(state="attached")
    assert Explorer(page, 0).radio("tanh").is_checked()
    assert Explorer(page, 1).radio("sigmoid").is_checked()
    page.evaluate("location.hash = '#top'")  # an anchor of the page changes no figure
    first = Explorer(page)
    assert first.radio("tanh").is_checked()
    first.button("Start over").click()
    page.wait_for_url(re.compile("#top;space_warp-2:act=sigmoid$"))


def test_a_link_leads_to_the_figure(open_page):
    page = open_page("en.html#space_warp-2:act=relu")
    page.wait_for_function("() => scrollY > 2000")
    second = Explorer(page, 1)
    assert second.radio("ReLU").is_checked()
    page.evaluate("location.hash = '#space_warp-2:act=sigmoid'")
    second.settle()
    assert second.radio("sigmoid").is_checked()


def test_copied_link_restores_the_state(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    explorer = Explorer(page)
    explorer.radio("ReLU").check()
    explorer.drag(explorer.grip("Move the line of h₂"), 20, -60)
    explorer.settle()
    weights = numbers(explorer)
    explorer.button("Copy link").click()
    explorer.button("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    other = Explorer(open_page(link.split("/")[-1]))
    assert numbers(other) == weights
    assert other.radio("ReLU").is_checked()


def test_without_a_clipboard_the_link_is_shown(open_page):
    explorer = Explorer(open_page())
    explorer.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    explorer.button("Copy link").click()
    assert "en.html#space_warp:" in explorer.note.inner_text()


def test_reduced_motion_shows_few_pictures(open_page):
    page = open_page("en.html#space_warp:act=tanh,start=seed", reduced_motion="reduce")
    explorer = Explorer(page)
    before = explorer.counters()["frames"]
    explorer.button("Train").click()
    page.wait_for_timeout(1600)
    assert 1 <= explorer.counters()["frames"] - before <= 5
    explorer.get_by_text("4 of 4 points right").wait_for()


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Find a seed from which the network learns XOR, starting from one that gets stuck."""
    page = open_page()
    explorer = Explorer(page)
    page.locator("body").focus()

    explorer.tab_to("step")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    explorer.hear("Activation tanh.")
    explorer.tab_to("Seed")
    page.keyboard.press("Control+A")
    page.keyboard.type("4")
    explorer.hear("Weights from seed 4")
    explorer.tab_to("Train")
    page.keyboard.press("Enter")
    explorer.hear(re.compile(r"[3-9]\d\d training steps\. 2 of 4 points right\."))
    explorer.tab_to("Next seed", key="Shift+Tab")
    page.keyboard.press("Enter")
    explorer.hear("Weights from seed 5")
    explorer.hear("4 of 4 points right.")


def test_names_of_lines_keep_clear_of_those_of_points(opened):
    """As the figure opens, the line h₁ ends beside the point (1, 0)."""
    for device in ("desktop", "phone"):
        boxes = opened("space_warp", "en", device).evaluate(
            """host => [...host.shadowRoot.querySelectorAll(".plot svg")].map(svg =>
            [...svg.querySelectorAll("text.tag")].filter(e => e.checkVisibility() && e.textContent)
              .map(e => { const { left, right, top, bottom } = e.getBoundingClientRect();
                return { left, right, top: top + 3, bottom: bottom - 3 }; }))"""
        )
        assert sum(map(len, boxes)) >= 8
        for names in boxes:
            for i, a in enumerate(names):
                for b in names[:i]:
                    beside = a["right"] <= b["left"] or b["right"] <= a["left"]
                    assert beside or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
