"""What this machine's isolation is, and what it is not: tried out by attacks, not assumed."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dlcourse.engine.sandbox import LEVELS, Sandbox, container_program, works

# Each attack says whether it got through. It runs where student code runs.
_ATTACKS = """
import json, os, socket, sys
secret, parent, owner = sys.argv[1:]
def tries(attack):
    try:
        return bool(attack())
    except BaseException:
        return False
def network():
    sock = socket.socket(); sock.settimeout(1)
    try:
        sock.connect(("127.0.0.1", 1))
    except ConnectionRefusedError:
        return any(name != "lo" for _, name in socket.if_nameindex())
    return True
def memory():
    return bytearray(5 << 30)
def processes():
    return int(open("/proc/%s/stat" % parent).read().split()[0]) == int(parent)
def files():
    for number in range(3):
        with open("big%d" % number, "wb") as file:
            for _ in range(20):
                file.write(b"0" * (1 << 20))
    return True
print(json.dumps({
    "read_course": tries(lambda: open(secret).read()),
    "write_course": tries(lambda: open(secret, "a").write("!")),
    "same_user": tries(lambda: os.getuid() == int(owner) and open(secret)),
    "network": tries(network), "processes": tries(processes),
    "memory": tries(memory), "files": tries(files),
}))
"""


def examine(image: str = "") -> list[dict]:
    """For each level whether it works here, and which attacks get through it."""
    return [_examine(Sandbox(level, image)) for level in LEVELS]


def _examine(sandbox: Sandbox) -> dict:
    reason = works(sandbox)
    found = {"level": sandbox.level, "works": not reason, "reason": reason, "through": []}
    if reason or sandbox.level == "container":
        found["program"] = container_program() if sandbox.level == "container" else None
        return found
    with tempfile.TemporaryDirectory() as course, tempfile.TemporaryDirectory() as home:
        secret = Path(course) / "hidden.txt"
        secret.write_text("a hidden test")
        os.chmod(course, 0o700)
        about = [str(secret), str(os.getpid()), str(os.getuid())]
        inner = [sys.executable, "-I", "-c", _ATTACKS, *about]
        command = sandbox.command(home, inner)
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    outcome = json.loads(done.stdout or "{}")
    found["through"] = [attack for attack, got_through in outcome.items() if got_through]
    return found
