"""The reference of dlcore: what the theme makes of docstrings and of the table of proofs."""

from types import SimpleNamespace

import pytest

from dlcore import SGD, perceptron, relu
from theme.extension import api
from theme.extension.strings import STRINGS


def linked(text, pages):
    app, lines = SimpleNamespace(env=SimpleNamespace(found_docs=pages)), text.split("\n")
    api.link_chapters(app, "function", "f", None, None, lines)
    return "\n".join(lines)


def test_chapters_that_exist_become_links():
    assert linked("Half. Chapter: xor.", {"xor"}) == "Half. Chapter: :doc:`xor </xor>`."
    assert linked("Half. Chapter: xor.", set()) == "Half. Chapter: xor."
    both = "Chapters: introduction, batch-norm."
    assert linked(both, {"batch-norm"}) == (
        "Chapters: introduction, :doc:`batch-norm </batch-norm>`."
    )
    assert linked("The chapter: xor.", {"xor"}) == "The chapter: xor."


def test_an_empty_list_stands_for_its_factory():
    signature = "(loss: list = <factory>)"
    shown = api.plain_signature(None, "class", "History", None, None, signature, None)
    assert shown == ("(loss: list = [])", None)
    assert api.plain_signature(None, "data", "AND", None, None, None, None) == ("", None)


@pytest.mark.parametrize(
    ("value", "directive"),
    [(SGD, "autoclass"), (relu, "autofunction"), (perceptron.AND, "autodata"), ("a", "autodata")],
)
def test_each_value_has_its_directive(value, directive):
    assert api._directive(value)[0] == directive


def test_a_cell_is_a_test_of_the_module_or_of_another_file_or_a_reason():
    assert api._cell("small_steps", "losses") == api.Cell("test_losses", "test_small_steps")
    assert api._cell("layers.contract", "losses") == api.Cell("test_layers", "test_contract")
    assert api._cell("optimizers/adam.two_steps", "losses").file == "optimizers/test_adam"
    assert api._cell("(random)", "losses") == api.Cell("", "random")


def test_both_languages_have_the_words_of_the_table():
    korean, english = (STRINGS[language]["proofs"] for language in ("ko", "en"))
    assert korean["reasons"].keys() == english["reasons"].keys()
    assert len(korean["columns"]) == len(english["columns"]) == 1 + len(api.COLUMNS)
