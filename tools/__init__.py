"""Scripts that build and check the book, one job each; run them as ``python -m tools.<name>``."""
