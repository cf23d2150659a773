"""Titles of boxes: "Common belief" above what a trap states, and a link to a box with a target."""

from html import escape

from docutils import nodes

from theme.extension.strings import STRINGS


def label_traps(app, doctree):
    """Put the label into the title of each admonition of class `trap`."""
    for box in doctree.findall(nodes.admonition):
        if "trap" in box["classes"]:
            title = next(box.findall(nodes.title))
            label = STRINGS[app.config.language]["trap"]
            title.insert(0, nodes.inline("", label, classes=["admonition-label"]))
            title.insert(1, nodes.Text(" "))


def link_boxes(app, doctree):
    """Give each box with a target the link that Sphinx gives to headings and captions."""
    words, icon = STRINGS[app.config.language]["link"], app.config.html_permalinks_icon
    for box in doctree.findall(nodes.admonition):
        if box["ids"]:
            link = (
                f'<a class="headerlink" href="#{box["ids"][0]}" title="{escape(words["label"])}">'
                f"{icon}</a>"
            )
            next(box.findall(nodes.title)).append(nodes.raw("", link, format="html"))


def setup(app):
    app.connect("doctree-read", label_traps)
    app.connect("doctree-read", link_boxes)
