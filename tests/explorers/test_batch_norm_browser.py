"""batch_norm alive in Chromium: the stream, the example that moves the others, the two axes."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser

EXAMPLE = "z of example 1"


def numbers(text):
    return [float(n) for n in re.findall(r"-?\d+\.\d+", text.replace("−", "-"))]


def statistics(explorer):
    """Mean and variance of the data, of the batch, and of the running averages, as shown."""
    explorer.settle()
    return numbers(" ".join(explorer.locator("table.statistics td").all_text_contents()))


def axis_moments(explorer):
    """Mean and variance of each example in the table, as layer norm takes them."""
    rows = explorer.locator("table.axis tbody tr").all()
    texts = [row.locator("td").all_text_contents()[-2:] for row in rows]
    return np.array([numbers(" ".join(pair)) for pair in texts])


def axis_rows(explorer):
    """The table of the two axes: z and y of three units, for each example."""
    explorer.settle()
    rows = explorer.locator("table.axis tbody tr:has(b)").all()
    values = [numbers(" ".join(row.locator("td:has(b)").all_text_contents())) for row in rows]
    return np.array(values).reshape(len(rows), 3, 2)


def opened(open_page, state="", lang="en", **options):
    return Explorer(open_page(f"batch_norm-{lang}.html#batch_norm:{state}", **options))


@pytest.mark.parametrize(
    ("address", "traits"),
    [
        ("", {}),
        ("mode=eval,n=30,past=20_0_1_8_1__28_3_1.8_8_1", {
            "mode": "eval", "batches": 30, "past": [[20, 0, 1, 8, 1], [28, 3, 1.8, 8, 1]],
        }),
        ("m=3,g=-2,b=1,mu=-1,sd=0.5,w=0.5,odd=2,seed=7,n=200,past=", {
            "batch_size": 3, "gamma": -2.0, "beta": 1.0, "mean": -1.0, "spread": 0.5,
            "momentum": 0.5, "odd": 2.0, "seed": 7, "batches": 200, "past": [],
        }),
        ("z=1_2_4__-3_5_6,mu=0,sd=1,n=5,past=", {
            "data": [[1, 2, 4], [-3, 5, 6]], "batch_size": 3, "mean": 0.0, "spread": 1.0,
            "batches": 5, "past": [],
        }),
    ],
)  # fmt: skip
def test_the_figure_computes_as_dlcore_does(open_page, address, traits):
    from dlcore.explorers import BatchNormExplorer

    explorer = opened(open_page, address)
    widget = BatchNormExplorer(**traits)
    assert statistics(explorer) == pytest.approx(widget.history()[-1], abs=0.0051)
    shown = explorer.locator(".formula").inner_text()
    assert numbers(shown)[-1] == pytest.approx(widget.outputs()[0], abs=0.0051)
    moments = numbers(re.search("outputs have.*?deviation [^ ]*", explorer.summary.inner_text())[0])
    expected = [widget.outputs().mean(), widget.outputs().std()]
    assert moments == pytest.approx(expected, abs=0.0051)


def test_own_data_have_no_mean_to_drag(open_page):
    explorer = opened(open_page, "z=1_2_4__-3_5_6,mu=0,sd=1,past=")
    expect(explorer.grip(EXAMPLE)).to_be_visible()
    assert explorer.locator("g.grip.mover, g.grip.turner").locator("visible=true").count() == 0
    expect(explorer.get_by_text("Mean of the data")).to_be_hidden()


def test_same_link_same_numbers_in_both_languages(open_page):
    state = "mode=eval,n=40,m=5,seed=3,odd=1.5"
    shown = [statistics(opened(open_page, state, lang)) for lang in ("ko", "en")]
    assert shown[0] == shown[1] != statistics(opened(open_page))


def test_one_example_moves_the_others_in_training_only(open_page):
    explorer = opened(open_page)
    explorer.drag(explorer.grip(EXAMPLE), 80, 0)
    explorer.hear(re.compile(r"Moving example 1 by [12]\.\d+ changed .* by up to 0\.[1-9]"))
    explorer.radio("Inference").check()
    explorer.hear(re.compile(r"Moving example 1 by [12]\.\d+ changed .* by up to 0\.00"))
    explorer.button("Put example 1 back").click()
    explorer.settle()
    expect(explorer.button("Put example 1 back")).to_be_hidden()
    explorer.grip(EXAMPLE).press("ArrowRight")
    explorer.button("Next batch").click()  # which comes as it comes
    explorer.settle()
    expect(explorer.button("Put example 1 back")).to_be_hidden()


@pytest.mark.parametrize("state", ["", "g=-2,b=1,odd=-3", "mode=eval,mu=-2"])
def test_the_squares_stand_where_the_numbers_say(open_page, state):
    explorer = opened(open_page, state)
    at_mean, at_spread, before, output = explorer.evaluate(
        """host => [".mover", ".turner", ".odd", ".odd ~ g"].map(role => Number(
        host.shadowRoot.querySelector(role).getAttribute("transform").match(/[-\\d.]+/)[0]))"""
    )
    (mean, variance), formula = statistics(explorer)[:2], explorer.locator(".formula").inner_text()
    values = numbers(formula.replace(" − ", " "))
    scale = (at_spread - at_mean) / variance**0.5
    assert before == pytest.approx(at_mean + scale * (values[1] - mean), abs=1)
    assert output == pytest.approx(at_mean + scale * (values[-1] - mean), abs=1)


def test_batches_of_one_and_two_in_training(open_page):
    explorer = opened(open_page, "b=0.5,g=2")
    explorer.button("1").first.click()
    explorer.hear("a batch of one gives β = 0.50")
    explorer.hear("The outputs have mean 0.50 and standard deviation 0.00")
    explorer.button("2").first.click()
    explorer.hear("a batch of two gives β ± γ, that is −1.50 and 2.50")
    explorer.hear("The outputs have mean 0.50 and standard deviation 2.00")
    explorer.button("1").first.click()
    explorer.radio("Inference").check()
    explorer.hear("the stored mean")
    expect(explorer.locator(".message")).to_be_hidden()
    alike = opened(open_page, "z=5_5,mu=0,sd=1,n=1,past=")  # ± γ times 0 / √ε
    assert "batch of two" not in alike.summary.inner_text()
    assert numbers(explorer.locator(".formula").inner_text())[-1] != 0.5


def test_dragging_the_data_leaves_earlier_batches_as_they_were(open_page):
    explorer = opened(open_page, "n=30")
    explorer.button("Next batch").click()
    before = statistics(explorer)
    explorer.drag(explorer.grip("Mean of the data").locator("visible=true").first, -120, 0)
    after = statistics(explorer)
    moved = after[0] - before[0]
    assert moved < -2
    assert after[2] - before[2] == pytest.approx(moved, abs=0.02)  # the batch follows at once
    assert after[4] - before[4] == pytest.approx(0.1 * moved, abs=0.02)  # the average by a tenth
    explorer.button("Start over").click()
    assert statistics(explorer)[0] == 3


def test_dragging_the_spread_by_finger(open_page):
    page = open_page(
        "batch_norm-en.html", viewport=PHONE, has_touch=True, is_mobile=True
    )  # fmt: skip
    explorer = Explorer(page)
    grip = explorer.locator("g.grip.turner")
    grip.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    explorer.drag_by_finger(grip, -18, 10)
    assert statistics(explorer)[1] < 1.5
    assert page.evaluate("scrollY") == scrolled


def test_arrow_keys_move_the_grips(open_page):
    page = open_page("batch_norm-en.html")
    explorer = Explorer(page)
    grip = explorer.locator("g.grip.mover")
    grip.focus()
    page.keyboard.press("ArrowLeft")
    explorer.settle()
    assert grip.get_attribute("aria-valuetext") == "2.95"
    page.keyboard.press("Shift+ArrowDown")
    explorer.settle()
    assert grip.get_attribute("aria-valuetext") == "2.45"
    assert statistics(explorer)[0] == 2.45
    for _ in range(20):
        page.keyboard.press("Shift+ArrowRight")
    explorer.settle()
    assert grip.get_attribute("aria-valuetext") == "4.00"


def test_play_next_batch_and_rewind(open_page):
    explorer = opened(open_page)
    explorer.button("Next batch").click()
    explorer.hear("Batch 27,")
    explorer.radio("×5").check()
    explorer.button("Play").click()
    explorer.hear(re.compile(r"Batch [3-9]\d,"))
    explorer.button("Rewind").click()
    explorer.hear("Batch 1,")
    expect(explorer.button("Play")).to_be_visible()
    # One batch after (0, 1): a tenth of the way to it.
    _, _, mean, variance, running_mean, running_variance = statistics(explorer)
    assert running_mean == pytest.approx(0.1 * mean, abs=0.01)
    assert running_variance == pytest.approx(0.9 + 0.1 * variance, abs=0.01)


def test_the_opening_plays_from_its_start_with_its_drift(open_page):
    explorer = opened(open_page)
    opening = explorer.summary.inner_text()
    explorer.button("Play").click()
    explorer.hear(re.compile(r"Batch \d,.*The data have mean 0\.00"))
    explorer.radio("×5").check()
    explorer.button("Play").wait_for()
    explorer.hear(re.compile(r"Batch 26,.*The data have mean 3\.00"))
    assert explorer.summary.inner_text() == opening


def test_what_is_changed_while_it_plays_holds_from_then_on(open_page):
    explorer = opened(open_page)
    explorer.button("Rewind").click()
    explorer.hear("Batch 1,")
    explorer.locator("g.grip.mover").press("Shift+ArrowRight")
    explorer.radio("×5").check()
    explorer.button("Play").click()
    explorer.hear(re.compile(r"Batch (2[2-9]|[3-9]\d),.*The data have mean 0\.50"))


def test_questions_belong_to_the_mode(open_page):
    explorer = opened(open_page)
    question = explorer.locator(".predict .question")
    assert question.inner_text().startswith("In training")
    explorer.radio("Inference").check()
    explorer.locator(".predict .question", has_text="In inference").wait_for()
    card = explorer.question()
    card.locator(".choice").last.click()
    explorer.button("Show me").click()
    explorer.hear("batch size 1, inference")


def test_the_stream_ends(open_page):
    explorer = opened(open_page, "n=498")
    explorer.button("Next batch").click()  # what is played now goes on from here
    explorer.radio("×5").check()
    explorer.button("Play").click()
    explorer.hear("Batch 500,")
    explorer.button("Play").wait_for()


def test_in_inference_the_running_averages_stand_still(open_page):
    explorer = opened(open_page)
    explorer.radio("Inference").check()
    before = statistics(explorer)
    for _ in range(3):
        explorer.button("Next batch").click()
    after = statistics(explorer)
    assert after[4:] == before[4:]
    assert after[2:4] != before[2:4]


def test_layer_norm_needs_no_batch(open_page):
    from dlcore.layers import LayerNorm

    explorer = opened(open_page, "axis=layer")
    four = axis_rows(explorer)
    assert four.shape == (4, 3, 2)
    assert four[:, :, 1] == pytest.approx(LayerNorm(3)(four[:, :, 0]), abs=0.03)
    z = four[:, :, 0]
    moments = np.column_stack([z.mean(axis=1), z.var(axis=1)])
    assert axis_moments(explorer) == pytest.approx(moments, abs=0.05)
    explorer.button("1").first.click()
    assert np.array_equal(axis_rows(explorer), four[:1])
    explorer.panel("Layer norm")
    explorer.radio("Batch norm ↓").check()
    explorer.hear("averages down")
    assert axis_rows(explorer)[0, :, 1].tolist() == [0, 0, 0]
    explorer.hear("every output is β")


# A page whose figure Python has given another opening.
LAYER = """new MutationObserver((_, observer) => {
  const figure = document.querySelector("figure.dl-explorer");
  if (!figure) return;
  observer.disconnect();
  figure.dataset.state = JSON.stringify({ ...JSON.parse(figure.dataset.state), axis: "layer" });
}).observe(document, { childList: true, subtree: true });"""


def test_a_state_about_the_axis_shows_its_table(open_page):
    table = "table.axis"
    expect(opened(open_page).locator(table)).to_be_hidden()
    expect(opened(open_page, "axis=layer").locator(table)).to_be_visible()
    page = open_page("batch_norm-en.html", script=LAYER)
    explorer = Explorer(page)
    expect(explorer.locator(table)).to_be_visible()
    tab = explorer.locator(".tabs").get_by_role("button", name="Layer norm")
    assert tab.get_attribute("aria-expanded") == "true"
    tab.click()
    expect(explorer.locator(table)).to_be_hidden()  # it stays as the reader leaves it
    page.evaluate("location.hash = 'batch_norm:m=4'")
    explorer.locator(table).wait_for()  # and a link about it shows it again
    linked = Explorer(open_page("batch_norm-en.html#batch_norm:axis=batch", script=LAYER))
    expect(linked.locator(table)).to_be_visible()


def test_batch_norm_averages_columns(open_page):
    from dlcore.layers import BatchNorm

    table = axis_rows(opened(open_page, "g=2,b=1"))
    layer = BatchNorm(3)
    layer.params["gamma"][:], layer.params["beta"][:] = 2, 1
    assert table[:, :, 1] == pytest.approx(layer(table[:, :, 0]), abs=0.05)


@pytest.mark.parametrize("hostile", ["past=1_2", "past=20_0_1_8_1__20_0_1_8_1", "z=1__1_2", "m=0"])
def test_broken_streams_fall_back_with_a_note(open_page, hostile):
    explorer = opened(open_page, hostile)
    assert "could not be read" in explorer.note.inner_text()
    assert "Batch 26, batch size 8" in explorer.summary.inner_text()


def test_many_changes_keep_the_address_readable(open_page):
    past = "__".join(f"{k}_0_1_8_1" for k in range(1, 60))
    explorer = opened(open_page, f"n=100,past={past}")
    page = explorer.page
    for key in ("ArrowLeft", "ArrowRight", "ArrowLeft"):
        explorer.button("Next batch").click()
        explorer.locator("g.grip.mover").press(key)
    page.wait_for_function("() => location.hash.includes('n=103')")
    link = page.evaluate("location.hash")
    assert link.count("__") == 59
    assert "past=3_0_1_8_1__" in link
    again = Explorer(open_page(f"batch_norm-en.html{link}"))
    expect(again.note).to_be_hidden()
    assert statistics(again) == statistics(explorer)


def test_a_task_by_keyboard_and_summary_alone(open_page):
    """Find out in which mode a batch of one says something about its example."""
    page = open_page("batch_norm-en.html")
    explorer = Explorer(page)
    page.locator("body").focus()
    explorer.tab_to("Batch size")
    page.keyboard.press("Home")
    explorer.hear("a batch of one gives β = 0.00")
    explorer.tab_to("Next batch")
    page.keyboard.press("Enter")
    explorer.hear(re.compile(r"Batch 27.*The outputs have mean 0\.00.*a batch of one"))
    explorer.tab_to("Training", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    explorer.hear(re.compile(r"inference.*The outputs have mean −?(?!0\.00)\d"))
