"""Built explorers, and pages that carry them."""

import functools
import http.server
import shutil
import threading
from pathlib import Path

import pytest

from tests.explorers.harness import DESKTOP, PHONE, Explorer
from tools.explorers import build as build_explorers

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)


@pytest.fixture(scope="session")
def static():
    """The folder of the built JavaScript."""
    build_explorers.build(ROOT)
    return build_explorers.ROOT / "src" / "dlcore" / "explorers" / "static"


# How far what is on the screen has been moved by what came later, as browsers count it.
SHIFTS = """window.shift = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries())
  if (!entry.hadRecentInput) window.shift += entry.value; }).observe(
  { type: "layout-shift", buffered: true });"""


def page_of(lang, body):
    """A page under the policy of the site, which loads the explorers' scripts."""
    return (
        f'<!doctype html><html lang="{lang}" data-theme="light"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>explorers</title><link rel='icon' href='data:,'>"
        "<link rel='stylesheet' href='explorers.css'><style>figure { margin: 0 }"
        " main { max-width: 945px; margin: auto } img { max-width: 100%; height: auto }"
        " html[data-theme=dark] body { background: #121212; color: #eee }"
        '</style></head><body><main><h1 id="top">Explorers</h1>'
        f'{body}</main><script defer src="explorers/kit.js"></script></body></html>'
    )


@pytest.fixture(scope="session")
def site(static, tmp_path_factory):
    """A folder of pages: {ko,en}.html with two space_warps far apart, and one per explorer."""
    from dlcore import explorers

    def figure(widget):
        return widget._repr_mimebundle_()[0]["text/html"]

    bodies = {
        f"{widget.name}-": f'{figure(widget)}<div style="height: 4000px"></div>'
        for widget in (getattr(explorers, name)() for name in explorers.__all__)
    }
    far = figure(explorers.SpaceWarp(activation="tanh", start="seed", seed=4))
    bodies[""] = (
        '<p>Set it to <a class="dl-state" href="#space_warp:act=sigmoid,lr=2">a sigmoid</a>.</p>'
        f'{figure(explorers.SpaceWarp())}<p id="trap-layers-are-lines">A trap.</p>'
        f'<div style="height: 4000px"></div><h2 id="far">Far away</h2>{far}'
        '<p>And the first again: <a id="back" class="dl-state" href="#space_warp:s=1">carried</a>, '
        '<a id="second" class="dl-state" href="#space_warp-2:act=relu">the second</a>.</p>'
    )
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(static / "site", folder / "explorers")
    shutil.copyfile(ROOT / "theme" / "static" / "explorers.css", folder / "explorers.css")
    for name, body in bodies.items():
        for lang in ("ko", "en"):
            (folder / f"{name}{lang}.html").write_text(page_of(lang, body), encoding="utf-8")
    return folder


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def server(site):
    """The address at which `site` is served."""
    handler = functools.partial(QuietHandler, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def listen(page, server, said):
    """Collect what a page says on the console and what it asks of others."""
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((server, "file:", "data:")) or said.append(request.url)
        ),
    )


@pytest.fixture
def open_page(browser, server, site):
    """Open a page; at the end nothing may have been said on the console or asked elsewhere."""
    contexts, said = [], []

    def open_(path="en.html", *, viewport=DESKTOP, from_file=False, script=None, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        listen(page, server, said)
        page.goto(f"{site.as_uri() if from_file else server}/{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="module")
def opened(browser, server):
    """An explorer on a desktop or a phone, opened once for all tests that only look at it."""
    kept, said = {}, []

    def opened_(name, lang, device):
        if (name, lang, device) not in kept:
            for other in [key for key in kept if key[0] != name]:  # its tests have run
                kept.pop(other).page.context.close()
            phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
            options = phone if device == "phone" else {"viewport": {"width": 1280, "height": 800}}
            # Without motion colours change at once; axe would see them on their way.
            page = browser.new_context(**options, reduced_motion="reduce").new_page()
            page.add_init_script(SHIFTS)
            listen(page, server, said)
            page.goto(f"{server}/{name}-{lang}.html")
            kept[name, lang, device] = Explorer(page)
        return kept[name, lang, device]

    yield opened_
    for explorer in kept.values():
        explorer.page.context.close()
    assert said == []
