"""Where student code runs: what this machine can shut it into, and the command that does.

Levels, the strongest first:

- `namespaces`: no network, own processes, a file system without the course. Linux, where the kernel
  lets this user make namespaces (root always may).
- `container`: the same by Docker or Podman, from an image that holds Python and NumPy.
- `user`: an unprivileged user; files that others may read, and the network, stay in reach.
- `limits`: limits of time, memory and files only. It is the lecturer's own account.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEVELS = ("namespaces", "container", "user", "limits")
APART = Path(__file__).resolve().parent.parent / "apart"
ENTER = Path(__file__).resolve().parent / "enter.py"
HOME_SIZE = 32 << 20
LIMITS = {
    "CPU": 60,  # seconds
    "AS": 3 << 30,  # bytes of address space
    "FSIZE": 16 << 20,
    "NPROC": 64,
    "NOFILE": 256,
    "CORE": 0,
}
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
ENVIRONMENT = ONE_THREAD | {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class SandboxError(Exception):
    """An isolation that this machine does not give; the message says why."""


@dataclass(frozen=True)
class Sandbox:
    """How student processes are started.

    Parameters
    ----------
    level : str
        One of LEVELS.
    image : str
        Image of the container level.
    """

    level: str
    image: str = ""

    def start(self, home: str) -> subprocess.Popen:
        """Start a student's process with pipes; `home` is an empty folder that may be lost."""
        return subprocess.Popen(
            self.command(home, [sys.executable, "-I", str(APART / "worker.py")]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin")},
            start_new_session=True,
            preexec_fn=_lift_memory_limit,
        )

    def command(self, home: str, inner: list[str]) -> list[str]:
        """The command line that runs `inner` shut in."""
        if self.level == "container":
            return self._container(inner)
        os.chmod(home, 0o777)
        settings = {
            "namespaces": self.level == "namespaces",
            "user": _fresh_user() if self.level != "limits" else None,
            "home": home,
            "home_size": HOME_SIZE,
            "visible": visible(),
            "limits": _limits(self.level),
            "environment": ENVIRONMENT,
            "fonts": font_cache(),
        }
        return [sys.executable, "-I", "-S", str(ENTER), json.dumps(settings), *inner]

    def _container(self, inner):
        program = container_program()
        if not program:
            raise SandboxError("neither docker nor podman is there")
        limits = ["--memory=1g", "--memory-swap=1g", "--pids-limit=64", "--cpus=1"]
        closed = ["--network=none", "--read-only", "--cap-drop=ALL", "--user=65534:65534"]
        closed += ["--security-opt=no-new-privileges", "--ipc=none", "--ulimit=fsize=16777216"]
        home = ["--tmpfs=/tmp:size=32m", "--workdir=/tmp", "--env=HOME=/tmp"]
        env = [f"--env={name}={value}" for name, value in ENVIRONMENT.items() if name != "PATH"]
        code = f"--volume={APART}:/apart:ro"
        python = ["python", *(part.replace(str(APART), "/apart") for part in inner[1:])]
        begin = [program, "run", "--rm", "--interactive", "--log-driver=none"]
        return [*begin, *limits, *closed, *home, *env, code, self.image, *python]


def visible() -> list[str]:
    """What of the file system a student's process sees, read-only: Python, packages, the worker."""
    python = [sys.base_prefix, *_python_links()]
    if sys.prefix != sys.base_prefix:
        python += [f"{sys.prefix}/bin", f"{sys.prefix}/pyvenv.cfg"]
        python += sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    below_system = tuple(f"{path}/" for path in SYSTEM[:4])
    own = [path for path in python if not path.startswith(below_system)]
    return [*SYSTEM, *own, str(APART)]


def _python_links():
    """Folders on the way from the environment's python to the real one."""
    path, found = Path(sys.executable), []
    while path.is_symlink():
        path = Path(os.path.normpath(path.parent / path.readlink()))
        found.append(str(path.parent))
    return found


def _lift_memory_limit():
    """The judge's own limit is not the student's, nor that of a container program."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _fresh_user():
    """A user id for one process, so that the limit of processes counts only its own."""
    return random.SystemRandom().randrange(50_000, 60_000)


def _limits(level):
    limits = dict(LIMITS)
    if sys.platform != "linux":
        del limits["AS"]  # macOS reserves more than it uses
    if level == "limits" or (level == "user" and os.getuid() != 0):
        del limits["NPROC"]  # would count the lecturer's own processes
    return limits


@cache
def font_cache() -> str | None:
    """Matplotlib's list of fonts: without it the first figure of each process takes seconds."""
    default = Path.home() / ".cache" / "matplotlib"
    folder = Path(os.environ.get("MPLCONFIGDIR", default))
    found = sorted(folder.glob("fontlist-*.json"))
    return str(found[-1]) if found else None


def container_program() -> str | None:
    """Docker or Podman, whichever is installed."""
    return shutil.which("podman") or shutil.which("docker")


def works(sandbox: Sandbox) -> str:
    """Why a level does not work here; empty if it does."""
    if sandbox.level == "container" and not sandbox.image:
        return "no image is named"
    if sandbox.level == "namespaces" and sys.platform != "linux":
        return "namespaces exist on Linux only"
    if sandbox.level == "user" and os.getuid() != 0:
        return "only root can become another user"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        code = "import numpy; print(int(numpy.ones(3).sum()))"
        try:
            command = sandbox.command(home, [sys.executable, "-I", "-c", code])
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        except (OSError, SandboxError, subprocess.TimeoutExpired) as error:
            return str(error)
    if done.stdout.strip() == "3":
        return ""
    return (done.stderr.strip().splitlines() or ["no answer"])[-1]


@cache
def best(image: str = "") -> Sandbox:
    """The strongest level that works on this machine."""
    for level in LEVELS:
        sandbox = Sandbox(level, image)
        if not works(sandbox):
            return sandbox
    raise SandboxError("student code cannot be run at all: see dlcourse doctor")


def chosen(level: str = "", image: str = "") -> Sandbox:
    """The level asked for, or the best; an image asks for a container."""
    if not level and image:
        level = "container"
    if not level:
        return best()
    if level not in LEVELS:
        raise SandboxError(f"isolation must be one of {', '.join(LEVELS)}, got {level!r}")
    sandbox = Sandbox(level, image)
    if reason := works(sandbox):
        raise SandboxError(f"isolation {level!r} does not work on this machine: {reason}")
    return sandbox
