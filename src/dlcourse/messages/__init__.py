"""The words of dlcourse in both languages, from the YAML files beside this one."""

import os
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("ko", "en")


@cache
def _messages() -> dict:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        found |= yaml.load(path.read_text(encoding="utf-8"), loader)
    return found


def say(key: str, language: str, *parts, **fields) -> str:
    """A message, filled in.

    Parameters
    ----------
    key : str
    language : {"ko", "en"}
    *parts, **fields
        Fill the places of the message.
    """
    return _messages()[key][language].format(*parts, **fields)


def system_language() -> str:
    """The language of the person at the terminal, by the locale; English for any other."""
    for name in ("DLCOURSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "ko" if os.environ[name].startswith("ko") else "en"
    return "en"
