"""The student's process: runs cells, calls functions, gives back plain data.

    python -I worker.py

One command a line on stdin, one reply a line on stdout, as JSON. It trusts nobody and is trusted
with nothing: whatever the code in here does to this process, the tests see only data.
"""

import base64
import builtins
import io
import json
import os
import re
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import plain
import stand_in

MAX_FIGURE = 24_000  # bytes of PNG
# A cell may spoil the builtins for itself, but not for the next one.
_BUILTINS = dict(vars(builtins))
_compile, _exec, _loads, _dumps = compile, exec, json.loads, json.dumps


class Shell:
    """What of IPython a cell may ask for: magics do nothing."""

    def run_line_magic(self, *args, **kwargs):
        return None

    run_cell_magic = system = magic = run_line_magic


class Worker:
    """Answers commands until stdin ends.

    Parameters
    ----------
    commands, replies : text files
    """

    def __init__(self, commands, replies):
        self.commands, self.replies, self.number = commands, replies, 0
        self.space = {
            "__name__": "__main__",
            "display": lambda *objects, **options: None,
            "get_ipython": Shell,
        }

    def serve(self):
        self._reply({})  # ready: from now on time counts
        for line in self.commands:
            command = _loads(line)
            self.number, process = command["number"], os.getpid()
            answer = self._answer(command)
            vars(builtins).update(_BUILTINS)
            if os.getpid() != process:  # a copy that a cell has made of the process
                os._exit(0)
            self._reply(answer)

    def _answer(self, command):
        stand_in.borrowed.clear()
        try:
            if "run" in command:
                _exec(compile_cell(command["run"], command["name"]), self.space)
                return {"figure": figure()}
            if command["name"] not in self.space:
                return {"missing": command["name"]}
            value = self.space[command["name"]]
            if "call" not in command:
                return {"value": plain.pack(value)}
            return self._call(value, command["call"])
        except BaseException as error:
            close_figures()
            return {"error": describe(error), "borrowed": list(stand_in.borrowed)}

    def _call(self, function, packed):
        arguments = [plain.unpack(argument, self._function) for argument in packed]
        value = plain.pack(function(*arguments))
        changed = [
            number
            for number, (argument, before) in enumerate(zip(arguments, packed, strict=True))
            if before["t"] in ("array", "list", "dict", "tuple")
            and _loads(_dumps(plain.pack(argument))) != before
        ]
        return {"value": value, "changed": changed, "borrowed": list(stand_in.borrowed)}

    def _function(self, number):
        """A stand-in for a function of the tests: asks back for its value."""

        def ask(*arguments):
            packed = [plain.pack(argument) for argument in arguments]
            self._reply({"callback": number, "arguments": packed})
            answer = _loads(self.commands.readline())
            if "error" in answer:
                raise ValueError(answer["error"])
            return plain.unpack(answer["value"])

        return ask

    def _reply(self, message):
        self.replies.write(_dumps(message | {"number": self.number}) + "\n")
        self.replies.flush()


def compile_cell(source: str, name: str):
    """A cell's code; where it is not Python as it stands, without IPython's own lines."""
    file = f"<cell {name}>"
    try:
        return _compile(source, file, "exec")
    except SyntaxError:
        lines = source.split("\n")
        if re.match(r"\s*%%(?!time|capture|prun)", lines[0]):
            lines = []  # another language
        kept = ["" if re.match(r"\s*[%!?]|.*\w\?+\s*$", line) else line for line in lines]
        return _compile("\n".join(kept), file, "exec")


def figure() -> str | None:
    """What a cell has drawn, as a small PNG in base64; and no figure stays open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if not pyplot or not pyplot.get_fignums():
        return None
    try:
        picture = io.BytesIO()
        drawn = pyplot.gcf()
        drawn.savefig(picture, format="png", dpi=min(72, 560 / max(drawn.get_size_inches())))
        small = fewer_colors(picture)
    except Exception:
        return None
    finally:
        close_figures()
    return base64.b64encode(small).decode() if len(small) <= MAX_FIGURE else None


def close_figures() -> None:
    """Half a figure, of a cell that failed, is not shown with the next cell."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def fewer_colors(picture) -> bytes:
    """The same PNG in a quarter of the bytes."""
    from PIL import Image  # Matplotlib has loaded it already

    small = io.BytesIO()
    Image.open(picture).convert("RGB").quantize(24).save(small, "png", optimize=True)
    return small.getvalue()


def describe(error: BaseException) -> dict:
    """Kind, text and place of an error, in what the student wrote."""
    place = None
    try:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(f.filename[6:-1], f.lineno) for f in frames if f.filename.startswith("<cell ")]
        place = places[-1] if places else None
        if isinstance(error, SyntaxError) and str(error.filename).startswith("<cell "):
            place = (error.filename[6:-1], error.lineno)
            return {"kind": type(error).__name__, "text": str(error.msg)[:500], "place": place}
        text = str(error)[:500]
    except BaseException:
        text = ""
    return {"kind": str(type(error).__name__)[:80], "text": text, "place": place}


def main():
    """Keep the two pipes for the protocol; cells get neither input nor output."""
    replies, commands = os.fdopen(os.dup(1), "w"), os.fdopen(os.dup(0), encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    stand_in.install()
    Worker(commands, replies).serve()


if __name__ == "__main__":
    main()
