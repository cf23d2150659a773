"""Ravine as Python sees it: traits, surfaces, dlcore's paths, paths of the reader's own."""

import base64
import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
import traitlets
from bs4 import BeautifulSoup
from PIL import Image

import dlcore
import dlcore.plots
from tests.explorers.schema import assert_accept_the_same, opening_state

OPTIMIZERS = [
    "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "AdaDelta", "Adam", "Nadam", "AdamW",
]  # fmt: skip
LECTURE = {"SGD": 0.0133, "Momentum": 0.0479, "AdaGrad": 0.000722, "Adam": 0.1022}


@pytest.fixture(scope="module")
def Ravine(static):
    from dlcore.explorers import Ravine

    return Ravine


def last_loss(ravine, name):
    return float(ravine.f(*ravine.path(name)[-1]))


def test_opening_race_is_the_one_of_the_lectures(Ravine):
    ravine = Ravine()
    assert ravine.optimizers == list(LECTURE)
    for name, loss in LECTURE.items():
        assert last_loss(ravine, name) == pytest.approx(loss, rel=0.01)


def test_turning_the_ravine_hurts_only_steps_per_coordinate(Ravine):
    c = np.sqrt(0.5)
    turned = Ravine(angle=45, start=(c * -9, c * -5))
    for name in ("SGD", "Momentum"):
        assert last_loss(turned, name) == pytest.approx(last_loss(Ravine(), name))
    assert last_loss(turned, "AdaGrad") == pytest.approx(0.141, rel=0.01)
    assert last_loss(turned, "Adam") == pytest.approx(0.6195, rel=0.01)


@pytest.mark.parametrize(
    "state", [{"angle": 30, "kappa": 7}, {"surface": "saddle"}, {"surface": "minima"}]
)
def test_gradient_is_that_of_the_surface(Ravine, state):
    ravine = Ravine(**state)
    for point in ((-1.3, 0.7), (0.4, -1.1), (0.0, 0.0)):
        numeric = dlcore.numerical_gradient(lambda p: ravine.f(*p), np.array(point))
        assert ravine.gradient(*point) == pytest.approx(numeric.tolist(), abs=1e-7)


def test_surface_works_on_arrays(Ravine):
    x, y = np.meshgrid([-1.0, 2.0], [0.5, 1.0, 3.0])
    for surface in ("ravine", "saddle", "minima"):
        ravine = Ravine(surface=surface, angle=20)
        heights = ravine.f(x, y)
        assert heights.shape == (3, 2)
        assert heights[2, 1] == pytest.approx(ravine.f(2.0, 3.0))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_path_is_dlcores(Ravine, name):
    ravine = Ravine(rates={name: 0.05}, steps=40, start=(3, -1))
    expected = dlcore.minimize(getattr(dlcore, name)(0.05), ravine.gradient, (3, -1), 40)
    assert np.array_equal(ravine.path(name), expected)


@pytest.mark.parametrize(
    ("option", "name"),
    [("alpha", "Momentum"), ("alpha", "Nesterov"), ("rho", "RMSProp"), ("rho", "AdaDelta"),
     ("beta1", "Adam"), ("beta2", "Nadam"), ("beta1", "AdamW")],
)  # fmt: skip
def test_options_reach_their_optimizers(Ravine, option, name):
    assert not np.array_equal(Ravine(**{option: 0.5}).path(name), Ravine().path(name))
    assert np.array_equal(Ravine(**{option: 0.5}).path("SGD"), Ravine().path("SGD"))


def test_noise_is_seeded_and_the_same_for_all(Ravine):
    noisy = Ravine(noise=0.5, seed=4)
    assert np.array_equal(noisy.path("SGD"), noisy.path("SGD"))
    assert not np.array_equal(noisy.path("SGD"), Ravine(noise=0.5, seed=5).path("SGD"))
    first = np.random.default_rng(4).standard_normal(2) * 0.5 + noisy.gradient(-7.0, 2.0)
    for name in ("SGD", "Momentum"):
        step = noisy.path(name)[1] - noisy.path(name)[0]
        assert step == pytest.approx(-noisy.rates[name] * first)


def test_a_diverging_path_warns_of_nothing(Ravine):
    ravine = Ravine(rates={"SGD": 10}, steps=1000)
    assert not np.isfinite(ravine.path("SGD")).all()
    drawn = ravine.figure().axes[0].lines[0].get_xydata()
    assert 2 <= len(drawn) <= 4
    assert np.isfinite(drawn).all()


def test_own_path_joins_and_leaves(Ravine):
    ravine = Ravine()
    mine = dlcore.minimize(dlcore.Momentum(0.3), ravine.gradient, ravine.start, 30)
    ravine.add_path("mine", mine)
    assert np.array_equal(ravine.path("mine"), mine)
    assert ravine.state["paths"] == {"mine": mine.tolist()}
    assert ravine._repr_mimebundle_()[0]["text/html"].count("mine") == 1
    ravine.add_path("mine", mine[:5])
    assert ravine.path("mine").shape == (5, 2)
    ravine.remove_path("mine")
    assert ravine.paths == {}
    assert Ravine().paths == {}


def test_own_path_is_cut_where_it_is_no_longer_finite(Ravine):
    ravine = Ravine()
    ravine.add_path("wild", [[1, 1], [1e200, 2], [np.inf, 3], [0, 0]])
    assert ravine.paths["wild"] == [[1.0, 1.0], [1e200, 2.0]]
    ravine.figure()


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        ("", [[0, 0]], "1 to 20 characters, got ''"),
        ("x" * 21, [[0, 0]], "1 to 20 characters"),
        (3, [[0, 0]], "1 to 20 characters, got 3"),
        ("Adam", [[0, 0]], "'Adam' is one of the nine optimizers"),
        ("mine", [0, 0], r"shape \(n \+ 1, 2\) .* got \(2,\)"),
        ("mine", [[0, 0, 0]], r"got \(1, 3\)"),
        ("mine", np.empty((0, 2)), r"got \(0, 2\)"),
        ("mine", np.zeros((1002, 2)), r"got \(1002, 2\)"),
        ("mine", [[np.nan, 0]], "must start at finite numbers"),
        ("mine", [["a", "b"]], "could not convert"),
    ],
)
def test_bad_paths_are_refused(Ravine, name, path, message):
    ravine = Ravine()
    with pytest.raises(ValueError, match=message):
        ravine.add_path(name, path)
    assert ravine.paths == {}


def test_names_of_paths_are_checked(Ravine):
    ravine = Ravine()
    with pytest.raises(ValueError, match="no path is called 'Adan': choose of"):
        ravine.path("Adan")
    with pytest.raises(ValueError, match="no path of your own is called 'Adam'"):
        ravine.remove_path("Adam")
    for name in "abc":
        ravine.add_path(name, [[0, 0]])
    with pytest.raises(
        ValueError, match=r"at most 3 paths .* remove_path one of \['a', 'b', 'c'\]"
    ):
        ravine.add_path("d", [[0, 0]])


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("surface", "hill", "expected any of"),
        ("kappa", 0.5, "not be less than 1"),
        ("angle", 46, "not be greater than 45"),
        ("start", (1, 2, 3), r"two numbers in \[-9, 9\]"),
        ("start", (0, 9.5), r"two numbers in \[-9, 9\]"),
        ("start", (0, float("nan")), r"two numbers in \[-9, 9\]"),
        ("optimizers", ["Adan"], "different names among SGD, Momentum"),
        ("optimizers", ["Adam", "Adam"], "different names among"),
        ("optimizers", "Adam", "different names among"),
        ("rates", {"Adan": 1}, "learning rates in"),
        ("rates", {"Adam": 0}, "learning rates in"),
        ("rates", {"Adam": float("nan")}, "learning rates in"),
        ("rates", {"Adam": "fast"}, "learning rates in"),
        ("rates", 0.1, "learning rates in"),
        ("alpha", 1.0, "not be greater than 0.999"),
        ("beta2", -0.1, "not be less than 0"),
        ("noise", 2.5, "not be greater than 2"),
        ("seed", -1, "not be less than 0"),
        ("steps", 1001, "not be greater than 1000"),
        ("chosen", "Adan", "expected any of"),
        ("view", "loss", "expected any of"),
        ("paths", {"Adam": [[0, 0]]}, "use add_path"),
        ("paths", {"mine": [[0]]}, "use add_path"),
        ("paths", {name: [[0, 0]] for name in "abcd"}, "use add_path"),
    ],
)
def test_bad_values_are_refused(Ravine, trait, value, message):
    ravine = Ravine()
    before = getattr(ravine, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(ravine, trait, value)
    assert getattr(ravine, trait) == before


def test_rates_left_out_keep_their_opening_value(Ravine):
    assert Ravine(rates={"Adam": 0.1}).rates == Ravine().rates | {"Adam": 0.1}


def test_two_figures_do_not_share_their_state(Ravine):
    first, second = Ravine(), Ravine()
    first.start[0] = 0.0
    first.rates["SGD"] = 0.1
    first.optimizers.append("AdamW")
    assert second.state == Ravine().state


def test_figure_shows_what_runs(Ravine):
    figure = Ravine(optimizers=["Nadam"]).figure()
    assert [text.get_text() for text in figure.axes[1].get_legend().get_texts()] == ["Nadam"]
    Ravine(optimizers=[], steps=0).figure()
    assert plt.get_fignums() == []


def test_at_most_three_unknown_paths_are_drawn():
    with pytest.raises(ValueError, match="at most 3 paths besides the nine optimizers"):
        dlcore.plots.ravine(lambda x, y: x * x + y * y, {name: [[0, 0]] for name in "abcd"})


def test_static_picture_is_small(Ravine):
    html = Ravine()._repr_mimebundle_()[0]["text/html"]
    source = BeautifulSoup(html, "html.parser").img["src"]
    raw = base64.b64decode(source.removeprefix("data:image/webp;base64,"))
    assert len(raw) <= 40_000
    assert min(Image.open(io.BytesIO(raw)).convert("RGB").getpixel((2, 2))) > 245


def test_python_and_javascript_open_with_the_same_state(Ravine):
    assert opening_state("ravine") == Ravine().state


CANDIDATES = {
    "surface": ["ravine", "saddle", "minima", "hill"],
    "kappa": [1, 1000, 0.9, 1001],
    "angle": [0, 45, -1, 45.5],
    "start": [[-9, 9], [0, 9.1], [0], [0, 0, 0]],
    "optimizers": [OPTIMIZERS, [], ["Adam", "Adam"], ["Adan"]],
    "rates": [
        dict.fromkeys(OPTIMIZERS, 0.001),
        dict.fromkeys(OPTIMIZERS, 10),
        dict.fromkeys(OPTIMIZERS, 11),
        dict.fromkeys([*OPTIMIZERS, "Adan"], 1),
    ],
    "alpha": [0, 0.999, 1, -0.1],
    "rho": [0, 0.999, 1, -0.1],
    "beta1": [0, 0.999, 1, -0.1],
    "beta2": [0, 0.9999, 1, -0.1],
    "noise": [0, 2, 2.1, -0.1],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
    "steps": [0, 1000, 1001, -1],
    "paths": [
        {},
        {"mine": [[0, 0], [1e300, -2]]},
        {name: [[0, 0]] for name in "abc"},
        {name: [[0, 0]] for name in "abcd"},
        {"Adam": [[0, 0]]},
        {"": [[0, 0]]},
        {"x" * 21: [[0, 0]]},
        {"mine": []},
        {"mine": [[0]]},
        {"mine": [[0, 0]] * 1002},
    ],
    "chosen": ["auto", *OPTIMIZERS, "Adan", ""],
    "view": ["losses", "why", "map", "loss"],
}


def test_python_and_javascript_accept_the_same_values(Ravine):
    assert_accept_the_same("ravine", Ravine, CANDIDATES)
