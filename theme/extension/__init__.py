"""What the site adds to Sphinx, one module per thing."""

from theme.extension import (
    about,
    admonitions,
    anchors,
    api,
    cards,
    embed,
    explorers,
    folded_code,
    fonts,
    formulas,
    glossary,
    hover,
    landing,
    launch,
    misconceptions,
    node,
    page,
    pictures,
    reading_order,
    search,
    self_test,
    state_links,
    styles,
    terms,
)


def setup(app):
    for part in (
        about,
        admonitions,
        anchors,
        api,
        cards,
        embed,
        explorers,
        folded_code,
        fonts,
        formulas,
        glossary,
        hover,
        landing,
        launch,
        misconceptions,
        node,
        page,
        pictures,
        reading_order,
        search,
        self_test,
        state_links,
        styles,
        terms,
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
