"""Pages while they are written: a change is built and the browser told; a fault leaves the page."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

from tools.site.serve import server


def free_port(folder):
    with server(folder) as httpd:
        return httpd.server_port


@contextmanager
def watching(project, *arguments):
    """`tools.site watch` in the project; what it says, line by line."""
    port = free_port(project.folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.site", "watch", "--port", str(port), *arguments],
        cwd=project.folder,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", process.stdout
    finally:
        process.terminate()
        process.communicate()


def heard(lines, words):
    """Read on until a line says `words`; the lines up to it."""
    found = []
    for line in lines:
        found.append(line)
        if re.search(words, line):
            return found
    raise AssertionError(f"{words!r} was never said: {found}")


def read(address):
    """A page, from when the server is there."""
    while True:
        with suppress(urllib.error.URLError), urllib.request.urlopen(address) as answer:
            return answer.read().decode()


def test_a_change_is_built_and_a_fault_leaves_the_page(project, changed):
    with watching(project, "--lang", "en") as (address, lines):
        heard(lines, r"pages \(en\)")
        heard(lines, "watch: http")
        page = f"{address}/en/index.html"
        assert "livereload.js" in read(page)  # what tells the browser
        assert "A new sentence." not in read(page)
        whole = project.read("book/en/index.md")
        changed("book/en/index.md", f"{whole}\nA new sentence.\n")
        heard(lines, r"pages \(en\)")
        assert "A new sentence." in read(page)
        (project.folder / "book/en/index.md").write_text(f"{whole}\n:::{{note}}\nopen\n", "utf-8")
        said = heard(lines, r"pages \(en\)")
        assert any(":::{note} is never closed" in line for line in said)
        assert "A new sentence." in read(page)
