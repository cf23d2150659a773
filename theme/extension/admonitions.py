"""A label above the belief that a trap box states: "Common belief" in the page's language."""

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


def setup(app):
    app.connect("doctree-read", label_traps)
