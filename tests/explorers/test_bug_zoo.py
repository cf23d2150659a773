"""BugZoo as Python sees it: traits, courses as in JavaScript, evidence that tells illnesses."""

import numpy as np
import pytest
import traitlets

from tests.explorers.schema import assert_accept_the_same, node, opening_state

IMPORT = 'import { Model, findings, isHealed } from "./explorers/bug_zoo/model.js";'
ILLNESSES = {"1": "dead", "2": "mode", "3": "rate", "4": "order", "5": "softmax", "6": "leak"}


@pytest.fixture(scope="module")
def BugZoo(static):
    from dlcore.explorers import BugZoo

    return BugZoo


def test_python_and_javascript_open_with_the_same_state(BugZoo):
    assert opening_state("bug_zoo") == BugZoo().state


CANDIDATES = {
    "case": ["1", "6", "0", "7", "", 1],
    "cured": ["none", *ILLNESSES.values(), "all", ""],
    "epochs": [0, 60, -1, 61, 2.5],
    "seed": [0, 2**32 - 1, 2**32, -1, 0.5],
}


def test_python_and_javascript_accept_the_same_values(BugZoo):
    assert_accept_the_same("bug_zoo", BugZoo, CANDIDATES)


def test_bad_values_are_refused(BugZoo):
    for trait, value in (("case", "7"), ("cured", "all"), ("epochs", 61), ("seed", -1)):
        widget = BugZoo()
        before = getattr(widget, trait)
        with pytest.raises(traitlets.TraitError):
            setattr(widget, trait, value)
        assert getattr(widget, trait) == before


# Patient 4 doubles every rounding error, as one that runs in circles does: it ends sooner.
STATES = [
    ({"case": case, "cured": cured, "seed": seed}, 20 if case == "4" else 60)
    for case, seed in zip(ILLNESSES, (24, 0, 1, 24, 3, 7), strict=True)
    for cured in ("none", ILLNESSES[case])
] + [({"case": "2", "cured": "rate", "seed": 5}, 60), ({"case": "5", "cured": "rate"}, 60)]


@pytest.mark.parametrize(("state", "epochs"), STATES, ids=lambda value: str(value))
def test_javascript_trains_as_dlcore_does(BugZoo, state, epochs):
    widget = BugZoo(**state, epochs=epochs)
    shown = node(
        f"{IMPORT} const {{ patient, beside }} = new Model().at({widget.state});"
        "const plain = ({ steps, epochs, outputs, update }) => ({ steps, update, epochs:"
        " epochs.map(({ outputs, ...rest }) => rest), outputs: outputs.map(v => Array.from(v)) });"
        "console.log(JSON.stringify([patient, beside].map(plain)));"
    )
    for found, course in zip(shown, widget.courses(), strict=True):
        assert np.abs(np.subtract(found["steps"], course.step_loss)).max() <= 1e-10
        for key in ("loss", "accuracy", "reordered", "dead"):
            measured = np.array([epoch[key] for epoch in found["epochs"]])
            assert np.abs(measured - getattr(course, key)).max() <= 1e-10, key
        norms = [epoch["norms"] for epoch in found["epochs"][1:]]
        assert np.abs(np.subtract(norms, course.norms)).max() <= 1e-10
        assert found["update"] == pytest.approx(course.update, abs=1e-10)
        for values, expected in zip(found["outputs"], course.outputs, strict=True):
            assert np.abs(np.subtract(values, expected.ravel())).max() <= 1e-5  # kept in float32


def symptoms(found):
    """Name every illness whose evidence is there, from the numbers of the table alone."""
    (train, validation), (first, second) = found["accuracy"], found["dead"]
    output = found["outputs"][2].values()
    seen = {
        "dead": first == second == 1 and found["highest"] < 1.3 and found["update"] < 0.01,
        "rate": found["update"] > 0.15 and found["highest"] > 2.3,
        "order": found["repeats"] > 0.8,
        "mode": found["reordered"] > validation + 0.2,
        "softmax": min(output) >= 0 and max(output) <= 1,
        "leak": found["widest"] == 0 and train > 0.5,
    }
    return {name for name, there in seen.items() if there}


@pytest.fixture(scope="module")
def hospital(static):
    """Findings of all patients, and of the healthy networks beside them, at eight seeds."""
    return node(
        f"{IMPORT} const found = []; for (const seed of [24, 0, 1, 2, 3, 4, 5, 6]) {{"
        ' const model = new Model(); for (const number of "123456") {'
        ' const s = { case: number, cured: "none", epochs: 60, seed };'
        " const { patient, beside } = model.at(s);"
        " found.push({ number, seed, patient: { ...patient, epochs: 0 },"
        " healthy: { ...beside, epochs: 0 } }); } } console.log(JSON.stringify(found));"
    )


def test_each_illness_shows_its_own_evidence_and_no_other(hospital):
    for visit in hospital:
        assert symptoms(visit["patient"]) == {ILLNESSES[visit["number"]]}, visit["seed"]
        assert symptoms(visit["healthy"]) == set(), visit["seed"]
    assert len(hospital) == 48


def test_a_healthy_network_leaves_a_gap_and_a_double_softmax_a_floor(hospital):
    for visit in hospital:
        train, validation = visit["healthy"]["loss"]
        assert train < 0.4 < 0.55 < 1.1
        assert validation > 1.15 * train
        if visit["number"] == "5":
            assert visit["patient"]["loss"][0] > np.log(np.e + 2) - 1 > 0.55
            assert visit["patient"]["accuracy"][0] > 0.8


def test_only_the_right_treatment_heals(static):
    treated = node(
        f"{IMPORT} const model = new Model(), found = [];"
        f" const all = {list(ILLNESSES.values())};"
        ' for (const number of "123456") for (const cured of all) {'
        " const s = { case: number, cured, epochs: 60, seed: 24 };"
        " const { beside } = model.at(s);"
        ' const healthy = model.at({ ...s, cured: "none" }).beside;'
        " found.push({ number, cured, healed: isHealed(s), beside: { ...beside, epochs: 0 },"
        " same: JSON.stringify(beside) === JSON.stringify(healthy) }); }"
        " console.log(JSON.stringify(found));"
    )
    assert len(treated) == 36
    for visit in treated:
        illness = ILLNESSES[visit["number"]]
        right = visit["cured"] == illness
        assert visit["healed"] is visit["same"] is right, visit["number"]
        assert symptoms(visit["beside"]) == (set() if right else {illness}), visit["cured"]


def test_the_picture_shows_both_networks(BugZoo):
    widget = BugZoo(case="6", cured="leak", epochs=3)
    places = widget.figure().axes
    assert [place.get_title(loc="left") for place in places[:2]] == ["patient 6", "treated"]
    for column, course in enumerate(widget.courses()):
        lines = [line.get_ydata() for line in places[column].lines[1:3]]
        assert np.allclose(np.transpose(lines), course.loss)
        bars = [bar.get_width() + bar.get_x() for bar in places[6 + column].patches]
        assert np.allclose(bars, course.norms[-1])
