"""Build the pages of one language with Sphinx. `tools.site build` runs it, once per process.

Two languages in one process would share Sphinx's translations: Korean words turned up on English
pages.
"""

import io
import json
import os
import sys
import traceback
from contextlib import redirect_stderr
from pathlib import Path

import yaml
from jupyter_book.sphinx import build_sphinx
from sphinx.util.console import nocolor

from sources.chapters import BOOK, LANGUAGES
from theme.extension.strings import STRINGS
from tools.explorers.build import find_node
from tools.site import execution


def build(language: str, out: Path, cache: Path, static: Path, draft: bool = False) -> str:
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
    execution.adapt()
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
            tags=["draft"] if draft else [],
            confoverrides={
                "external_toc_path": str(toc),
                "latex_individualpages": False,
                "language": language,
                "node": node,
                "read_backwards": language != LANGUAGES[0],
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
        return execution.failed_cell(result) or unexpected(result, out)
    return warnings.getvalue().strip() if result or warnings.getvalue().strip() else ""


def unexpected(error: BaseException, out: Path) -> str:
    """One sentence on an exception that no rule foresees; its traceback goes into a file."""
    lines = traceback.format_exception(error)
    (out / "traceback.txt").write_text("".join(lines), "utf-8")
    what = (str(error).strip().splitlines() or ["no reason given"])[0]
    return (
        f"{type(error).__name__}: {what} (traceback: {BOOK.show(out / 'traceback.txt')}; if no "
        "source explains it, an earlier build left something damaged: python -m tools.site build "
        "--clean)"
    )


def _translated_toc(captions: dict) -> dict:
    """The table of contents, its captions in the language of the pages."""
    toc = yaml.safe_load((BOOK.root / "_toc.yml").read_text("utf-8"))
    for part in toc["parts"]:
        part["caption"] = captions[part["caption"]]
    return toc


def attempt(language: str, out: Path, cache: Path, static: Path, draft: bool = False) -> str:
    """Build, whatever happens; return what went wrong, or the empty string."""
    try:
        return build(language, out, cache, static, draft)
    except Exception as error:
        return unexpected(error, out)


def stay(*where) -> None:
    """Build drafts whenever a line comes in, and answer each with a line of JSON.

    The answers go where nothing else can write: kernels and Sphinx share stdout.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for _ in sys.stdin:
        print(json.dumps(attempt(*where, draft=True)), file=answers, flush=True)


def main(language: str, *folders: str) -> int:
    """Build, and leave what went wrong in the file `problem` beside the pages.

    It is no matter for stderr: the kernels share that, and a dying one may print there.
    """
    if language == "--stay":
        language, *folders = folders
        stay(language, *map(Path, folders))
        return 0
    out, cache, static = map(Path, folders)
    message = attempt(language, out, cache, static)
    if message:
        (out / "problem").write_text(message, "utf-8")
    return 1 if message else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
