"""`node --test`: the JavaScript engine replays what dlcore computed, and the view's pure parts."""

import json
import os
import re
import subprocess

import pytest

from tools.explorers import build as build_explorers
from tools.goldens import explorers as make_explorer_goldens


@pytest.fixture(scope="module")
def goldens(tmp_path_factory):
    folder = tmp_path_factory.mktemp("goldens")
    return folder, make_explorer_goldens.write(folder)


TESTS = build_explorers.ROOT / "explorers-js" / "test"
REPLAYING = [
    path.name.removesuffix(".test.js")
    for path in sorted(TESTS.glob("*.test.js"))
    if "golden.js" in path.read_text("utf-8")
]


def run_suite(folder, *suites):
    """Run files of tests; the output is TAP with diagnostics."""
    node, _ = build_explorers.find_node()
    return subprocess.run(
        [*node, "--test", "--test-reporter=tap", *(f"test/{suite}.test.js" for suite in suites)],
        cwd=build_explorers.ROOT / "explorers-js",
        env={**os.environ, "DLCORE_GOLDENS": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_engine_is_dlcore(goldens):
    folder, counts = goldens
    done = run_suite(folder, *REPLAYING)
    assert done.returncode == 0, done.stdout + done.stderr
    largest = [float(found) for found in re.findall(r"largest difference (\S+)", done.stdout)]
    assert len(largest) == sum(counts.values()) >= 200
    print(f"{len(largest)} cases, largest difference {max(largest):.1e}")


@pytest.mark.parametrize("suite", ["view", "bundle", "models"])
def test_node_suite(static, tmp_path, suite):
    done = run_suite(tmp_path, suite)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "key"), [("trajectories", "losses"), ("rng", "random"), ("layers", "dx0")]
)
def test_a_number_that_differs_is_found(goldens, tmp_path, file, key):
    """Golden numbers are really compared: one that is off by 1e-9 turns the suite red."""
    folder, _ = goldens
    for path in folder.iterdir():
        (tmp_path / path.name).symlink_to(path)
    path = tmp_path / f"{file}.json"
    cases = json.loads(path.read_text())
    cases[0]["expected"][key][0] += 1e-9
    path.unlink()
    path.write_text(json.dumps(cases))
    done = run_suite(tmp_path, "engine")
    assert done.returncode != 0
    assert re.search(rf"{key}: largest difference (1\.0|9\.9)\d*e-(09|9|10)", done.stdout)
