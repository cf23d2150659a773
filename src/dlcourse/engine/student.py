"""The tests' end of a student's process: ask, wait, give up, and start anew.

A process that hangs, dies or says too much is ended, and a new one takes its place and repeats
what went well before. Only so often: the time of a submission is limited, too.
"""

import contextlib
import ctypes
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field

from dlcourse.apart import plain
from dlcourse.engine.sandbox import Sandbox, SandboxError

MAX_REPLY = 64 << 20  # bytes
MAX_DEATHS = 2  # of one function or cell, before it is not tried again
MAX_LIVES = 8
START_SECONDS = 90  # for a new process on a busy machine; not the student's time


class StudentError(Exception):
    """What went wrong in a student's code.

    Attributes
    ----------
    key : str
        Which of the messages says it (`messages.yml`).
    fields : dict
        What the message is filled with.
    """

    def __init__(self, key: str, **fields):
        super().__init__(key, fields)
        self.key, self.fields = key, fields


class Ended(StudentError):
    """The process is gone, and the code that ran is the reason."""


# A test may expect an error of the student's code: these keep their own class besides.
_EXPECTED = (ValueError, TypeError, IndexError, KeyError, ZeroDivisionError, RuntimeError)
_CLASSES = {kind.__name__: type(kind.__name__, (StudentError, kind), {}) for kind in _EXPECTED}


@dataclass
class Student:
    """Runs a student's cells and calls the functions in them.

    Parameters
    ----------
    sandbox : Sandbox
    seconds : float
        Time limit of one cell or call.
    total : float
        Time limit of all of them together.
    """

    sandbox: Sandbox
    seconds: float = 5.0
    total: float = 60.0
    remarks: list = field(default_factory=list)
    _history: list = field(default_factory=list)
    _deaths: Counter = field(default_factory=Counter)
    _last: dict = field(default_factory=dict)
    _process = None
    _number = 0  # of the last command

    def __post_init__(self):
        self._end = time.monotonic() + self.total

    def run(self, name: str, source: str) -> str | None:
        """Run a cell; give back its figure (PNG, base64) if it drew one."""
        command = {"run": source, "name": name}
        reply = self._ask(name, command)
        if "error" not in reply:  # a cell that failed is run again too: it may have done something
            self._history.append(command)
        else:
            self._history.append(command | {"failed": True})
            _raise(reply)
        figure = reply.get("figure")
        return figure if isinstance(figure, str) else None

    def value(self, name: str):
        """The value of a name that a cell has set."""
        return self._read(name, self._ask(name, {"name": name}))

    def call(self, name: str, arguments: tuple):
        """Call a function on copies of the arguments; give back value and borrowed modules."""
        functions: list = []
        packed = [plain.pack(argument, functions) for argument in arguments]
        reply = self._ask(name, {"name": name, "call": packed}, functions)
        borrowed = [str(module)[:80] for module in reply.get("borrowed") or []]
        if borrowed:
            return None, borrowed
        value = self._read(name, reply)
        if reply.get("changed") and ("changed", name) not in self.remarks:
            self.remarks.append(("changed", name))
        return value, []

    def close(self) -> None:
        """End the process and whatever it has started."""
        if self._process:
            end_group(self._process)
            self._process = None
            self._home.cleanup()

    def _read(self, name, reply):
        if "missing" in reply:
            raise StudentError("missing", name=name)
        _raise(reply)
        try:
            return plain.unpack(reply["value"])
        except plain.NotPlain as error:
            raise StudentError("not_plain", name=name, type=error.name) from None
        except KeyError:
            raise self._ended("gone") from None

    def _ask(self, key, command, functions=()):
        if self._deaths[key] >= MAX_DEATHS:
            raise Ended(*self._last[key][0], **self._last[key][1])
        if sum(self._deaths.values()) >= MAX_LIVES:
            raise StudentError("too_often")
        if time.monotonic() > self._end:
            raise StudentError("no_time_left", seconds=self.total)
        try:
            if not self._process:
                began = time.monotonic()
                self._start()
                self._end += time.monotonic() - began
            return self._exchange(command, functions)
        except Ended as error:
            self._deaths[key] += 1
            self._last[key] = ((error.key,), error.fields)
            self.close()
            raise

    def _start(self):
        self._home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = self.sandbox.start(self._home.name)
        self._buffer = b""
        try:
            self._receive(time.monotonic() + START_SECONDS)
        except Ended as error:
            raise SandboxError(f"no student process came up: {error.key}") from None
        for command in self._history:
            self._exchange(command, ())

    def _exchange(self, command, functions):
        """Send a command and read its reply, answering what the student asks meanwhile."""
        end = min(time.monotonic() + self.seconds, self._end)
        self._number += 1
        self._send(command | {"number": self._number})
        while True:
            reply = self._receive(end)
            if reply.get("number") != self._number:
                continue  # what a cell has written into the pipe by itself
            if "callback" not in reply:
                return reply
            self._send(_answer(reply, functions))

    def _send(self, message):
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._ended("gone") from None

    def _receive(self, end):
        output = self._process.stdout.fileno()
        while b"\n" not in self._buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([output], [], [], left)[0]:
                raise self._ended("too_slow", seconds=self.seconds)
            got = os.read(output, 1 << 20)
            if not got:
                raise self._ended("gone")
            self._buffer += got
            if len(self._buffer) > MAX_REPLY:
                raise self._ended("too_big")
        line, self._buffer = self._buffer.split(b"\n", 1)
        try:
            reply = json.loads(line)
        except (ValueError, RecursionError):
            reply = None
        if not isinstance(reply, dict):
            raise self._ended("gone")
        return reply

    def _ended(self, key, **fields):
        return Ended(key, **fields)


def _answer(reply, functions):
    """The value of a function of the tests that the student has called."""
    try:
        function = functions[int(reply["callback"])]
        arguments = [plain.unpack(argument) for argument in reply["arguments"]]
        return {"value": plain.pack(function(*arguments))}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}


def _raise(reply):
    error = reply.get("error")
    if not error:
        return
    if not isinstance(error, dict):
        raise StudentError("gone")
    kind, text = str(error.get("kind"))[:80], str(error.get("text"))[:500]
    place = error.get("place")
    line = place[1] if isinstance(place, list) and len(place) == 2 else None
    if kind == "NotImplementedError":
        raise StudentError("not_answered")
    fields = {"kind": kind, "text": text, "line": line if isinstance(line, int) else 0}
    raise _CLASSES.get(kind, StudentError)("raised", **fields)


def adopt_orphans() -> None:
    """Become the parent of processes whose parent ends, so that none of them escapes (Linux)."""
    if sys.platform == "linux":
        set_child_subreaper = 36
        ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def end_group(process) -> None:
    """Kill a process, its group, and every orphan that came to us."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            pipe.close()
    process.wait()
    for _ in range(100):
        orphans = _children()
        if not orphans:
            return
        for orphan in orphans:
            with contextlib.suppress(OSError):
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)


def _children():
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return [int(number) for number in file.read().split()]
    except OSError:
        return []
