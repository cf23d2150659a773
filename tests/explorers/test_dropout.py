"""ThinnedNetwork as Python sees it: traits, dropout by dlcore, the static picture."""

import numpy as np
import pytest
import traitlets

from dlcore.activations import sigmoid
from dlcore.layers import Dropout
from tests.explorers.schema import assert_accept_the_same, node, opening_state

FACTS = 'import * as model from "./explorers/dropout/model.js";'


@pytest.fixture(scope="module")
def ThinnedNetwork(static):
    from dlcore.explorers import ThinnedNetwork

    return ThinnedNetwork


def test_python_and_javascript_open_with_the_same_state(ThinnedNetwork):
    assert opening_state("dropout") == ThinnedNetwork().state


CANDIDATES = {
    "p": [0, 0.9, -0.1, 0.91, 1],
    "mode": ["train", "eval", "test", ""],
    "scale": ["train", "test", "both", "none", "dropped", "kept"],
    "gain": [0.2, 3, 0.1, 3.1],
    "kept": [[], ["6", "1"], ["1", "1"], ["7"], ["1", "2", "3", "4", "5", "6"]],
    "draws": [0, 500, 501, -1, 2.5],
    "seed": [0, 2**32 - 1, 2**32, -1],
}


def test_python_and_javascript_accept_the_same_values(ThinnedNetwork):
    assert_accept_the_same("dropout", ThinnedNetwork, CANDIDATES)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"p": 0.15, "scale": "dropped", "kept": ["2", "5"]},
        {"p": 0.8, "draws": 7, "seed": 3, "gain": 2.5},
        {"p": 0.3, "scale": "test", "mode": "eval", "draws": 40},
        {"scale": "both", "mode": "eval", "kept": []},
        {"p": 0, "scale": "none", "draws": 1},
    ],
)
def test_javascript_computes_as_python_does(ThinnedNetwork, given):
    widget = ThinnedNetwork(**given)
    shown = node(
        f"{FACTS} const now = model.facts({widget.state});"
        "console.log(JSON.stringify({ now: now.y, mean: now.exact.y, test: now.test.y }));"
    )
    assert shown == pytest.approx(widget.outputs(), rel=1e-12)


def test_javascript_draws_and_scales_as_the_layer_of_dlcore_does():
    """Masks, mean output over them, and the exact mean of the sums."""
    state = {"p": 0.3, "draws": 200, "seed": 5, "gain": 1.0}
    shown = node(
        f'{FACTS} import {{ openingState }} from "./view/state.js";'
        f"const now = model.facts({{ ...openingState(model.schema), ...{state} }});"
        "console.log(JSON.stringify([now.run.mask, now.run.y, now.run.off, now.exact.z,"
        " model.OUTPUTS, model.WEIGHTS, model.BIAS]));"
    )
    mask, mean, off, exact, outputs, weights, bias = shown
    layer = Dropout(0.3, rng=np.random.default_rng(5))
    passed = layer(np.tile(outputs, (200, 1)))
    assert mask == (passed[-1] > 0).tolist()
    assert mean == pytest.approx(sigmoid(passed @ weights + bias).mean(), rel=1e-12)
    assert off == pytest.approx((passed == 0).sum() / 200)
    assert exact == pytest.approx(
        (layer.eval()(np.array([outputs])) @ weights + bias).item(), rel=1e-12
    )


def test_bad_values_are_refused(ThinnedNetwork):
    for trait, value in (("p", 1.0), ("gain", np.nan), ("scale", "kept"), ("kept", ["1", "1"])):
        with pytest.raises(traitlets.TraitError):
            setattr(ThinnedNetwork(), trait, value)


def test_the_picture_shows_the_mask_and_three_outputs(ThinnedNetwork):
    widget = ThinnedNetwork(p=0.25, kept=["1", "3"])
    network, outputs = widget.figure().axes
    found = widget.outputs()
    passed = [f"{1.6 / 0.75:.2f}", "0", f"{1.2 / 0.75:.2f}", "0", "0", "0"]
    assert [text.get_text() for text in network.texts] == [*passed, f"{found['now']:.2f}"]
    lines = {line.get_label(): line.get_xdata()[0] for line in outputs.lines}
    names = {"now": "this mask", "mean": "mean over all masks", "test": "at test time"}
    assert lines == pytest.approx({name: found[key] for key, name in names.items()})
    assert sum(bar.get_height() for bar in outputs.patches) == pytest.approx(1)
