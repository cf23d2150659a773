"""Cells tagged `hide-input`: their code is folded behind words in the page's language.

MyST-NB's own fold has an English name for screen readers beside the words that it shows, and the
looks of an admonition. This one has neither: its words are its name.
"""

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode


def open_fold(translator, node):
    """Write the fold's summary: what a click does, by whether the fold is open."""
    translator.body.append(
        f'<details class="folded {" ".join(node["classes"])}"><summary>'
        f'<span class="when-closed">{escape(node["prompt_show"])}</span>'
        f'<span class="when-open">{escape(node["prompt_hide"])}</span></summary>\n'
    )


def close_fold(translator, node):
    """Close the fold."""
    translator.body.append("</details>\n")


def setup(app):
    app.add_node(HideCodeCellNode, override=True, html=(open_fold, close_fold))
