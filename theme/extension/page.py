"""What the templates need to know of each page: words and its twin; and the files of notebooks."""

import shutil
from pathlib import Path

from sources.chapters import BOOK
from theme.extension.strings import STRINGS

ROOT = Path(__file__).parents[2]
LANGUAGES = [("ko", "한국어"), ("en", "English")]


def describe(app, pagename, templatename, context, doctree):
    """Add the templates' variables."""
    language = app.config.language
    context["languages"] = LANGUAGES
    context["words"] = STRINGS[language]
    context["chapter"] = pagename if pagename in BOOK.chapters else ""


def defer_scripts(app, pagename, templatename, context, doctree):
    """Let the scripts be fetched side by side while the text is read, and run in their order.

    Scripts in the page itself, which could not wait, only configure parts of the theme (its switch
    of versions, its search) that this site leaves out.
    """
    context["script_files"][:] = [each for each in context["script_files"] if each.filename]
    for script in context["script_files"]:
        script.attributes["defer"] = "defer"


def copy_notebooks(app, exception):
    """Put the notebooks beside the pages, to be downloaded."""
    notebooks = ROOT / "notebooks" / app.config.language
    if exception is None and notebooks.is_dir():
        shutil.copytree(
            notebooks,
            Path(app.outdir) / "notebooks",
            ignore=shutil.ignore_patterns(".*"),
            dirs_exist_ok=True,
        )


def setup(app):
    app.connect("html-page-context", describe)
    app.connect("html-page-context", defer_scripts, priority=950)  # other parts still add theirs
    app.connect("build-finished", copy_notebooks)
