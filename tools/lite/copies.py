"""The copies of the notebooks that JupyterLite serves: what a figure shows stands where it will be.

A stored notebook holds no pictures. Where its cell printed `<Figure size …>`, the copy describes
the picture and says how to get it; the caption is the cell below.
"""

import os
import re
from pathlib import Path

import nbformat

from sources.chapters import LANGUAGES, notebooks_in

FIGURE = re.compile(r"<Figure size \d+x\d+ with \d+ Axes>")
EXPLORER = re.compile(r"\w+\(…\)")  # what tools.notebooks keeps of a widget
WORDS = {
    "ko": ("그림:", "셀을 실행하면 그려집니다.", "셀을 실행하면 움직이는 그림이 나옵니다."),
    "en": ("Figure:", "Run the cell to draw it.", "Run the cell to get the live figure."),
}


def copy_notebooks(notebooks: Path, folder: Path, released: int) -> None:
    """Copy the notebooks of all languages into a folder; they get the date of the release."""
    for language in LANGUAGES:
        for path in notebooks_in(notebooks / language):
            target = folder / path.relative_to(notebooks)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(copy_of(path, language), "utf-8")
            os.utime(target, (released, released))


def copy_of(source: Path, language: str) -> str:
    """The text of the copy of a notebook that JupyterLite serves."""
    notebook = nbformat.read(source, as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            shown = output.get("data", {}).get("text/plain", "")
            if words := _words(shown, cell.metadata.get("mystnb", {}), language):
                output.data = {"text/plain": words}
    return nbformat.writes(notebook) + "\n"


def _words(shown: str, metadata: dict, language: str) -> str:
    """What stands for a picture or a live figure; empty for any other output."""
    figure, draw, come_alive = WORDS[language]
    if EXPLORER.fullmatch(shown):
        return f"[{come_alive}]"
    if FIGURE.fullmatch(shown):
        alt = metadata.get("image", {}).get("alt", "")
        return f"[{' '.join(filter(None, (figure, alt, draw)))}]"
    return ""
