"""The first code cell of every notebook: it installs the book's own dlcore where dlcore is missing.

On a laptop, on Binder and in JupyterLite dlcore is there, and the cell does nothing. In Colab it
asks pip for the wheel of the book's release by address and hash. It is plain Python without magics,
because JupyterLite finds what to load by reading a cell's imports.
"""

from nbformat import NotebookNode, v4

from sources.release import Release

TAG = "install-dlcore"
# Folded: in Jupyter by `source_hidden`, in Colab by `cellView` under the title of the first line.
_METADATA = {"cellView": "form", "jupyter": {"source_hidden": True}, "tags": [TAG, "hide-input"]}
_SOURCE = """\
# @title Where dlcore is missing, as in Colab: install this book's, checked by its hash
try:
    import dlcore
except ModuleNotFoundError:
    import importlib.metadata
    import subprocess
    import sys

    if sys.platform == "emscripten":  # JupyterLite has dlcore; what is missing is named above
        raise
    wheel = "{requirement}"
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", wheel]
    pip = subprocess.run(command, capture_output=True, text=True)
    if pip.returncode:
        print(pip.stderr)
        raise RuntimeError(
            "This book's dlcore could not be installed, for the reason that pip gives above. "
            "Run this cell again, or run the book another way: {site}"
        ) from None
    for name in ("numpy", "matplotlib", "ipywidgets"):  # loaded by Colab before this notebook
        loaded = getattr(sys.modules.get(name), "__version__", None)
        if loaded and loaded != importlib.metadata.version(name):
            raise RuntimeError(
                f"dlcore is installed, and {{name}} with it is newer than the one in use. "
                "Choose Runtime > Restart session, and run this notebook from the top."
            ) from None
    importlib.invalidate_caches()
"""


def install_cell(release: Release, site: str) -> NotebookNode:
    """The cell: the same bytes in every notebook of a release.

    Parameters
    ----------
    release : Release
    site : str
        Address of the book, where a reader finds the other ways to run it.
    """
    source = _SOURCE.format(requirement=release.requirement("explorers"), site=site).rstrip()
    return v4.new_code_cell(source, metadata=_METADATA)


def is_install_cell(cell: NotebookNode) -> bool:
    """Whether a cell of a notebook is the installing one."""
    return TAG in cell.metadata.get("tags", ())
