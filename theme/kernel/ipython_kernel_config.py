"""Settings of the kernels that run the book's cells."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

c = get_config()  # noqa: F821
c.IPKernelApp.matplotlib = "inline"
c.InlineBackend.figure_formats = {"svg"}
c.IPKernelApp.extensions = ["book_figures"]
c.Application.log_level = "ERROR"  # the kernel warns of plain TCP, which stays on this machine
