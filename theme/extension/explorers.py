"""Live figures on the page: words in the page's language, scripts only where there is a figure.

A notebook cell that ends in an explorer yields, as `text/html`,
`<figure class="dl-explorer" data-explorer="name" ...><img ...></figure>`. Here it gets its label
and its alternative text, and its page gets the loader that brings it to life.
"""

import json
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.errors import ExtensionError

BUNDLE = Path(__file__).parents[2] / "src" / "dlcore" / "explorers" / "static"


def label_figures(app, doctree):
    """Write the label and the picture's alternative text into each explorer of a page."""
    for raw in doctree.findall(nodes.raw):
        if 'class="dl-explorer"' in raw.astext():
            raw[:] = [nodes.Text(_labelled(raw.astext(), app.config.language))]
            app.env.metadata[app.env.docname]["explorers"] = True


def _labelled(html, language):
    soup = BeautifulSoup(html, "html.parser")
    for figure in soup.select("figure.dl-explorer"):
        words = _words(figure["data-explorer"], language)
        figure["aria-label"] = words["label"]
        if picture := figure.find("img"):
            picture["alt"] = words["alt"]
    return str(soup)


def _words(explorer, language):
    path = BUNDLE / "pages.json"
    if not path.is_file():
        raise ExtensionError(f"{path} is missing: run `python -m tools.explorers`")
    try:
        return json.loads(path.read_text("utf-8"))[explorer][language]
    except KeyError:
        raise ExtensionError(f"{path} has no words for {explorer!r} in {language!r}") from None


def load_scripts(app, pagename, templatename, context, doctree):
    """Add the loader to pages with explorers, and drop the saved state of widgets everywhere."""
    context["script_files"][:] = [
        script
        for script in context["script_files"]
        if "widget-state" not in getattr(script, "attributes", {}).get("type", "")
    ]
    if app.env.metadata.get(pagename, {}).get("explorers"):
        app.add_css_file("explorers.css")
        app.add_js_file("explorers/kit.js")


def setup(app):
    app.connect("doctree-read", label_figures)
    app.connect("html-page-context", load_scripts, priority=900)
