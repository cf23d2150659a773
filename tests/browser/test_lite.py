"""JupyterLite in Chromium, without the network: kernel, dlcore, live figures, and what it warns of.

Python, the kernel, the widgets and dlcore's wheel are the real ones. NumPy and Matplotlib are
stand-ins that compute and draw nothing (tests/browser/offline_pyodide), because the wheels for
browsers lie on Pyodide's CDN alone. So these tests prove that `import dlcore` finds the wheel and
that live figures, which calculate in JavaScript, live. Whether dlcore computes right in Pyodide
is for tools/lite/online.py to say, which runs the chapters where the CDN can be reached.
"""

import fcntl
import json
import os
import re
import shutil

import nbformat
import pytest

from sources.chapters import BOOK
from sources.launch import launcher
from tests.browser.offline_pyodide import offline_pyodide
from tests.browser.test_pages import AXE, RULES, RUN_AXE
from tests.explorers.harness import has_hangul
from tools.lite import build as build_lite
from tools.lite import online as lite_online
from tools.lite.online import open_notebook, run_code, run_notebook
from tools.site.serve import serving

# One process: they share the JupyterLite that `offline` builds.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("test_lite")]

LONG = 180_000  # milliseconds: a kernel starts in 10 seconds, on a busy machine in 60
PICTURE = "host => [...host.shadowRoot.querySelectorAll('canvas')].map(c => c.toDataURL()).join()"
FIGURE = """from dlcore.explorers import SpaceWarp
from matplotlib.figure import Figure

SpaceWarp.figure = lambda self: Figure()  # the stand-in cannot draw the picture for print
warp = SpaceWarp()
warp"""
PROBES = {
    "good": ["import dlcore\nprint(dlcore.__version__)", "print(6 * 7)", ""],
    "bad": ["print(6 * 7)", "print(6 / 0)", "print(1)"],
}
METADATA = {  # as in the book's notebooks; without the language a dialog asks for a kernel
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}
WITHOUT_JSPI = "delete WebAssembly.Suspending; delete WebAssembly.promising;\n"


@pytest.fixture(scope="module")
def offline():
    """Address of a JupyterLite that serves its own Pyodide."""
    mine = os.environ.get("PYTEST_XDIST_WORKER", "")  # each worker builds one of its own
    pyodide = offline_pyodide(build_lite.BUILD / f"pyodide-offline{mine}")
    out = build_lite.BUILD / f"lite-offline{mine}"
    notebooks = build_lite.BUILD / f"lite-offline-notebooks{mine}"
    shutil.rmtree(notebooks, ignore_errors=True)  # else one deleted from the book stays
    shutil.copytree(BOOK.root / "notebooks", notebooks)
    for name, code in PROBES.items():
        cells = [nbformat.v4.new_code_cell(each, id=f"c{i}") for i, each in enumerate(code)]
        probe = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
        nbformat.write(probe, notebooks / "en" / f"{name}.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LITE_SELF_HOSTED", str(pyodide))
        with (BOOK.root / "pyproject.toml").open() as turn:  # one process after the other
            fcntl.flock(turn, fcntl.LOCK_EX)
            build_lite.build(out, notebooks)
    with serving(out) as address:
        yield address


@pytest.fixture(scope="module")
def published(site):
    """Address of the JupyterLite of the built site, which asks the CDN for Pyodide."""
    with serving(site) as address:
        yield f"{address}lite/"


class Reader:
    """Somebody who has opened the Korean chapter, and whose kernel has answered."""

    def __init__(self, browser, address):
        self.context = browser.new_context(viewport={"width": 1280, "height": 1400})
        self.requests, self.failures, self.errors = [], [], []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("requestfailed", lambda request: self.failures.append(request.url))
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{address}notebooks/index.html?path=ko/xor.ipynb")
        first = self.page.locator("[data-notice=first]")
        first.wait_for()
        self.first_words = first.inner_text()
        first.wait_for(state="detached", timeout=LONG)


@pytest.fixture(scope="module")
def reader(browser, offline):
    reader = Reader(browser, offline)
    yield reader
    reader.context.close()


@pytest.fixture
def visit(browser):
    """Open a notebook in a new context, after `prepare` has seen context and page."""
    contexts = []

    def make(address, path, prepare=None, app="notebooks", **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        if prepare:
            prepare(contexts[-1], page)
        page.goto(f"{address}{app}/index.html?path={path}")
        return page

    yield make
    for context in contexts:
        context.close()


def test_the_first_visit_hears_how_much_it_downloads_until_the_kernel_answers(reader):
    assert "25 MB" in reader.first_words
    assert has_hangul(reader.first_words)


def test_plain_import_finds_the_wheel_of_this_book(reader):
    code = "import dlcore\nprint(dlcore.__version__, dlcore.__file__)"
    assert re.match(r"\d+\.\d+\.\d+ /lib/python3\.14/site-packages/", run_code(reader.page, code))


def test_the_first_cell_of_a_notebook_installs_nothing(reader):
    notebook = nbformat.read(BOOK.root / "notebooks" / "ko" / "xor.ipynb", as_version=4)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    assert "import dlcore" in first.source
    assert run_code(reader.page, first.source) == ""


def test_a_live_figure_lives_in_the_notebooks_language_and_python_follows(reader):
    said = run_code(reader.page, FIGURE, cell=2)
    assert "Error" not in said, said
    host = reader.page.locator(".dl-explorer-live")
    host.wait_for(timeout=LONG)
    host.locator(".summary", has_text=re.compile("[가-힣]")).wait_for(timeout=LONG)
    before = host.evaluate(PICTURE)
    words = host.locator(".summary").inner_text()
    host.get_by_role("slider", name="(1−s)·x + s·h(x)").press("End")
    reader.page.wait_for_function(f"([host, old]) => ({PICTURE})(host) !== old",
                                  arg=[host.element_handle(), before])  # fmt: skip
    for _ in range(20):  # until the message has reached Python
        said = run_code(reader.page, "print(warp.blend)")
        if said == "1.0":
            break
    assert said == "1.0"
    run_code(reader.page, "warp.points = [[0, 0], [0, 1], [1, 0], [0.5, 0.5]]")
    reader.page.wait_for_function(
        "([summary, old]) => summary.innerText !== old",
        arg=[host.locator(".summary").element_handle(), words],
        timeout=LONG,
    )


def test_nobody_else_is_asked_for_anything(reader, offline):
    run_code(reader.page, "import dlcore, matplotlib, ipywidgets, tqdm")
    asked = [url for url in reader.requests if not url.startswith(("data:", "blob:"))]
    assert [url for url in asked if not url.startswith(offline)] == []
    assert any(url.endswith("pyodide.asm.wasm") for url in asked)  # requests of workers are seen
    assert any("dlcore_book-" in url for url in asked)
    assert reader.failures == []
    assert reader.errors == []


def test_the_next_visit_hears_nothing(reader, offline):
    page = reader.context.new_page()
    page.goto(f"{offline}notebooks/index.html?path=en/xor.ipynb")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=LONG)
    assert page.locator(".dl-notice").count() == 0
    page.close()


@pytest.mark.parametrize("app", ["notebooks", "lab"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_address_opens_the_notebook_of_its_language(visit, offline, app, language):
    page = visit(offline, f"{language}/xor.ipynb", app=app)
    title = page.locator(f".jp-Notebook[lang={language}] h1").first
    title.wait_for(timeout=LONG)
    assert has_hangul(title.inner_text()) == (language == "ko")
    assert has_hangul(page.locator("[data-notice=first]").inner_text()) == (language == "ko")


def block_the_cdn(context, page):
    context.route("**://cdn.jsdelivr.net/**", lambda route: route.abort())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_unreachable_cdn_is_named_with_ways_around_it(visit, published, language, scheme):
    path = f"{language}/xor.ipynb"
    page = visit(published, path, block_the_cdn, color_scheme=scheme)
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=LONG)
    assert "cdn.jsdelivr.net" in alert.inner_text()
    assert has_hangul(alert.inner_text()) == (language == "ko")
    assert page.locator("[data-notice=first]").count() == 0
    check_ways(page, alert, path)
    page.locator(".jp-Notebook h1").first.wait_for(timeout=LONG)  # themes are there now
    dark = page.locator("body").get_attribute("data-jp-theme-light") == "false"
    assert dark == (scheme == "dark")
    page.add_script_tag(path=AXE)
    rules = (
        f"tags => ({RUN_AXE.replace('document', 'document.querySelector(`#dl-notices`)')})(tags)"
    )
    assert page.evaluate(rules, RULES) == []
    alert.get_by_role("button").click()
    assert alert.count() == 0


def check_ways(page, notice, path):
    notice.get_by_role("link").nth(1).wait_for(timeout=LONG)
    colab, download = notice.get_by_role("link").all()
    for link in (colab, download):
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener"
    assert colab.get_attribute("href") == launcher().colab(path)
    file = page.request.get(download.evaluate("link => link.href"))
    # Its outputs are described for JupyterLite; what is written and what runs is the notebook.
    written = json.loads((BOOK.root / "notebooks" / path).read_bytes())
    assert [c["source"] for c in file.json()["cells"]] == [c["source"] for c in written["cells"]]


def test_a_readers_own_notebook_has_no_ways_that_lead_nowhere(visit, published):
    with_ways = visit(published, "ko/xor.ipynb", block_the_cdn).get_by_role("alert")
    with_ways.get_by_role("link").nth(1).wait_for(timeout=LONG)
    page = visit(published, "ko/mine.ipynb", block_the_cdn)
    with page.expect_response("**/files/ko/mine.ipynb") as asked:
        page.reload()
    assert asked.value.status == 404
    alert = page.get_by_role("alert").filter(has_text="cdn.jsdelivr.net")
    alert.wait_for(timeout=LONG)
    page.wait_for_timeout(1000)  # for links, if there were any
    assert alert.get_by_role("link").count() == 0


def forbid_storage(context, page):
    context.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('forbidden'); } })"
    )


def fill_storage(address):
    def prepare(context, page):
        origin = re.match(r"http://[^/]+", address)[0]
        session = context.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})

    return prepare


@pytest.mark.parametrize("how", ["full", "forbidden"])
def test_storage_that_is_full_or_forbidden_is_named(visit, offline, how):
    prepare = {"full": fill_storage(offline), "forbidden": forbid_storage}[how]
    page = visit(offline, "en/xor.ipynb", prepare)
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=LONG)
    assert "storage is full or blocked" in alert.inner_text()
    check_ways(page, alert, "en/xor.ipynb")


def test_storage_that_has_room_is_left_as_it_was(reader):
    assert reader.page.get_by_role("alert").count() == 0
    names = "async () => (await indexedDB.databases()).map(database => database.name)"
    databases = reader.page.evaluate(names)
    assert "dlcore-check" not in databases
    assert any(name.startswith("dlcore-book ") for name in databases)  # what the reader saves


def take_jspi_away(context, page):
    """From the page, and from the worker that runs Python."""
    context.add_init_script(WITHOUT_JSPI)

    def patched(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=WITHOUT_JSPI + answer.text())

    context.route("**/*.worker.*.js", patched)


def test_a_browser_without_jspi_is_told_so_and_still_runs_cells(visit, offline):
    page = visit(offline, "ko/xor.ipynb", take_jspi_away)
    notice = page.locator("[data-notice=jspi]")
    notice.wait_for()
    assert notice.get_attribute("role") == "status"
    assert "JSPI" in notice.inner_text()
    check_ways(page, notice, "ko/xor.ipynb")
    open_notebook(page)
    code = "import asyncio\nfrom js import WebAssembly\nimport dlcore\nawait asyncio.sleep(0)\n"
    assert run_code(page, f'{code}print(hasattr(WebAssembly, "Suspending"))') == "False"


def test_the_run_of_the_chapters_tells_good_from_bad(browser, offline):
    good = run_notebook(browser, offline, "en/good.ipynb")
    assert good.problems == []
    assert good.megabytes > 5
    assert 0 < good.first <= good.whole
    bad = run_notebook(browser, offline, "en/bad.ipynb")
    (problem,) = bad.problems
    assert "ZeroDivisionError" in problem


def test_the_run_of_the_chapters_says_what_it_cannot_find(tmp_path, capsys):
    (tmp_path / "files" / "ko").mkdir(parents=True)
    assert lite_online.main([str(tmp_path)]) == 1
    assert "no notebooks in" in capsys.readouterr().err
    (tmp_path / "files" / "ko" / "xor.ipynb").touch()
    assert lite_online.main([str(tmp_path), "--only", "ko/xro.ipynb"]) == 1
    assert "there is no ko/xro.ipynb; there are ko/xor.ipynb" in capsys.readouterr().err
