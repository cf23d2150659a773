"""Text stays in its place while a page loads, is read to its end, and its figures come alive."""

import pytest

from benchmarks.pages import KEEP_SHIFTS, SHIFT, burst
from tests.browser.conftest import DESKTOP, PHONE, site_pages

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", site_pages())
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
def test_nothing_moves_under_the_reader(visit, address, path, size):
    opened = visit(viewport=size)
    opened.page.add_init_script(KEEP_SHIFTS)
    page = opened.read(address + path)
    assert burst(page.evaluate("() => window.shifts")) <= SHIFT
