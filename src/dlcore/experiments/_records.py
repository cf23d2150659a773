"""What long experiments found, stored in the package."""

import json
from importlib import resources


def read_record(name):
    """Return the record ``data/<name>.json``; `tools.goldens` writes it."""
    file = resources.files("dlcore").joinpath(f"data/{name}.json")
    return json.loads(file.read_text(encoding="utf-8"))
