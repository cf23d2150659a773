"""The built site, served below a path as on its public host, and pages of it in a browser.

Two ways to a page: `look` opens each page once for all tests that only look at it; `visit` opens
one for a test that does something to it. What is only looked at is looked at in pairs of settings:
over the two languages of a page every width meets every colour scheme, at half the price.
"""

import os
import threading
from pathlib import Path

import pytest

from benchmarks.pages import KEEP_SHIFTS, burst
from sources.chapters import BOOK
from tools.site.serve import server

# `make check` looks at the drafts of its pages.
SITE = Path(os.environ.get("BOOK_SITE", BOOK.root / "site"))
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def site_pages():
    """Paths of all pages of the book; the tests of each page are made from them."""
    paths = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    return [path for path in paths if not path.startswith("lite/")]


def pairs(path):
    """The settings at which to look at a page: (size, colour scheme)."""
    schemes = ("dark", "light") if path.startswith("en/") else ("light", "dark")
    return tuple(zip((DESKTOP, PHONE), schemes, strict=True))


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Tests that look at one page stay together, one after the other: the page is opened once."""
    looking = [item for item in items if "look" in getattr(item, "fixturenames", ())]
    for item in looking:
        path = getattr(item, "callspec", None) and item.callspec.params.get("path")
        if isinstance(path, str):  # where no site is built there is no path
            item.add_marker(pytest.mark.xdist_group(path))
    order = {item: i for i, item in enumerate(sorted(looking, key=_page_of))}
    places = [i for i, item in enumerate(items) if item in order]
    for i, item in zip(places, sorted(looking, key=order.get), strict=True):
        items[i] = item


def _page_of(item):
    marker = item.get_closest_marker("xdist_group")
    return marker.args[0] if marker else ""


@pytest.fixture(scope="session")
def site():
    assert (SITE / "index.html").is_file(), "there is no site: run `make book` first"
    return SITE


@pytest.fixture(scope="session")
def address(site, tmp_path_factory):
    """Address of the site over http, below /dlcore-book/."""
    host = tmp_path_factory.mktemp("host")
    (host / "dlcore-book").symlink_to(site)
    with server(host) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/dlcore-book/"
        httpd.shutdown()


class Visit:
    """A page, and what went wrong on it."""

    def __init__(self, context):
        self.page = context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self._complain("failed", request.url))
        self.page.on("pageerror", lambda error: self._complain("error", str(error)))
        self.page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning") and self._complain(message.type, message.text)
            ),
        )

    def _complain(self, kind, text):
        self.complaints.append(f"{kind}: {text}")

    def read(self, address):
        """Open a page and read it to its end, so that its live figures start."""
        self.page.goto(address)
        for figure in self.page.locator("figure.dl-explorer").all():
            figure.scroll_into_view_if_needed()
            figure.locator(".dl-explorer-live").wait_for()
            self.page.evaluate(TWO_FRAMES)  # it has been drawn before the next one comes
        self.page.evaluate("() => document.fonts.ready")
        return self.page


class Shared:
    """Pages that tests only look at: the last few that were opened, each at one size."""

    KEPT = 3

    def __init__(self, browser, starts):
        self.browser, self.starts = browser, starts
        self.visits = {}

    def look(self, path, size=DESKTOP, scheme="light", way="http"):
        """The page, read to its end and scrolled to its top; a test must leave it so."""
        key = path, size["width"], way
        if key not in self.visits:
            while len(self.visits) >= self.KEPT:
                self.visits.pop(next(iter(self.visits))).page.context.close()
            calm = "reduce" if way == "http" else "no-preference"  # no colour is half-way
            context = self.browser.new_context(
                viewport=size, color_scheme=scheme, reduced_motion=calm
            )
            seen = self.visits[key] = Visit(context)
            seen.start = self.starts[way]
            seen.page.add_init_script(KEEP_SHIFTS)
            seen.read(seen.start + path)
            seen.shift = burst(seen.page.evaluate("() => window.shifts"))  # while it was read
        seen = self.visits[key]
        seen.page.emulate_media(color_scheme=scheme)
        seen.page.evaluate("() => scrollTo(0, 0)")
        return seen

    def close(self):
        for seen in self.visits.values():
            seen.page.context.close()


@pytest.fixture(scope="session")
def shared(browser, address, site):
    pages = Shared(browser, {"http": address, "file": f"{site.as_uri()}/"})
    yield pages
    pages.close()


@pytest.fixture
def look(shared):
    """Look at a page, `look(path, size, scheme, way)`, without doing anything to it."""
    return shared.look


@pytest.fixture
def visit(browser):
    """Make a visit: a page in a context of its own."""
    contexts = []

    def make(**options):
        contexts.append(browser.new_context(**options))
        return Visit(contexts[-1])

    yield make
    for context in contexts:
        context.close()
