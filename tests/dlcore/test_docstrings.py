"""Every public docstring says what a stranger needs, and every public signature has types."""

import importlib
import inspect
import re
from pathlib import Path

import pytest

import dlcore
from theme.extension.api import read_proofs

CHAPTERS = {
    "introduction", "perceptron", "xor", "activations", "losses", "backprop", "optimizers",
    "preprocessing", "initialization", "batch-norm", "dropout", "hyperparameters",
}  # fmt: skip
PUBLIC = [
    pytest.param(getattr(module, name), id=f"{module.__name__.removeprefix('dlcore.')}.{name}")
    for module in map(importlib.import_module, (f"dlcore.{m}" for m in read_proofs()))
    for name in module.__all__
    if inspect.isclass(getattr(module, name)) or inspect.isfunction(getattr(module, name))
]


def sections(doc):
    """Return the texts of the numpydoc sections by title."""
    parts = re.split(r"^(\w+)\n-+\n", inspect.cleandoc(doc), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def chapters(doc):
    """Return the chapters that a docstring names."""
    found = re.search(r"\bChapters?: ([a-z-]+(?:,\s[a-z-]+)*)\.", doc)
    return found[1].replace("\n", " ").split(", ") if found else []


def documented(section):
    """Return the names that a section explains: its lines that are not indented."""
    heads = re.findall(r"^(\S.*?)(?: :.*)?$", section, flags=re.MULTILINE)
    return {name.strip("* ") for head in heads for name in head.split(",")}


def parameters(value):
    names = [n for n in inspect.signature(value).parameters if n not in ("self", "args", "kwargs")]
    return [] if "Attributes" in sections(value.__doc__) and _is_record(value) else names


def _is_record(value):
    """Whether the constructor only stores the attributes: a data class or a named tuple."""
    return hasattr(value, "__dataclass_fields__") or hasattr(value, "_fields")


@pytest.mark.parametrize("value", PUBLIC)
def test_names_a_chapter_and_shows_an_example(value):
    assert chapters(value.__doc__), "no chapter"
    assert set(chapters(value.__doc__)) <= CHAPTERS
    assert ">>> " in sections(value.__doc__).get("Examples", ""), "no section with an example"


@pytest.mark.parametrize("value", PUBLIC)
def test_explains_every_parameter_and_the_result(value):
    found = sections(value.__doc__)
    missing = set(parameters(value)) - documented(found.get("Parameters", ""))
    assert missing - {"op", "parents", "local"} == set()  # Value's, which are attributes
    if inspect.isfunction(value):
        assert "Returns" in found or "Yields" in found


@pytest.mark.parametrize("value", PUBLIC)
def test_has_types(value):
    function = value.__init__ if inspect.isclass(value) else value
    if _is_record(value) or not inspect.isfunction(function):
        return  # written as fields, which have types, or there is no constructor
    signature = inspect.signature(function)
    bare = [
        name
        for name, parameter in signature.parameters.items()
        if parameter.annotation is parameter.empty and name not in ("self", "dtype")
    ]
    assert bare == []
    if inspect.isfunction(value):
        assert signature.return_annotation is not signature.empty


def test_the_package_says_that_it_is_typed():
    assert Path(dlcore.__path__[0], "py.typed").is_file()


def test_the_checks_see_what_is_missing():
    doc = "Do. Chapter: losses.\n\nParameters\n----------\na, b : int\n    Two.\n*c : x\n"
    assert chapters(doc) == ["losses"]
    assert chapters("Chapters: xor,\nlosses.") == ["xor", "losses"]
    assert chapters("See losses.") == []
    assert documented(sections(doc)["Parameters"]) == {"a", "b", "c"}
    assert "Examples" not in sections(doc)
