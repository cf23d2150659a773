"""Text stays in its place while a page loads, is read to its end, and its figures come alive."""

import pytest

from benchmarks.pages import SHIFT
from tests.browser.conftest import pairs, site_pages

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", site_pages())
def test_nothing_moves_under_the_reader(look, path):
    for size, scheme in pairs(path):
        assert look(path, size, scheme).shift <= SHIFT, f"{size['width']} px"
