"""What the site adds to Sphinx, one module per thing."""

from theme.extension import (
    admonitions,
    api,
    embed,
    explorers,
    folded_code,
    fonts,
    formulas,
    glossary,
    korean_search,
    launch,
    misconceptions,
    page,
    pictures,
    state_links,
)


def setup(app):
    for part in (
        admonitions,
        api,
        embed,
        explorers,
        folded_code,
        fonts,
        formulas,
        glossary,
        korean_search,
        launch,
        misconceptions,
        page,
        pictures,
        state_links,
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
