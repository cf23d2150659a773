"""Shut a process in, and become the student's: the step between the tests and the student's code.

    python -I -S enter.py SETTINGS COMMAND...

SETTINGS is JSON, see `dlcourse.engine.sandbox`. With `namespaces` the process gets its own empty
network, its own process numbers and a file system that holds only the paths of `visible`,
read-only, and a small home in memory. As root it becomes an unprivileged user. The limits
hold at any level. Standard library only, on purpose: it runs before anything can be imported.
"""

import contextlib
import ctypes
import json
import os
import resource
import shutil
import signal
import sys

HOME = "/home/student"
NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000,
    1 << 26,
    1 << 27,
    1 << 28,
    1 << 29,
    1 << 30,
)
RDONLY, NOSUID, NODEV, REMOUNT, BIND, REC, PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
DETACH, SET_PDEATHSIG, SET_NO_NEW_PRIVS = 2, 1, 38
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def call(name: str, *arguments) -> None:
    """Call the C library; raise OSError where it fails."""
    library = ctypes.CDLL(None, use_errno=True)
    arguments = [a.encode() if isinstance(a, str) else a for a in arguments]
    if getattr(library, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def mount(source, target, kind=None, flags=0, options=None) -> None:
    call("mount", source, target, kind, ctypes.c_ulong(flags), options)


def unshare() -> None:
    """Leave the machine's namespaces; the user's too where that is what allows the others."""
    flags, user, group = NEWNS | NEWUTS | NEWIPC | NEWPID | NEWNET, os.getuid(), os.getgid()
    if user == 0:
        call("unshare", flags)
        return
    call("unshare", flags | NEWUSER)
    for file, text in (
        ("setgroups", "deny"),
        ("uid_map", f"65534 {user} 1"),
        ("gid_map", f"65534 {group} 1"),
    ):
        with open(f"/proc/self/{file}", "w") as mapping:
            mapping.write(text)


def build_root(root: str, visible: list, home_size: int) -> None:
    """Mount what the student may see below `root`, and make it the root."""
    mount("none", "/", None, REC | PRIVATE)
    mount("tmpfs", root, "tmpfs", NOSUID | NODEV, "size=1m,mode=755")
    for path in [*visible, *DEVICES]:
        if not os.path.lexists(path):
            continue
        target = root + path
        if os.path.islink(path):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if not os.path.lexists(target):
                os.symlink(os.readlink(path), target)
            continue
        if os.path.isdir(path):
            os.makedirs(target, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            open(target, "w").close()
        mount(path, target, None, BIND | REC)
        if path not in DEVICES:
            kept = os.statvfs(path).f_flag & (NOSUID | NODEV | 8 | 1024 | 2048)  # locked for us
            mount("none", target, None, REMOUNT | BIND | RDONLY | NOSUID | NODEV | kept)
    for folder, size in ((HOME, home_size), ("/tmp", home_size)):
        os.makedirs(root + folder, exist_ok=True)
        options = f"size={size},nr_inodes=2000,mode=777"
        mount("tmpfs", root + folder, "tmpfs", NOSUID | NODEV, options)
    os.makedirs(root + "/proc", exist_ok=True)
    os.chdir(root)
    call("pivot_root", ".", ".")
    call("umount2", ".", DETACH)
    os.chdir("/")
    with contextlib.suppress(OSError):  # not in some containers; nothing of ours needs it
        mount("proc", "/proc", "proc", NOSUID | NODEV | 8)
    mount("none", "/", None, REMOUNT | RDONLY | NOSUID | NODEV)


def fork_first_process() -> None:
    """Go on as process 1 of the new numbering; the parent waits and ends with what that ends."""
    child = os.fork()
    call("prctl", SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if child == 0:
        return
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def limit(limits: dict) -> None:
    """Set the resource limits: seconds, bytes, counts."""
    for name, value in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def become(user: int) -> None:
    """Give up root for a user that owns nothing."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def main() -> None:
    settings, command = json.loads(sys.argv[1]), sys.argv[2:]
    home = settings["home"]
    root = os.getuid() == 0
    if settings["namespaces"]:
        fonts = settings.get("fonts")
        cache = _content(fonts) if fonts else b""
        unshare()
        fork_first_process()
        build_root(home, settings["visible"], settings["home_size"])
        home = HOME
        if fonts:
            os.makedirs(f"{home}/.mpl", exist_ok=True)
            with open(f"{home}/.mpl/{os.path.basename(fonts)}", "wb") as file:
                file.write(cache)
            os.chmod(f"{home}/.mpl", 0o777)
    elif settings.get("fonts"):
        os.makedirs(f"{home}/.mpl", exist_ok=True)
        shutil.copy(settings["fonts"], f"{home}/.mpl/")
        os.chmod(f"{home}/.mpl", 0o777)
    os.umask(0o077)
    os.chdir(home)
    limit(settings["limits"])
    if root and settings["user"]:
        become(settings["user"])
    if sys.platform == "linux":
        call("prctl", SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    environment = settings["environment"] | {"HOME": home, "MPLCONFIGDIR": f"{home}/.mpl"}
    os.execve(command[0], command, environment)


if __name__ == "__main__":
    main()
