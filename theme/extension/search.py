"""The search: an index of the book's sections, the script that asks it, and the page that shows it.

The sections of a page are kept when it is written; when all are, they become `search-index.js`, a
classic script, because a page opened from a folder may fetch nothing. Sphinx's own index is left
out: it knows pages, not sections, and no Korean.
"""

import json
from dataclasses import asdict
from pathlib import Path

from sources.chapters import BOOK, other
from theme.extension.definitions import anchor, bare, place, read_terms
from theme.extension.node import ask
from theme.extension.sections import Section, sections_of
from theme.extension.strings import STRINGS

BUNDLER = Path(__file__).with_suffix(".mjs")
INDEX, SCRIPT = "_static/search-index.js", "_static/search.js"
REFERENCE = "dlcore."
CHAPTER, APPENDIX, NAME, TERM, CLOSING = range(5)  # kinds of what is found
AT_THE_END = ("summary", "exercises", "references")
SPHINX = ("searchtools.js", "language_data.js", "sphinx_highlight.js")


def leave_out(app):
    """Let Sphinx write no index of its own."""
    app.builder.search = False


def keep_sections(app, pagename, templatename, context, doctree):
    """Keep the sections of a page that is being written."""
    scripts = context.get("script_files", [])
    scripts[:] = [  # in place: other parts still add theirs
        each for each in scripts if not str(getattr(each, "filename", each)).endswith(SPHINX)
    ]
    if doctree is not None:
        found = [asdict(each) for each in sections_of(doctree, app.config)]
        _kept(app, pagename).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _kept(app, pagename):
    folder = Path(app.doctreedir) / "sections"
    folder.mkdir(exist_ok=True)
    return folder / f"{pagename.replace('/', '.')}.json"


def pages_of(app):
    """The sections of all pages by page, in the order of the book."""
    names = [name for name in BOOK.pages if _kept(app, name).is_file()]
    return {
        name: [Section(**each) for each in json.loads(_kept(app, name).read_text("utf-8"))]
        for name in names
        if name in app.env.found_docs
    }


def index(pages, language, chapters, titles):
    """What the script of the search knows.

    Parameters
    ----------
    pages : dict
        Sections by page, in the order of the book.
    language : str
    chapters : list of str
    titles : dict
        Titles of the pages.

    Returns
    -------
    dict
        `pages`, each [address, title]; `sections`, each [page, kind, anchor, title, text, names];
        `terms`, each [own word, word of the other language, other renderings, place in
        `sections`]; `names`, for each public name of dlcore its places in `sections`: in the
        reference, and where it is first taught.
    """
    order = list(pages)
    places = [(name, each) for name, found in pages.items() for each in found]
    names = {each.title: each for _, each in places if each.anchor.startswith(REFERENCE)}
    number = {id(each): i for i, (_, each) in enumerate(places)}
    rows = [
        [
            order.index(name),
            _kind(name, each, chapters),
            *(each.anchor, each.title, "" if name == "glossary" else each.text),  # its terms follow
            " ".join(code for code in each.code if code in names),
        ]
        for name, each in places
    ]
    taught = [each for name, each in places if name in chapters]
    terms = []
    for term in read_terms():
        where = number.get(id(place(term, language, taught)))
        if "glossary" in pages:
            where = len(rows) if where is None else where
            rows.append([order.index("glossary"), TERM, anchor(term), *_explained(term, language)])
        if where is not None:
            own, other = (bare(term[each]) for each in _both(language))
            terms.append([own, other, [*_short(term), *term["avoid"]], where])
    return {
        "pages": [[f"{name}.html", titles[name]] for name in order],
        "sections": rows,
        "terms": terms,
        "names": {
            name: [number[id(each)], *_lessons(each, places, number)]
            for name, each in names.items()
        },
    }


def _both(language):
    return (language, other(language))


def _explained(term, language):
    """A row of the glossary as title, text and names."""
    own, other = (term[each] for each in _both(language))
    note = f". {term['note']}" if language == "ko" and term["note"] else ""
    return own, f"{own} · {other}{note}", ""


def _short(term):
    """What a term says in parentheses, in either language, if it is an abbreviation."""
    found = (term[each][len(bare(term[each])) :].strip(" ()") for each in ("ko", "en"))
    return [each for each in dict.fromkeys(found) if each.isupper()]


def _kind(page, section, chapters):
    if section.anchor.startswith(REFERENCE):
        return NAME
    if page not in chapters:
        return APPENDIX
    return CLOSING if section.anchor in AT_THE_END else CHAPTER


def _lessons(name, places, number):
    """The first section, in the chapters that a name of the reference belongs to, that uses it."""
    for chapter in name.taught:
        for page, each in places:
            if page == chapter and name.title in each.code:
                return [number[id(each)]]
    return []


def collect_page(app):
    """The page of results, once all others are written; without scripts it lists the terms."""
    pages = pages_of(app)
    titles = {name: app.env.titles[name].astext() for name in pages}
    app.search_index = index(pages, app.config.language, BOOK.chapters, titles)
    yield "search", {"search_terms": _listed(app.search_index)}, "search.html"


def _listed(found):
    """The terms as [word, address of the place that explains it], sorted."""
    return sorted(
        (
            [word, f"{found['pages'][section[0]][0]}#{section[2]}"]
            for word, _, _, where in found["terms"]
            for section in [found["sections"][where]]
        ),
        key=lambda each: each[0].casefold(),
    )


def write_index(app, exception):
    """Write the index and the script beside the pages."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    data = app.search_index | {"language": app.config.language}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (out / INDEX).write_text(f"dlBookSearch({text});\n", "utf-8")
    (out / SCRIPT).write_text(
        ask(app.config, BUNDLER, STRINGS[app.config.language]["found"]), "utf-8"
    )
    for name in SPHINX:
        (out / "_static" / name).unlink(missing_ok=True)


def setup(app):
    app.connect("builder-inited", leave_out)
    app.connect("html-page-context", keep_sections)
    app.connect("html-collect-pages", collect_page)
    app.connect("build-finished", write_index, priority=400)  # fonts and styles read what it wrote
