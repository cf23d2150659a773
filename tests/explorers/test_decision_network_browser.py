"""The network of the playground in Chromium: its inputs, its widths, and its weights by hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def on(open_page, state, **options):
    return Explorer(open_page(f"decision-en.html#decision:{state}", **options))


def size(explorer):
    explorer.settle()
    return int(re.search(r"(\d+) parameters", explorer.locator(".progress").inner_text())[1])


def test_a_product_as_input_solves_xor_without_a_hidden_layer(open_page):
    explorer = on(open_page, "data=xor,l=0,n=0")
    explorer.panel("Network")
    explorer.get_by_label("x₁x₂", exact=True).check()
    explorer.hear("inputs x₁, x₂, x₁x₂")
    assert size(explorer) == 4
    for _ in range(5):
        explorer.button("One epoch").click()
    explorer.hear("Epoch 5:")
    assert "training accuracy 100.0 %" in explorer.summary.inner_text()


def test_the_last_input_cannot_be_taken_away(open_page):
    explorer = on(open_page, "in=x2x2,n=0")
    explorer.panel("Network")
    box = explorer.get_by_label("x₂²", exact=True)
    box.click()
    explorer.settle()
    assert box.is_checked()
    assert size(explorer) == 4 * 2 + 5


def test_each_layer_has_a_width_of_its_own_until_all_are_set(open_page):
    explorer = on(open_page, "l=3,n=0")
    explorer.panel("Network")
    explorer.get_by_label("Layer 2", exact=True).fill("1")
    explorer.hear("with 4, 1, 4 units")
    assert size(explorer) == 12 + 5 + 8 + 5
    explorer.get_by_label("Units per layer", exact=True).press("ArrowRight")
    explorer.hear("with 5, 5, 5 units")


def test_a_weight_is_read_and_changed_on_its_line(open_page):
    explorer = on(open_page, "l=1,u=1,n=0", viewport={"width": 1280, "height": 1000})
    frame = explorer.locator(".unitmaps")
    frame.scroll_into_view_if_needed()
    box, unit = frame.bounding_box(), explorer.locator(".unit").bounding_box()
    end = frame.locator(".end").last.bounding_box()
    y = unit["y"] + unit["height"] / 2
    x = (unit["x"] + unit["width"] + end["x"]) / 2
    assert box["y"] < y < box["y"] + box["height"]
    tag = explorer.locator(".weight-tag")
    for step in range(50):  # where the lines run is known once they have been drawn
        explorer.page.mouse.move(x + step % 2, y)
        explorer.settle()
        if tag.is_visible():
            break
    explorer.page.mouse.down()
    explorer.page.mouse.up()
    explorer.settle()
    field = explorer.get_by_label("Value of the weight", exact=True)
    name, value = tag.inner_text().replace("−", "-").split(" = ")
    assert name == "unit 1 → ŷ"
    assert float(value) == pytest.approx(float(field.input_value()), abs=0.006)
    before = explorer.picture()
    field.fill("-3")
    explorer.hear("Weights changed by hand: 1.")
    assert explorer.picture() != before
    expect(explorer.page).to_have_url(re.compile("ed=0_1_0_0_-3"))


def test_weights_by_keyboard_go_into_training_and_can_be_taken_back(open_page):
    explorer = on(open_page, "n=3")
    untouched = explorer.locator(".results").inner_text()
    explorer.get_by_label("Weight (or press a line)").select_option("bias of unit 2")
    field = explorer.get_by_label("Value of the weight", exact=True)
    field.fill("4")
    explorer.hear("Weights changed by hand: 1.")
    assert explorer.locator(".results").inner_text() != untouched
    field.press("5")  # 45
    explorer.settle()
    explorer.button("One epoch").click()
    explorer.hear("Epoch 4:")
    expect(explorer.page).to_have_url(re.compile("ed=3_0_2_1_45"))
    field.fill("1000")
    assert field.get_attribute("aria-invalid") == "true"
    explorer.button("Undo changed weights (1)").click()
    explorer.hear("Epoch 4:")
    expect(explorer.page).not_to_have_url(re.compile("ed="))


def test_a_link_with_a_weight_that_the_network_lacks_changes_nothing(open_page):
    plain, linked = (
        on(open_page, state).locator(".results").inner_text()
        for state in ("n=5", "n=5,ed=2_3_0_0_9")
    )
    assert plain == linked
