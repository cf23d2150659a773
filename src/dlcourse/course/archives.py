"""Files out of what platforms give for download, read with limits, never unpacked to disk.

Names inside an archive only say who handed in what: nothing is ever written under them, so `..`,
absolute paths and links lead nowhere.
"""

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dlcourse.course.errors import CourseError
from dlcourse.engine.notebook_file import MAX_BYTES

MAX_TOTAL = 4 << 30  # bytes out of one archive
MAX_MEMBERS = 20_000
MAX_DEPTH = 2  # an archive that a student has put into an archive
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz")


@dataclass(frozen=True)
class Handed:
    """One file that somebody handed in.

    Attributes
    ----------
    path : str
        Its name, with the folders and the archive around it.
    content : bytes
    modified : datetime or None
        The time in the archive; a ZIP says it without a zone.
    problem : str
        Key of the message that says why it was not read; empty if it was.
    """

    path: str
    content: bytes
    modified: datetime | None = None
    problem: str = ""


def files(path: Path) -> Iterator[Handed]:
    """All files in an archive, in a folder, or the file itself."""
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.is_file() and not each.is_symlink():
                yield from files_in(each, f"{path.name}/{each.relative_to(path).as_posix()}")
        return
    if not path.is_file():
        raise CourseError("cannot_read", file=path, error="no such file")
    yield from files_in(path, path.name)


def files_in(path: Path, name: str) -> Iterator[Handed]:
    """The file, or what is in it."""
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if name.lower().endswith(ARCHIVES):
        with path.open("rb") as file:
            yield from _members(file, name, _Budget(), 1)
    elif path.stat().st_size > MAX_BYTES:
        yield Handed(name, b"", modified, "too_big_file")
    else:
        yield Handed(name, path.read_bytes(), modified)


class _Budget:
    """How much may still come out of an archive."""

    def __init__(self):
        self.bytes, self.members = MAX_TOTAL, MAX_MEMBERS

    def take(self, size):
        self.bytes -= size
        self.members -= 1
        return self.bytes >= 0 and self.members >= 0


def _members(file, name, budget, depth):
    is_zip = name.lower().endswith(".zip")
    try:
        yield from (_zip_members if is_zip else _tar_members)(file, name, budget, depth)
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
    ):
        yield Handed(name, b"", None, "bad_archive")


def _zip_members(file, name, budget, depth):
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            path = f"{name}/{_zip_name(member)}"
            if member.is_dir() or _is_clutter(path):
                continue
            modified = datetime(*member.date_time) if _is_date(member.date_time) else None
            if stat.S_ISLNK(member.external_attr >> 16):
                yield Handed(path, b"", modified, "is_link")
            elif member.flag_bits & 1:
                yield Handed(path, b"", modified, "is_encrypted")
            else:
                with archive.open(member) as opened:
                    yield from _read(opened, path, modified, budget, depth)


def _tar_members(file, name, budget, depth):
    with tarfile.open(fileobj=file) as archive:
        for member in archive:
            path = f"{name}/{member.name}"
            if member.isdir() or _is_clutter(path):
                continue
            modified = datetime.fromtimestamp(member.mtime, UTC)
            if not member.isfile():
                yield Handed(path, b"", modified, "is_link")
            else:
                yield from _read(archive.extractfile(member), path, modified, budget, depth)


def _read(opened, path, modified, budget, depth):
    """Read a member up to the limit; what its header says of its size is not believed."""
    try:
        content = opened.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        yield Handed(path, b"", modified, "bad_archive")
        return
    if len(content) > MAX_BYTES or not budget.take(len(content)):
        yield Handed(path, b"", modified, "too_big_file")
    elif path.lower().endswith(ARCHIVES) and depth < MAX_DEPTH:
        yield from _members(io.BytesIO(content), path, budget, depth + 1)
    else:
        yield Handed(path, content, modified)


def _zip_name(member):
    """A member's name: old Korean programs write CP949 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_date(parts):
    try:
        return datetime(*parts).year > 1980
    except ValueError:
        return False


def _is_clutter(path):
    parts = path.split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._") or parts[-1] in (".DS_Store", "")
