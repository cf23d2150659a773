"""One small style sheet for all pages, from the dozen that Sphinx, its theme and this site bring.

When the pages are written, each rule that no page and no script can need is dropped, and the sheets
that every page loads become one. Sheets of some pages alone stay files of their own.
"""

import hashlib
import posixpath
import re
import shutil
from pathlib import Path

from theme.extension import node

SCRIPT = Path(__file__).with_suffix(".mjs")
# Parts of the theme that no page of this site loads.
UNUSED = (
    "_static/vendor/fontawesome",
    "_static/scripts/fontawesome.js",
    "_static/scripts/bootstrap.js",
    "_static/locales",
    "_static/images",
)
UNUSED_NAMES = ("*.map", "*.LICENSE.txt", "*webpack-macros.html", "*.png")
BOUND = "_static/site.css"
TEXT = "_static/search-index.js"  # holds no classes
LINK = re.compile(r'[ \t]*<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"?]+)[^"]*"[^>]*>\n?')
URL = re.compile(r"""url\((["']?)(?![a-z]+:|[/#])([^"')]+)\1\)""")


def drop_unused(tree):
    """Remove what the theme brings and no page loads, so that it keeps no rule in the sheets."""
    for name in UNUSED:
        path = tree / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for pattern in UNUSED_NAMES:
        for path in (tree / "_static").rglob(pattern):
            path.unlink()


def lighten(app, exception):
    """Purge the style sheets of the finished pages, and bind those that the first page loads."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    drop_unused(out)
    pages = {path.relative_to(out): path.read_text("utf-8") for path in sorted(out.rglob("*.html"))}
    loaded = {path: sheets_of(path, html) for path, html in pages.items()}
    sheets = list(dict.fromkeys(sheet for found in loaded.values() for sheet in found))
    scripts = sorted(set((out / "_static").rglob("*.js")) - {out / TEXT})
    content = [*(out / path for path in pages), *scripts]
    css = dict(zip(sheets, purged(app.config, content, [out / s for s in sheets]), strict=True))
    (out / "_static/basic.css").unlink(missing_ok=True)  # another sheet has imported it
    binding = loaded[Path("index.html")]
    css[BOUND] = "\n".join(rebased(css[sheet], sheet) for sheet in binding)
    for path, html in pages.items():
        if set(binding) <= set(loaded[path]):
            loaded[path] = [BOUND, *(each for each in loaded[path] if each not in binding)]
        (out / path).write_text(linked(path, html, loaded[path], css), "utf-8")
    for sheet, rules in css.items():
        if any(sheet in found for found in loaded.values()):
            (out / sheet).write_text(rules, "utf-8")
        else:
            (out / sheet).unlink()


def sheets_of(path, html):
    """The style sheets that a page loads, in order, by their paths within the site."""
    return [posixpath.normpath(path.parent / match[1]) for match in LINK.finditer(html)]


def linked(path, html, sheets, css):
    """A page with links to these sheets in the place of the first of those that it had."""
    place = LINK.search(html)
    if not place:
        return html
    links = "".join(
        f'<link rel="stylesheet" href="{posixpath.relpath(sheet, path.parent)}'
        f'?v={hashlib.sha256(css[sheet].encode()).hexdigest()[:8]}">\n'
        for sheet in sheets
    )
    return html[: place.start()] + links + LINK.sub("", html[place.start() :])


def purged(config, content, sheets):
    """The style sheets without the rules that nothing in `content` can need."""
    names = [[str(path) for path in paths] for paths in (content, sheets)]
    return node.ask(config, SCRIPT, dict(zip(("content", "sheets"), names, strict=True)))


def rebased(css, sheet):
    """The rules of a sheet with their addresses as the bound sheet must write them.

    Examples
    --------
    >>> rebased("a { b: url(fonts/c.woff2) }", "_static/styles/d.css")
    'a { b: url(styles/fonts/c.woff2) }'
    """
    folder = posixpath.relpath(posixpath.dirname(sheet), posixpath.dirname(BOUND))
    return URL.sub(lambda m: f"url({m[1]}{posixpath.normpath(f'{folder}/{m[2]}')}{m[1]})", css)


def setup(app):
    app.connect("build-finished", lighten, priority=900)  # other parts still write into the pages
