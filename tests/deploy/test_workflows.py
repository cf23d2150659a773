"""The workflows: files that GitHub accepts, and a night's failure that does not redden main."""

import subprocess
import sys

import pytest
import yaml

from sources.chapters import BOOK

FOLDER = BOOK.root / ".github" / "workflows"


def accepted(*paths):
    command = [sys.executable, "-m", "check_jsonschema"]
    done = subprocess.run(
        [*command, "--builtin-schema", "vendor.github-workflows", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0


def test_all_workflows_follow_the_schema():
    assert accepted(*sorted(FOLDER.glob("*.yml")))


@pytest.mark.parametrize(
    ("old", "new"), [("runs-on:", "run-on:"), ("steps:", "step:"), ("- uses:", "- using:")]
)
def test_a_misspelt_key_is_refused(tmp_path, old, new):
    text = (FOLDER / "ci.yml").read_text("utf-8")
    assert old in text
    broken = tmp_path / "ci.yml"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    assert not accepted(broken)


def test_the_night_opens_an_issue_and_nothing_depends_on_it():
    nightly = yaml.safe_load((FOLDER / "nightly.yml").read_text("utf-8"))
    (job,) = nightly["jobs"].values()
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    assert "pipefail" in (FOLDER / "nightly.yml").read_text("utf-8")
    assert job["defaults"]["run"]["shell"] == "bash"
    (last,) = [step for step in job["steps"] if "gh issue" in step.get("run", "")]
    assert last["if"].startswith("failure()")
    assert "3.14" in {str(step.get("with", {}).get("python-version")) for step in job["steps"]}
    others = [path for path in FOLDER.glob("*.yml") if path.name != "nightly.yml"]
    assert all("nightly" not in path.read_text("utf-8") for path in others)


def test_links_to_other_sites_are_asked_for_by_the_clock_alone():
    links = yaml.safe_load((FOLDER / "links.yml").read_text("utf-8"))
    assert set(links[True]) == {"schedule", "workflow_dispatch"}  # YAML reads `on` as true
    assert "lychee" not in (BOOK.root / "Makefile").read_text("utf-8")
    (check,) = [step for step in links["jobs"]["external"]["steps"] if step.get("id") == "lychee"]
    for pattern in check["with"]["args"].partition(" -- ")[2].split():
        assert list(BOOK.root.glob(pattern.strip("'").removeprefix("./"))), f"nothing is {pattern}"
