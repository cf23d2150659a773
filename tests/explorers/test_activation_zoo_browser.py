"""activation_zoo alive in Chromium: as dlcore computes, layer by layer, by keyboard alone."""

import re

import numpy as np
import pytest

from tests.explorers.harness import Explorer

pytestmark = pytest.mark.browser


def opened(open_page, state="", lang="en"):
    return Explorer(open_page(f"activation_zoo-{lang}.html#activation_zoo:{state}"))


def numbers(explorer):
    """The table of the layers: standard deviations, shares in percent, factor of the gradient."""
    explorer.settle()
    rows = explorer.locator("table tbody tr").all()
    return [row.locator("td").all_text_contents() for row in rows]


@pytest.mark.parametrize(
    ("address", "traits"),
    [
        ("", {}),
        ("act=relu,b=-1,d=3,seed=7", {"activation": "relu", "bias": -1.0, "depth": 3, "seed": 7}),
        ("act=leaky_relu,slope=0.3,g=2,s=0.5,d=10", {
            "activation": "leaky_relu", "slope": 0.3, "gain": 2.0, "scale": 0.5, "depth": 10,
        }),
        ("act=elu,alpha=2,d=4", {"activation": "elu", "alpha": 2.0, "depth": 4}),
        ("act=gelu,s=3", {"activation": "gelu", "scale": 3.0}),
    ],
)  # fmt: skip
def test_the_figure_computes_as_dlcore_does(open_page, address, traits):
    from dlcore.explorers import ActivationZoo

    explorer = opened(open_page, address)
    explorer.panel("Numbers by layer")
    widget = ActivationZoo(**traits)
    phi, phi_grad = widget.functions()
    shown = numbers(explorer)
    layers = widget.pre_activations()
    assert len(shown) == len(layers)
    for (std, _, flat, dead, factor), z in zip(shown, layers, strict=True):
        slope = phi_grad(z)
        assert float(std) == pytest.approx(phi(z).std(), rel=0.006)
        if "<" not in flat:
            share = 100 * (np.abs(slope) < 0.01).mean()
            assert float(flat.rstrip("%")) == pytest.approx(share, abs=0.501)
        assert float(dead.rstrip("%")) == pytest.approx(100 * (slope == 0).all(axis=0).mean())
        expected = widget.gain * np.sqrt((slope**2).mean())
        assert float(factor.lstrip("×")) == pytest.approx(expected, abs=0.0051)


def test_same_link_same_numbers_in_both_languages(open_page):
    shown = [numbers(opened(open_page, "act=silu,s=3,seed=5,d=4", lang)) for lang in ("ko", "en")]
    assert shown[0] == shown[1] != numbers(opened(open_page))


def test_only_the_function_with_a_parameter_offers_it(open_page):
    explorer = opened(open_page)
    slope, alpha = (explorer.get_by_label(text) for text in ("Slope below 0", "α (ELU"))
    for name, visible in (
        ("leaky ReLU, PReLU", (True, False)),
        ("ELU", (False, True)),
        ("tanh", (False, False)),
    ):
        explorer.get_by_role("combobox").select_option(name)
        explorer.settle()
        assert (slope.first.is_visible(), alpha.first.is_visible()) == visible
    explorer.hear("tanh, layers: 8.")


def test_play_stacks_layers_up_to_where_it_stood(open_page):
    explorer = opened(open_page, "d=3")
    explorer.button("Next layer").click()
    explorer.hear("layers: 4.")
    explorer.button("Play").click()
    explorer.hear("layers: 10.")
    explorer.button("Rewind").click()
    explorer.hear("layers: 1.")


def test_dead_layers_are_named(open_page):
    explorer = opened(open_page, "act=relu,b=-2,d=2")
    tags = explorer.locator("text.share").all_text_contents()
    assert tags[1] == "100% · dead 100%"
    explorer.hear("multiplied by about 0.")


def test_a_task_solved_by_keyboard_and_summary_alone(open_page):
    """Find a function and weights that bring a gradient back through eight layers undiminished."""
    explorer = opened(open_page)
    page = explorer.page

    def kept():
        explorer.settle()
        found = re.search(r"multiplied by about ([\d.]+)(?:·10(⁻?)(.))?\.", explorer.stages())
        return 0.0 if found[2] else float(found[1])

    assert kept() == 0
    explorer.tab_to("Function")
    page.keyboard.type("ReLU")
    explorer.hear("ReLU, layers: 8.")
    assert kept() < 0.2
    explorer.tab_to("Size g of the weights (std g/√50)")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        if kept() >= 1:
            break
    assert 1 <= kept() < 2
    assert re.search(r"g = 1\.[34]", explorer.summary.inner_text())
