"""A live figure in the JupyterLab that Binder would start: no Node, no sources of the project."""

import nbformat
import pytest

from tests.explorers.harness import Explorer
from tests.jupyterlab import binders_environment, serving

pytestmark = pytest.mark.browser

CELLS = [
    "from dlcore.explorers import SpaceWarp\n\nwarp = SpaceWarp()\nwarp",
    'print("blend is now", warp.blend)',
]
WAIT = 60_000


@pytest.fixture
def lab(tmp_path):
    """The address of that JupyterLab; it serves one notebook."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, tmp_path / "warp.ipynb")
    binder = binders_environment()
    with serving(binder.python, tmp_path, tmp_path, binder.variables(tmp_path)) as address:
        yield address


def test_a_figure_is_alive_in_binders_jupyterlab(browser, lab):
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{lab}/lab/tree/warp.ipynb")
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    cells.nth(0).locator(".cm-content").click(timeout=WAIT)
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=WAIT)
    page.keyboard.press("Shift+Enter")
    cells.nth(0).locator(".dl-explorer-live").wait_for(timeout=WAIT)
    figure = Explorer(page)
    figure.hear("Activation step.")
    before = figure.picture()

    figure.scroll_into_view_if_needed()
    figure.grip("(1−s)·x + s·h(x)").press("End")
    assert figure.picture() != before
    told = cells.nth(1).get_by_text("blend is now 1.0")
    for _ in range(40):  # until the message has reached Python
        cells.nth(1).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(500)
        if told.count():
            break
    told.wait_for()
    assert errors == []
    context.close()
