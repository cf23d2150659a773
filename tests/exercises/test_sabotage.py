"""The proof itself is proved: each way to spoil an exercise is planted, and must be reported."""

import pytest
import yaml

from tools.exercises import source as exercises
from tools.exercises.prove import (
    borrowing_problems,
    coverage_problems,
    solution_problems,
    untouched_problems,
    wrong_answer_problems,
)


def spoil(old="", new="", *, proof_change=None):
    """The English exercise on XOR with one passage replaced, or with a changed proof.yml."""
    text, common, proof = (
        (exercises.SOURCES / path).read_text(encoding="utf-8")
        for path in ("xor/en.md", "common/en.md", "xor/proof.yml")
    )
    assert not old or text.count(old) == 1, "the passage to spoil must stand in the source once"
    if proof_change:
        entries = yaml.safe_load(proof)
        proof_change(entries)
        proof = yaml.safe_dump(entries, allow_unicode=True)
    text = text.replace(old, new) if old else text
    return exercises.make("xor", "en", text, common, proof)


def assert_reported(problems, words):
    assert any(words in problem for problem in problems), problems


def test_wrong_solution():
    spoiled = spoil("b2 = 0.5 - len(P)", "b2 = 0.5")
    assert_reported(solution_problems(spoiled), "with the solutions, test_polygon (AssertionError")


def test_figure_that_does_not_run():
    spoiled = spoil("ax.plot(*PENTAGON.T", "ax.plto(*PENTAGON.T")
    assert_reported(solution_problems(spoiled), "has no attribute 'plto') fails")


def test_test_that_never_runs():
    spoiled = spoil("\ntest_band_far()\n", "\n")
    assert untouched_problems(spoiled) == ["the untouched notebook passes test_band_far"]


def test_test_without_assertion():
    passage = """    check_polygon(
        PENTAGON[::-1],
        seed=5,
        hint="The vertices of this pentagon run clockwise. If the first pentagon was right, "
        "mind that reversing the order swaps the inner and the outer side of each edge.",
    )
"""
    spoiled = spoil(passage, "    result_of(polygon_network, PENTAGON[::-1])\n")
    assert_reported(
        wrong_answer_problems(spoiled, "counterclockwise_assumed"),
        "should fail test_polygon_clockwise but passes",
    )


def test_test_that_nothing_is_known_to_fail():
    def forget(proof):
        for name in ("layers_are_lines", "one_unit_per_region", "truth_is_no_number"):
            del proof["wrong"][name]

    assert_reported(coverage_problems(spoil(proof_change=forget)), "fails test_band_count; add one")


def test_test_that_lets_borrowing_pass():
    spoiled = spoil(
        "output_of(result_of(half_adder), X, outputs=2)", "output_of(half_adder(), X, outputs=2)"
    )
    assert_reported(
        borrowing_problems(spoiled, "half_adder"),
        "half_adder borrowed from dlcore should fail test_half_adder but passes",
    )


def test_changed_message():
    spoiled = spoil("One line cuts the plane only in two.", "Try again.")
    assert_reported(wrong_answer_problems(spoiled, "one_line"), "should be told 'One line cuts'")


def test_wrong_answer_that_also_fails_an_unlisted_test():
    def forget(proof):
        del proof["wrong"]["one_line"]["fails"]["test_band_far"]

    assert_reported(
        wrong_answer_problems(spoil(proof_change=forget), "one_line"),
        "one_line should pass but fails test_band_far",
    )


def test_failure_by_another_error_than_an_assertion():
    def crash(proof):
        proof["wrong"]["one_line"]["code"] = "def band_network():\n    return OR\n"

    assert_reported(
        wrong_answer_problems(spoil(proof_change=crash), "one_line"), "(NameError: name 'OR'"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param(
            "    ### BEGIN SOLUTION\n    P = np.asarray(vertices, dtype=float)\n",
            "    P = np.asarray(vertices, dtype=float)\n    ### BEGIN SOLUTION\n",
            "polygon_network: outside the solution markers",
            id="solution line outside the markers",
        ),
        pytest.param(
            "def test_band_count():\n",
            "### END HIDDEN TESTS\ndef test_band_count():\n",
            "test_band_count: the student's notebook holds code of this hidden test",
            id="hidden test outside the markers",
        ),
        pytest.param(
            "\ntest_polygon()\n",
            "\n### BEGIN HIDDEN TESTS\ntest_polygon()\n### END HIDDEN TESTS\n",
            "test_polygon: has hidden code, but proof.yml does not list it",
            id="hidden test that proof.yml does not know",
        ),
        pytest.param(
            "**Model answer.** The",
            "### BEGIN SOLUTION\n\n### END SOLUTION\n\n**Model answer.** The",
            "explain: the student's notebook holds more of the model answer",
            id="model answer outside the markers",
        ),
        pytest.param(
            '+++ {"nbgrader": {"schema_version": 3, "grade_id": "explain", "solution": true, '
            '"grade": true, "locked": false, "points": 3}}',
            '+++ {"schema_version": 3, "grade_id": "explain", "solution": true, '
            '"grade": true, "locked": false, "points": 3}',
            "grade_id must stand under nbgrader",
            id="model answer that nbgrader does not know",
        ),
        pytest.param(
            "import matplotlib.pyplot as plt",
            "import scipy.spatial",
            "imports scipy.spatial",
            id="import that a student need not have",
        ),
        pytest.param(
            "What is the **smallest**",
            "가장 적은 수는? What is the **smallest**",
            "the English notebook holds Korean (가)",
            id="wrong language",
        ),
        pytest.param(
            '"test_band", "solution": false, "grade": true, "locked": true, "points": 2',
            '"test_band", "solution": false, "grade": true, "locked": true, "points": 0',
            "test_band: a test must be worth some points",
            id="test without points",
        ),
        pytest.param(
            "    H = step(X @ W1 + b1)\n",
            "    H = step(X @ W1 + b1\n",
            "given-network: line",
            id="syntax error",
        ),
    ],
)
def test_spoiled_source(old, new, words):
    assert_reported(exercises.problems(spoil(old, new)), words)


def test_misspelt_names_in_proof():
    def misspell(proof):
        proof["hidden"].append("test_bandfar")
        proof["wrong"]["one_line"]["answer"] = "bandnetwork"
        proof["wrong"]["one_line"]["fails"] = {"test_bnad": {"ko": "직선"}}
        del proof["wrong"]["inside_out"]["fails"]
        proof["texts"]["what_adds_lines"]["answer"] = "band_network"

    found = exercises.problems(spoil(proof_change=misspell))
    for words in (
        "hides test_bandfar, but no test has that name",
        "one_line replaces bandnetwork, which is no answer cell",
        "one_line should fail test_bnad, but no test has that name",
        "one_line gives no en word for test_bnad",
        "inside_out lacks fails",
        "what_adds_lines needs a trap, and an answer that is a graded text cell",
    ):
        assert_reported(found, words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("### END HIDDEN TESTS\n```\n\nOn the left", "```\n\nOn the left", "hidden tests"),
        ('"grade_id": "band_count"', '"grade_id": "band_network"', "metadata may be corrupted"),
        (
            '"grade_id": "band_count", "solution": true',
            '"grade_id": "band_count", "solution": false',
            "Solution region detected in a non-solution cell",
        ),
    ],
    ids=["marker without end", "name used twice", "solution in a given cell"],
)
def test_source_that_nbgrader_refuses(old, new, words):
    with pytest.raises(exercises.ExerciseError, match=rf"^xor/en.md: .*{words}"):
        spoil(old, new)
