"""The reference on the built site: every public name has its place, in English, on both pages."""

import importlib

import pytest
from bs4 import BeautifulSoup

from theme.extension.api import read_proofs
from theme.extension.strings import STRINGS

pytestmark = pytest.mark.browser
MODULES = [*read_proofs(), "experiments", "plots", "explorers"]


@pytest.fixture(params=["ko", "en"])
def page(request, site):
    text = (site / request.param / "api.html").read_text(encoding="utf-8")
    return request.param, BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_an_english_entry(page, module):
    for name in importlib.import_module(f"dlcore.{module}").__all__:
        entry = page[1].find("dt", id=f"dlcore.{module}.{name}")
        assert entry is not None, name
        assert entry.find_parent(lang=True)["lang"] == "en"


def test_titles_and_table_are_in_the_language_of_the_page(page):
    language, soup = page
    titles = soup.select(".api-reference .rubric, .api-reference dl.field-list > dt")
    assert len(titles) > 100
    assert {title.get("lang") for title in titles} == {language}
    heads = [th.get_text(strip=True) for th in soup.select("table.proofs thead th")]
    assert heads == STRINGS[language]["proofs"]["columns"]
    rows = sum(len(rows) + 1 for rows in read_proofs().values())
    assert len(soup.select("table.proofs tbody tr")) == rows
