"""Run the chapters in JupyterLite with the real Pyodide, and say how long it took and what it cost.

Needs Chromium and, unless JupyterLite was built with LITE_SELF_HOSTED, Pyodide's CDN. Each notebook
is opened by a browser that has never been here before, and all its cells are run; one that fails
fails the whole. Exercises are left out: they wait to be solved.
"""

import argparse
import json
import re
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from sources.chapters import BOOK
from tools.checks import chromium
from tools.site.serve import serving

CELLS = ".jp-Notebook .jp-CodeCell"
# An exception: it is shown as stderr, and in colours, which no warning has.
FAILED = '[data-mime-type="application/vnd.jupyter.stderr"]:has([class^=ansi-])'
DONE = re.compile(r"\[\d+\]")
LONG = 600_000  # milliseconds: the first visit downloads Pyodide, NumPy and Matplotlib


@dataclass
class Run:
    """A notebook that was run: what failed, and what it took.

    Parameters
    ----------
    path : str
    first, whole : float
        Seconds from opening the page to the first cell's end, and to the last one's.
    megabytes : float
        What the browser fetched, as compressed as it came.
    problems : list of str
    """

    path: str
    first: float = 0.0
    whole: float = 0.0
    megabytes: float = 0.0
    problems: list[str] = field(default_factory=list)

    def __str__(self):
        times = f"first cell {self.first:.1f} s, all cells {self.whole:.1f} s"
        return "\n".join([f"{self.path}: {times}, {self.megabytes:.1f} MB", *self.problems])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.lite run", description=__doc__)
    parser.add_argument("lite", type=Path, nargs="?", default=BOOK.root / "site" / "lite")
    parser.add_argument("--only", help="run this notebook alone, as in ko/xor.ipynb")
    options = parser.parse_args(arguments)
    files = options.lite / "files"
    names = sorted(path.relative_to(files).as_posix() for path in files.glob("*/*.ipynb"))
    if not names:
        print(f"lite: no notebooks in {files}: run make book", file=sys.stderr)
        return 1
    if options.only:
        if not (files / options.only).is_file():
            print(
                f"lite: there is no {options.only}; there are {', '.join(names)}",
                file=sys.stderr,
            )
            return 1
        names = [options.only]
    browser_options = chromium.launch_options()
    if browser_options is None:
        print(f"lite: no Chromium: {chromium.WHAT_TO_DO}", file=sys.stderr)
        return 1
    if problem := out_of_reach(options.lite):
        print(f"lite: {problem}", file=sys.stderr)
        return 1
    failed = 0
    with serving(options.lite) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_options)
        try:
            for name in names:
                run = run_notebook(browser, address, name)
                print(run, flush=True)
                failed += bool(run.problems)
        finally:
            browser.close()
    return 1 if failed else 0


def out_of_reach(lite: Path) -> str:
    """Why Pyodide cannot be had from where this JupyterLite expects it; empty if it can."""
    settings = json.loads((lite / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    address = kernel["pyodideUrl"]
    if not address.startswith("http"):
        return ""
    try:
        urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=30).close()
    except OSError as error:
        return (
            f"the chapters need Pyodide from {address}, and it is not in reach ({error}): run this "
            "where it is, or build with LITE_SELF_HOSTED=<folder of a full Pyodide release>"
        )
    return ""


def run_notebook(browser: Browser, address: str, path: str) -> Run:
    """Open a notebook in a new browser profile and run all its cells."""
    context = browser.new_context()
    try:
        return _run(context, address, path)
    finally:
        context.close()


def _run(context: BrowserContext, address: str, path: str) -> Run:
    run, sizes = Run(path), {}
    context.on("requestfinished", lambda request: _weigh(request, sizes))
    page = context.new_page()
    start = time.perf_counter()
    try:
        page.goto(f"{address}notebooks/index.html?path={path}")
        open_notebook(page)
        prompts = page.locator(f"{CELLS} .jp-InputPrompt")
        prompts.evaluate_all("all => all.forEach(prompt => { prompt.textContent = ''; })")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        _wait_for_prompts(page, "some")
        run.first = time.perf_counter() - start
        _wait_for_prompts(page, "every")
    except Error as error:
        run.problems.append(f"  {error.message.splitlines()[0]}")
    run.whole = time.perf_counter() - start
    run.problems += [f"  {text}" for text in page.locator(FAILED).all_inner_texts()]
    run.problems += [f"  {text}" for text in page.get_by_role("alert").all_inner_texts()]
    run.megabytes = sum(sizes.values()) / 1e6
    return run


def _weigh(request, sizes: dict[str, int]) -> None:
    with suppress(Error):  # when the page has been closed meanwhile
        sizes[request.url] = request.sizes()["responseBodySize"]


def _wait_for_prompts(page: Page, how: str) -> None:
    """Wait until some or every code cell has run, or one has failed."""
    page.wait_for_function(
        f"""([cells, failed]) => document.querySelector(failed)
        || [...document.querySelectorAll(cells)]
           .filter(cell => cell.querySelector(".cm-content")?.textContent.trim())
           .{how}(cell => /\\[\\d+\\]/.test(cell.querySelector(".jp-InputPrompt").textContent))""",
        arg=[CELLS, FAILED],
        timeout=LONG,
    )


def open_notebook(page: Page) -> None:
    """Wait until the notebook is shown and its kernel has answered."""
    page.locator(f"{CELLS} .cm-content").first.wait_for(timeout=LONG)
    page.locator("html[data-dl-kernel=answered]").wait_for(state="attached", timeout=LONG)


def run_code(page: Page, code: str, cell: int = 1) -> str:
    """Write code into a cell in place of what is there, run it, and return what it shows."""
    place = page.locator(CELLS).nth(cell)
    place.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(code)
    prompt = place.locator(".jp-InputPrompt")
    prompt.evaluate("prompt => { prompt.textContent = ''; }")
    page.keyboard.press("Shift+Enter")
    place.locator(".jp-InputPrompt", has_text=DONE).wait_for(timeout=LONG)
    return "\n".join(place.locator(".jp-OutputArea-output").all_inner_texts()).strip()
