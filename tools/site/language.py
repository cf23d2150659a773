"""Build the pages of one language with Sphinx. `tools.site build` runs it, once per process.

Two languages in one process would share Sphinx's translations: Korean words turned up on English
pages.
"""

import io
import sys
from contextlib import redirect_stderr
from functools import partialmethod
from pathlib import Path

import yaml
from jupyter_book.sphinx import build_sphinx
from jupyter_cache.cache.main import JupyterCacheBase
from myst_nb.core import render
from sphinx.util.console import nocolor

from sources.chapters import BOOK, LANGUAGES
from sources.myst import parse, read_directive
from theme.extension.strings import STRINGS
from tools.explorers.build import find_node
from tools.notebooks.outputs import join_streams


def build(language: str, out: Path, cache: Path, static: Path) -> str:
    """Build `out/html` and return what went wrong, or the empty string.

    Parameters
    ----------
    language : str
    out : Path
        Folder for the pages (`html`) and Sphinx's own files.
    cache : Path
        Folder of executed notebooks, shared by the languages.
    static : Path
        Files that the build made and the pages load: KaTeX and the explorers.
    """
    words = STRINGS[language]
    (node,), _ = find_node()
    toc = out / "toc.yml"
    toc.write_text(yaml.safe_dump(_translated_toc(words["captions"]), allow_unicode=True))
    nocolor()
    share_executions()
    render.coalesce_streams = join_streams  # myst_nb's own adds and drops line ends
    warnings = io.StringIO()
    with redirect_stderr(warnings):
        result = build_sphinx(
            BOOK.root / "book" / language,
            out / "html",
            doctreedir=out / "doctrees",
            path_config=BOOK.root / "_config.yml",
            noconfig=True,
            warningiserror=True,
            keep_going=True,
            quiet=True,
            confoverrides={
                "external_toc_path": str(toc),
                "latex_individualpages": False,
                "language": language,
                "formulas_node": node,
                "html_title": words["title"],
                "project": words["title"],
                "nb_execution_cache_path": str(cache),
                "nb_code_prompt_show": words["show_code"],
                "nb_code_prompt_hide": words["hide_code"],
                "locale_dirs": [str(BOOK.root / "theme" / "locale")],
                "html_static_path": [str(BOOK.root / "theme" / "static"), str(static)],
                "html_baseurl": f"{BOOK.base_url}{language}/",
                "site_url": BOOK.base_url,
                "sitemap_url_scheme": "{lang}{link}",
                "sitemap_locales": list(LANGUAGES),
                "html_context": {
                    "default_mode": "auto",
                    "site_url": BOOK.base_url,
                    "repository": BOOK.config["repository"]["url"],
                },
                "html_theme_options": {
                    "search_bar_text": words["search"],
                    "toc_title": words["contents"],
                },
            },
        )
    if isinstance(result, BaseException):
        return failed_cell(result) or f"{type(result).__name__}: {result}\n{warnings.getvalue()}"
    return warnings.getvalue().strip() if result or warnings.getvalue().strip() else ""


def share_executions() -> None:
    """Let both languages use one execution of a page.

    The cache compares cells with their metadata, and there stand captions and alternative texts,
    which differ by language. What a cell yields depends on its code and its tags alone.
    """
    JupyterCacheBase.create_hashed_notebook = partialmethod(
        JupyterCacheBase.create_hashed_notebook, cell_metadata=("tags",)
    )


def failed_cell(error: BaseException) -> str:
    """One sentence that names the page, the cell and the exception; empty if no cell failed.

    The execution client reports the page as its own message, and as the cause the cell's source and
    the exception.
    """
    cause = error.__cause__
    if type(error).__name__ != "ExecutionError" or cause is None:
        return ""
    path = Path(str(error))
    number, line = _find_cell(path, str(cause))
    what = (
        f"{cause.ename}: {cause.evalue}" if hasattr(cause, "ename") else str(cause).split("\n")[0]
    )
    return f"{BOOK.show(path)}:{line}: code cell {number} failed with {what}"


def _find_cell(path: Path, report: str) -> tuple[int, int]:
    """Number and line of the code cell that the report quotes: whole, or the ends of a long one."""
    directives = [read_directive(token) for token in parse(path.read_text("utf-8"))]
    cells = [each for each in directives if each and each.name == "code-cell"]
    quoted = [cell for cell in cells if cell.body.strip() in report]
    quoted += [cell for cell in cells if cell.body.strip().split("\n")[0] in report]
    return cells.index(quoted[0]) + 1, quoted[0].body_line


def _translated_toc(captions: dict) -> dict:
    """The table of contents, its captions in the language of the pages."""
    toc = yaml.safe_load((BOOK.root / "_toc.yml").read_text("utf-8"))
    for part in toc["parts"]:
        part["caption"] = captions[part["caption"]]
    return toc


def main(language: str, *folders: str) -> int:
    """Build, and leave what went wrong in the file `problem` beside the pages.

    It is no matter for stderr: the kernels share that, and a dying one may print there.
    """
    out, cache, static = map(Path, folders)
    message = build(language, out, cache, static)
    if message:
        (out / "problem").write_text(message, "utf-8")
    return 1 if message else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
