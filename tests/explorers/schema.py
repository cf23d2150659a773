"""What Python and JavaScript say of the same explorer's state, side by side."""

import json
import subprocess

import traitlets

from tools.explorers import build as build_explorers


def node(code):
    """Run a module in Node and return what it prints as JSON."""
    command, _ = build_explorers.find_node()
    done = subprocess.run(
        [*command, "--no-warnings", "--input-type=module", "-"],
        input=code,  # candidates may be longer than a command line
        cwd=build_explorers.ROOT / "explorers-js",
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def opening_state(name):
    """The state in which an explorer opens in JavaScript."""
    return node(
        f'import explorer from "./explorers/{name}/index.js";'
        'import { openingState } from "./view/state.js";'
        "console.log(JSON.stringify(openingState(explorer.schema)));"
    )


def assert_accept_the_same(name, make, candidates):
    """Let both languages judge the candidate values of every part of the state."""
    assert set(candidates) == set(make().state)
    verdicts = node(
        f'import explorer from "./explorers/{name}/index.js";'
        f"const candidates = {json.dumps(candidates)};"
        "const verdicts = Object.entries(candidates).map(([name, values]) =>"
        " [name, values.map((value) => explorer.schema[name].valid(value))]);"
        "console.log(JSON.stringify(Object.fromEntries(verdicts)));"
    )
    for part, values in candidates.items():
        widget = make()
        for value, in_javascript in zip(values, verdicts[part], strict=True):
            try:
                setattr(widget, part, value)
                in_python = True
            except traitlets.TraitError:
                in_python = False
            assert in_python == in_javascript, f"{part} = {value!r:.80}"
