"""Where a belief is met besides its box: in live figures and in the exercises."""

import json

import yaml

from theme.extension.misconceptions import (
    EXERCISES,
    FIGURES,
    SOURCE,
    in_exercises,
    in_figures,
    read_words,
)


def figure(folder, name, *choices):
    (folder / name).mkdir()
    words = {"en": {"predict": {"question": {"choices": choices}}}}
    (folder / name / "strings.json").write_text(json.dumps(words), encoding="utf-8")


def test_a_figure_opens_in_the_state_that_its_first_wrong_choice_shows(tmp_path):
    figure(tmp_path, "ravine", {"trap": "trap-a", "show": "n=1"}, {"trap": "trap-a", "show": "n=2"})
    figure(
        tmp_path, "graph", {"trap": "trap-a", "show": "n=3"}, {"trap": "trap-b"}, {"show": "n=4"}
    )
    assert in_figures(read_words(tmp_path)) == {"trap-a": {"graph": "n=3", "ravine": "n=1"}}


def test_a_figure_without_questions_is_passed_over(tmp_path):
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/strings.json").write_text('{"en": {"title": "Plain"}}', encoding="utf-8")
    assert in_figures(read_words(tmp_path)) == {}


def test_an_exercise_is_named_once(tmp_path):
    (tmp_path / "xor").mkdir()
    proof = "wrong:\n  one:\n    trap: trap-a\n  two:\n    trap: trap-a\n# trap: trap-b\n"
    (tmp_path / "xor/proof.yml").write_text(proof, encoding="utf-8")
    assert in_exercises(tmp_path) == {"trap-a": ["xor"]}


def test_all_that_figures_and_exercises_name_are_beliefs_of_the_book():
    beliefs = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    known = {slug for found in beliefs.values() for slug in found}
    named = in_figures(read_words(FIGURES)).keys() | in_exercises(EXERCISES).keys()
    assert named
    assert named <= known


def test_the_exercises_are_those_that_the_proofs_name():
    """Read as YAML, which is slower, the proofs say the same."""
    found = {}
    for path in sorted(EXERCISES.glob("*/proof.yml")):
        proof = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in (*proof["wrong"].values(), *proof.get("texts", {}).values()):
            if slug := entry.get("trap"):
                found.setdefault(slug, set()).add(path.parent.name)
    assert {slug: set(names) for slug, names in in_exercises(EXERCISES).items()} == found


def test_every_belief_is_met_outside_its_box():
    beliefs = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    met = in_figures(read_words(FIGURES)).keys() | in_exercises(EXERCISES).keys()
    assert {slug for found in beliefs.values() for slug in found} - met == set()
