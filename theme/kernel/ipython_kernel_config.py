"""Settings of the kernels that run the book's cells: figures as SVG, sharp at any size."""

c = get_config()  # noqa: F821
c.InlineBackend.figure_formats = {"svg"}
c.Application.log_level = "ERROR"  # the kernel warns of plain TCP, which stays on this machine
