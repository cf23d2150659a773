"""Style sheets of the finished pages: what is dropped, what stays, and how they are linked."""

from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from theme.extension import styles
from tools.explorers.build import find_node

THEME = """@import "../basic.css";
.used { color: red }
.unused { color: red }
.made-by-script { color: red }
:focus-visible { outline: 1px }
p > :lang(ko) { color: red }
html[data-theme="dark"] .used { background: url(dot.svg) }
@media print { .used { color: black } .unused { color: black } }
"""
LINKS = """<link rel="stylesheet" href="_static/styles/theme.css?v=1">
    <link rel="stylesheet" type="text/css" href="_static/book.css" />
"""
PAGE = (
    """<html data-theme="dark"><head>{links}</head><body><p class="used">Words</p></body></html>"""
)


@pytest.fixture
def app(tmp_path):
    """A small site: two pages of the book, one with a sheet of its own, and a page in a folder."""
    files = {
        "_static/styles/theme.css": THEME,
        "_static/basic.css": "p { color: blue } .basic { color: red }",
        "_static/book.css": "p { margin: 0 }",
        "_static/api.css": "p { top: 0 }",
        "_static/x.js": "toggle('made-by-script')",
        "_static/webpack-macros.html": "{{ unused }}",
        "index.html": PAGE.format(links=LINKS),
        "api.html": PAGE.format(links=f'{LINKS}<link href="_static/api.css" rel="stylesheet">'),
        "embed/a.html": PAGE.format(links='<link rel="stylesheet" href="../_static/api.css">'),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (node,), _ = find_node()
    app = SimpleNamespace(outdir=tmp_path, config=SimpleNamespace(node=node))
    app.builder = SimpleNamespace(format="html")
    styles.lighten(app, None)
    return app


def read(app, name):
    return (app.outdir / name).read_text("utf-8")


def test_rules_that_nothing_can_need_are_dropped_and_all_others_stay(app):
    css = read(app, styles.BOUND)
    assert ".unused" not in css
    assert ".basic" not in css
    kept = (
        "blue",
        ".used { color: red }",
        ".made-by-script",
        "*:focus-visible",
        "*:lang(ko)",
        'html[data-theme="dark"] .used',
        ".used { color: black }",
        "margin: 0",
    )
    assert [rule for rule in kept if rule not in css] == []
    assert css.index("blue") < css.index("color: red") < css.index("margin: 0")


def test_addresses_in_the_bound_sheet_still_lead_to_their_files(app):
    assert "url(styles/dot.svg)" in read(app, styles.BOUND)


def test_pages_load_one_sheet_and_those_of_their_own(app):
    loaded = {
        name: styles.sheets_of(PurePosixPath(name), read(app, name))
        for name in ("index.html", "api.html", "embed/a.html")
    }
    assert loaded["index.html"] == [styles.BOUND]
    assert loaded["api.html"] == [styles.BOUND, "_static/api.css"]
    assert loaded["embed/a.html"] == ["_static/api.css"]
    sheets = sorted(path.relative_to(app.outdir) for path in app.outdir.rglob("*.css"))
    assert sheets == [Path("_static/api.css"), Path(styles.BOUND)]


def test_a_sheet_that_changes_changes_its_address(app):
    before = read(app, "index.html")
    links = f'<link rel="stylesheet" href="{styles.BOUND}">'
    changed = styles.linked(Path("index.html"), links, [styles.BOUND], {styles.BOUND: "p {}"})
    assert changed.startswith('<link rel="stylesheet" href="_static/site.css?v=')
    assert changed.split("?v=")[1][:8] not in before


def test_what_the_theme_brings_in_vain_is_gone(app):
    assert not (app.outdir / "_static" / "webpack-macros.html").exists()
