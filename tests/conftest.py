"""One browser for all tests that need one."""

import os

import pytest

from tools.checks import chromium


@pytest.fixture(scope="session")
def browser():
    """Chromium, one a process; without it these tests skip on a laptop and fail in CI."""
    from playwright.sync_api import sync_playwright

    options = chromium.launch_options()
    if options is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium for the browser tests")
        pytest.skip(f"no Chromium: {chromium.WHAT_TO_DO}")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**options)
        yield launched
        launched.close()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Tests of one browser file stay together (`--dist loadgroup`): they share what they open.

    Of a file that goes through all figures, the tests of one figure do.
    """
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("xdist_group"):
            figure = item.callspec.params.get("name") if hasattr(item, "callspec") else None
            group = f"{item.path.stem}-{figure}" if figure else item.path.stem
            item.add_marker(pytest.mark.xdist_group(group))
