"""Codespaces, JupyterHub and the release: what their files name exists and is pinned."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from sources.chapters import BOOK, LANGUAGES
from sources.launch import launcher
from sources.release import recorded

ROOT = BOOK.root
HUB = ROOT / "deploy" / "jupyterhub"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def container():
    return json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))


def instructions(name):
    """What follows an instruction in the Dockerfile, its own lines joined."""
    text = re.sub(r"\\\n\s*", "", (HUB / "Dockerfile").read_text("utf-8"))
    return re.findall(rf"^{name} (.+)$", text, flags=re.MULTILINE)


def test_images_are_pinned_by_tag_and_have_binders_python():
    for image in (container()["image"], *instructions("FROM")):
        name, _, tag = image.rpartition(":")
        assert name, f"{image} has no tag"
        assert re.search(r"(^|-)3\.11([.-]|$)", tag), f"{image} is not Python 3.11"


def test_codespaces_runs_commands_that_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    target = container()["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
    ports = container()["forwardPorts"]
    assert int(re.search(r"^PORT \?= (\d+)", makefile, flags=re.MULTILINE)[1]) in ports
    assert {int(port) for port in container()["portsAttributes"]} == set(ports)


def test_system_packages_have_names_that_exist():
    command = container()["onCreateCommand"]
    packages = [word for word in command.split(" install ")[1].split() if word[0] != "-"]
    assert "chromium" in packages
    if shutil.which("apt-cache") is None:
        pytest.skip("no apt-cache here to ask for the names of Debian's packages")
    known = subprocess.run(["apt-cache", "pkgnames"], capture_output=True, text=True, check=True)
    names = set(known.stdout.split())
    if len(names) < 10_000:
        pytest.skip("this machine has no lists of packages (apt-get update)")
    assert [package for package in packages if package not in names] == []


def test_the_dockerfile_copies_what_exists_and_what_is_let_through():
    ignored = (HUB / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert ignored[0] == "*"
    let_through = [line.removeprefix("!") for line in ignored[1:]]
    for line in instructions("COPY"):
        *sources, _ = [word for word in line.split() if not word.startswith("--")]
        for source in sources:
            assert (ROOT / source).exists(), source
            assert any(f"{source}/".startswith(f"{path}/") for path in let_through), source


def test_the_dockerfile_runs_as_nobody_special_and_installs_by_hash():
    text = (HUB / "Dockerfile").read_text("utf-8")
    assert instructions("USER") == ["1000"]
    assert text.index("pip install") < text.index("USER 1000") < text.index("ENTRYPOINT")
    assert all("-r /tmp/" in line for line in instructions("RUN") if "pip" in line)
    for name in ("deploy/jupyterhub/jupyter.txt", "binder/requirements.txt"):
        assert "--hash=sha256:" in (ROOT / name).read_text("utf-8")


def test_a_student_gets_the_notebooks_once(tmp_path):
    notebooks = tmp_path / "notebooks" / "ko"
    notebooks.mkdir(parents=True)
    (notebooks / "xor.ipynb").write_text("as released")
    home = tmp_path / "home"
    home.mkdir()
    env = {
        **os.environ,
        "HOME": str(home),
        "NOTEBOOKS": str(tmp_path / "notebooks"),
        "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}",
    }
    start = [HUB / "start", "echo", "started"]
    mine = home / f"dlcore-book-{recorded().version}" / "ko" / "xor.ipynb"
    for _ in range(2):
        done = subprocess.run(start, env=env, capture_output=True, text=True, check=True)
        assert done.stdout == "started\n"
        assert mine.read_text() in ("as released", "my work")
        mine.write_text("my work")
    assert mine.read_text() == "my work"


def test_an_interrupted_copy_is_made_anew_and_a_failed_one_names_the_originals(tmp_path):
    notebooks, home = tmp_path / "notebooks", tmp_path / "home"
    notebooks.mkdir()
    (notebooks / "xor.ipynb").write_text("as released")
    mine = home / f"dlcore-book-{recorded().version}"
    part = mine.with_name(f"{mine.name}.part")
    part.mkdir(parents=True)
    (part / "half.ipynb").write_text("half of")
    env = {
        **os.environ,
        "HOME": str(home),
        "NOTEBOOKS": str(notebooks),
        "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}",
    }
    start = [HUB / "start", "echo", "started"]
    subprocess.run(start, env=env, capture_output=True, check=True)
    assert [path.name for path in mine.iterdir()] == ["xor.ipynb"]
    assert not part.exists()
    shutil.rmtree(mine)
    env["NOTEBOOKS"] = str(tmp_path / "gone")
    done = subprocess.run(start, env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "started\n"
    assert f"the notebooks stay in {tmp_path / 'gone'}" in done.stderr
    assert not mine.exists()


def test_examples_name_the_present_release():
    tag = recorded().tag
    for name in ("Dockerfile", "README.md"):
        found = set(re.findall(r"\bv\d+\.\d+\.\d+\b", (HUB / name).read_text("utf-8")))
        assert found == {tag}, f"deploy/jupyterhub/{name} names {found}, the release is {tag}"
    values = yaml.safe_load(
        re.search(r"```yaml\n(.+?)```", (HUB / "README.md").read_text("utf-8"), re.S)[1]
    )
    assert values["singleuser"]["image"]["tag"] == tag


def links(path):
    """Addresses that a text links to or installs from."""
    return set(re.findall(r"https://[^\s)>\"]+", path.read_text("utf-8")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_texts_lead_to_the_present_release(lang):
    """README and the page on running name addresses by hand; a new version must reach them."""
    readme, page = links(ROOT / "README.md"), links(BOOK.source(lang, "contributing"))
    ways = launcher()
    notebook = f"{lang}/xor.ipynb"
    compared = BOOK.url(lang, "contributing", "run-anywhere")
    wanted = {ways.lite(notebook), ways.colab(notebook), ways.binder(notebook), compared}
    assert wanted <= readme
    assert recorded().url in page
    for address in readme | page:
        for version in re.findall(r"/(v\d+\.\d+\.\d+)\b", address):
            assert version == recorded().tag, address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_into_the_repository_lead_to_files(lang):
    main = f"{BOOK.config['repository']['url']}/blob/main/"
    inside = [a.removeprefix(main) for a in links(BOOK.source(lang, "contributing")) if main in a]
    assert len(inside) >= 4
    for path in inside:
        assert (ROOT / path).is_file(), path
    for path in re.findall(r"\]\(([\w/.-]+)\)", (ROOT / "README.md").read_text("utf-8")):
        assert (ROOT / path).exists(), path


def test_the_release_checks_before_it_publishes():
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    assert jobs["wheel"]["needs"] == "build"
    assert jobs["site"]["needs"] == "wheel"
    commands = [step.get("run", "") for step in jobs["build"]["steps"]]
    assert any('tools.release --check --tag "$GITHUB_REF_NAME"' in c for c in commands)
    assert "make test" in commands
    assert jobs["build"].get("permissions") is None  # it reads; only what publishes may write


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned(path):
    text = path.read_text("utf-8")
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    for action, version in re.findall(r"uses: ([\w/-]+)@(\S+)", text):
        assert re.fullmatch(r"[0-9a-f]{40}", version), f"{path.name}: {action}@{version}"
