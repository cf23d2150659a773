"""What the site adds to Sphinx, one module per thing."""

from theme.extension import (
    admonitions,
    api,
    explorers,
    folded_code,
    fonts,
    formulas,
    glossary,
    korean_search,
    launch,
    misconceptions,
    page,
)


def setup(app):
    for part in (
        admonitions,
        api,
        explorers,
        folded_code,
        fonts,
        formulas,
        glossary,
        korean_search,
        launch,
        misconceptions,
        page,
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
