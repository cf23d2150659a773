"""The table of misuse: every argument of every public name, wrong in every usual way.

Each wrong call must raise TypeError or ValueError in words of dlcore's own that name the argument,
unless it stands in `ACCEPTED`; and what stands there must really be accepted.
"""

import re
from collections import Counter
from fnmatch import fnmatch

import pytest

from tests.dlcore.misuse import GOOD, NOT_FOR_CALLERS, SORT_OF, arguments, error_of, wrong

ROWS = [pytest.param(*row, id=f"{row[0]}-{row[3]}") for row in arguments()]

# What Python and NumPy say when nobody has checked.
NOT_OUR_WORDS = re.compile(
    r"not supported between|could not convert|inhomogeneous|ufunc|has no attribute|unexpected "
    r"keyword|missing \d|NoneType|object is not|not subscriptable|has no len|broadcast|setting an "
    r"array|positional arg|out of bounds|be interpreted|invalid value|zero-size|unsupported operand"
    r"|not callable|not iterable|cannot convert|too many indices|must be str, not"
)

# (what is called, argument, what is wrong with it): why it is accepted all the same
ACCEPTED = {
    # NaN goes through a computation and shows in its result; it is refused where it would vanish.
    ("*", "z", "nan"): "computes",
    ("*", "dout", "nan"): "computes",
    ("*.forward", "x", "nan"): "computes",
    ("*.__call__", "x", "nan"): "computes",
    ("*.__call__", "y", "nan"): "computes",
    ("Mul.forward", "y", "nan"): "computes",
    ("Add.forward", "y", "nan"): "computes",
    ("*.activations", "x", "nan"): "computes",
    ("*.transform", "x", "nan"): "computes",
    ("*.__call__", "prediction", "nan"): "computes",
    ("predict", "x", "nan"): "computes",
    ("numerical_gradient", "x", "nan"): "computes",
    ("gradient_check", "x", "nan"): "computes: the check then fails",
    ("Value", "data", "nan"): "computes",
    ("Value", "data", "infinity"): "computes",
    # Functions of single numbers take arrays of any shape.
    ("*", "z", "too many axes"): "element by element",
    ("*", "z", "nothing"): "element by element",
    ("*.forward", "x", "too many axes"): "element by element",
    ("*.__call__", "x", "too many axes"): "element by element",
    ("numerical_gradient", "x", "too many axes"): "entry by entry",
    # Rows that are only moved may hold anything.
    ("train_test_split", "x", "texts"): "moved",
    ("train_test_split", "x", "complex numbers"): "moved",
    ("train_test_split", "x", "too many axes"): "moved",
    ("train_test_split", "x", "nan"): "moved",
    ("minibatches", "?", "texts"): "moved",
    ("minibatches", "?", "complex numbers"): "moved",
    ("minibatches", "?", "too many axes"): "moved",
    ("minibatches", "?", "nan"): "moved",
    # Negative numbers that mean something.
    ("make_spirals", "turns", "a negative number"): "the other way round",
    ("Perceptron", "bias", "a negative number"): "minus the threshold",
    ("count_dead_units", "bias", "a negative number"): "that is how units die",
    ("*", "alpha", "a negative number"): "a slope or limit of that sign",
    ("*", "slope", "a negative number"): "a slope of that sign",
    ("Value", "data", "a negative number"): "a number",
    ("constant", "value", "a negative number"): "a number",
    ("*softmax", "axis", "a negative number"): "counts from the end",
    ("*softmax", "axis", "zero"): "the first axis",
    ("*.__call__", "i", "zero"): "the first step",
    ("train_classifier", "n_hidden", "zero"): "no hidden layer",
    # None where it is the default, and lists where any sequence will do.
    ("fit", "validation", "None"): "the default",
    ("fit", "schedule", "None"): "the default",
    ("digits_race", "schedule", "None"): "the default",
    ("fit_polynomial", "degree", "zero"): "a constant",
    ("*", "seed", "zero"): "a seed",
    ("fit", "rng", "None"): "keeps the order",
    ("minibatches", "rng", "None"): "keeps the order",
    ("Perceptron.fit", "rng", "None"): "keeps the order",
    ("zeros", "rng", "None"): "draws nothing",
    ("constant(1)", "rng", "None"): "draws nothing",
    ("gradient_check", "rng", "None"): "draws nothing",
    ("gradient_check", "h", "None"): "the default",
    ("gradient_check", "n_samples", "None"): "the default",
    ("numerical_gradient", "h", "None"): "the default",
    ("Warmup", "schedule", "a number"): "a rate that stays",
    ("*", "shape", "a list"): "as good as a tuple",
}  # fmt: skip
# Arguments that the words call by what they stand for.
OTHER_NAMES = {
    ("fit", "t"): "target|class labels",
    ("gradient_check", "t"): "target|class labels",
    ("train_classifier", "t"): "target|class labels",
    ("accuracy", "x"): "the net must give numbers",
    ("confusion_matrix", "x"): "the net must give numbers",
    ("Sequential", "layers"): "layer 0",
    ("Add.*", "x"): "y must have shape",
    ("Mul.*", "x"): "y must have shape",
}


def reason(owner, name, what):
    """Return why a wrong call is accepted, or None if it must not be."""
    for (owners, names, kind), why in ACCEPTED.items():
        if what == kind and fnmatch(owner, owners) and fnmatch(name, names):
            return why
    return None


def words_of(owner, name):
    """Return the pattern of the words that name an argument."""
    for (owners, names), words in OTHER_NAMES.items():
        if fnmatch(owner, owners) and name == names:
            return rf"\b{name}\b|{words}"
    return rf"\b{name}\b"


def problem(owner, name, what, error):
    """Return what is wrong with the answer to a wrong call, or None."""
    if error is None:
        return None if reason(owner, name, what) else "accepted in silence"
    if type(error) not in (TypeError, ValueError):
        return f"raises {type(error).__name__}: {error}"
    if NOT_OUR_WORDS.search(str(error)) or not re.search(words_of(owner, name), str(error)):
        return f"says: {error}"
    return None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("owner", "make", "parameters", "name"), ROWS)
def test_refused_in_words(owner, make, parameters, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = {
        what: problem(owner, name, what, error_of(owner, make, parameters, name, value))
        for what, value in wrong(owner, name).items()
    }
    assert {what: words for what, words in found.items() if words} == {}


def test_the_table_is_long_and_every_parameter_is_known():
    seen, calls = Counter(), 0
    for owner, _, parameters, name in arguments():
        assert f"{owner}.{name}" in SORT_OF or name in SORT_OF, f"what is {name} of {owner}?"
        for needed, parameter in parameters.items():
            known = {needed, f"{owner}.{needed}"} & (GOOD.keys() | NOT_FOR_CALLERS)
            assert known or parameter.default is not parameter.empty or needed == "layers"
        seen[owner] += 1
        calls += len(wrong(owner, name))
    assert sum(seen.values()) >= 300
    assert calls >= 3000
    assert len(seen) > 130


@pytest.mark.filterwarnings("error")
def test_every_exception_is_needed():
    used = {
        key
        for owner, make, parameters, name in arguments()
        for what, value in wrong(owner, name).items()
        for key in ACCEPTED
        if what == key[2] and fnmatch(owner, key[0]) and fnmatch(name, key[1])
        if error_of(owner, make, parameters, name, value) is None
    }
    assert ACCEPTED.keys() - used == set()


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (None, "accepted in silence"),
        (TypeError("'<' not supported between instances of 'str' and 'int'"), "says: '<' not"),
        (ValueError("something must be positive"), "says: something must"),
        (AttributeError("lr"), "raises AttributeError: lr"),
        (TypeError("lr must be a positive number, got None"), None),
    ],
)
def test_the_table_sees_what_is_wrong(error, seen):
    found = problem("SGD", "lr", "None", error)
    assert found is None if seen is None else found.startswith(seen)
