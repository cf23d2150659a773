"""The playground alive in Chromium; what every explorer does is tested in test_browser.py."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser

PAGE = "decision-en.html"


def at(state):
    return f"{PAGE}#decision:{state}"


def numbers(explorer):
    """Training and test loss and accuracy as the table shows them."""
    explorer.settle()
    return [cell.strip() for cell in explorer.locator(".results tbody td").all_inner_texts()]


def plane(explorer):
    """Scroll to the big plot; return where a point of the plane is on the screen."""
    plot = explorer.locator(".plot svg").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    inner = {"x0": 30, "x1": box["width"] - 10, "y0": 10, "y1": box["height"] - 28}

    def place(x, y):
        return (
            box["x"] + inner["x0"] + (x + 2) / 4 * (inner["x1"] - inner["x0"]),
            box["y"] + inner["y1"] - (y + 2) / 4 * (inner["y1"] - inner["y0"]),
        )

    return place


def point(explorer):
    return explorer.locator(".grip.point")


def test_shows_what_dlcore_computes_in_both_languages(open_page):
    from dlcore.explorers import Decision

    state = "data=moons,l=2,u=6,act=relu,init=he,opt=adam,lr=0.02,b=20,wd=0.001,seed=7,n=25"
    pages = [f"decision-{lang}.html#decision:{state}" for lang in ("ko", "en")]
    shown = [numbers(Explorer(open_page(page))) for page in pages]
    widget = Decision(
        data="moons", layers=2, units=6, activation="relu", init="he", optimizer="adam", lr=0.02,
        batch_size=20, weight_decay=0.001, seed=7, epochs=25,
    )  # fmt: skip
    losses = [f"{values[-1]:.3f}" for values in widget._train().losses]
    assert shown[0] == shown[1]
    assert shown[0][::2] == losses


def test_one_epoch_play_and_rewind_keep_the_seed(open_page):
    explorer = Explorer(open_page(at("n=0,seed=3,data=xor")))
    start = numbers(explorer)
    explorer.button("One epoch").click()
    explorer.get_by_text("Epoch 1 ·").wait_for()
    one = numbers(explorer)
    assert one != start
    explorer.radio("×5").check()
    explorer.button("Play").click()
    explorer.hear(re.compile("training accuracy (9[5-9]|100)"))
    explorer.button("Rewind").click()
    explorer.get_by_text("Epoch 0 ·").wait_for()
    expect(explorer.button("Play")).to_be_visible()
    assert numbers(explorer) == start
    explorer.button("One epoch").click()
    explorer.get_by_text("Epoch 1 ·").wait_for()
    assert numbers(explorer) == one


SETTINGS = {
    "option": {
        "Activation function": "SiLU",
        "Loss function": "mean squared error",
        "Optimizer": "Adam",
        "Batch size": "5",
        "Weight decay λ": "0.1",
        "Initialization": "He",
    },
    "radio": {"Dataset": "spirals", "Hidden layers": "3", "Batch norm": "on"},
    "key": {
        "Units per layer": "Home",
        "Learning rate": "ArrowLeft",
        "Training examples": "End",
        "Noise": "End",
        "Dropout p": "End",
    },
    "text": {"Seed": "11", "Data seed": "11"},
}


def test_every_setting_starts_anew_and_changes_the_result(open_page):
    explorer = Explorer(open_page(PAGE))

    def two_epochs():
        explorer.get_by_text("Epoch 0 ·").wait_for()
        for n in (1, 2):
            explorer.button("One epoch").click()
            explorer.get_by_text(f"Epoch {n} ·").wait_for()
        return tuple(numbers(explorer))

    explorer.button("Rewind").click()
    usual = two_epochs()
    for kind, settings in SETTINGS.items():
        for label, value in settings.items():
            explorer.button("Start over").click()
            explorer.get_by_text("Epoch 40 ·").wait_for()
            control = explorer.get_by_label(label, exact=True)
            if kind == "radio":
                control = explorer.radio(value)
            for panel in ("Data", "Network", "Training"):
                if not control.is_visible():
                    explorer.panel(panel)
            if kind == "option":
                control.select_option(value)
            elif kind == "radio":
                control.check()
            elif kind == "key":
                control.press(value)
            else:
                control.fill(value)
            assert two_epochs() != usual, label


def test_a_unit_is_enlarged_by_pointing_pressing_and_keys(open_page):
    page = open_page(at("l=2,u=3"))
    explorer = Explorer(page)
    title = explorer.locator(".panel-title").first
    unit = explorer.get_by_role("button", name=re.compile(r"^Layer \d, unit \d"))
    assert unit.count() == 6
    output = explorer.picture()
    unit.nth(1).hover()
    explorer.settle()
    assert title.inner_text().startswith("Layer 1, unit 2: from")
    second = explorer.picture()
    unit.nth(0).hover()
    assert len({output, second, explorer.picture()}) == 3
    page.mouse.move(0, 0)
    explorer.settle()
    assert title.inner_text() == "Output and decision boundary"
    unit.nth(1).click()
    page.mouse.move(0, 0)
    explorer.settle()
    assert unit.nth(1).get_attribute("aria-pressed") == "true"
    assert title.inner_text().startswith("Layer 1, unit 2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    explorer.settle()
    assert explorer.focused() == "Layer 2, unit 3"
    assert title.inner_text().startswith("Layer 2, unit 3")
    unit.nth(1).click()
    page.mouse.move(0, 0)
    explorer.settle()
    assert title.inner_text() == "Output and decision boundary"


def test_own_points_by_mouse(open_page):
    page = open_page(at("n=3"))
    explorer = Explorer(page)
    explorer.radio("own points").check()
    explorer.hear("own points, 60 training points")  # those that stood there
    explorer.button("Start from two").click()
    explorer.hear("own points, 2 training points")
    place = plane(explorer)
    page.mouse.click(*place(0, 1))
    explorer.settle()
    assert point(explorer).get_attribute("aria-label") == "Point 3 of 3, class 1"
    page.keyboard.down("Shift")
    page.mouse.click(*place(0, -1))
    page.keyboard.up("Shift")
    explorer.settle()
    assert point(explorer).get_attribute("aria-label") == "Point 4 of 4, class 0"
    explorer.radio("class 0").check()
    page.mouse.click(*place(1.5, 1.5))
    explorer.settle()
    assert point(explorer).get_attribute("aria-label") == "Point 5 of 5, class 0"
    page.mouse.move(*place(0, 1))
    page.mouse.down()
    page.mouse.move(*place(0.5, 0.5), steps=4)
    page.mouse.up()
    explorer.settle()
    assert point(explorer).get_attribute("aria-label") == "Point 3 of 5, class 1"
    x, y = map(float, re.findall(r"[\d.]+", point(explorer).get_attribute("aria-valuetext")))
    assert (x, y) == pytest.approx((0.5, 0.5), abs=0.02)
    page.keyboard.press("Delete")
    explorer.hear("own points, 4 training points")
    explorer.button("Remove point").click()
    explorer.hear("own points, 3 training points")


def test_own_points_by_keyboard(open_page):
    page = open_page(at("data=own,x=-1_0_0__1_0_1,n=0"))
    explorer = Explorer(page)
    point(explorer).focus()
    scrolled = page.evaluate("scrollY")
    for key, label, place in (
        ("PageDown", "Point 2 of 2, class 1", "(1.00, 0.00)"),
        ("ArrowUp", "Point 2 of 2, class 1", "(1.00, 0.01)"),
        ("Shift+ArrowLeft", "Point 2 of 2, class 1", "(0.75, 0.01)"),
        ("Space", "Point 2 of 2, class 0", "(0.75, 0.01)"),
        ("Enter", "Point 3 of 3, class 1", "(0.95, 0.01)"),
        ("PageUp", "Point 2 of 3, class 0", "(0.75, 0.01)"),
        ("Delete", "Point 2 of 2, class 1", "(0.95, 0.01)"),
    ):
        page.keyboard.press(key)
        explorer.settle()
        assert point(explorer).get_attribute("aria-label") == label
        assert point(explorer).get_attribute("aria-valuetext") == place
    page.keyboard.press("Delete")
    assert explorer.note.inner_text() == "There must be at least 2 points."
    assert page.evaluate("scrollY") == scrolled


def test_own_points_by_finger(open_page):
    page = open_page(at("data=own,x=-1_0_0__1_0_1,n=0"), has_touch=True)
    explorer = Explorer(page)
    page.touchscreen.tap(*plane(explorer)(0, 1))
    explorer.hear("own points, 3 training points")
    explorer.drag_by_finger(point(explorer), 40, 40)
    assert point(explorer).get_attribute("aria-label") == "Point 3 of 3, class 1"
    assert point(explorer).get_attribute("aria-valuetext") != "(0.00, 1.00)"


def test_pasted_points_are_checked(open_page):
    explorer = Explorer(open_page(at("data=own,n=0")))
    explorer.locator("summary", has_text="Paste points").click()
    field = explorer.get_by_label("Paste points: x y label, one per line")
    for text, message in (
        ("0 0 1\n\n1 1", "Line 3: three numbers wanted (x y label), got 1 1"),
        ("0 0 1\n1 <b>x</b> 0", "Line 2: three numbers wanted (x y label), got 1 <b>x</b> 0"),
        ("0 0 1\n1 1 2", "Line 2: the label must be 0 or 1, got 1 1 2"),
        ("0 0 1\n1 2.5 0", "Line 2: x and y must be from −2 to 2, got 1 2.5 0"),
        ("0 0 1", "There must be at least 2 points."),
        ("0 0 1\n" * 121, "There can be 120 points at most, got 121."),
        ("0, 0, 1\n-1.5;0.25;0\n1\t−1\t1\n", "3 points read."),
    ):
        field.fill(text)
        explorer.button("Use these points").click()
        explorer.get_by_text(message, exact=True).wait_for()
    explorer.hear("own points, 3 training points")
    expect(point(explorer)).to_be_visible()


def test_a_lesson_link_shows_few_controls(open_page):
    explorer = Explorer(open_page(at("ui=activation.dropout")))

    def visible():
        return [
            node.get_attribute("data-control")
            for node in explorer.locator("[data-control]").all()
            if node.is_visible()
        ]

    assert visible() == ["activation", "dropout"]  # on the stage, wherever they stand usually
    expect(explorer.button("Play")).to_be_visible()
    assert explorer.locator(".predict").count() == 0
    explorer.button("All settings").click()
    explorer.settle()
    assert visible() == ["data", "layers", "activation", "units", "lr"]


def test_settings_without_effect_make_way(open_page):
    explorer = Explorer(open_page(PAGE))
    explorer.panel("Network")
    activation = explorer.get_by_label("Activation function")
    dropout, noise = (explorer.get_by_role("slider", name=name) for name in ("Dropout p", "Noise"))
    expect(activation).to_be_visible()
    expect(dropout).to_be_visible()
    explorer.radio("0").check()
    explorer.get_by_text("No hidden layer: the inputs go straight to the output.").wait_for()
    expect(activation).to_be_hidden()
    expect(dropout).to_be_hidden()
    explorer.panel("Data")
    expect(noise).to_be_visible()
    explorer.radio("own points").check()
    explorer.hear("own points, 60 training points, inputs x₁, x₂. No hidden layer, 3 parameters.")
    expect(noise).to_be_hidden()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("act=identity,n=40", "The decision boundary is a straight line."),
        ("n=40", "The decision boundary is closed, with class 1 inside."),
        ("data=xor,n=60,u=4", re.compile("Class [01] is a band across the plane")),
        ("init=zero,n=1", "The whole plane is called class"),
    ],
)
def test_the_summary_tells_the_shape_of_the_boundary(open_page, state, said):
    Explorer(open_page(at(state))).hear(said)


def test_the_summary_tells_which_way_units_grow(open_page):
    explorer = Explorer(open_page(PAGE))
    explorer.hear(re.compile(r"grow towards: unit 1 .*, unit 4 (up|down|upper|lower|left|right)"))
    flat = Explorer(open_page(at("init=zero,n=3")))
    flat.hear("unit 1 nowhere")


def test_infinite_loss_stops_with_a_word(open_page):
    explorer = Explorer(open_page(at("act=identity,l=3,opt=momentum,lr=10,n=0")))
    explorer.button("Play").click()
    explorer.hear("the loss became infinite or NaN, and training stopped")
    expect(explorer.button("Play")).to_be_visible()
    assert "NaN" in explorer.locator(".progress.bad").inner_text()
    explorer.button("Start over").click()
    explorer.hear("Epoch 40: training loss 0.179")


def test_long_trainings_are_computed_piece_by_piece(open_page):
    explorer = Explorer(open_page(at("l=3,u=8,m=300,b=1,act=gelu,n=3000")))
    progress = explorer.locator(".progress", has_text=re.compile(r"Computed \d+ of 3000 epochs"))
    first = progress.inner_text()
    progress.filter(has_not_text=first).wait_for()
    assert explorer.summary.inner_text() == ""  # nothing is announced before the end
    explorer.button("Rewind").click()
    explorer.hear("Epoch 0: training loss")


def test_results_are_reported_to_python(open_page):
    """The same figure with a model of its own, as Jupyter gives one."""
    page = open_page(PAGE)
    Explorer(page)
    reported = page.evaluate(
        """async () => {
        const { render, schema } = window.dlExplorers.decision, values = { lang: "en" };
        for (const [name, field] of Object.entries(schema)) values[name] = field.initial;
        let saves = 0;
        const model = { get: (k) => values[k], set: (k, v) => (values[k] = v), on() {}, off() {},
          save_changes: () => saves++ };
        const el = document.createElement("div");
        document.querySelector("main").prepend(el);
        render({ model, el });
        const end = performance.now() + 5000;
        while (!saves && performance.now() < end) await new Promise(requestAnimationFrame);
        return values; }"""
    )
    names = ("train_loss", "test_loss", "train_accuracy", "test_accuracy")
    assert set(names) <= set(reported)
    assert [round(reported[name], 3) for name in names] == [0.179, 0.194, 0.993, 0.975]


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Identity units cannot tell the inner circle apart: find a change that can, and train it."""
    page = open_page(at("act=identity,n=0"))
    explorer = Explorer(page)
    page.locator("body").focus()
    explorer.tab_to("Play")
    page.keyboard.press("Enter")
    explorer.hear(re.compile(r"Epoch [2-9]\d: .* test accuracy [3-6]\d"))
    explorer.tab_to("Activation function", key="Shift+Tab")
    page.keyboard.press("t")
    page.keyboard.press("a")
    explorer.hear("tanh")
    explorer.hear(re.compile(r"test accuracy 9[5-9]"))
