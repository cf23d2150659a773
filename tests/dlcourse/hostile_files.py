"""Damaged files, and notebooks whose metadata was changed."""

import io
import json
import random
import zipfile

import nbformat

from tests.dlcourse.hostile import (
    case,
    cells,
    code_cell,
    dump,
    empty,
    encode,
    good,
    plain,
    sabotage,
)

# --- files that are no notebook


def _fixed(name, content):
    def make(source):
        return content

    make.__name__ = name
    case("none")(make)


_archive = io.BytesIO()
with zipfile.ZipFile(_archive, "w") as _zip:
    _zip.writestr("xor.ipynb", "{}")
for _name, _content in {
    "no_bytes": b"",
    "white_space": b" \n\t ",
    "bom_only": b"\xef\xbb\xbf",
    "null": b"null",
    "number": b"42",
    "text": b'"cells"',
    "list": b"[]",
    "object": b"{}",
    "no_cells": b'{"nbformat": 4, "metadata": {}}',
    "cells_null": b'{"cells": null}',
    "cells_object": b'{"cells": {"a": 1}}',
    "cells_empty": b'{"cells": [], "nbformat": 4}',
    "cells_of_nothing": b'{"cells": [null, 1, "a", [], {}], "nbformat": 4}',
    "html": b"<!doctype html><html>login</html>",
    "pdf": b"%PDF-1.7\n\xe2\xe3",
    "png": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "archive": _archive.getvalue(),
    "python": b"def half_adder(X):\n    return X\n",
    "nul_bytes": bytes(10_000),
    "noise": random.Random(1).randbytes(50_000),
    "deep_json": b"[" * 200_000,
    "deep_cells": b'{"cells": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "big_number": b'{"cells": ' + b"9" * 5_000 + b"}",
    "too_many_cells": b'{"cells": [' + b",".join([b"{}"] * 6_000) + b"]}",
    "enormous": b'{"cells": ["' + b"x" * (65 << 20) + b'"]}',
}.items():
    _fixed(_name, _content)


@case("none")
def truncated(source):
    return dump(good(source))[:-500]


@case("none")
def merge_conflict(source):
    text = dump(good(source)).decode()
    return text.replace('"cells"', "<<<<<<< HEAD\n=======\n>>>>>>> mine\n" + '"cells"', 1).encode()


@case("none")
def another_exercise(source):
    notebook = nbformat.v4.new_notebook(cells=[code_cell("def f(x):\n    return x")])
    notebook.cells[0].metadata["nbgrader"] = {"grade_id": "another", "solution": True}
    return dump(notebook)


@case("none")
def prose_only(source):
    notebook = good(source)
    notebook.cells = cells(notebook, "prose")
    return dump(notebook)


# --- encodings and formats of a right answer


@case("full")
def right(source):
    return dump(good(source))


@case("full")
def bom(source):
    return b"\xef\xbb\xbf" + dump(good(source))


@case("full")
def utf16(source):
    return dump(good(source)).decode().encode("utf-16")


@case("full")
def cp949(source):
    return dump(good(source)).decode().encode("cp949", errors="replace")


@case("full")
def mixed_bytes(source):
    return dump(good(source)).replace(b"X", b"X", 1) + b"\n\n"


@case("full")
def windows_lines(source):
    content = plain(good(source))
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    return encode(content)


@case("full")
def source_as_text(source):
    content = plain(good(source))
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])
    return encode(content)


@case("full")
def format_three(source):
    content = plain(good(source))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    return encode({"worksheets": [{"cells": content["cells"]}], "nbformat": 3})


@case("full")
def format_ninety_nine(source):
    return encode(plain(good(source)) | {"nbformat": 99, "nbformat_minor": "x"})


@case("full")
def no_notebook_metadata(source):
    content = plain(good(source))
    return encode({"cells": content["cells"]})


@case("full")
def strange_kernel(source):
    content = plain(good(source))
    content["metadata"] = {"kernelspec": {"name": "ir", "language": "R"}, "x": [1] * 1000}
    return encode(content)


@case("full")
def rubbish_between_cells(source):
    content = plain(good(source))
    mixed = [x for cell in content["cells"] for x in (cell, None, 3, "x", [], {"cell_type": 5})]
    return encode(content | {"cells": mixed})


@case("full")
def surrogates_and_nul(source):
    content = plain(good(source))
    content["cells"].insert(3, {"cell_type": "code", "source": "x = '\ud800\x00'", "metadata": {}})
    return json.dumps(content).encode()


# --- metadata


def _for_all(name, expect, change, *kinds, base=good):
    def make(source):
        return sabotage(base(source), change, *kinds)

    make.__name__ = name
    case(expect)(make)


def _set(**values):
    def change(cell):
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"].update(values)

    return change


def _metadata(value):
    return lambda cell: cell.metadata.__setitem__("nbgrader", value)


ANY = ("prose", "answer", "text", "test", "given", "figure", "install")
_for_all("old_schema", "full", _set(schema_version=1), *ANY)
_for_all("new_schema", "full", _set(schema_version=99), *ANY)
_for_all("schema_of_text", "full", _set(schema_version="three"), *ANY)
_for_all("points_raised", "full", _set(points=10_000), *ANY)
_for_all("points_negative", "full", _set(points=-5), *ANY)
_for_all("points_nan", "full", _set(points=float("nan")), *ANY)
_for_all("flags_turned", "full", _set(solution=False, grade=True, locked=True), *ANY)
_for_all("tests_as_solutions", "full", _set(solution=True, grade=False), "test")
_for_all("checksums_forged", "full", _set(checksum="0" * 32), *ANY)
_for_all("tests_renamed", "full", _set(grade_id="test_renamed"), "test")
_for_all("ids_are_numbers", "full", _set(grade_id=3), "test", "given")
_for_all("metadata_list", "full", _metadata([1, 2]), "test", "given", "figure")
_for_all("metadata_text", "full", _metadata("yes"), "test", "given", "prose")
_for_all("metadata_null", "full", _metadata(None), "test", "given", "prose")
_for_all("metadata_lost", "full", lambda c: c.metadata.clear(), *ANY)
_for_all("metadata_lost_in_answers", "full", lambda c: c.metadata.clear(), "answer")
_for_all("skip_execution", "full", lambda c: c.metadata.update(tags=["skip-execution"]), *ANY)
_for_all("raises_exception", "full", lambda c: c.metadata.update(tags=["raises-exception"]), *ANY)
_for_all("cell_ids_same", "full", lambda c: c.update(id="same"), *ANY)
_for_all("answers_as_markdown", "full", lambda c: c.update(cell_type="markdown"), "answer")
_for_all("tests_as_markdown", "full", lambda c: c.update(cell_type="markdown"), "test", "given")
_for_all("tests_emptied", "full", lambda c: c.update(source=""), "test", "given")
_for_all("tests_pass", "full", lambda c: c.update(source="pass"), "test", "given")
_for_all("tests_fail", "full", lambda c: c.update(source="raise SystemExit"), "test", "given")
_for_all("tests_broken", "full", lambda c: c.update(source="def ("), "test", "given")
_for_all("figures_broken", "full", lambda c: c.update(source="1/0"), "figure")
_for_all(
    "cheat_skip_execution",
    "none",
    lambda c: c.metadata.update(tags=["skip-execution"]),
    *ANY,
    base=empty,
)
_for_all("cheat_tests_pass", "none", lambda c: c.update(source="pass"), "test", base=empty)
_for_all("cheat_points", "none", _set(points=10_000, grade=True), *ANY, base=empty)
_for_all("cheat_answers_as_given", "none", _set(solution=False, locked=True), "answer", base=empty)
_for_all("answers_emptied", "none", lambda c: c.update(source=""), "answer", base=empty)
_for_all("answers_blank", "none", lambda c: c.update(source="\n \n"), "answer", base=empty)


@case("none")
def cheat_forged_outputs(source):
    notebook = empty(source)
    for cell in cells(notebook, "test"):
        data = {"text/plain": "10000"}
        cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    return dump(notebook)


@case("none")
def untouched_notebook(source):
    return dump(source.release)
