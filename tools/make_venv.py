"""Make ``.venv`` from the locked requirements; the one script that any Python 3 can run."""

import hashlib
import os
import subprocess
import sys
import venv

MINIMUM = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
LOG = os.path.join(VENV, "install.log")
LOCK = os.path.join(ROOT, "requirements", "book.txt")
LOCKED = ["--require-hashes", "--no-deps", "-r", LOCK]
PROJECT = ["--no-build-isolation", "--no-deps", "--editable", "."]
UNREACHABLE = (
    "Could not fetch",
    "NewConnectionError",
    "ConnectTimeout",
    "Temporary failure in name resolution",
    "No matching distribution",
    "npm registry cannot be reached",
)


def install(said, arguments):
    """Run pip in the environment; return what went wrong in one sentence, or None."""
    print(said, flush=True)
    pip = [os.path.join(VENV, "bin", "python"), "-m", "pip", "install", *arguments]
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    with open(LOG, "w") as log:
        failed = subprocess.call(pip, cwd=ROOT, env=environment, stdout=log, stderr=log)
    if not failed:
        return None
    with open(LOG) as log:
        words = log.read()
    if any(word in words for word in UNREACHABLE):
        return f"no package index in reach: check the network, run make again (details: {LOG})"
    return f"pip could not install what is asked for; it says why in {LOG}"


def wanted():
    """What the environment must hold: this Python and the locked packages."""
    with open(LOCK, "rb") as lock:
        return sys.version + hashlib.sha256(lock.read()).hexdigest()


def holds(stamp, words):
    """Whether a file is there and says `words`."""
    if not os.path.exists(stamp):
        return False
    with open(stamp) as file:
        return file.read() == words


def main():
    """Return what went wrong in one sentence, or None."""
    if sys.version_info < MINIMUM:
        have, need = (".".join(map(str, v)) for v in (sys.version_info[:2], MINIMUM))
        return f"Python {need} or newer is needed, this is {have}: make PYTHON=/path/to/python book"
    stamp = os.path.join(VENV, ".locked")
    if not holds(stamp, wanted()):
        print(f"making .venv with Python {'.'.join(map(str, sys.version_info[:3]))}", flush=True)
        try:
            venv.create(VENV, with_pip=True, clear=True)
        except (OSError, subprocess.CalledProcessError) as error:
            return f"cannot make .venv ({error}); on Debian or Ubuntu: apt install python3-venv"
        problem = install("installing the locked packages (about a minute, 1 GB)", LOCKED)
        if problem:
            return problem
        with open(stamp, "w") as file:
            file.write(wanted())
    problem = install("installing dlcore and building its live figures", PROJECT)
    if problem:
        return problem
    with open(os.path.join(VENV, ".ready"), "w") as file:
        file.write("newer than what it was made from\n")
    return None


if __name__ == "__main__":
    problem = main()
    if problem:
        sys.exit(f"make_venv: {problem}")
