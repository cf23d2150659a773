"""A small book in a copy of the project, to build for real."""

import os
import shutil
import subprocess
import sys

from bs4 import BeautifulSoup

from sources.chapters import BOOK

ROOT = BOOK.root
DATA = ("book/glossary.csv", "book/definitions.yml")
HEADER = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
CELL = """```{code-cell} ipython3
import time

print(6 * 7, flush=True)
time.sleep(0.5)
print("half a second later")
```
"""
LIVE = "```{code-cell} ipython3\nfrom dlcore.explorers import SpaceWarp\n\nSpaceWarp()\n```\n"
STATE_LINK = "#space_warp:act=sigmoid,s=1"
MATH = f"Where $a > b$, so with [a sigmoid]({STATE_LINK}).\n"
TRAP = ":::{admonition} A belief\n:class: trap\n\nIf that were so.\n:::\n"
FIGURE = """```{code-cell} ipython3
---
mystnb:
  figure:
    caption: CAPTION
  image:
    alt: A dot.
---
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([0], [0], "o")
plt.close(fig)
fig
```
"""


class Project:
    """A copy of the project whose book has one page of text and one chapter with two cells.

    It is built without JupyterLite, which has tests of its own.
    """

    def __init__(self, folder):
        self.folder = folder
        for name in ("sources", "tools", "theme", "explorers-js", "src"):
            shutil.copytree(
                ROOT / name,
                folder / name,
                ignore=shutil.ignore_patterns("node_modules", "__pycache__"),
            )
        for name in ("_config.yml", "requirements/book.txt", *DATA):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        (folder / "book" / "references.bib").write_text("")
        for name in ("theme", "explorers-js"):
            (folder / name / "node_modules").symlink_to(ROOT / name / "node_modules")
        (folder / "_toc.yml").write_text(
            "format: jb-book\nroot: index\n"
            "parts:\n  - caption: Chapters\n    chapters:\n      - file: chapter\n"
        )
        for language, title in (("ko", "제목"), ("en", "Title")):
            self.write(language, "index", f"# {title}\n\n{TRAP}\n```{{glossary-table}}\n```\n")
            self.write(language, "chapter", self.chapter(title))

    @staticmethod
    def chapter(title, cell=CELL):
        return f"{HEADER}# {title}\n\n{MATH}\n{cell}\n{FIGURE.replace('CAPTION', title)}\n{LIVE}"

    def write(self, language, page, text):
        path = self.folder / "book" / language / f"{page}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    def page(self, name):
        return self.soup(f"site/{name}")

    def soup(self, name):
        return BeautifulSoup(self.read(name), "html.parser")

    def read(self, name):
        return (self.folder / name).read_text("utf-8")

    def run(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "tools.site", "build", "--no-lite", *arguments],
            cwd=self.folder,
            env=os.environ | environment,
            capture_output=True,
            text=True,
        )

    def fingerprints(self):
        """What the build compares of each language, to know whether something has changed."""
        each = "fingerprint(inputs(each)) for each in LANGUAGES"
        code = f"from tools.site.build import *; print(*({each}))"
        command = [sys.executable, "-c", code]
        return subprocess.check_output(command, cwd=self.folder, text=True).split()
