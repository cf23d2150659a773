"""The wheel and its record: the same bytes from the same sources, anywhere; and it works alone."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import numpy
import pytest
import yaml

import dlcore
from sources import release
from sources.chapters import BOOK, Book
from tools.explorers import build as build_explorers
from tools.release.wheel import built

ROOT = BOOK.root
SOURCES = [
    "_config.yml",
    "_toc.yml",
    "pyproject.toml",
    "hatch_build.py",
    "LICENSE",
    "sources",
    "tools",
]
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of the sources as they are."""
    folder = tmp_path_factory.mktemp("wheel")
    return folder / built(folder).wheel


def copy_of(folder, *, javascript):
    """A copy of what the wheel is made from, with or without the built JavaScript."""
    build_explorers.build(ROOT)
    for name in SOURCES:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    shutil.copytree(ROOT / "src" / "dlcore", folder / "src" / "dlcore")
    shutil.copytree(
        ROOT / "explorers-js", folder / "explorers-js", ignore=shutil.ignore_patterns("node_mod*")
    )
    (folder / "explorers-js" / "node_modules").symlink_to(ROOT / "explorers-js" / "node_modules")
    if not javascript:
        shutil.rmtree(folder / "src" / "dlcore" / "explorers" / "static")
    return folder


def run_release(folder, *arguments, umask=0o022, **environment):
    return subprocess.run(
        [sys.executable, "-m", "tools.release", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )


def test_same_sources_same_bytes_and_a_change_is_seen(tmp_path):
    one, two = (tmp_path / name for name in ("one", "two"))
    for folder in (one, two):
        folder.mkdir()
    copy_of(one, javascript=True)
    copy_of(two, javascript=False)
    for number, path in enumerate(two.rglob("*.py")):
        os.utime(path, (1e9, 1e9))
        path.chmod((0o600, 0o755)[number % 2])
    assert run_release(one).returncode == 0
    done = run_release(
        two,
        umask=0o077,
        LC_ALL="C",
        LANG="C",
        TZ="Asia/Seoul",
        PYTHONUTF8="0",
        SOURCE_DATE_EPOCH="1700000000",
    )
    assert done.returncode == 0, done.stderr
    name = release.recorded(Book(one)).wheel
    assert (one / "dist" / name).read_bytes() == (two / "dist" / name).read_bytes()
    assert release.recorded(Book(one)) == release.recorded(Book(two))
    assert run_release(one, "--check", "--tag", release.recorded(Book(one)).tag).returncode == 0

    with (two / "src" / "dlcore" / "losses.py").open("a") as module:
        module.write("# a change\n")
    done = run_release(two, "--check")
    assert done.returncode == 1
    assert "is not the wheel that release.json records" in done.stderr
    assert release.recorded(Book(one)) == release.recorded(Book(two))  # nothing was recorded

    done = run_release(one, "--check", "--tag", "v9.9.9")
    assert done.returncode == 1
    assert "the tag is v9.9.9, but pyproject.toml makes it v" in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "there is no release.json"),
        ("{", "release.json is not JSON"),
        ("[]", "must hold version and sha256"),
        ('{"version": "1.0"}', "must hold version and sha256"),
        ('{"version": "1.0", "sha256": "abc"}', "64 hex digits, got 'abc'"),
    ],
)
def test_a_broken_record_is_named(tmp_path, text, says):
    shutil.copy(ROOT / "_config.yml", tmp_path)
    if text is not None:
        (tmp_path / "release.json").write_text(text)
    with pytest.raises(release.ReleaseError, match=says):
        release.recorded(Book(tmp_path))


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert project["version"] == dlcore.__version__ == citation["version"]
    assert project["version"] == json.loads((ROOT / "release.json").read_text())["version"]


def test_what_is_in_the_wheel(wheel):
    assert wheel.stat().st_size <= 1.5 * MEGABYTE
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(n for n in names if n.endswith("/METADATA"))).decode()
        data = archive.read("dlcore/data/README.md").decode()
    assert "dlcore/py.typed" in names
    explorers = {path.parent.name for path in (ROOT / "explorers-js").glob("explorers/*/index.js")}
    assert {Path(name).stem for name in names if name.endswith(".mjs")} == explorers | {"kit"}
    about = wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    assert {name.split("/")[0] for name in names} == {"dlcore", about}
    assert sum("/licenses/" in name for name in names) == 2
    assert "Creative Commons Attribution 4.0" in data
    for line in (
        "License-Expression: MIT AND CC-BY-4.0",
        "Natural Language :: Korean",
        "Provides-Extra: course",
        "Provides-Extra: explorers",
        "Provides-Extra: plots",
    ):
        assert line in metadata


def test_the_sdist_makes_the_same_wheel(wheel, tmp_path):
    build = "import sys; from hatchling import build; build.build_%s(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build % "sdist", tmp_path], cwd=ROOT, check=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(path for path in tmp_path.iterdir() if path.is_dir())
    (source / "explorers-js" / "node_modules").symlink_to(ROOT / "explorers-js" / "node_modules")
    subprocess.run([sys.executable, "-c", build % "wheel", tmp_path], cwd=source, check=True)
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(tmp_path / wheel.name) as theirs:
        assert ours.namelist() == theirs.namelist()
        for name in ours.namelist():
            assert ours.read(name) == theirs.read(name), name


def test_numpy_alone_is_enough_and_what_else_is_needed_is_named(wheel, tmp_path):
    """The wheel installed into an empty environment, with what it asks for: NumPy."""
    venv = tmp_path / "venv"
    python = venv / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip = [sys.executable, "-m", "pip", "--python", python, "-q"]
    install = [*pip, "install", "--only-binary=:all:"]
    subprocess.run([*install, wheel, f"numpy=={numpy.__version__}"], check=True)
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".py")]
    drawing = ("dlcore/plots/", "dlcore/explorers/")  # these need more than NumPy, and say so below
    numeric = [name for name in names if not name.startswith(drawing)]
    modules = sorted(name.removesuffix(".py").replace("/", ".") for name in numeric)
    assert len(modules) > 40
    code = f"""
import importlib, importlib.metadata
for name in {modules}:
    importlib.import_module(name.removesuffix(".__init__"))
from dlcore import datasets
x, t = datasets.load_digits()
print(sorted(dist.name for dist in importlib.metadata.distributions()))
print(datasets.__file__)
print(x.shape, t.shape)
for name in ("plots", "explorers"):
    try:
        importlib.import_module(f"dlcore.{{name}}")
    except ModuleNotFoundError as error:
        print(error)
"""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    installed, where, *said = done.stdout.splitlines()
    assert installed == "['dlcore-book', 'numpy']"
    assert where.startswith(f"{venv}/lib/")
    assert said == [
        "(1797, 64) (1797,)",
        "dlcore.plots needs matplotlib: pip install 'dlcore-book[plots]'",
        "dlcore.explorers needs matplotlib and ipywidgets and anywidget: "
        "pip install 'dlcore-book[explorers]'",
    ]
