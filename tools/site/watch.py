"""Show the pages while they are written: a change is built in seconds, and the browser reloads.

A fault is named here and the page stays as it was. Prose, pictures, styles and the explorers'
scripts are followed; a change in the theme's Python or in dlcore builds all pages anew.
"""

import argparse
import logging
import sys

from livereload import Server

from sources.chapters import BOOK, LANGUAGES
from tools.site.drafts import DRAFTS, Drafts, timed

SHARED = ("book/*.*", "theme/static", "theme/templates", "theme/*.yml", "_toc.yml", "_config.yml")
LOADED = ("theme/extension", "sources", "src/dlcore/*.py", "src/dlcore/*/*.py")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.site watch",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--lang", choices=LANGUAGES, help="one language alone")
    options = parser.parse_args(arguments)
    languages = [options.lang] if options.lang else list(LANGUAGES)
    drafts = Drafts(DRAFTS / "watch", policy=False)
    if found := drafts.assets():
        print(f"watch: {found[0]}", file=sys.stderr)
        return 1
    print("watch: the first build reads all pages", flush=True)
    timed(drafts, languages)
    server = follow(drafts, languages)
    print(f"watch: http://localhost:{options.port}/{languages[0]}/index.html  (Ctrl+C ends)")
    try:
        server.serve(root=str(drafts.site), port=options.port, host="127.0.0.1")
    except OSError as error:
        print(f"watch: port {options.port}: {error.strerror}; choose another", file=sys.stderr)
        return 1
    finally:
        drafts.restart()
    return 0


def follow(drafts: Drafts, languages: list[str]) -> Server:
    """A server that builds again what a change concerns."""
    logging.getLogger("livereload").setLevel(logging.WARNING)

    def scripts():
        return drafts.assets() or timed(drafts, languages)

    def anew():
        drafts.restart()
        timed(drafts, languages)

    server = Server()
    for language in languages:
        server.watch(
            str(BOOK.root / "book" / language), lambda each=language: timed(drafts, [each])
        )
    for pattern in SHARED:
        server.watch(str(BOOK.root / pattern), lambda: timed(drafts, languages))
    for folder in ("engine", "view", "explorers"):
        server.watch(str(BOOK.root / "explorers-js" / folder), scripts)
    for pattern in LOADED:
        server.watch(str(BOOK.root / pattern), anew)
    return server
