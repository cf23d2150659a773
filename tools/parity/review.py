"""`--update`: both texts of each changed block side by side, taken one by one."""

import shutil
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from tools.parity.lock import Change

HELP = "y: they say the same   n: they do not   a: yes, and to all that no rule doubts   q: stop"


class Review:
    """Asks a reader about each change.

    Parameters
    ----------
    everything : bool
        Whether to take, without asking, all changes that no rule doubts, and none of the others.
    """

    def __init__(self, everything: bool = False):
        self.everything = everything
        self.stopped = False
        self.taken = 0

    def refused(self, changes: list[Change]) -> list[Change]:
        """Changes that are not to be recorded."""
        return [change for change in changes if not self._takes(change)]

    def _takes(self, change: Change) -> bool:
        if self.stopped:
            return False
        takes = not change.doubts if self.everything else self._ask(change)
        self.taken += takes
        return takes

    def _ask(self, change: Change) -> bool:
        print(f"\n{change.said}")
        for doubt in change.doubts:
            print(f"  ! {doubt.split(': ', 1)[1]}")
        for line in side_by_side(change.pair[0].source, change.pair[1].source):
            print(line)
        while True:
            try:
                reply = input("the same? [y/n/a/q] ").strip().lower()[:1]
            except EOFError:
                reply = "q"
            if reply == "a":
                self.everything = True
            if reply in ("y", "a"):
                return True
            if reply in ("n", "q"):
                self.stopped = reply == "q"
                return False
            print(HELP)


def side_by_side(korean: str, english: str, width: int | None = None) -> Iterator[str]:
    """Lines that show two texts in two columns."""
    width = width or min(shutil.get_terminal_size((120, 40)).columns, 160)
    column = (width - 3) // 2
    lines = zip_longest(_wrapped(korean, column), _wrapped(english, column), fillvalue="")
    for left, right in lines:
        yield f"{left}{' ' * (column - _width(left))} │ {right}"


def _wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most so many columns; a Korean letter takes two."""
    lines = [""]
    for word in text.split():
        glued = f"{lines[-1]} {word}".lstrip()
        if _width(glued) <= width or not lines[-1]:
            lines[-1] = glued
        else:
            lines.append(word)
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
