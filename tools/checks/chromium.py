"""Find Chromium for the browser tests; where there is none, fetch Playwright's own.

A browser on the PATH comes first. Otherwise Playwright's is used, and fetched once (about 100 MB)
unless the network refuses.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "--only-shell"]
WHAT_TO_DO = (
    "install Chromium (Debian and Ubuntu: apt install chromium; macOS: brew install --cask "
    "chromium), or run .venv/bin/python -m tools.checks chromium where Playwright's server is in "
    "reach"
)
# Scrollbars are shown: a test that hides them does not see what a reader sees.
LOOK = {
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
    "ignore_default_args": ["--hide-scrollbars"],
}


def on_path() -> str | None:
    """The browser that is installed on this computer."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch_options() -> dict | None:
    """What to launch Playwright's `chromium` with; None if there is no browser to launch."""
    if found := on_path():
        return LOOK | {"executable_path": found}
    return LOOK if _fetched() else None


def _fetched() -> bool:
    """Whether Playwright's own browser lies where Playwright looks for it."""
    done = subprocess.run(
        [*PLAYWRIGHT, "--dry-run", "chromium"], capture_output=True, text=True, check=False
    )
    places = re.findall(r"Install location:\s*(\S.*)", done.stdout)
    return bool(places) and all(Path(place, "INSTALLATION_COMPLETE").exists() for place in places)


def fetch() -> str:
    """Fetch Playwright's browser; why it is not there in one sentence, or the empty string."""
    done = subprocess.run([*PLAYWRIGHT, "chromium"], capture_output=True, text=True, check=False)
    if done.returncode == 0 and _fetched():
        return ""
    said = [line.strip() for line in done.stderr.splitlines() if re.match(r"\s*Error", line)]
    reason = said[-1] if said else f"playwright install ended with code {done.returncode}"
    return f"no Chromium on the PATH, and Playwright's could not be fetched ({reason})"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.checks chromium", description=__doc__)
    parser.parse_args(arguments)
    if options := launch_options():
        print(f"chromium: {options.get('executable_path', 'that of Playwright')}")
        return 0
    print("chromium: none on the PATH; fetching Playwright's (about 100 MB)", flush=True)
    if problem := fetch():
        print(f"chromium: {problem}: {WHAT_TO_DO}", file=sys.stderr)
        return 1
    print("chromium: that of Playwright, fetched")
    return 0
