"""The built site, served below a path as on its public host, and pages of it in a browser."""

import threading

import pytest

from sources.chapters import BOOK
from tools.site.serve import server

SITE = BOOK.root / "site"


def site_pages():
    """Paths of all pages of the book; the tests of each page are made from them."""
    paths = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    return [path for path in paths if not path.startswith("lite/")]


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
        self.page.evaluate("() => document.fonts.ready")
        return self.page


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
