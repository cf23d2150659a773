"""What is done in JavaScript while the book is built: a script gets JSON and answers with JSON."""

import json
import subprocess

from sphinx.errors import ExtensionError


def ask(config, script, question):
    """Run a script of this folder with Node; return its answer.

    Parameters
    ----------
    config : sphinx.config.Config
        Its `node` is the command that starts Node.
    script : Path
    question : object
        Written as JSON to the script's standard input.
    """
    done = subprocess.run(
        [config.node, script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise ExtensionError(f"{script.name} stopped: {done.stderr.strip()}")
    return json.loads(done.stdout)


def setup(app):
    app.add_config_value("node", "node", "html")
