"""Code that the pages show but never run is Python, and uses the library that it stands for."""

import ast
import builtins
import re

import pytest

from sources.chapters import BOOK, LANGUAGES

SHOWN = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [(language, page) for language in LANGUAGES for page in BOOK.pages]


def shown(language, page):
    return SHOWN.findall(BOOK.source(language, page).read_text(encoding="utf-8"))


def names(code):
    """The names that a program uses but neither imports nor assigns."""
    nodes = list(ast.walk(ast.parse(code)))
    made = {alias.name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names}  # fmt: skip
    uses = [node for node in nodes if isinstance(node, ast.Name)]
    made |= {node.id for node in uses if isinstance(node.ctx, ast.Store)}
    return {node.id for node in uses} - made - set(dir(builtins))


@pytest.mark.parametrize(("language", "page"), PAGES)
def test_shown_code_is_python(language, page):
    for code in shown(language, page):
        ast.parse(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_network_is_shown_in_keras_and_in_pytorch(language):
    keras, torch = shown(language, "introduction")
    assert keras.startswith("import keras\n")
    assert torch.startswith("import torch\n")
    for code in (keras, torch):  # they go on from the split that the cell before them made
        assert names(code) <= {"x_train", "x_test", "t_train", "t_test"}
        assert {"64", "10", "0.3", "32"} <= set(re.findall(r"[\d.]+", code))


def test_broken_code_would_be_noticed():
    with pytest.raises(SyntaxError):
        ast.parse(*SHOWN.findall("```python\nmodel.fit(x_train,\n```\n"))
    assert names("from a import b\nc = b(d)\n") == {"d"}
