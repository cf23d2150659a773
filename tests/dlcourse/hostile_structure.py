"""Notebooks with cells missing, moved, copied, or full of outputs."""

import copy
import random

import nbformat

from tests.dlcourse.hostile import (
    case,
    cells,
    code_cell,
    dump,
    empty,
    encode,
    first_answer,
    good,
    in_all_functions,
    plain,
    role,
)


@case("full")
def no_ids_at_all(source):
    content = plain(good(source))
    for cell in content["cells"]:
        cell.pop("id", None)
        cell["metadata"] = {}
    return encode(content)


@case("full")
def reversed_order(source):
    notebook = good(source)
    notebook.cells.reverse()
    return dump(notebook)


@case("full")
def shuffled(source):
    notebook = good(source)
    random.Random(2).shuffle(notebook.cells)
    return dump(notebook)


def _without(name, expect, *kinds, base=good):
    def make(source):
        notebook = base(source)
        notebook.cells = [cell for cell in notebook.cells if role(cell) not in kinds]
        return dump(notebook)

    make.__name__ = name
    case(expect)(make)


_without("tests_deleted", "full", "test")
_without("given_deleted", "full", "given", "prose", "figure", "install")
_without("only_answers", "full", "test", "given", "prose", "figure", "install", "text")
_without("answers_deleted", "none", "answer")
_without("cheat_tests_deleted", "none", "test", base=empty)


@case("lost")
def first_answer_deleted(source):
    notebook = good(source)
    notebook.cells.remove(cells(notebook, "answer")[0])
    return dump(notebook)


def _copied(name, kind, expect="full"):
    def make(source):
        notebook = good(source)
        original = cells(notebook, kind)[0]
        place = notebook.cells.index(original)
        notebook.cells.insert(place + 1, copy.deepcopy(original))
        return dump(notebook)

    make.__name__ = name
    case(expect, applies=lambda source: cells(good(source), kind))(make)


_copied("answer_copied", "answer")
_copied("test_copied", "test")
_copied("given_copied", "given")
_copied("text_copied", "text")


@case("full")
def everything_twice(source):
    notebook = good(source)
    notebook.cells += copy.deepcopy(notebook.cells)
    return dump(notebook)


@case("full")
def stub_copied_after_the_answer(source):
    notebook = good(source)
    notebook.cells += [copy.deepcopy(cell) for cell in cells(empty(source), "answer")]
    return dump(notebook)


@case("lost")
def wrong_copy_after_the_answer(source):
    notebook = good(source)
    wrong = copy.deepcopy(cells(notebook, "answer")[0])
    wrong.source = in_all_functions(source, "return None")[first_answer(source)]
    notebook.cells.append(wrong)
    return dump(notebook)


@case("full")
def answers_in_cells_of_their_own(source):
    notebook = good(source)
    for cell, stub in zip(cells(notebook, "answer"), cells(empty(source), "answer"), strict=True):
        place = notebook.cells.index(cell)
        notebook.cells[place : place + 1] = [stub, code_cell(cell.source)]
    return dump(notebook)


@case("full")
def megabytes_of_output(source):
    notebook = good(source)
    for cell in cells(notebook, "answer", "test"):
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="x" * 2_000_000)]
    return dump(notebook)


@case("full")
def outputs_malformed(source):
    content = plain(good(source))
    for cell in content["cells"]:
        cell["outputs"], cell["execution_count"] = {"a": [None]}, "never"
    return encode(content)
