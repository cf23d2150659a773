"""Pages while they are written: built one by one as they change, without what publishing adds.

A process per language stays, so that a changed page takes seconds. What is published is built anew
and whole (`tools.site.build`); drafts keep what did not change, and their fonts may lack a letter.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from sources.chapters import BOOK, LANGUAGES
from tools.guards import sources as guards
from tools.site.build import (
    BUILD,
    KERNEL_ENVIRONMENT,
    BuildError,
    build_explorers,
    collect_static,
    prepare_kernels,
)
from tools.site.finish import REPAIRS, with_policy, write_root

DRAFTS = BUILD / "drafts"


class Writer:
    """A process that builds the pages of one language whenever it is asked to."""

    def __init__(self, language: str):
        self.language = language
        self.out = DRAFTS / language
        self.out.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tools.site.language", "--stay", language, self.out]
        self.process = subprocess.Popen(
            [*command, prepare_kernels(), BUILD / "static"],
            cwd=BOOK.root,
            env=os.environ | KERNEL_ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self) -> None:
        """Begin to build what has changed."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        """What went wrong, or the empty string."""
        line = self.process.stdout.readline()
        if not line:
            return f"the process that builds the pages ({self.language}) has ended"
        return json.loads(line).replace(f"{BOOK.root}/", "")

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


class Drafts:
    """The drafts of some languages in one folder, as a site.

    Parameters
    ----------
    site : Path
        Where the pages are put.
    policy : bool
        Whether they carry their security policy, as published; it forbids `make watch` to reload.
    """

    def __init__(self, site: Path, policy: bool):
        self.site, self.policy = site, policy
        self.writers: dict[str, Writer] = {}

    def refresh(self, languages: Iterable[str] = LANGUAGES) -> list[str]:
        """Build what has changed; return what went wrong, a line a fault."""
        languages = list(languages)
        if found := guards.problems(BOOK):
            return found
        for language in languages:
            if language not in self.writers:
                self.writers[language] = Writer(language)
        for language in languages:
            self.writers[language].ask()
        found = [said for each in languages if (said := self.writers[each].answer())]
        for language in languages:
            self._publish(DRAFTS / language / "html", self.site / language)
        self.site.mkdir(parents=True, exist_ok=True)  # where no language could be built
        write_root(self.site)
        return found

    def assets(self) -> list[str]:
        """Build the explorers' scripts and put them where pages load them from."""
        try:
            build_explorers()
            collect_static(BUILD / "static")
        except BuildError as error:
            return [str(error)]
        return []

    def _publish(self, built: Path, target: Path) -> None:
        """Copy what is newer than its copy."""
        for path in built.rglob("*"):
            copy = target / path.relative_to(built)
            if not path.is_file() or (copy.is_file() and _mtime(copy) >= _mtime(path)):
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
            if path.suffix == ".html" and "_static" not in path.parts:
                html = path.read_text("utf-8")
                for old, new in REPAIRS.items():
                    html = html.replace(old, new)
                copy.write_text(with_policy(html) if self.policy else html, "utf-8")

    def restart(self) -> None:
        """Forget the processes: what they have loaded has changed."""
        for writer in self.writers.values():
            writer.close()
        self.writers = {}


def _mtime(path: Path) -> int:
    return path.stat().st_mtime_ns


def timed(drafts: Drafts, languages: Iterable[str] = LANGUAGES) -> list[str]:
    """Refresh, and say how long it took or what went wrong."""
    start = time.perf_counter()
    found = drafts.refresh(languages)
    for problem in found:
        print(problem, file=sys.stderr, flush=True)
    print(f"pages ({', '.join(languages)}): {time.perf_counter() - start:.1f} s", flush=True)
    return found
