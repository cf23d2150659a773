import doctest
import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import dlcore
from tools.goldens import dlcore as make_goldens

HEAVY = {"experiments", "explorers", "plots"}
HOME = Path(dlcore.__path__[0])
FILES = [
    path
    for path in sorted(HOME.rglob("*.py"))
    if path.relative_to(HOME).parts[0].removesuffix(".py") not in HEAVY
]
MODULES = [".".join(["dlcore", *p.relative_to(HOME).with_suffix("").parts]) for p in FILES]
PUBLIC = sorted({m.name for m in pkgutil.iter_modules(dlcore.__path__) if m.name[0] != "_"} - HEAVY)
GOLDEN_FILES = sorted(path.stem for path in make_goldens.GOLDEN.glob("*.json"))


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name):
    module = importlib.import_module(name.removesuffix(".__init__"))
    result = doctest.testmod(module, extraglobs={"np": np})
    assert result.failed == 0


def test_every_public_name_has_a_docstring_with_an_example():
    for name in PUBLIC:
        module = importlib.import_module(f"dlcore.{name}")
        for public in module.__all__:
            value = getattr(module, public)
            if inspect.isclass(value) or inspect.isfunction(value):
                assert ">>> " in (value.__doc__ or ""), f"dlcore.{name}.{public} has no example"


def test_the_public_methods_are_documented():
    for name in PUBLIC:
        module = importlib.import_module(f"dlcore.{name}")
        for public in module.__all__:
            value = getattr(module, public)
            if inspect.isclass(value):
                for method, function in inspect.getmembers(value, inspect.isfunction):
                    if method[0] != "_":
                        assert inspect.getdoc(function), f"{public}.{method}"


def test_flat_names_are_unique_and_present():
    assert len(dlcore.__all__) == len(set(dlcore.__all__))
    for name in dlcore.__all__:
        assert hasattr(dlcore, name)


def run_python(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_import_needs_numpy_only():
    code = (
        "import sys, numpy; before = set(sys.modules); import dlcore, dlcore.datasets, "
        "dlcore.search, dlcore.regions; new = {m.split('.')[0] for m in set(sys.modules) - before};"
        "outside = new - set(sys.stdlib_module_names) - {'dlcore', 'numpy'};"
        "print(outside, 'urllib.request' in sys.modules, 'threading' in new)"
    )
    done = run_python(code)
    assert done.stdout.strip() == "set() False False", done.stderr


def test_importing_draws_nothing_from_the_global_generator():
    code = (
        "import numpy as np; a = np.random.get_state()[1].copy(); import dlcore, dlcore.datasets;"
        "print((a == np.random.get_state()[1]).all())"
    )
    assert run_python(code).stdout.strip() == "True"


def test_files_stay_short():
    for path in FILES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path.name


# The golden files and the live oracle


def test_golden_files_are_those_of_the_script():
    assert [make.__name__ for make in make_goldens.FILES] == GOLDEN_FILES


@pytest.fixture(scope="module")
def live(torch):
    return make_goldens.compute()


@pytest.mark.oracle
@pytest.mark.parametrize("name", GOLDEN_FILES)
def test_pytorch_gives_the_golden_numbers_today(name, live):
    committed = json.loads((make_goldens.GOLDEN / f"{name}.json").read_text())
    assert make_goldens.largest_difference(live[name], committed) < 1e-12


def test_the_comparison_sees_differences():
    golden = {"a": [1.0, 2.0], "b": {"c": [[3.0]]}}
    assert make_goldens.largest_difference(golden, golden) == 0
    for other in (
        {"a": [1.0, 2.1], "b": {"c": [[3.0]]}},
        {"a": [1.0], "b": {"c": [[3.0]]}},
        {"a": [1.0, 2.0]},
    ):
        assert make_goldens.largest_difference(other, golden) > 0.04


def test_without_pytorch_the_oracle_skips_or_fails_as_told(tmp_path):
    (tmp_path / "torch.py").write_text("raise ImportError\n")
    for demand, words in (("0", "PyTorch is not installed"), ("1", "DLCORE_REQUIRE_TORCH=1")):
        done = subprocess.run(
            [
                sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0",
                f"{__file__}::test_pytorch_gives_the_golden_numbers_today",
            ],
            env={**os.environ, "PYTHONPATH": str(tmp_path), "DLCORE_REQUIRE_TORCH": demand},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert words in done.stdout
        assert (done.returncode != 0) == (demand == "1")


def test_make_goldens_says_when_pytorch_is_missing(tmp_path):
    (tmp_path / "torch.py").write_text("raise ImportError\n")
    done = subprocess.run(
        [sys.executable, "-m", "tools.goldens", "dlcore", "--check"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "PyTorch is not installed: run `make torch` first.\n"
