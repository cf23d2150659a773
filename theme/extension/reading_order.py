"""The order in which the pages are read, and their cells run.

Where two languages are built side by side, one begins at the end.
"""


def turn_around(app, env, docnames):
    if app.config.read_backwards:
        docnames.reverse()


def setup(app):
    app.add_config_value("read_backwards", False, "")
    app.connect("env-before-read-docs", turn_around)
