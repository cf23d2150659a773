"""Explorers in JupyterLab with a real kernel: Python moves the figure, the reader moves Python."""

import os
import re
import sys

import nbformat
import pytest

from tests.jupyterlab import serving

pytestmark = pytest.mark.browser

NOTEBOOKS = {
    "warp": [
        "from dlcore.explorers import SpaceWarp\n\nwarp = SpaceWarp()\nwarp",
        'warp.activation = "tanh"',
        'print("blend is now", warp.blend)',
    ],
    "race": [
        "from dlcore import Momentum, minimize\n"
        "from dlcore.explorers import Ravine\n\nravine = Ravine()\nravine",
        "path = minimize(Momentum(0.3, alpha=0.7), ravine.gradient, ravine.start, 30)\n"
        'ravine.add_path("mine", path)',
        'ravine.remove_path("mine")',
        'print("start is now", ravine.start)',
    ],
    "play": [
        "from dlcore.explorers import Decision\n\nplay = Decision()\nplay",
        "import numpy as np\n\n"
        "x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])\n"
        "play.set_data(x, np.array([0, 1, 1, 0]))",
        'print("training loss is", round(play.train_loss, 3))',
    ],
    "norm": [
        "from dlcore.explorers import BatchNormExplorer\n\nnorm = BatchNormExplorer()\nnorm",
        "norm.set_stream([[1.0, 3.0]])",
        'print("mode is now", norm.mode)',
    ],
    "korean": ["from dlcore.explorers import SpaceWarp\n\nSpaceWarp()"],
}
PICTURE = "host => [...host.shadowRoot.querySelectorAll('canvas')].map(c => c.toDataURL()).join()"


@pytest.fixture(scope="module")
def lab(static, tmp_path_factory):
    """The address of a JupyterLab that serves the notebooks."""
    tmp_path = tmp_path_factory.mktemp("lab")
    for name, cells in NOTEBOOKS.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        if name == "korean":
            notebook.cells.append(nbformat.v4.new_markdown_cell("선 하나로는 나눌 수 없습니다."))
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    with serving(sys.executable, tmp_path, tmp_path, os.environ) as address:
        yield address


@pytest.fixture
def open_notebook(browser, lab):
    """Open a notebook with its first cell chosen; at the end no error may have been thrown."""
    contexts, errors = [], []

    def open_(name):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 1400}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{lab}/lab/workspaces/{name}/tree/{name}.ipynb")
        cells = page.locator(".jp-Notebook .jp-CodeCell")
        cells.nth(0).locator(".cm-content").click(timeout=30_000)
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=30_000)
        return page, cells

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def run_first_cell(page):
    page.keyboard.press("Shift+Enter")
    host = page.locator(".dl-explorer-live")
    host.wait_for(timeout=30_000)
    assert page.locator("figure.dl-explorer").count() == 0  # the widget, not the page's figure
    return host


def test_python_and_figure_move_each_other(open_notebook):
    page, cells = open_notebook("warp")
    host = run_first_cell(page)
    host.locator(".summary", has_text="Activation step.").wait_for()
    before = host.evaluate(PICTURE)

    page.keyboard.press("Shift+Enter")
    host.locator(".summary", has_text="Activation tanh.").wait_for()
    assert host.evaluate(PICTURE) != before

    host.scroll_into_view_if_needed()
    host.get_by_role("slider", name="(1−s)·x + s·h(x)").press("End")
    page.wait_for_timeout(500)  # the message to Python
    cells.nth(2).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    cells.nth(2).get_by_text("blend is now 1.0").wait_for()


def test_the_figure_speaks_the_language_of_its_notebook(open_notebook):
    page, _ = open_notebook("korean")  # JupyterLab itself is in English
    host = run_first_cell(page)
    host.locator(".summary", has_text="활성화 함수는 계단 함수입니다.").wait_for()


def test_a_path_added_from_python_joins_the_race(open_notebook):
    page, cells = open_notebook("race")
    host = run_first_cell(page)
    host.locator(".summary", has_text="lowest first: AdaGrad 0.000722").wait_for()
    before = host.evaluate(PICTURE)

    page.keyboard.press("Shift+Enter")
    host.locator(".summary", has_text="lowest first: mine 0.000303, AdaGrad 0.000722").wait_for()
    row = host.get_by_role("row", name=re.compile(r"^mine .*0\.000303 ★$"))
    assert row.is_visible()
    assert host.evaluate(PICTURE) != before

    page.keyboard.press("Shift+Enter")
    host.locator(".summary", has_text="lowest first: AdaGrad 0.000722").wait_for()
    assert host.get_by_role("row", name="mine").count() == 0

    host.get_by_role("slider", name="Start", exact=True).press("ArrowRight")
    page.wait_for_timeout(500)  # the message to Python
    cells.nth(3).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    cells.nth(3).get_by_text("start is now [-6.95, 2").wait_for()


def test_data_from_python_are_learned_and_the_loss_comes_back(open_notebook):
    page, cells = open_notebook("play")
    host = run_first_cell(page)
    summary = host.locator(".summary", has_text="training loss")
    summary.wait_for()
    assert "150 training points" in summary.inner_text()

    page.keyboard.press("Shift+Enter")
    host.locator(".summary", has_text="4 training points").wait_for()
    page.wait_for_timeout(1000)  # results reach Python at most twice a second
    shown = re.search(r"training loss (\S+),", summary.inner_text())[1]
    cells.nth(2).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    cells.nth(2).get_by_text(f"training loss is {shown}").wait_for()


def test_a_stream_from_python_is_normalized_and_the_mode_comes_back(open_notebook):
    page, cells = open_notebook("norm")
    host = run_first_cell(page)
    host.locator(".summary", has_text="Batch 26, batch size 8, training").wait_for()

    page.keyboard.press("Shift+Enter")
    host.locator(".summary", has_text="a batch of two gives β ± γ").wait_for()

    host.get_by_role("radio", name="Inference").check()
    host.locator(".summary", has_text="inference: the stored mean").wait_for()
    page.wait_for_timeout(500)  # the message to Python
    cells.nth(2).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    cells.nth(2).get_by_text("mode is now eval").wait_for()
