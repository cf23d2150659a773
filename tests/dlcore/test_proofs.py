"""The table of proofs, proofs.yml, has a row for every public name and names tests that exist."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
import yaml

import dlcore
from theme.extension.api import PROOFS, read_proofs
from theme.extension.strings import STRINGS

HERE = Path(__file__).parent
TABLE = read_proofs()
# Drawn and composed things, which tests of their own look after.
ELSEWHERE = {"experiments", "explorers", "plots"}


def public_modules():
    names = {m.name for m in pkgutil.iter_modules(dlcore.__path__) if m.name[0] != "_"}
    return sorted(names - ELSEWHERE)


def functions_of(file):
    tree = ast.parse((HERE / f"{file}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def unmatched(public, rows):
    """Return the public names without a row and the names in rows that are not public."""
    return set(public) ^ {name for row in rows for name in row.names}


def test_every_module_is_in_the_table():
    assert public_modules() == sorted(TABLE)


@pytest.mark.parametrize("module", TABLE)
def test_every_public_name_has_one_row(module):
    public = importlib.import_module(f"dlcore.{module}").__all__
    assert not unmatched(public, TABLE[module])
    assert sum(len(row.names) for row in TABLE[module]) == len(set(public)) == len(public)


def test_a_forgotten_name_would_be_noticed():
    assert unmatched([*dlcore.search.__all__, "new"], TABLE["search"]) == {"new"}
    assert unmatched(dlcore.search.__all__, TABLE["search"][1:])


@pytest.mark.parametrize("module", TABLE)
def test_every_cell_names_a_test_or_a_reason(module):
    for row in TABLE[module]:
        assert len(row.cells) == 3, row.names
        assert any(cell.file for cell in row.cells), f"{row.names}: nothing is tested"
        for cell in row.cells:
            if cell.file:
                assert cell.name in functions_of(cell.file), f"{row.names}: {cell} does not exist"
            else:
                for language, words in STRINGS.items():
                    assert cell.name in words["proofs"]["reasons"], f"{cell} in {language}"


def test_no_reason_is_left_over():
    used = {cell.name for rows in TABLE.values() for row in rows for cell in row.cells}
    for words in STRINGS.values():
        assert set(words["proofs"]["reasons"]) <= used


def test_the_file_is_plain_yaml_with_the_modules_for_keys():
    assert list(yaml.safe_load(PROOFS.read_text(encoding="utf-8"))) == list(TABLE)
