"""Links of the text that set a live figure: `[a sigmoid](#space_warp:act=sigmoid)`.

Such a link names the figure (`space_warp`, the second of its kind on the page `space_warp-2`) and
the fields of its state as they stand in an address. A figure of another page is named with that
page: `[the race](optimizers.md#ravine:opt=adam)`. The build fails on a figure that the page does
not have and on a state that the figure would refuse; the figures' own JavaScript is asked.
"""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

CHECK = Path(__file__).parents[2] / "explorers-js" / "check_states.js"
STATE = re.compile(r"([a-z][a-z0-9_]*)(?:-[0-9]+)?:(.*)")

logger = logging.getLogger(__name__)


def note_figures(app, doctree):
    """Remember the figures of a page as an address names them, and resolve its links to states."""
    metadata = app.env.metadata[app.env.docname]
    metadata["figures"] = figures_of(doctree)
    metadata["states"] = list(_resolve(doctree, app.env.docname))


def figures_of(doctree) -> list[str]:
    """A page's live figures as an address names them."""
    raws = [raw.astext() for raw in doctree.findall(nodes.raw)]
    html = "".join(raw for raw in raws if 'class="dl-explorer"' in raw)
    return keys(BeautifulSoup(html, "html.parser"))


def keys(page: BeautifulSoup) -> list[str]:
    """Names in an address of the live figures of a page: `ravine`, the second `ravine-2`."""
    seen, names = Counter(), []
    for figure in page.select("figure.dl-explorer"):
        name = figure["data-explorer"]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _resolve(doctree, docname):
    """Turn MyST's open references to states into links; yield (page, fragment, line) of each."""
    for open_reference in list(doctree.findall(addnodes.pending_xref)):
        page, fragment = _target(open_reference, docname)
        if not STATE.fullmatch(fragment):
            continue
        address = f"#{fragment}" if page == docname else f"{page}.html#{fragment}"
        link = nodes.reference("", "", refuri=address, internal=True, classes=["dl-state"])
        link += open_reference.children[0].children
        line = open_reference.line or getattr(open_reference.parent, "line", None)
        open_reference.replace_self(link)
        yield page, fragment, line


def _target(reference, docname):
    if reference.get("reftype") != "myst":
        return docname, ""
    if reference.get("refdomain") == "doc":
        return reference["reftarget"], reference.get("reftargetid") or ""
    return docname, reference["reftarget"]


def check_states(app, env):
    """Warn of links to figures that are not there and to states that they refuse."""
    links = [
        (docname, *link)
        for docname in sorted(env.found_docs)
        for link in env.metadata.get(docname, {}).get("states", [])
    ]
    known = []
    for docname, page, fragment, line in links:
        figures = env.metadata.get(page, {}).get("figures", [])
        key = fragment.partition(":")[0]
        if key in figures:
            known.append((docname, fragment, line))
            continue
        there = ", ".join(figures) or "none"
        logger.warning(
            f"the link #{fragment} names a live figure that {page} does not have (it has: {there})",
            location=(docname, line),
        )
    asked = [STATE.fullmatch(fragment).groups() for _, fragment, _ in known]
    for (docname, fragment, line), problem in zip(
        known, refusals(asked, app.config.node), strict=True
    ):
        if problem:
            logger.warning(f"the link #{fragment}: {problem}", location=(docname, line))


def refusals(states, node) -> list[str | None]:
    """What is wrong with each (figure, state); None where the figure would take it."""
    if not states:
        return []
    done = subprocess.run(
        [node, "--no-warnings", CHECK],
        input=json.dumps(states),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def setup(app):
    app.connect("doctree-read", note_figures)
    app.connect("env-check-consistency", lambda app, env: check_states(app, env))
