"""The same title in one language is the same in the other: "In fact" is always 사실은."""

import re
from collections.abc import Iterator

from sources.blocks import Block

_KIND = re.compile(r"heading [2-6]|title of .*|th")


class Titles:
    """Titles of headings and boxes, over all pages that are compared together."""

    def __init__(self):
        self._korean: dict[str, tuple[str, str]] = {}
        self._english: dict[str, tuple[str, str]] = {}

    def strangers(self, pairs: list[tuple[Block, Block]], paths: tuple[str, str]) -> Iterator[str]:
        """Say which titles have another rendering elsewhere."""
        for ko, en in pairs:
            if not _KIND.fullmatch(ko.kind):
                continue
            here = f"{paths[0]}:{ko.line}"
            mine, theirs = " ".join(ko.prose.split()), " ".join(en.prose.split())
            said, place = self._korean.setdefault(theirs, (mine, here))
            if said != mine:
                yield f"{here}: title: “{theirs}” is “{mine}” here and “{said}” at {place}"
            said, place = self._english.setdefault(mine, (theirs, here))
            if said != theirs:
                yield f"{here}: title: “{mine}” is “{theirs}” here and “{said}” at {place}"
