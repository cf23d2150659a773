"""JupyterLite as it is built: its packages, addresses and notebooks, and what can go wrong."""

import json
import os
import shutil
import zipfile
from itertools import pairwise

import pytest
from packaging.utils import canonicalize_name

from sources import release
from sources.chapters import BOOK, LANGUAGES
from tools.lite import build as build_lite
from tools.lite import lock as lite_lock
from tools.lite import pyodide
from tools.lite import wheels as lite_wheels
from tools.lite.build import BuildError
from tools.lite.lock import LockError, Wheel, sha256
from tools.lite.pyodide import CDN
from tools.release.wheel import built

NOTEBOOKS = BOOK.root / "notebooks"
VERSION = json.loads((build_lite.SOURCE / "package.json").read_text())["dependencies"]["pyodide"]


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    """JupyterLite, built once, as it is published."""
    out = tmp_path_factory.mktemp("build") / "lite"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LITE_SELF_HOSTED", raising=False)
        assert build_lite.build(out)
    return out


@pytest.fixture(scope="module")
def packages(lite):
    return json.loads((lite / "static/pyodide/pyodide-lock.json").read_text())["packages"]


@pytest.fixture(scope="module")
def settings(lite):
    return json.loads((lite / "jupyter-lite.json").read_text())["jupyter-config-data"]


def test_dlcore_is_a_package_with_the_hash_of_the_wheel_beside_the_list(lite, packages, tmp_path):
    entry = packages["dlcore-book"]
    assert entry["imports"] == ["dlcore"]
    assert entry["sha256"] == sha256(lite / "static/pyodide" / entry["file_name"])
    assert entry["sha256"] == built(tmp_path).sha256
    assert {"numpy", "matplotlib", "ipywidgets", "anywidget"} <= set(entry["depends"])


def test_whatever_a_package_needs_is_in_the_list(packages):
    for name, entry in packages.items():
        for needed in entry["depends"]:
            assert canonicalize_name(needed) in packages, f"{name} needs {needed}"


def test_files_lie_beside_the_list_or_on_the_cdn_and_all_have_a_hash(lite, packages):
    cdn = CDN.format(version=VERSION)
    beside = set()
    for name, entry in packages.items():
        if not entry["file_name"].startswith(cdn):
            path = lite / "static/pyodide" / entry["file_name"]
            assert path.is_file(), name
            assert entry["sha256"] == sha256(path), name
            beside.add(name)
    assert beside == {
        "anywidget", "comm", "dlcore-book", "ipykernel", "ipywidgets", "piplite", "psygnal",
        "pyodide-kernel", "widgetsnbextension",
    }  # fmt: skip


def test_the_cdns_files_keep_the_hashes_of_the_pinned_release(packages):
    pinned = build_lite.SOURCE / "node_modules/pyodide/pyodide-lock.json"
    for name, entry in json.loads(pinned.read_text())["packages"].items():
        assert packages[name]["sha256"] == entry["sha256"]
        assert packages[name]["file_name"] == CDN.format(version=VERSION) + entry["file_name"]


def test_pages_ask_the_cdn_for_the_pinned_version_and_no_index_for_anything(settings):
    kernel = settings["litePluginSettings"][build_lite.SETTINGS]
    assert kernel["pyodideUrl"] == f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/pyodide.mjs"
    assert kernel["loadPyodideOptions"]["lockFileURL"] == "./static/pyodide/pyodide-lock.json"
    assert kernel["disablePyPIFallback"] is True


def test_the_kernel_loads_all_it_needs_from_the_list(packages, settings):
    kernel = settings["litePluginSettings"][build_lite.SETTINGS]
    preloaded = set(kernel["loadPyodideOptions"]["packages"])
    # Those that the kernel would else ask an index for.
    assert {"ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "piplite"} <= preloaded
    assert preloaded <= set(packages)


def test_the_widgets_front_ends_are_there_and_no_other_extension(settings):
    assert {extension["name"] for extension in settings["federated_extensions"]} == {
        "@jupyter-widgets/jupyterlab-manager",
        "@jupyterlite/pyodide-kernel-extension",
        "anywidget",
    }


def test_what_readers_save_is_kept_by_edition(settings):
    _, minor = release.recorded().version.split(".")[:2]
    for kind in ("contents", "settings", "workspaces"):
        assert settings[f"{kind}StorageName"].endswith(f".{minor}")


def test_notebooks_of_both_languages_are_there_as_committed_but_for_their_figures(lite):
    for language in LANGUAGES:
        for path in (NOTEBOOKS / language).rglob("*.ipynb"):
            name = path.relative_to(NOTEBOOKS)
            both = (path, lite / "files" / name)
            ours, copy = (json.loads(each.read_text("utf-8")) for each in both)
            for cell, copied in zip(ours["cells"], copy["cells"], strict=True):
                assert {**cell, "outputs": ()} == {**copied, "outputs": ()}
            listing = json.loads((lite / "api/contents" / name.parent / "all.json").read_text())
            assert name.as_posix() in [entry["path"] for entry in listing["content"]]


@pytest.mark.parametrize(("language", "hint"), [("ko", "셀을 실행하면"), ("en", "Run the cell")])
def test_a_figure_that_has_not_been_drawn_is_described_above_its_caption(lite, language, hint):
    cells = json.loads((lite / f"files/{language}/xor.ipynb").read_text("utf-8"))["cells"]
    described = 0
    for cell, after in pairwise(cells):
        outputs = [each.get("data", {}).get("text/plain", "") for each in cell.get("outputs", ())]
        shown = "".join("".join(lines) for lines in outputs)
        assert "<Figure" not in shown
        assert "(…)" not in shown
        if figure := cell["metadata"].get("mystnb", {}):
            assert figure["image"]["alt"] in shown
            assert hint in shown
            assert figure["figure"]["caption"].split("$")[0] in "".join(after["source"])
            described += 1
    assert described > 5


def test_notebooks_name_their_language_so_that_no_dialog_asks_for_a_kernel(lite):
    for path in (lite / "files").rglob("*.ipynb"):
        metadata = json.loads(path.read_text("utf-8"))["metadata"]
        assert metadata["language_info"]["name"] == "python", path.name


def test_pages_that_run_notebooks_check_what_they_need(lite):
    for page in ("lab", "notebooks"):
        html = (lite / page / "index.html").read_text("utf-8")
        assert f'data-pyodide="{CDN.format(version=VERSION)}pyodide.mjs"' in html
        assert f'/blob/{release.recorded().tag}/notebooks/"' in html
        assert (lite / page / "../check.js").is_file()
        assert (lite / page / "../check.css").is_file()


def test_no_source_maps(lite):
    assert not list(lite.rglob("*.map"))


def test_a_second_build_from_copies_of_other_dates_is_the_same(lite, tmp_path, monkeypatch):
    monkeypatch.delenv("LITE_SELF_HOSTED", raising=False)
    notebooks = tmp_path / "notebooks"
    for path in sorted(NOTEBOOKS.glob("*/**/*.ipynb"), reverse=True):
        copy = notebooks / path.relative_to(NOTEBOOKS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (1e9, 1e9))
    build_lite.build(tmp_path / "lite", notebooks)
    assert _content(tmp_path / "lite") == _content(lite)


def _content(folder):
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder): sha256(path) for path in paths}


def test_builds_nothing_when_nothing_has_changed(lite, monkeypatch):
    monkeypatch.delenv("LITE_SELF_HOSTED", raising=False)
    before = (lite / "index.html").stat().st_mtime_ns
    assert not build_lite.build(lite)
    assert (lite / "index.html").stat().st_mtime_ns == before


def test_a_change_of_a_notebook_or_of_the_wheel_rebuilds(lite, tmp_path):
    pyodide = build_lite.from_cdn()
    notebook, wheel = tmp_path / "ko" / "a.ipynb", tmp_path / "dlcore.whl"
    notebook.parent.mkdir()
    seen = set()
    for text, code in (("a", "b"), ("a2", "b"), ("a2", "b2")):
        notebook.write_text(text)
        wheel.write_text(code)
        seen.add(build_lite.fingerprint(tmp_path, wheel, pyodide))
    assert len(seen) == 3


@pytest.mark.parametrize("name", ["_config.yml", "sources/chapters.py", "CITATION.cff"])
def test_a_change_of_what_the_addresses_are_made_from_rebuilds(tmp_path, monkeypatch, name):
    changed, hashed = build_lite.ROOT / name, build_lite.sha256
    pyodide = build_lite.from_cdn()
    wheel = tmp_path / "dlcore.whl"
    wheel.touch()
    before = build_lite.fingerprint(tmp_path, wheel, pyodide)
    monkeypatch.setattr(
        build_lite, "sha256", lambda path: "changed" if path == changed else hashed(path)
    )
    assert build_lite.fingerprint(tmp_path, wheel, pyodide) != before


def test_a_change_of_hosted_python_rebuilds(hosted, tmp_path):
    pyodide = build_lite.self_hosted(hosted)
    wheel = tmp_path / "dlcore.whl"
    wheel.touch()
    before = build_lite.fingerprint(tmp_path / "none", wheel, pyodide)
    (hosted / "python_stdlib.zip").write_bytes(b"other")
    assert build_lite.fingerprint(tmp_path / "none", wheel, pyodide) != before


@pytest.mark.parametrize("day", ["2026-11-20", '"2026-11-20"'])
def test_the_day_of_the_edition_may_stand_in_quotes(tmp_path, monkeypatch, day):
    monkeypatch.setattr(build_lite, "EDITION", tmp_path / "CITATION.cff")
    build_lite.EDITION.write_text(f"date-released: {day}\n")
    assert build_lite.release_time() == 1795132800


def failure(capsys, tmp_path):
    """What the tool says in its one line when it fails."""
    assert build_lite.main(["--out", str(tmp_path / "lite")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert not (tmp_path / "lite").exists()
    return line


def test_says_that_there_are_no_notebooks(tmp_path):
    with pytest.raises(BuildError, match=r"no notebooks in .*: run make notebooks"):
        build_lite.build(tmp_path / "lite", tmp_path)


def test_says_that_the_registry_cannot_be_reached(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("LITE_SELF_HOSTED", raising=False)
    source = tmp_path / "source"
    shutil.copytree(build_lite.SOURCE, source, ignore=shutil.ignore_patterns("node_modules"))
    monkeypatch.setattr(pyodide, "SOURCE", source)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    line = failure(capsys, tmp_path)
    assert line.startswith("build_lite: Pyodide (lite/package-lock.json) is not there: ")
    assert "registry cannot be reached" in line


def test_says_that_the_package_index_cannot_be_reached(tmp_path, monkeypatch):
    unreachable = {
        "INDEX_URL": "http://127.0.0.1:9", "EXTRA_INDEX_URL": "", "FIND_LINKS": "",
        "RETRIES": "0", "NO_CACHE_DIR": "1", "CONFIG_FILE": os.devnull,
    }  # fmt: skip
    for name, value in unreachable.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    with pytest.raises(BuildError, match="did not give the wheels of anywidget, comm,"):
        lite_wheels.from_index(tmp_path)


def test_a_changed_wheel_in_the_cache_is_not_believed(tmp_path):
    requirement = lite_wheels.locked_requirement("comm")
    (real,) = (path for path in lite_wheels.from_index() if path.name.startswith("comm-"))
    path = tmp_path / real.name
    shutil.copyfile(real, path)
    assert lite_wheels._cached(tmp_path, "comm", requirement) == path
    path.write_bytes(path.read_bytes() + b"x")
    assert lite_wheels._cached(tmp_path, "comm", requirement) is None


def test_pyodide_and_the_kernel_must_fit(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("LITE_SELF_HOSTED", raising=False)
    monkeypatch.setattr(pyodide, "_kernel_default", lambda: "https://x/pyodide/v1.2.3/full/a")
    assert failure(capsys, tmp_path) == (
        f"build_lite: lite/package.json pins Pyodide {VERSION}, but the kernel is made for 1.2.3: "
        "set them equal"
    )


@pytest.fixture
def hosted(tmp_path, monkeypatch):
    """A folder that looks like a Pyodide release, and holds no wheel."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    npm = build_lite.SOURCE / "node_modules" / "pyodide"
    for name in ("pyodide-lock.json", *build_lite.CORE):
        shutil.copyfile(npm / name, folder / name)
    monkeypatch.setenv("LITE_SELF_HOSTED", str(folder))
    return folder


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide-lock.json", "python_stdlib.zip"])
def test_self_hosted_says_which_part_of_pyodide_is_missing(hosted, tmp_path, capsys, name):
    (hosted / name).unlink()
    assert failure(capsys, tmp_path) == (
        f"build_lite: LITE_SELF_HOSTED={hosted}: {name} is missing; "
        "unpack a full Pyodide release there"
    )


def test_self_hosted_says_that_it_is_another_version(hosted, tmp_path, capsys):
    (hosted / "pyodide.mjs").write_text('const version = "0.1.0"')
    assert f"made for Pyodide {VERSION}, not for this one" in failure(capsys, tmp_path)


def test_self_hosted_says_that_its_list_is_broken(hosted, tmp_path, capsys):
    (hosted / "pyodide-lock.json").write_text('{"packages":')
    assert "pyodide-lock.json is not JSON: " in failure(capsys, tmp_path)


@pytest.mark.parametrize("name", build_lite.CORE)
def test_self_hosted_says_which_part_of_pyodide_differs(hosted, tmp_path, capsys, name):
    with (hosted / name).open("ab") as file:
        file.write(b" ")
    assert failure(capsys, tmp_path) == (
        f"build_lite: {hosted / name} is not the file of Pyodide {VERSION}"
    )


def test_self_hosted_says_which_wheel_is_missing(hosted, tmp_path, capsys):
    line = failure(capsys, tmp_path)
    assert line.startswith(f"build_lite: LITE_SELF_HOSTED={hosted}: asttokens-")
    assert line.endswith("is missing, and asttokens is needed")


def test_self_hosted_says_that_a_wheel_is_not_the_one_named(hosted, tmp_path, capsys):
    entry = json.loads((hosted / "pyodide-lock.json").read_text())["packages"]["asttokens"]
    (hosted / entry["file_name"]).write_text("something else")
    assert "is not the file that its pyodide-lock.json names" in failure(capsys, tmp_path)


BASE = {"info": {"python": "3.14.2"}, "packages": {}}


def wheel_that_needs(requirement, folder):
    path = folder / "mine-1.0-py3-none-any.whl"
    info = "mine-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mine/__init__.py", "")
        archive.writestr(
            f"{info}/METADATA", f"Name: mine\nVersion: 1.0\nRequires-Dist: {requirement}\n"
        )
        archive.writestr(f"{info}/WHEEL", "Root-Is-Purelib: true\n")
    return Wheel(path)


def test_a_need_that_nobody_brings_is_named(tmp_path):
    with pytest.raises(LockError, match="mine needs other, which neither Pyodide nor we bring"):
        lite_lock.compose(BASE, [wheel_that_needs("other", tmp_path)], "")


def test_a_need_in_another_version_is_named(tmp_path):
    other = {"version": "1.0", "depends": [], "file_name": "o"}
    with pytest.raises(LockError, match=r"mine needs other>=2, but Pyodide brings 1\.0"):
        lite_lock.compose(
            BASE | {"packages": {"other": other}}, [wheel_that_needs("other>=2", tmp_path)], ""
        )


def test_needs_of_other_systems_do_not_count(tmp_path):
    wheel = wheel_that_needs('other; sys_platform == "win32"', tmp_path)
    assert lite_lock.compose(BASE, [wheel], "")["packages"]["mine"]["depends"] == []


def test_a_wheel_with_compiled_parts_is_refused(tmp_path):
    path = wheel_that_needs("other", tmp_path).path
    compiled = path.rename(tmp_path / "mine-1.0-cp314-cp314-manylinux_2_28_x86_64.whl")
    with pytest.raises(LockError, match="is no pure Python wheel"):
        lite_lock.compose(BASE, [Wheel(compiled)], "")
