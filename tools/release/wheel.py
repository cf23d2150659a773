"""Build the wheel of dlcore into dist/ and record its hash in release.json.

Notebooks that run where dlcore is missing (Colab, Binder) install the wheel of the book's release
by its address and this hash. The wheel's bytes depend on the sources alone, so the record can be
checked on any machine.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import tomllib
import zipfile
from contextlib import chdir
from pathlib import Path

from hatchling.build import build_wheel

from sources.chapters import BOOK, Book
from sources.release import RECORD, Release


def built(folder: Path, book: Book = BOOK) -> Release:
    """Build the wheel into `folder`, and say what release it belongs to.

    The archive is stored, not compressed: compressors differ between machines by a few bytes. Dates
    and modes of its files are always the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        with chdir(book.root):
            compressed = Path(scratch) / build_wheel(scratch)
        wheel = folder / compressed.name
        with zipfile.ZipFile(compressed) as source, zipfile.ZipFile(wheel, "w") as target:
            for member in source.infolist():
                content = source.read(member)
                member.compress_type = zipfile.ZIP_STORED
                member.date_time = (2020, 2, 2, 0, 0, 0)
                member.external_attr = 0o100644 << 16
                target.writestr(member, content)
    version = tomllib.loads((book.root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Release(book.config["repository"]["url"], version, sha256)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="record nothing; fail if the record is not true"
    )
    parser.add_argument(
        "--tag", help="also fail unless this is the release's tag (the release workflow asks)"
    )
    options = parser.parse_args(arguments)
    release = built(BOOK.root / "dist")
    path = BOOK.root / RECORD
    if options.tag and options.tag != release.tag:
        print(
            f"release: the tag is {options.tag}, but pyproject.toml makes it {release.tag}",
            file=sys.stderr,
        )
        return 1
    record = json.dumps({"version": release.version, "sha256": release.sha256}, indent=2) + "\n"
    if path.is_file() and path.read_text("utf-8") == record:
        print(f"release: {release.wheel}, as recorded")
        return 0
    if options.check:
        print(
            f"release: dist/{release.wheel} is not the wheel that {RECORD} records: "
            "run make notebooks and commit what it changes",
            file=sys.stderr,
        )
        return 1
    path.write_text(record, "utf-8")
    print(f"release: {release.wheel} recorded in {RECORD}")
    return 0
