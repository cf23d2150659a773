"""The kernels that make and compare the notebooks: one thread, the book's own settings."""

import os
from pathlib import Path

from sources.chapters import BOOK

FOLDER = BOOK.root / "build" / "kernel"
THREADS = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")
_START = """\
import importlib.util as _util
_spec = _util.spec_from_file_location("_drawing", {path!r})
_drawing = _util.module_from_spec(_spec)
_spec.loader.exec_module(_drawing)
_drawing.show_drawings(get_ipython())
del _util, _spec, _drawing
"""
_CONFIG = """\
c = get_config()
c.IPKernelApp.exec_lines = [{start!r}]
c.HistoryManager.enabled = False
c.Application.log_level = "ERROR"
"""


def prepare() -> None:
    """Let every kernel that this process starts have the book's settings, and nobody's own."""
    profile = FOLDER / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    start = _START.format(path=str(Path(__file__).with_name("drawing.py")))
    _write(profile / "ipython_kernel_config.py", _CONFIG.format(start=start))
    _write(FOLDER / "matplotlibrc", "")  # as Matplotlib comes: nobody's own, and no page's fonts
    os.environ.update(
        {f"{name}_NUM_THREADS": "1" for name in THREADS}
        | {
            "IPYTHONDIR": str(FOLDER),
            "MATPLOTLIBRC": str(FOLDER / "matplotlibrc"),
            "PYTHONHASHSEED": "0",
        }
    )


def _write(path: Path, text: str) -> None:
    """Write a file that another process may be reading at this moment, if it has changed."""
    if not path.is_file() or path.read_text("utf-8") != text:
        scratch = path.with_name(f".{path.name}.{os.getpid()}")
        scratch.write_text(text, "utf-8")
        scratch.replace(path)
