"""ravine alive in Chromium: its controls, its numbers beside dlcore's, one task by keyboard."""

import itertools
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer, overflowing

pytestmark = pytest.mark.browser

NAMES = ["SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "AdaDelta", "Adam", "Nadam", "AdamW"]
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def losses(explorer):
    """The losses that the table shows, by name; None for what diverged."""
    explorer.settle()
    out = {}
    for row in explorer.locator(".runners tbody tr").all():
        text = row.locator("td").last.inner_text().replace(" ★", "")
        if text:
            mantissa, _, power = text.partition("·10")
            out[row.locator("th").inner_text().strip()] = (
                None
                if text == "diverged"
                else float(mantissa + "e" + (power or "0").translate(SUPERSCRIPTS))
            )
    return out


def open_at(open_page, state="", lang="en", **options):
    return Explorer(open_page(f"ravine-{lang}.html#ravine:{state}", **options))


def unfold(explorer, panel="Surface"):
    """Open what is behind "More"."""
    explorer.locator(".tabs button", has_text=panel).click()


def go(explorer, state):
    """Follow a link to another state on the same page."""
    explorer.page.evaluate("hash => (location.hash = hash)", f"ravine:{state}")
    explorer.settle()


def test_opens_with_the_numbers_of_the_lectures(open_page):
    explorer = open_at(open_page)
    shown = losses(explorer)
    assert shown == {"SGD": 0.0133, "Momentum": 0.0479, "AdaGrad": 0.000722, "Adam": 0.102}
    assert (
        "AdaGrad 0.000722, SGD 0.0133, Momentum 0.0479, Adam 0.102" in explorer.summary.inner_text()
    )


STATES = [
    {"noise": 0.5, "seed": 11, "angle": 30, "kappa": 50, "alpha": 0.7, "rho": 0.8},
    {"surface": "saddle", "start": (-1.5, 0), "noise": 0.1, "beta1": 0.5, "beta2": 0.99},
    {"surface": "minima", "start": (1.7, 0.8), "rates": dict.fromkeys(NAMES, 0.05)},
]
KEYS = {
    "surface": "f", "kappa": "k", "angle": "rot", "start": "at", "rates": "lr", "alpha": "a",
    "beta1": "b1", "beta2": "b2",
}  # fmt: skip


def in_address(value):
    parts = [part for pair in value.items() for part in pair] if isinstance(value, dict) else value
    return "_".join(map(str, parts)) if isinstance(parts, list | tuple) else str(value)


def test_every_optimizer_runs_as_in_dlcore(open_page):
    from dlcore.explorers import Ravine

    explorer = open_at(open_page)
    for state in STATES:
        fields = {KEYS.get(name, name): in_address(value) for name, value in state.items()}
        fields |= {"opt": "_".join(NAMES), "n": 60}
        go(explorer, ",".join(f"{key}={value}" for key, value in fields.items()))
        shown = losses(explorer)
        assert list(shown) == NAMES
        ravine = Ravine(optimizers=NAMES, steps=60, **state)
        lowest = {"ravine": 0, "saddle": -0.25}.get(ravine.surface)
        if lowest is None:  # of (x² - 1)²/4 + 0.15 x, on a fine grid around its left minimum
            lowest = ravine.f(np.linspace(-1.2, -0.9, 300_001), 0.0).min()
        for name in NAMES:
            expected = ravine.f(*ravine.path(name)[-1]) - lowest
            digits = 0.006 if expected >= 1e-4 else 0.06
            assert shown[name] == pytest.approx(expected, rel=digits), (name, state)


def test_dragging_the_start(open_page):
    explorer = open_at(open_page)
    before = explorer.picture()
    explorer.drag(explorer.grip("Start"), 90, 52)
    explorer.hear(re.compile(r"Start \(−4\.\d\d, 0\.\d\d\)"))
    assert explorer.picture() != before
    assert losses(explorer)["SGD"] < 0.0133


def test_dragging_the_start_by_finger(open_page):
    explorer = open_at(open_page, viewport=PHONE, has_touch=True, is_mobile=True)
    explorer.drag_by_finger(explorer.grip("Start"), 35, 0)
    explorer.hear(re.compile(r"Start \(−[45]\.\d\d, 2\.\d\d\)"))


def test_arrow_keys_move_the_start(open_page):
    explorer = open_at(open_page)
    start = explorer.grip("Start")
    for key, place in (("ArrowLeft", "(−7.05, 2.00)"), ("Shift+ArrowUp", "(−7.05, 2.50)")):
        start.press(key)
        explorer.locator(f'.grip[aria-valuetext="{place}"]').wait_for()
    explorer.hear("Start (−7.05, 2.50)")


def test_optimizers_are_switched_on_and_off(open_page):
    explorer = open_at(open_page)
    for name in ("SGD", "Momentum", "AdaGrad", "Adam"):
        explorer.get_by_role("checkbox", name=name, exact=True).uncheck()
    explorer.hear("No optimizer is switched on.")
    assert losses(explorer) == {}
    pictures = set()
    for name in NAMES:
        box = explorer.get_by_role("checkbox", name=name, exact=True)
        box.check()
        pictures.add(explorer.picture())
        assert list(losses(explorer)) == [name]
        expect(explorer.get_by_role("slider", name=f"Learning rate of {name}")).to_be_visible()
        box.uncheck()
    assert len(pictures) == 9
    unfold(explorer, "Settings")
    explorer.get_by_text("have no settings but their rates").wait_for()
    assert not explorer.get_by_role("slider", name="Momentum kept").is_visible()
    explorer.get_by_role("checkbox", name="Momentum", exact=True).check()
    explorer.get_by_role("slider", name="Momentum kept").wait_for()


def test_rates_by_slider_and_by_typing(open_page):
    explorer = open_at(open_page)
    explorer.get_by_role("slider", name="Learning rate of SGD").press("ArrowRight")
    explorer.hear("The rate 0.975 of SGD does not exceed 2/L = 1")
    field = explorer.get_by_label("SGD: η")
    field.fill("1.05")
    explorer.hear("The rate 1.05 of SGD exceeds 2/L = 1")
    unfold(explorer, "Divergence")
    for place in (".rate", ".bounds"):
        assert explorer.locator(f"{place} .bad").inner_text() == "✗ now 1.05"
    field.fill("20")
    assert field.get_attribute("aria-invalid") == "true"
    explorer.settle()
    assert "1.05" in explorer.summary.inner_text()


def test_bounds_follow_curvature_and_momentum(open_page):
    explorer = open_at(open_page, "opt=SGD_Momentum_Nesterov,a=0.5,k=100")
    unfold(explorer, "Divergence")
    bounds = explorer.locator(".bounds").inner_text()
    assert "L = 2, smallest μ = 0.02" in bounds
    assert "2/(L+μ) = 0.99" in bounds
    assert "Momentum diverges if η > 2(1+α)/L = 1.5" in bounds
    assert "Nesterov diverges if η > 2(1+α)/((1+2α)L) = 0.75" in bounds
    explorer.radio("saddle").check()
    explorer.locator(".bounds", has_text="This surface is not quadratic").wait_for()


def test_beyond_its_bound_an_optimizer_diverges(open_page):
    explorer = open_at(open_page)
    for name, bound in (("SGD", 1.0), ("Momentum", 1.5), ("Nesterov", 0.75)):
        go(explorer, f"a=0.5,opt={name},lr={name}_{0.98 * bound},n=1000")
        assert losses(explorer)[name] < 1e-6
        go(explorer, f"a=0.5,opt={name},lr={name}_{1.04 * bound},n=1000")
        assert losses(explorer) == {name: None}


def test_diverging_paths_are_named_and_others_stay_to_be_seen(open_page):
    explorer = open_at(open_page, "lr=SGD_10,n=1000")
    assert losses(explorer)["SGD"] is None
    assert re.search(r"Diverged: SGD \(at step \d+\)\.", explorer.summary.inner_text())
    assert losses(explorer)["Adam"] < 1e-3


def test_the_start_turns_with_the_ravine_and_back(open_page):
    explorer = open_at(open_page)
    unfold(explorer)
    explorer.button("45°").click()
    explorer.hear("turned by 45°. Start (−6.36, −3.54). ")
    assert losses(explorer) == {"SGD": 0.0133, "Momentum": 0.0479, "AdaGrad": 0.141, "Adam": 0.62}
    explorer.button("15°").click()
    explorer.button("0°").click()
    explorer.hear("turned by 0°. Start (−7.00, 2.00). ")


def test_the_best_rates_of_a_quadratic(open_page):
    explorer = open_at(open_page, "n=60")
    before = losses(explorer)
    unfold(explorer)
    explorer.button("Tune SGD and Momentum to this ravine").click()
    explorer.hear("The rate 1.34 of Momentum")
    after = losses(explorer)
    assert after["Momentum"] < after["SGD"] < before["Momentum"]
    assert explorer.get_by_label("SGD: η").input_value() == "0.952"


def test_play_step_and_rewind(open_page):
    explorer = open_at(open_page)
    explorer.button("Rewind").click()
    explorer.hear("Loss after 0 steps")
    assert set(losses(explorer).values()) == {6.45}
    explorer.button("Step").click()
    explorer.hear("Loss after 1 steps")
    explorer.radio("×16").check()
    explorer.button("Play").click()
    explorer.button("Pause").wait_for()
    explorer.hear(re.compile(r"Loss after \d\d+ steps"))
    explorer.button("Pause").click()


def test_the_opening_plays_from_its_start_and_ends_where_it_stood(open_page):
    explorer = open_at(open_page)
    opening = losses(explorer)
    explorer.button("Play").click()
    explorer.hear(re.compile(r"Loss after \d steps"))
    explorer.radio("×4").check()
    explorer.button("Play").wait_for()
    explorer.hear("Loss after 30 steps")
    assert losses(explorer) == opening
    explorer.button("Play").click()
    explorer.hear(re.compile(r"Loss after (3[1-9]|[4-9]\d|\d{3,}) steps"))
    explorer.button("Pause").click()


def press_surface(explorer, across, down, press):
    """Press the surface at these shares of its width and height."""
    explorer.settle()
    plot = explorer.locator(".surface .plot").bounding_box()
    press(plot["x"] + across * plot["width"], plot["y"] + down * plot["height"])


def test_pressing_the_surface_starts_the_race_there(open_page):
    explorer = open_at(open_page)
    press_surface(explorer, 0.7, 0.25, explorer.page.mouse.click)
    explorer.hear(re.compile(r"Start \(3\.\d\d, 2\.\d\d\)\. Loss after [1-9] steps"))
    explorer.radio("×4").check()
    explorer.button("Play").wait_for()
    explorer.hear("Loss after 30 steps")


def test_pressing_the_surface_again_starts_anew(open_page):
    explorer = open_at(open_page)
    press_surface(explorer, 0.7, 0.25, explorer.page.mouse.click)
    explorer.hear(re.compile(r"Loss after [1-9]\d? steps"))
    press_surface(explorer, 0.3, 0.75, explorer.page.mouse.click)
    explorer.radio("×16").check()
    explorer.button("Play").wait_for()
    explorer.hear(re.compile(r"Start \(−[34]\.\d\d, −3\.\d\d\)\. Loss after 30 steps"))


def test_pressing_the_surface_by_finger(open_page):
    explorer = open_at(open_page, viewport=PHONE, has_touch=True, is_mobile=True)
    press_surface(explorer, 0.7, 0.25, explorer.page.touchscreen.tap)
    explorer.hear(re.compile(r"Start \([234]\.\d\d, [23]\.\d\d\)\. Loss after"))


def test_the_ravine_is_turned_by_its_handle(open_page):
    explorer = open_at(open_page)
    handle = explorer.locator(".grip.turner")
    explorer.drag(handle, 0, -120)
    explorer.hear(re.compile(r"turned by [1-4]\d°"))
    assert losses(explorer)["SGD"] == 0.0133
    go(explorer, "rot=0")
    handle.press("ArrowUp")
    explorer.hear("turned by 1°")
    handle.press("Shift+ArrowRight")
    explorer.hear("turned by 16°")
    explorer.radio("saddle").check()
    explorer.settle()
    assert not handle.is_visible()


def test_a_row_chooses_whose_rate_the_slider_sets(open_page):
    explorer = open_at(open_page)
    explorer.locator(".runners tr", has_text="Adam").first.locator("td").first.click()
    explorer.get_by_role("slider", name="Learning rate of Adam").wait_for()
    explorer.get_by_role("slider", name="Learning rate of Adam").press("ArrowRight")
    explorer.settle()
    assert losses(explorer)["Adam"] != 0.102
    assert losses(explorer)["SGD"] == 0.0133
    explorer.locator(".runners .name", has_text="RMSProp").click()
    slider = explorer.get_by_role("slider", name="Learning rate of RMSProp")
    slider.wait_for()
    assert "RMSProp" not in losses(explorer)
    slider.press("ArrowRight")  # who is given a rate runs
    explorer.settle()
    assert "RMSProp" in losses(explorer)
    explorer.radio("Choose RMSProp").press("ArrowUp")
    explorer.get_by_role("slider", name="Learning rate of AdaGrad").wait_for()


def test_a_link_that_sets_a_rate_chooses_whose_it_is(open_page):
    explorer = open_at(open_page)
    go(explorer, "lr=Adam_0.5")
    explorer.get_by_role("slider", name="Learning rate of Adam").wait_for()


def test_the_losses_of_any_step_are_read_by_dragging_it(open_page):
    from dlcore.explorers import Ravine

    explorer = open_at(open_page)
    step = explorer.grip("steps")
    step.press("ArrowLeft")
    explorer.hear("Loss after 29 steps")
    explorer.drag(step, -200, 0)
    explorer.hear(re.compile(r"Loss after 1\d steps"))
    n = int(step.get_attribute("aria-valuenow").split(".")[0])
    ravine = Ravine(steps=n)
    for name, loss in losses(explorer).items():
        assert loss == pytest.approx(ravine.f(*ravine.path(name)[n]), rel=0.006)


def test_names_stand_at_the_ends_and_hide_no_other(open_page):
    explorer = open_at(open_page, f"opt={'_'.join(NAMES)},n=30")
    explorer.settle()
    for plot in explorer.locator(".plot").all():
        names = plot.locator("text.end")
        assert sorted(names.all_text_contents()) == sorted(NAMES)
        frame = plot.bounding_box()
        boxes = [name.bounding_box() for name in names.all()]
        for box in boxes:
            assert box["x"] >= frame["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        for one, other in itertools.combinations(boxes, 2):
            beside = one["x"] > other["x"] + other["width"] or other["x"] > one["x"] + one["width"]
            assert beside or abs(one["y"] - other["y"]) > 8


def test_questions_belong_to_what_is_shown_and_their_answers_can_be_seen(open_page):
    explorer = open_at(open_page)
    question = explorer.locator(".predict .question")
    asked = {}
    for surface in ("ravine", "saddle", "two minima"):
        explorer.radio(surface).check()
        explorer.settle()
        asked[surface] = question.inner_text()
    assert len(set(asked.values())) == 3
    explorer.locator(".predict button.ask").click()
    explorer.locator(".choice").first.click()
    explorer.button("Show me").click()
    explorer.hear("At the shallow minimum: SGD, Momentum, Adam, AdaGrad.")
    explorer.button("Back to mine").click()
    explorer.hear("At the deep minimum: SGD, Adam.")


def test_noise_helps_off_the_saddle(open_page):
    explorer = open_at(open_page, "opt=SGD_Adam")
    explorer.radio("saddle").check()
    explorer.hear("Still at the saddle: SGD, Adam.")
    unfold(explorer)
    explorer.get_by_role("slider", name="Noise of the gradient").press("ArrowRight")
    explorer.hear("Near a minimum: Adam, SGD.")
    first = losses(explorer)
    explorer.button("Next seed").click()
    explorer.hear("(seed 1)")
    assert losses(explorer) != first


def test_an_own_path_on_the_page(open_page, site):
    from dlcore.explorers import Ravine

    ravine = Ravine(optimizers=["SGD"])
    ravine.add_path("<b>mine</b>", [[-7, 2], [0, 1], [0, 0.1]])
    html = (site / "ravine-en.html").read_text("utf-8")
    figure = ravine._repr_mimebundle_()[0]["text/html"]
    own = re.sub(r"<figure.*</figure>", lambda _: figure, html, flags=re.S)
    (site / "ravine-own.html").write_text(own, "utf-8")
    explorer = Explorer(open_page("ravine-own.html"))
    assert losses(explorer) == {"SGD": 0.0133, "<b>mine</b>": 0.01}


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Find the first rate of the slider at which gradient descent diverges."""
    explorer = open_at(open_page, "opt=SGD,n=100")
    explorer.page.locator("body").focus()
    explorer.tab_to("Learning rate of SGD")
    explorer.hear("SGD 8.1·10⁻⁹")
    for rate in ("0.975", "1", "1.05"):
        explorer.hear("does not exceed 2/L = 1")
        explorer.page.keyboard.press("ArrowRight")
        explorer.hear(f"The rate {rate} of SGD")
    said = explorer.summary.inner_text()
    assert "The rate 1.05 of SGD exceeds 2/L = 1" in said
    assert "Diverged: SGD" in said


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_table_fits_whatever_its_losses_are_called(open_page, lang):
    explorer = open_at(open_page, "f=minima", lang, viewport={"width": 1280, "height": 800})
    explorer.settle()
    assert overflowing(explorer) == []
